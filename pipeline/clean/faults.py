"""Signs that the words of a page are not what the page shows.

Each sign gives the share of the page's words that it makes wrong, 0.0 where it is not met. The
limits stand between clean pages (530 Finnish, 130 Swedish, 120 English, 430 in five other Latin
languages, tables, lists of names and of literature) and the same pages garbled on purpose; see
``python -m benchmarks.extraction.quality``.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.clean.decoding import readable

KNOWN_LIMIT = 0.12
"""A page in Finnish with a smaller share of known words may be sick. Broken fonts give .00 to .05;
the lowest of a Finnish page that was right is .17, a list of English literature in a thesis."""
ENOUGH_WORDS = 40
"""Pages with fewer words are not judged by how many are known."""

_LOOKED_AT = 20_000
"""Characters of a page that are judged; it seldom has more than 8,000."""
_SAMPLE = 80
"""Words looked up on a page, evenly spread: enough to tell .01 from .17."""
_LONGEST_WORD = 60
_FOREIGN_SHARE = 0.06
_ACRONYM = 6
"""Letters; capitals up to this long need no vowel."""
_LONGEST_ADDRESS = 200
"""Characters; what is longer is a text without spaces, perhaps with an address inside."""
_OVERLONG = 26
"""Letters; few words of any language are longer, and Voikko knows most of those."""

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LATIN = re.compile("[A-Za-z\xc0-\u024f]+")
_OTHER_LETTERS = re.compile("(?:(?![A-Za-z\xc0-\u024f])[^\\W\\d_])+")
# What most pages have none of; between U+1F00 and U+2C00 stand the signs and dashes of every page.
_BEYOND_LATIN = re.compile("[\u0250-\u1eff\u2c00-\ud7ff\uf900-\uffef\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"//|(?i:www)\.|@|_|\.(?:com|org|net|html|pdf|[a-z]{2})\b")
_VOWEL = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāēīōūąęėįųőűœ]", re.IGNORECASE)
# Five consonants or four vowels in a row are rare in any language, and common in garbage.
_PILE = re.compile("[bcdfghjklmnpqrstvwxz]{5}|[aeiouyåäö]{4}", re.IGNORECASE)
# Words that stand in every text of the other languages of the corpus, and never in Finnish.
_SWEDISH = frozenset("och att det som är av för med till den inte".split())
_FOREIGN = _SWEDISH | frozenset("the of and to in is for with that by".split())
# The commonest words of Finnish, Swedish and English.
_COMMON = frozenset(
    "ja on ei että se oli ovat myös joka jotka tai kun ole mutta jos sekä hän sen voi mukaan "
    "och att det som är av för med den inte har ett de en på i om vid "
    "the of and to in is for with that by".split()
)
_COMMON_SHARE = 0.05
_FEWEST_COMMON = 5
# A sentence or clause that ends inside of what should be two words: "haasteista.Lisäksi".
_GLUED = re.compile("[a-zåäö]{3}(?:[.!?;:)][A-ZÅÄÖ][a-zåäö]|,[A-Za-zÅÄÖåäö]{2})[a-zåäö]")
_PARTED = re.compile(r"[a-zåäö]{3}[.!?;:),](?=\s)")

Knows = Callable[[str], bool]


class Sample(NamedTuple):
    """What is judged of a page: what stands between spaces, the words in Latin letters, as
    written and in lower case, and whether other letters are more."""

    tokens: Sequence[str]
    words: Sequence[str]
    lower: Sequence[str]
    other_script: bool


def sample(text: str) -> Sample:
    """The beginning of a page's text; addresses and names of files are no words of it."""
    text = readable(text[:_LOOKED_AT])
    tokens = text.split()
    if _ADDRESS.search(text):  # on few pages
        tokens = [
            token for token in tokens if len(token) > _LONGEST_ADDRESS or not _ADDRESS.search(token)
        ]
    words = _LATIN.findall(" ".join(tokens))
    others = sum(map(len, _OTHER_LETTERS.findall(text))) if _BEYOND_LATIN.search(text) else 0
    lower = " ".join(words).lower().split()
    return Sample(tokens, words, lower, bool(others) and others > sum(map(len, words)))


def known_share(text: str, knows: Knows) -> float:
    """Share of the words of `text` that are known; 1.0 for too few words or another language."""
    words = _WORDS.findall(text)
    if len(words) < ENOUGH_WORDS or _is_foreign([word.lower() for word in words]):
        return 1.0
    return _known(words, knows)


def unknown_words(page: Sample, knows: Knows) -> float:
    """Words that are in no dictionary and that nobody can pronounce, whatever the language.

    Of clean pages, 99 % have less than .04 of such words; letters shifted or mixed up give .06 to
    .65. Where Voikko knows nothing and the language is none of ours, less is enough.
    """
    long = [word for word in page.words if len(word) > 3]
    long = [word for word in long if len(word) > _ACRONYM or not word.isupper()]
    if len(long) < 8 or page.other_script:
        return 0.0
    foreign = _is_foreign(page.lower)
    lost = not (foreign or reads_well(page.lower)) and _known(page.words, knows) < KNOWN_LIMIT
    if lost and len(page.words) >= ENOUGH_WORDS and not 0.32 <= _vowels(page.words) <= 0.58:
        return 1.0
    strange = list(filter(_is_strange, long))
    count = sum(not _knows(word, knows) for word in strange)
    share = count / len(long)
    if count < 4:
        return 0.0
    if lost and share >= 0.06:
        return 1.0
    # Measured: two words in five that are garbled look pronounceable.
    return min(1.0, 2.5 * share) if share >= 0.1 else 0.0


def reads_well(lower: Sequence[str]) -> bool:
    """Whether a page of these words, in lower case, is sure not to be garbage: a cheap test.

    Running text has 10 to 25 % of these words, garbage none, whatever was shifted or lost.
    """
    common = sum(map(_COMMON.__contains__, lower))
    return common >= max(_FEWEST_COMMON, _COMMON_SHARE * len(lower))


def letter_spaced(page: Sample) -> float:
    """Four or more letters in a row that stand alone, "t e k s t i"; not "x x x x"."""
    apart = 0
    for alone, run in itertools.groupby(page.tokens, lambda t: len(t) == 1 and t.isalpha()):
        letters = list(run) if alone else []
        if len(letters) >= 4 and len(set(letters)) > 2:
            apart += len(letters)
    share = apart / max(1, sum(map(len, page.words)))
    return min(1.0, share) if share >= 0.05 and apart >= 8 else 0.0


def spaces_lost(page: Sample, knows: Knows) -> float:
    """Words set without a space between them; two are wrong for each space that is missing."""
    text = " ".join(page.tokens)
    glued, parted = len(_GLUED.findall(text)), len(_PARTED.findall(text))
    missing = glued / (glued + parted) if glued >= 2 else 0.0
    by_stops = 1 - (1 - missing) ** 2 if missing >= 0.1 else 0.0
    overlong = [word for word in page.words if len(word) > _OVERLONG and not _knows(word, knows)]
    share = sum(map(len, overlong)) / max(1, sum(map(len, page.words)))
    # Measured: of 20, 30 and 100 % of the spaces missing, .025, .07 and .85 are overlong.
    # One such word may be a number written out.
    several = len(overlong) > 1 or share >= 0.2
    by_length = 2 * share**0.5 if share >= 0.04 and several else 0.0
    return min(1.0, max(by_length, by_stops))


def doubled(page: Sample) -> float:
    """Each letter drawn twice or thrice to look bold, and read so: "LLaappssii"."""
    long = [word.lower() for word in page.words if len(word) > 5]
    wrong = sum(word[::2] == word[1::2] or word[::3] == word[1::3] == word[2::3] for word in long)
    share = wrong / max(1, len(long))
    return share if wrong >= 3 and share >= 0.05 else 0.0


def dots_lost(page: Sample, knows: Knows) -> float:
    """Finnish or Swedish without any ä, ö and å, as a recogniser of English text reads scans.

    Pages of 400 letters have a share of .005 or more, .03 to .05 as a rule; every fourth word has
    one.
    """
    letters = "".join(page.words).lower()
    if len(letters) < 400 or sum(map(letters.count, "äöå")) >= 0.001 * len(letters):
        return 0.0
    if _share(page.lower, _SWEDISH) < _FOREIGN_SHARE:
        # English pages know .06, and at most .22; Finnish ones without dots .5 to .7.
        return 0.25 if _known(page.words, knows) > 0.35 else 0.0
    return 0.25


@functools.lru_cache(maxsize=50_000)
def _is_strange(word: str) -> bool:
    return bool(_PILE.search(word)) or not _VOWEL.search(word)


def _known(words: Sequence[str], knows: Knows) -> float:
    words = words[:: max(1, len(words) // _SAMPLE)]
    long = [word for word in words if len(word) > 3] or words
    return sum(_knows(word, knows) for word in long) / max(1, len(long))


def _knows(word: str, knows: Knows) -> bool:
    return len(word) <= _LONGEST_WORD and knows(word)


def _is_foreign(lower: Sequence[str]) -> bool:
    return _share(lower, _FOREIGN) >= _FOREIGN_SHARE


def _share(lower: Sequence[str], known: frozenset[str]) -> float:
    return sum(map(known.__contains__, lower)) / max(1, len(lower))


def _vowels(words: Sequence[str]) -> float:
    """Share of vowels among the letters: Swedish .33 to .39, Finnish .43 to .52, Polish .40."""
    return sum(len(_VOWEL.findall(word)) for word in words) / max(1, sum(map(len, words)))
