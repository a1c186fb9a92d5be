"""Runs of lines that may be a table, and what above and below belongs to it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.clean import grid, wraps
from pipeline.clean.grid import Gutter, Level
from pipeline.clean.line import Line

_MOST_LINES = 1000
_REACH = 6.0
"""Two lines of a table are at most so many letter heights apart."""
_FAR = 10.0
"""The same for rows with as many cells as the one before."""
_TALLEST = 12.0
"""Letter heights of a row: what is set right of a label begins at the label's first line."""
_MOST_BETWEEN = 8
"""Lines without a number between two rows: labels that take several lines, titles of sections."""
_LONGEST_LABEL = 60
"""Characters of a line of a label that reaches under the numbers; a longer one is text."""
_MOST_HEAD = 14
"""Lines above the first row that may be heads of columns, and its label."""
_HEAD_STEP = 3.0
"""The lines of heads are at most so many letter heights apart."""
_PITCHES = 1.3
"""Or so many times the usual distance of rows."""

_CAPTION = re.compile(r"(?i)(?:taulukko|kuvio|kuva|liite|tabell|table|figure?) ?\d{1,3}(?!\d)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")


def runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that begin and end with what looks like a row, with labels between."""
    run: _Run | None = None
    for at, line in enumerate(lines):
        row = is_row(line)
        if run and not run.goes_on(line, at, row=row):
            yield run.start, run.last + 1
            run = None
        if row:
            run = run or _Run(at, line)
            run.add(line, at)
        if run:
            run.lowest = max(run.lowest, line.top)
    if run:
        yield run.start, run.last + 1


class _Run:
    """Lines that may be a table, while they are gathered."""

    def __init__(self, start: int, line: Line) -> None:
        self.start = self.last = start
        self.lowest = self._row = line.top
        self._pitch = 0.0
        self._cells = 0
        self._values = line.right

    def add(self, line: Line, at: int) -> None:
        """Line `at`, which looks like a row, belongs to it."""
        self._values = min(self._values, line.cells[-1].left if line.cells else line.left)
        self._pitch = max(self._pitch, line.top - self._row)
        self._row = line.top
        self._cells = len(line.cells)
        self.last = at

    def goes_on(self, line: Line, at: int, *, row: bool) -> bool:
        """Whether line `at`, the next one, may belong to it; `row` if it looks like a row."""
        alike = row and len(line.cells) == self._cells
        reach = max((_FAR if alike else _REACH) * line.size, _PITCHES * self._pitch)
        under = line.right > self._values and len(line.text) > _LONGEST_LABEL and not row
        return (
            -_TALLEST * line.size < line.top - self.lowest < reach
            and at - self.last <= _MOST_BETWEEN
            and at - self.start <= _MOST_LINES
            and not under
        )


def is_row(line: Line) -> bool:
    """Whether a line has a number beside something else, or is a number; no list of contents."""
    if not line.cells:
        return grid.is_value(line.text)
    if _LEADERS.search(line.text):
        return False
    return any(grid.is_value(cell.text) for cell in line.cells[1:])


def head(
    lines: Sequence[Line], first: int, start: int, body: Sequence[Level], strips: Sequence[Gutter]
) -> int:
    """Where the lines before the run begin that belong to it: heads of columns, a label's lines."""
    left = min(level.cells[0].left for level in body)
    right = max(level.cells[-1].right for level in body)
    begin = start
    top = body[0].top
    pitch = statistics.median([b.top - a.top for a, b in pairwise(body)] or [0.0])
    for at in range(start - 1, max(first, start - _MOST_HEAD) - 1, -1):
        line = lines[at]
        reach = max(_HEAD_STEP * line.size, _PITCHES * pitch)
        if (
            line.left < left - reach
            or grid.cells(line)[-1].left > right + reach
            or line.top > body[-1].top
            or line.top < top - reach
            or _CAPTION.match(line.text)
            or not _fits(line, strips)
        ):
            break
        top = min(top, line.top)
        begin = at
    return begin


def foot(lines: Sequence[Line], end: int, body: Sequence[Level], strips: Sequence[Gutter]) -> int:
    """Where what belongs to the run ends: the last row's label may go on below its numbers."""
    lowest = body[-1].top
    while end < len(lines):
        line = lines[end]
        cell = grid.cells(line)[0]
        goes_on = line.text[0].islower() and 0 < cell.top - lowest <= wraps.LEADING * line.size
        if not goes_on or line.right > strips[0].right or len(grid.cells(line)) > 1:
            break
        lowest = cell.top
        end += 1
    return end


def _fits(line: Line, strips: Sequence[Gutter]) -> bool:
    """Whether a line above the numbers keeps to the columns; a title may stand over several."""
    level = Level(line.top, line.size, list(grid.cells(line)), line.bold)
    if len(level.cells) == 1:
        columns = grid.columns_of(level.cells[0], strips, line.size)
        return columns[0] > 0 or len(columns) == 1
    return grid.row(grid.split(level, strips), strips, spans=True) is not None
