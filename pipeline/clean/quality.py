"""How good is the text of a page: garbage from a broken font, or language?"""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.clean import faults
from pipeline.clean.decoding import ODD_LIMIT, odd_share, undecodable
from pipeline.clean.faults import Knows, known_share

__all__ = [
    "FAULTS",
    "ODD_LIMIT",
    "TRUSTED",
    "Judgement",
    "is_sick",
    "judge",
    "known_share",
    "odd_share",
]

UNDECODABLE = "undecodable characters"
UNKNOWN_WORDS = "unknown words"
LETTER_SPACED = "letter-spaced"
SPACES_LOST = "spaces lost"
DOUBLED = "doubled characters"
DOTS_LOST = "ä and ö lost"
UNSURE = "uncertain recognition"
FAULTS = (UNDECODABLE, UNKNOWN_WORDS, LETTER_SPACED, SPACES_LOST, DOUBLED, DOTS_LOST, UNSURE)
"""What `judge` may find; `corpus.document.NEEDS_OCR` is for the extractor to say."""

TRUSTED = 0.8
"""The words of a page with a lower score must not feed suggestions or trends: more than one in ten
is wrong, and what made it wrong makes others wrong alike, so that they look like words of the
corpus. A page read by OCR from a fair scan is above (1 to 2 % wrong)."""

_SURE = 0.85
"""A recogniser less sure of a page than this gets more than a tenth of its words wrong. Tesseract:
.94 with 1 % wrong (300 dpi), .88 with 7 % (100 dpi), .61 with 31 % (70 dpi)."""


class Judgement(NamedTuple):
    """How good the text of a page is, and why it is not better.

    `score` is 1 less twice the share of words that are probably wrong: 0 where every second is. It
    is 1.0 without `faults`, except that a page without letters and digits has 0.0.
    """

    score: float
    faults: tuple[str, ...]


def judge(text: str, knows: Knows, raw: str = "", confidence: float | None = None) -> Judgement:
    """Judge the clean text of a page; in linear time, whatever it is.

    `knows` says whether a word is in the Finnish dictionary; a page in another language, a list
    of names and a table are no worse for the words it does not know. `raw` is the text before
    its characters were cleaned, where there is one: cleaning takes away what cannot be decoded.
    `confidence` is what a recogniser said of its reading, 0 to 1.
    """
    page = faults.sample(text)
    wrong = (
        undecodable(raw or text),
        faults.unknown_words(page, knows),
        faults.letter_spaced(page),
        faults.spaces_lost(page, knows),
        faults.doubled(page),
        faults.dots_lost(page, knows),
        1 - confidence if confidence is not None and confidence < _SURE else 0.0,
    )
    found = tuple(name for name, share in zip(FAULTS, wrong, strict=True) if share)
    if not any(map(str.isalnum, text)):
        return Judgement(0.0, found)
    right = math.prod(1 - share for share in wrong)
    return Judgement(round(max(0.0, 2 * right - 1), 2), found)


def is_sick(text: str, knows: Knows) -> bool:
    """Whether the raw `text` of a page is probably not what the page shows.

    True for what a font's broken tables do; missing spaces and the like are no sickness.
    """
    if odd_share(text) > ODD_LIMIT:
        return True
    if faults.reads_well(text.lower().split()):
        return False
    return faults.unknown_words(faults.sample(text), knows) == 1.0
