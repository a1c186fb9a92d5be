"""Swedish base forms, from simplemma's dictionary; Snowball for words that it does not know.

Measured elsewhere on Swedish treebanks: retrieval F1 .94 with simplemma, .85 with Snowball alone.
The dictionary takes 0.6 s and 100 MB to load, so it is loaded when the first Swedish word is met.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.stems import LONGEST_WORD, stem

LANGUAGE = "sv"


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """The base form of a Swedish word, casefolded. Never empty unless `word` is."""
    if not word:
        return word
    # Heavy, and not needed where nothing is Swedish: see the top.
    import simplemma  # noqa: PLC0415

    folded = word.casefold()[:LONGEST_WORD]
    # Greedy: barnskyddets → barnskydd, by the rules for compounds and endings, too.
    found = simplemma.lemmatize(folded, LANGUAGE, greedy=True).casefold()
    if found != folded or simplemma.is_known(folded, LANGUAGE):
        return found
    return stem(folded, LANGUAGE)
