"""Snowball stems, for Swedish, English and the Finnish words that Voikko does not know."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

import snowballstemmer

ALGORITHMS = MappingProxyType({"fi": "finnish", "sv": "swedish", "en": "english"})

LONGEST_WORD = 255
"""In code points. Longer "words" are garbage; they are cut, so that an index can hold them."""


@lru_cache(maxsize=4096)
def stem(word: str, language: str) -> str:
    """The Snowball stem of the casefolded `word` in `language` ("fi", "sv" or "en").

    Never empty unless `word` is. Raises KeyError for another language.
    """
    short = word.casefold()[:LONGEST_WORD]
    # A stemmer keeps the word it works on, so threads must not share one; a new one is cheap.
    stemmed: str = snowballstemmer.stemmer(ALGORITHMS[language]).stemWord(short)
    return stemmed or short
