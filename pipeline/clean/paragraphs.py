"""Lines → paragraphs: which line goes on with the one before?"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.line import ROW_HEIGHT, TEXT_SIZE, Line

_NEAR = 6
"""Lines before and after that show how wide a paragraph is set."""
_SAME_SIZE = 0.08
"""Letters that differ less, as a share, are of one size (figures and capitals differ a little)."""
_INDENT = 0.8
"""A first line set in by this many letter heights begins a paragraph."""
_SLACK = 0.35
"""A line that leaves more of the width free than this ends its paragraph, whatever follows."""
_SHORT = 1.0
"""A line that leaves less than so many letter heights free is a full one."""
_FEW_SPACES = 3
"""Spaces of a line of running text at least, also in a narrow column."""
_GAP = 1.35
"""More than this many leadings between two lines is a gap between paragraphs."""

_BULLET = re.compile(r"[•◦▪▫■□●○►▶➢✓✔∙‣⁃·*–—-](?=\s)|(?:\d{1,2}|[a-zåäö])[.)]\s")
_LEADERS = ("...", ". . .", "…")
_PAGE_NUMBER = "0123456789ivxlc"
_FIGURES = re.compile(r"(?:^|\s)[-−+]?\d[\d.,]{0,20}(?:\s\d{3}){0,6}\s?[%€]?$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]»]?$")
_WORD = re.compile(r"\S+")


class Step(Enum):
    """What lies between two lines."""

    SAME = ""
    """Nothing: the second goes on with the paragraph of the first."""
    BREAK = "\n"
    GAP = "\n\n"


class Setting(NamedTuple):
    """How a page is set: its usual leading, and for each line the right edge of its column."""

    leading: float
    edges: list[float]


def setting(lines: Sequence[Line]) -> Setting:
    """Measure the lines of one page. Text without geometry has the leading it was given."""
    steps = [b.top - a.top for a, b in pairwise(lines)]
    usual = [
        step
        for step, line in zip(steps, lines, strict=False)
        if 0.5 * line.size < step < 3 * line.size
    ]
    leading = statistics.median_low(usual) if usual else 0.0
    if lines and all(line.size == TEXT_SIZE for line in lines):
        leading = ROW_HEIGHT
    edges = []
    for row, line in enumerate(lines):
        near = lines[max(0, row - _NEAR) : row + _NEAR + 1]
        reach = 4 * line.size
        edges.append(max(other.right for other in near if abs(other.left - line.left) <= reach))
    return Setting(leading, edges)


def step(lines: Sequence[Line], row: int, measured: Setting) -> Step:
    """What lies between line `row` - 1 and line `row` of a page."""
    line, following = lines[row - 1], lines[row]
    down = following.top - line.top
    if line.cells or following.cells:
        rows = line.cells and following.cells
        return Step.BREAK if rows and len(line.cells) == len(following.cells) else Step.GAP
    if down > max(measured.leading * _GAP, line.size):
        return Step.GAP
    if line.heading != following.heading or not _same_size(line, following):
        return Step.BREAK
    if line.heading:
        apart = line.bold != following.bold or _NUMBERED.match(following.text)
        return Step.BREAK if apart else Step.SAME
    if _BULLET.match(following.text) or _is_of_contents(line.text):
        return Step.BREAK
    begins_small = following.text[:1].islower()
    if down < -0.5 * line.size:
        # up again: another column or box
        if _ENDS.search(line.text):
            return Step.BREAK
        return Step.SAME if begins_small or _column_goes_on(lines, row, measured) else Step.BREAK
    if abs(down) <= 0.3 * line.size:
        return Step.SAME if following.left >= line.right - line.size else Step.BREAK
    if _is_set_in(lines, row) or (_FIGURES.search(line.text) and not begins_small):
        return Step.BREAK
    return _by_width(line, following, measured.edges[row - 1])


def _is_of_contents(text: str) -> bool:
    """Whether a line ends as those of a table of contents do: with dots, and a page number."""
    return text.rstrip(_PAGE_NUMBER).rstrip().endswith(_LEADERS)


def _column_goes_on(lines: Sequence[Line], row: int, measured: Setting) -> bool:
    """Whether a column's last line is a full one within a paragraph, and no title or label."""
    line, before = lines[row - 1], lines[max(0, row - 2)]
    full = measured.edges[row - 1] - line.right <= _SHORT * line.size
    along = 0 < line.top - before.top < 2 * line.size and abs(line.left - before.left) < line.size
    return full and along and line.text.count(" ") >= _FEW_SPACES


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _is_set_in(lines: Sequence[Line], row: int) -> bool:
    """Whether line `row` is a paragraph's first, set in against the lines around it."""
    line, following = lines[row - 1], lines[row]
    indent = _INDENT * following.size
    if following.left - line.left < indent or row + 1 >= len(lines):
        return False
    after = lines[row + 1]
    return following.left - after.left >= indent and abs(line.left - after.left) < indent


def _by_width(line: Line, following: Line, edge: float) -> Step:
    """A line ends its paragraph when the next word would still have fitted on it."""
    width = max(line.right - line.left, 0.01)
    letter = width / max(1, len(line.text))
    found = _WORD.match(following.text)
    word = found.end() if found else 0
    free = edge - line.right
    if free <= (word + 1) * letter + 0.5 * line.size:
        return Step.SAME
    goes_on = following.text[:1].islower() and not _ENDS.search(line.text)
    return Step.SAME if goes_on and free < _SLACK * (edge - line.left) else Step.BREAK
