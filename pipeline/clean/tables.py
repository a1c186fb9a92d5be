"""Tables among the lines of a page: budgets, figures by year or region.

A table is a run of lines of which three or more have numbers beside a label, in columns. What is
not surely one stays text: a list of contents, a list of dates, two columns of prose, an address.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.clean import characters, grid, wraps
from pipeline.clean.grid import Gutter, Level, Row
from pipeline.clean.line import BROKEN, HYPHENS, Cell, Line, Word

Glue = Callable[[str, str], str | None]
"""Gives a broken word's halves (the first with all that stands before it) as one, or None."""

_FEWEST = 3
"""Rows with numbers; the head of the columns may be one of them."""
_MOST_LINES = 1000
_REACH = 5.0
"""Two lines of a table are at most so many letter heights apart."""
_TALLEST = 12.0
"""Letter heights of a row: what is set right of a label begins at the label's first line."""
_MOST_BETWEEN = 8
"""Lines without a number between two rows: labels that take several lines, titles of sections."""
_LONGEST_LABEL = 60
"""Characters of a line of a label."""
_MOST_HEAD = 14
"""Lines above the first row that may be heads of columns, and its label."""
_HEAD_STEP = 3.0
"""The lines of heads are at most so many letter heights apart."""
_PITCHES = 1.3
"""Or so many times the usual distance of rows."""
_ALIGNED = 0.7
"""Share of a column's numbers that must stand in line, by their right, left or middle."""
_OFF = 0.5
"""Letter heights by which they may miss it."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_PLAIN = re.compile(r"\d{1,3}")


def find(lines: Sequence[Line], glue: Glue) -> list[Line]:
    """The lines of a page, those of tables as rows: one line each, a tab between two cells.

    Only rows of tables have cells in what is given. Takes linear time but for pages of tables.
    """
    found: list[Line] = []
    done = 0
    for start, end in _runs(lines):
        if start < done:
            continue
        table = _table(lines, max(done, start - _MOST_HEAD), start, end)
        if table is not None:
            begin, stop, rows = table
            found += [line._replace(cells=()) for line in lines[done:begin]]
            found += [_written(row, lines[begin:stop], glue) for row in rows]
            done = stop
    return found + [line._replace(cells=()) for line in lines[done:]]


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that begin and end with what looks like a row, with labels between."""
    start = last = -1
    lowest = 0.0
    for at, line in enumerate(lines):
        if start >= 0 and (
            not -_TALLEST * line.size < line.top - lowest < _REACH * line.size
            or at - last > _MOST_BETWEEN
            or at - start > _MOST_LINES
            or (not _is_row(line) and len(line.text) > _LONGEST_LABEL)
        ):
            yield start, last + 1
            start = -1
        if _is_row(line):
            if start < 0:
                start, lowest = at, line.top
            last = at
        lowest = max(lowest, line.top)
    if start >= 0:
        yield start, last + 1


def _is_row(line: Line) -> bool:
    if not line.cells:
        return grid.is_value(line.text)
    if _LEADERS.search(line.text):
        return False
    return any(grid.is_value(cell.text) for cell in line.cells[1:])


def _table(
    lines: Sequence[Line], first: int, start: int, end: int
) -> tuple[int, int, list[Row]] | None:
    """The rows of the table in `lines[start:end]`, and where it begins and ends with its head.

    The head does not begin before `first`. None when it is no table.
    """
    if sum(len(line.cells) > 1 for line in lines[start:end]) < _FEWEST - 1:
        return None
    body = grid.levels(lines[start:end])
    strips = grid.gutters([level for level in body if _is_data(level)])
    body = [grid.split(level, strips) for level in body]
    if not strips or len(strips) > max(len(level.cells) for level in body):
        return None
    begin = _head(lines, first, start, body, strips)
    above = [grid.split(level, strips) for level in grid.levels(lines[begin:end])]
    zone = sum(level.top < body[0].top for level in above)
    rows = [grid.row(level, strips, spans=at < zone) for at, level in enumerate(above)]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    joined = wraps.join(known)
    while joined and not joined[0].has_values:
        # A caption, or the title of what is below: it stays text.
        lowest = joined.pop(0).foot
        begin = next((at for at in range(begin, end) if lines[at].top > lowest + 0.01), end)
    if not _is_table(joined, body):
        return None
    return begin, end, joined


def _head(
    lines: Sequence[Line], first: int, start: int, body: Sequence[Level], strips: Sequence[Gutter]
) -> int:
    """Where the lines before the run begin that belong to it: heads of columns, a label's lines."""
    left = min(level.cells[0].left for level in body)
    right = max(level.cells[-1].right for level in body)
    begin = start
    top = body[0].top
    pitch = statistics.median([b.top - a.top for a, b in pairwise(body)] or [0.0])
    for at in range(start - 1, first - 1, -1):
        line = lines[at]
        reach = max(_HEAD_STEP * line.size, _PITCHES * pitch)
        if (
            line.left < left - reach
            or line.right > right + reach
            or line.top > body[-1].top
            or line.top < top - reach
            or len(line.text) > _LONGEST_LABEL * (1 + len(line.cells))
            or not _fits(line, strips)
        ):
            break
        top = min(top, line.top)
        begin = at
    return begin


def _fits(line: Line, strips: Sequence[Gutter]) -> bool:
    """Whether a line above the numbers keeps to the columns; a title may stand over several."""
    level = Level(line.top, line.size, list(grid.cells(line)), line.bold)
    level = grid.split(level, strips)
    return grid.row(level, strips, spans=len(level.cells) > 1) is not None and (
        len(level.cells) > 1 or line.right < strips[0].right or line.left > strips[0].left
    )


def _is_data(level: Level) -> bool:
    return len(level.cells) > 1 and any(grid.is_value(cell.text) for cell in level.cells[1:])


def _is_table(rows: Sequence[Row], body: Sequence[Level]) -> bool:
    """Whether there are numbers enough, in columns that are lines, and no list of contents."""
    data = [row for row in rows if any(map(grid.is_value, map(" ".join, row.texts[1:])))]
    if len(data) < _FEWEST or len({row.label for row in data}) < 2:
        return False
    named = sum(_LETTERS.search(row.label) is not None for row in data)
    headed = sum(_LETTERS.search(" ".join(texts)) is not None for texts in rows[0].texts) > 1
    if named < 0.6 * len(data) and not headed:
        return False
    return _is_aligned(body) and (headed or not _is_contents(rows))


def _is_aligned(body: Sequence[Level]) -> bool:
    """Whether the last values of most rows stand in line."""
    ends = [level.cells[-1] for level in body if _is_data(level)]
    ends = [cell for cell in ends if grid.is_value(cell.text)]
    if len(ends) < 2:
        return False
    within = _OFF * body[0].size
    for places in (
        [cell.right for cell in ends],
        [cell.left for cell in ends],
        [(cell.left + cell.right) / 2 for cell in ends],
    ):
        middle = sorted(places)[len(places) // 2]
        if sum(abs(place - middle) <= within for place in places) >= _ALIGNED * len(places):
            return True
    return False


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether the only numbers are whole, small and rising: pages. A sum at the end is none."""
    last = [" ".join(row.texts[-1]) for row in rows]
    numbers = [int(text) for text in last if _PLAIN.fullmatch(text)]
    if len(numbers) < 0.8 * len(rows) or numbers[-1] == sum(numbers[:-1]):
        return False
    others = (" ".join(texts) for row in rows for texts in row.texts[1:-1])
    return not any(map(grid.is_value, others)) and all(a <= b for a, b in pairwise(numbers))


def _written(row: Row, lines: Sequence[Line], glue: Glue) -> Line:
    """The row as a line of the page's text."""
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    texts = [_cell(parts, glue) for parts in row.texts]
    made = tuple(Cell((Word(text, left, right),)) for text in texts)
    return Line("\t".join(texts), left, right, row.top, row.size, row.bold, cells=made)


def _cell(parts: Sequence[str], glue: Glue) -> str:
    """The lines of a cell as one text."""
    text = ""
    for part in parts:
        cleaned = characters.one_line(part)
        cleaned += BROKEN if part.endswith(BROKEN) else ""
        word, blank, rest = cleaned.partition(" ")
        glued = glue(text, word) if text.endswith(tuple(HYPHENS)) else None
        text = f"{text} {cleaned}".strip() if glued is None else f"{glued}{blank}{rest}"
    return text.replace(BROKEN, "-")
