"""Captions of figures that stand in the middle of a sentence: it goes on, and they follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.clean.line import BROKEN, Line

_MOST_LINES = 8
"""Lines of captions that are passed over on the way to the rest of the sentence."""
_GAP = 1.6
"""A caption ends where the next line is so many line heights away."""

_CAPTION = re.compile(
    r"(?i)(?:kuva|kuvio|kaavio|taulukko|kartta|figur|tabell|bild|figure|table)(?: ?\d|:)"
)
_ENDS = re.compile(r"[.!?:;][\"'”’)\]»]?$")


class Parted(NamedTuple):
    """The lines of a page: its text, and the captions that interrupted a sentence of it."""

    text: list[Line]
    captions: list[Line]


def part(pages: Sequence[Sequence[Line]]) -> list[Parted]:
    """Take the captions that interrupt a sentence out of the text of each page.

    The sentence may have begun on the page before, as where figures float to the head of a page.
    """
    parted = []
    before: Line | None = None
    for page in pages:
        kept: list[Line] = []
        captions: list[Line] = []
        row = 0
        while row < len(page):
            end = _end_of_captions(page, row) if _CAPTION.match(page[row].text) else row
            if end > row and before and end < len(page) and _goes_on(before, page[end]):
                captions += page[row:end]
                row = end
            before = page[row]
            kept.append(before)
            row += 1
        parted.append(Parted(kept, captions))
    return parted


def _end_of_captions(page: Sequence[Line], row: int) -> int:
    """The row behind the captions that begin at `row`."""
    end = row
    while end < min(len(page), row + _MOST_LINES):
        line = page[end]
        end += 1
        parted = end == len(page) or abs(page[end].top - line.top) > _GAP * line.size
        if (parted or _ENDS.search(line.text)) and not (
            end < len(page) and _CAPTION.match(page[end].text)
        ):
            break
    return end


def _goes_on(line: Line, following: Line) -> bool:
    if line.heading or _ENDS.search(line.text) or not following.text[:1].islower():
        return False
    unbroken = line.text.removesuffix(BROKEN)
    return unbroken[-1:].islower() or unbroken[-1:] in ",-‐–"
