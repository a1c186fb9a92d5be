"""The order in which the lines of a page are read, where the file's own order is evidently wrong.

Most files hold their text in reading order, whatever the columns; sorting it by place then only
does harm (cells with running text, captions, boxes). The exceptions draw the page row by row over
the gutter, or the right column first. They are known by two signs together: neighbours in the
file stand on one line at both sides of the same gutter, again and again, and what stands at each
side of it is running text and no table.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.line import HYPHENS, Line

FEWEST = 6
"""Rows that must be torn by a gutter; fewer may be a list in two columns, or a short table."""
_FEW = 3
"""Rows that are enough in a document that is known to be torn there."""
_SHARE = 0.4
"""Share of the page's rows that must be torn by the gutters."""
_FILLED = 0.7
"""Lines of running text usually fill this share of their column."""
_FEWEST_LETTERS = 16
"""Running text has longer lines than a table's cells."""
_GOES_ON = 0.3
"""Share of the lines that begin in the middle of a sentence."""
_APART = 1.8
"""A first or last row so many leadings away is the page's head or foot."""
_LONGEST_PAGE = 2000
"""Lines of a page that is looked at; no reader turns a page with more."""
_COLUMN_LINES = 8
"""Lines of a column that are enough to see that the columns come in the wrong order."""
_LEVEL = 0.8
"""Letter heights between two lines that stand side by side, each in its own leading."""
_GUTTER = 0.6
"""Narrowest gutter, in letter heights."""

_BEGINS_SMALL = re.compile(r"[a-zåäöé(]")


class Row(NamedTuple):
    """A line as it stands in the file, and its pieces where wide gaps tear it (else only it)."""

    line: Line
    pieces: tuple[Line, ...]


class Columns:
    """Puts the lines of one document's pages in order, and learns where its gutters are."""

    def __init__(self) -> None:
        self._torn: list[float] = []
        self._reversed = False

    def in_order(self, rows: Sequence[Row]) -> list[Line]:
        """The lines of the next page as they are read: in the order of `rows`, if it is right."""
        lines = [row.line for row in rows]
        pieces = [piece for row in rows for piece in row.pieces]
        if not 2 * _FEW <= len(pieces) <= _LONGEST_PAGE:
            return lines
        known = self._known(pieces)
        gutters = known or _torn(pieces) or _reversed(lines, certain=self._reversed)
        if not gutters:
            return lines
        columns = [_column(piece, gutters) for piece in pieces]
        for number in range(len(gutters) + 1):
            column = [piece for piece, at in zip(pieces, columns, strict=True) if at == number]
            if not (known or self._reversed or _is_running_text(column)):
                return lines
        if len(pieces) > len(lines) or _torn(pieces):
            self._torn = gutters
        else:
            self._reversed = True
        return _by_columns(pieces, columns, len(gutters) + 1)

    def _known(self, pieces: Sequence[Line]) -> list[float]:
        """The gutters of earlier pages that tear this one, too, if it has too little to be sure."""
        gaps = _gaps(pieces)
        held = [sum(a <= gutter <= b for a, b in gaps) for gutter in self._torn]
        return self._torn if sum(held) >= _FEW else []


def _torn(pieces: Sequence[Line]) -> list[float]:
    """The gutters over which neighbours stand on one line, again and again; from the left."""
    gaps = _gaps(pieces)
    if len(gaps) < FEWEST:
        return []
    tops = [one.top for one, _ in _neighbours(pieces)]
    beside = [piece for piece in pieces if min(tops) <= piece.top <= max(tops)]
    rows = len({round(piece.top / max(piece.size, 1.0)) for piece in beside})
    enough = max(FEWEST, _SHARE * rows)
    gutters = []
    while len(gaps) >= enough:
        middle = _most_common(gaps)
        held = [gap for gap in gaps if gap[0] <= middle <= gap[1]]
        if len(held) < enough:
            break
        gutters.append(middle)
        gaps = [gap for gap in gaps if not gap[0] <= middle <= gap[1]]
    return sorted(gutters)


def _gaps(pieces: Sequence[Line]) -> list[tuple[float, float]]:
    """The edges of the gaps between neighbours that stand on one line."""
    pairs = (sorted(pair, key=lambda piece: piece.left) for pair in _neighbours(pieces))
    return [(left.right, right.left) for left, right in pairs]


def _neighbours(pieces: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pieces that follow each other in the file and stand side by side with a gutter between."""
    return [
        (one, other)
        for one, other in pairwise(pieces)
        if abs(one.top - other.top) <= _LEVEL * one.size
        and max(other.left - one.right, one.left - other.right) >= _GUTTER * one.size
    ]


def _most_common(gaps: Sequence[tuple[float, float]]) -> float:
    """The middle of the stretch that lies in most of the gaps."""
    edges = sorted([(left, -1) for left, _ in gaps] + [(right, 1) for _, right in gaps])
    depth = deepest = 0
    best = (0.0, 0.0)
    for (place, kind), (after, _) in pairwise(edges):
        depth -= kind
        if depth > deepest:
            deepest, best = depth, (place, after)
    return (best[0] + best[1]) / 2


def _reversed(lines: Sequence[Line], *, certain: bool) -> list[float]:
    """The gutter between two columns of one width of which the file has the right one first.

    Columns may go on from the page before and on the next one, so that both orders look right;
    that is a reason to do nothing unless it is `certain` that the file is made so.
    """
    up = 2 if certain else 5
    jumps = [row for row, (a, b) in enumerate(pairwise(lines), 1) if b.top < a.top - up * a.size]
    starts = [0, *jumps, len(lines)]
    blocks = [
        lines[a:b] for a, b in pairwise(starts) if b - a >= (_FEW if certain else _COLUMN_LINES)
    ]
    if len(blocks) != 2:
        return []
    right, left = blocks
    edges = [_edges(block) for block in (left, right)]
    widths = sorted(edge[1] - edge[0] for edge in edges)
    if edges[0][1] > edges[1][0] or (not certain and widths[0] < 0.8 * widths[1]):
        return []
    follows = _goes_on(right[-1], left[0]) and not _goes_on(left[-1], right[0])
    return [] if follows and not certain else [(edges[0][1] + edges[1][0]) / 2]


def _edges(block: Sequence[Line]) -> tuple[float, float]:
    """Where most lines of a column begin, and where most of them end at the latest."""
    lefts, rights = sorted(line.left for line in block), sorted(line.right for line in block)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _column(piece: Line, gutters: Sequence[float]) -> int:
    """The number of the column in which a piece stands; -1 when it goes over a gutter."""
    if any(piece.left < gutter < piece.right for gutter in gutters):
        return -1
    return sum(gutter <= piece.left for gutter in gutters)


def _goes_on(line: Line, following: Line) -> bool:
    small = bool(_BEGINS_SMALL.match(following.text))
    return small or line.text.endswith(tuple(HYPHENS))


def _is_running_text(column: Sequence[Line]) -> bool:
    """Whether the lines of a column are sentences rather than the cells of a table."""
    if len(column) < FEWEST:
        return False
    lines = sorted(column, key=lambda line: line.top)
    left, right = _edges(lines)
    width = max(right - left, 1.0)
    filled = statistics.median((line.right - line.left) / width for line in lines)
    letters = statistics.median(len(line.text) for line in lines)
    goes_on = sum(_goes_on(a, b) for a, b in pairwise(lines))
    return (
        filled >= _FILLED and letters >= _FEWEST_LETTERS and goes_on >= _GOES_ON * (len(lines) - 1)
    )


def _by_columns(pieces: Sequence[Line], columns: Sequence[int], count: int) -> list[Line]:
    """From the top: what goes over a gutter parts the page, between it one column after another."""
    placed = sorted(zip(pieces, columns, strict=True), key=lambda found: found[0].top)
    tops = [piece.top for piece, _ in placed]
    steps = [b - a for a, b in pairwise(tops) if b - a > 0.3 * placed[0][0].size]
    apart = _APART * statistics.median(steps) if steps else 0.0
    first = next((row for row, (a, b) in enumerate(pairwise(tops), 1) if b - a > 1), 0)
    head = first if first < len(tops) and tops[first] - tops[first - 1] > apart else 0
    foot = len(tops)
    while foot > head and tops[-1] - tops[foot - 1] <= 1:
        foot -= 1
    if foot > head and tops[foot] - tops[foot - 1] <= apart:
        foot = len(tops)
    lines: list[Line] = []
    waiting: list[list[Line]] = [[] for _ in range(count)]
    for row, (piece, column) in enumerate(placed):
        if column >= 0 and head <= row < foot:
            waiting[column].append(piece)
            continue
        lines += [line for column_lines in waiting for line in column_lines]
        waiting = [[] for _ in range(count)]
        lines.append(piece)
    return lines + [line for column_lines in waiting for line in column_lines]
