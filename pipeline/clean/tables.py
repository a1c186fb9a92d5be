"""Tables among the lines of a page: budgets, figures by year or region.

A table is a run of lines of which three or more have numbers beside a label, in columns. What is
not surely one stays text: a list of contents, a list of dates, two columns of prose, an address.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean import characters, grid, runs, wraps
from pipeline.clean.grid import Gutter, Level, Row
from pipeline.clean.line import BROKEN, HYPHENS, Cell, Line, Word

Glue = Callable[[str, str], str | None]
"""Gives a broken word's halves (the first with all that stands before it) as one, or None."""

_FEWEST = 3
"""Rows with numbers; the head of the columns may be one of them."""
_ALIGNED = 0.7
"""Share of a column's numbers that must stand in line, by their right, left or middle."""
_OFF = 0.5
"""Letter heights by which they may miss it."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
_PLAIN = re.compile(r"\d{1,3}")


class _Table(NamedTuple):
    """A table stands between two places in the lines; some of those above its rows are text."""

    begin: int
    end: int
    above: list[Line]
    rows: list[Row]


def find(lines: Sequence[Line], glue: Glue) -> list[Line]:
    """The lines of a page, those of tables as rows: one line each, a tab between two cells.

    Only rows of tables have cells in what is given; no word is lost. Takes linear time but for
    the sorting of tables.
    """
    found: list[Line] = []
    done = 0
    for start, end in runs.runs(lines):
        table = _table(lines, done, start, end) if start >= done else None
        if table is not None:
            found += map(_text, [*lines[done : table.begin], *table.above])
            found += [_written(row, lines[table.begin : table.end], glue) for row in table.rows]
            done = table.end
    return [*found, *map(_text, lines[done:])]


def _text(line: Line) -> Line:
    """A line that is no row."""
    return line._replace(cells=()) if line.cells else line


def _table(lines: Sequence[Line], first: int, start: int, end: int) -> _Table | None:
    """The table in `lines[start:end]`, with its head, which does not begin before `first`.

    None when it is no table.
    """
    if sum(len(line.cells) > 1 for line in lines[start:end]) < _FEWEST - 1:
        return None
    body = grid.levels(lines[start:end])
    strips = grid.gutters([level for level in body if _is_data(level)])
    body = [grid.split(level, strips) for level in body]
    if not strips or len(strips) > max(len(level.cells) for level in body):
        return None
    begin = runs.head(lines, first, start, body, strips)
    end = runs.foot(lines, end, body, strips)
    levels = [grid.split(level, strips) for level in grid.levels(lines[begin:end])]
    zone = sum(level.top < body[0].top for level in levels)
    rows = [grid.row(level, strips, spans=at < zone) for at, level in enumerate(levels)]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    joined = wraps.join(known)
    above: list[Line] = []
    while joined and not joined[0].has_values:
        # A caption, or the title of what is below: it stays text.
        foot = joined.pop(0).foot
        above = [line for line in lines[begin:end] if grid.cells(line)[0].top <= foot]
    whole = sum(_letters(line.text) for line in lines[begin:end] if line not in above)
    if whole != sum(_letters(text) for row in joined for texts in row.texts for text in texts):
        return None
    return _Table(begin, end, above, joined) if _is_table(joined, body, strips) else None


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _is_data(level: Level) -> bool:
    return len(level.cells) > 1 and any(grid.is_value(cell.text) for cell in level.cells[1:])


def _is_table(rows: Sequence[Row], body: Sequence[Level], strips: Sequence[Gutter]) -> bool:
    """Whether there are numbers enough, in columns that are lines, and no list of contents."""
    data = [row for row in rows if any(map(grid.is_value, map(" ".join, row.texts[1:])))]
    if len(data) < _FEWEST or len({row.label for row in data}) < 2:
        return False
    named = sum(_LETTERS.search(row.label) is not None for row in data)
    headed = sum(_LETTERS.search(" ".join(texts)) is not None for texts in rows[0].texts) > 1
    if named < 0.6 * len(data) and not headed:
        return False
    return _is_aligned(body, strips) and (headed or not _is_contents(rows))


def _is_aligned(body: Sequence[Level], strips: Sequence[Gutter]) -> bool:
    """Whether most values stand in line with the others of their column."""
    columns: defaultdict[int, list[Cell]] = defaultdict(list)
    for level in filter(_is_data, body):
        for cell in level.cells[1:]:
            if grid.is_value(cell.text):
                columns[grid.columns_of(cell, strips, level.size)[0]].append(cell)
    several = [cells for cells in columns.values() if len(cells) > 1]
    straight = sum(_in_line(cells, _OFF * body[0].size) for cells in several)
    return straight >= _ALIGNED * max(2, sum(map(len, several)))


def _in_line(cells: Sequence[Cell], off: float) -> int:
    """How many cells stand in line by their right, left or middle, whichever most do."""
    best = 0
    for places in (
        [cell.right for cell in cells],
        [cell.left for cell in cells],
        [(cell.left + cell.right) / 2 for cell in cells],
    ):
        middle = statistics.median_low(places)
        best = max(best, sum(abs(place - middle) <= off for place in places))
    return best


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
    made = tuple(Cell((Word(text, left, right),), row.top) for text in texts)
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
