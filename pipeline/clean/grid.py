"""Lines side by side → the rows and columns of a grid.

The columns of a table are parted by gutters: upright strips that lie in the gaps of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.line import Cell, Line, Word

LEVEL = 0.4
"""Lines whose feet differ by less than this share of their height stand side by side."""
_MOST_COLUMNS = 24
_SLACK = 0.15
"""Share of a letter's height by which a cell may reach over a column's edge."""
_APART = 0.38
"""Letter heights from which a gap is wider than a blank."""

_VALUE = re.compile(
    r"\(?[-−–+±<>~]? ?(?:€ ?)?\d[\d\s.,]*(?:[/–-] ?\d[\d\s.,]*)?\)?"
    r" ?(?:%|€|[tkM]€|te|eur|euroa?|kpl|htv|htkk|hlö|pv|kk|krt|h|v|mk|milj\. ?€)?\*{0,2}"
    r"|[-–—−]{1,3}|[xX✓]",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-−–+]?\d|[-–—−]+$")
_HEAD = re.compile(r"[-−–+]?\d|[-–—−]+$|[A-ZÅÄÖ]")


class Level(NamedTuple):
    """The cells that stand side by side, from the left."""

    top: float
    size: float
    cells: list[Cell]
    bold: bool


class Gutter(NamedTuple):
    """The edges of a strip between two columns."""

    left: float
    right: float


class Row(NamedTuple):
    """A level's cells by column: "" where there is none. `top` is the first level's, `foot` the
    last one's."""

    top: float
    foot: float
    size: float
    bold: bool
    texts: list[list[str]]

    @property
    def has_values(self) -> bool:
        """Whether anything stands beside the label."""
        return any(self.texts[1:])

    @property
    def label(self) -> str:
        """The first cell's text."""
        return " ".join(self.texts[0])


def is_value(text: str) -> bool:
    """Whether a cell holds a number with its unit, a date or years, or the sign for nothing."""
    return _VALUE.fullmatch(text) is not None


def cells(line: Line) -> tuple[Cell, ...]:
    """The cells of a line; one for a line that was not looked at."""
    return line.cells or (Cell((Word(line.text, line.left, line.right),), line.top),)


def levels(lines: Sequence[Line]) -> list[Level]:
    """The cells of the lines from the top, those side by side as one level."""
    placed = [(cell.top, cell.left, cell, line) for line in lines for cell in cells(line)]
    made: list[Level] = []
    for top, _, cell, line in sorted(placed, key=lambda found: found[:2]):
        if made and top - made[-1].top <= LEVEL * line.size:
            made[-1].cells.append(cell)
        else:
            made.append(Level(top, line.size, [cell], line.bold))
    return [level._replace(cells=sorted(level.cells, key=lambda cell: cell.left)) for level in made]


def gutters(found: Sequence[Level]) -> list[Gutter]:
    """The gutters of a table with these levels, from the left; [] when it has too many."""
    gaps = [
        Gutter(a.right, b.left)
        for level in found
        for a, b in pairwise(level.cells)
        if a.right < b.left
    ]
    strips: list[Gutter] = []
    while gaps:
        strip = _deepest(gaps)
        strips.append(strip)
        gaps = [gap for gap in gaps if gap.right <= strip.left or gap.left >= strip.right]
        if len(strips) >= _MOST_COLUMNS:
            return []
    return sorted(strips)


def split(level: Level, strips: Sequence[Gutter]) -> Level:
    """The level with those cells parted that stand in two columns, at the gutter between them.

    That is where the gaps alone did not tell: "412 300 398 100". Words at a blank's distance are
    parted before a figure, in heads before a capital; a title over two columns stays whole.
    """
    made: list[Cell] = []
    for cell in level.cells:
        columns = columns_of(cell, strips, level.size) if len(cell.words) > 1 else range(1)
        begin = 0
        for strip in strips[columns[0] : columns[-1]]:
            parts = _HEAD.match if columns[0] > 0 else _FIGURE.match
            at = _boundary(cell.words, begin, strip, level.size, parts)
            if at > begin:
                made.append(Cell(cell.words[begin:at], cell.top))
                begin = at
        made.append(Cell(cell.words[begin:], cell.top))
    return level._replace(cells=made)


def row(level: Level, strips: Sequence[Gutter], *, spans: bool = False) -> Row | None:
    """The level's cells by column; None when two stand in one, or one in two.

    A label that stands alone may do that, and with `spans` any cell: a title of two columns.
    """
    texts: list[list[str]] = [[] for _ in range(len(strips) + 1)]
    for cell in level.cells:
        columns = columns_of(cell, strips, level.size)
        alone = len(level.cells) == 1 and columns[0] == 0
        if (len(columns) > 1 and not (alone or spans)) or texts[columns[0]]:
            return None
        texts[columns[0]].append(cell.text)
    return Row(level.top, level.top, level.size, level.bold, texts)


def columns_of(cell: Cell, strips: Sequence[Gutter], size: float) -> range:
    """The columns that a cell touches; the nearest when it lies within a gutter."""
    slack = _SLACK * size
    first = sum(strip.left - slack <= cell.left for strip in strips)
    last = sum(strip.right + slack < cell.right for strip in strips)
    if first <= last:
        return range(first, last + 1)
    strip = strips[last]
    nearer = last if cell.left - strip.left <= strip.right - cell.right else first
    return range(nearer, nearer + 1)


def _boundary(
    words: Sequence[Word],
    begin: int,
    strip: Gutter,
    size: float,
    parts: Callable[[str], object],
) -> int:
    """The place of the first word behind the gutter; `begin` when the words stay together.

    At a blank's distance they do, unless the word behind it `parts` them.
    """
    slack = _SLACK * size
    best, widest = begin, 0.0
    for at in range(begin + 1, len(words)):
        gap = words[at].left - words[at - 1].right
        inside = words[at - 1].right <= strip.right + slack and strip.left - slack <= words[at].left
        if inside and gap > widest:
            best, widest = at, gap
    if best > begin and widest <= _APART * size and not parts(words[best].text):
        return begin
    return best


def _deepest(gaps: Sequence[Gutter]) -> Gutter:
    """The narrowest stretch that lies in most of the gaps."""
    edges = sorted([(gap.left, 1) for gap in gaps] + [(gap.right, 0) for gap in gaps])
    depth = deepest = 0
    best = gaps[0]
    for (place, opens), (after, _) in pairwise(edges):
        depth += 1 if opens else -1
        if depth > deepest:
            deepest, best = depth, Gutter(place, after)
    return best
