"""How good is the text of a page: garbage from a broken font, or language?

Measured on 25 real Finnish PDFs: odd characters at most 1.2 % of a page (4.4 % with old TeX
umlauts), known words 66 to 99 %. A page whose font lacks its character table: 8 % and 1 %.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ODD_LIMIT = 0.05
"""A page with a larger share of odd characters is sick."""
KNOWN_LIMIT = 0.12
"""A page in Finnish with a smaller share of known words is sick. Broken fonts give .00 to .01; the
lowest of a page that was right is .17, a list of English literature in a Finnish thesis."""
ENOUGH_WORDS = 40
"""Pages with fewer words are not judged by their words."""
_SAMPLE = 80
"""Words looked up on a page, evenly spread: enough to tell .01 from .17."""
_LONGEST_WORD = 60

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPACES = re.compile(r"\s+")
# What Latin text is made of: letters up to U+024F, marks, Greek, punctuation, signs, arrows,
# mathematics, boxes and shapes. PDFium shows a character it cannot map as a control character or
# as something from another script.
_ODD = re.compile(
    "[^\\s -~\xa0-\u024f\u0300-\u036f\u0370-\u03ff\u2010-\u205e\u2070-\u209f\u20a0-\u20cf"
    "\u2100-\u22ff\u2500-\u27bf\uf000-\uf0ff\ufb00-\ufb06\ufffe\x02\xad\u200b\ufeff]"
)
_GAP_CODE = re.compile(r"\(cid:\d+\)")
# Words that stand in every text of the other languages of the corpus, and never in Finnish.
_FOREIGN = frozenset(
    "och att det som är av för med till den inte the of and to in is for with that by".split()
)
_FOREIGN_SHARE = 0.06


def odd_share(text: str) -> float:
    """Share of the characters of `text`, spaces aside, that no Finnish report has."""
    text = _GAP_CODE.sub("\x00", text)
    letters = len(text) - sum(map(len, _SPACES.findall(text)))
    return len(_ODD.findall(text)) / letters if letters else 0.0


def known_share(text: str, knows: Callable[[str], bool]) -> float:
    """Share of the words of `text` that are known; 1.0 for too few words or another language."""
    words = _WORDS.findall(text)
    if len(words) < ENOUGH_WORDS:
        return 1.0
    words = words[:: max(1, len(words) // _SAMPLE)]
    foreign = sum(word.lower() in _FOREIGN for word in words)
    if foreign >= _FOREIGN_SHARE * len(words):
        return 1.0
    long = [word for word in words if len(word) > 3] or words
    return sum(len(word) <= _LONGEST_WORD and knows(word) for word in long) / len(long)


def is_sick(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether the raw `text` of a page is probably not what the page shows."""
    if odd_share(text) > ODD_LIMIT:
        return True
    return known_share(text, knows) < KNOWN_LIMIT


def quality(text: str, knows: Callable[[str], bool]) -> float:
    """From 0 (garbage, or no text at all) to 1 for the text of one page, two decimals.

    Half of the known words or more is full marks: names, figures and jargon are no fault.
    """
    if not _WORDS.search(text):
        return 1.0 if any(map(str.isdigit, text)) else 0.0
    known = min(1.0, known_share(text, knows) / 0.5)
    return round(known * max(0.0, 1.0 - odd_share(text) / (2 * ODD_LIMIT)), 2)
