"""Rows of a table whose cells take several lines: which lines make one row?"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from pipeline.clean.grid import Row, is_value
from pipeline.clean.line import HYPHENS

LEADING = 1.9
"""Lines of one cell are at most so many letter heights apart."""
_BESIDE = 0.92
"""Lines nearer than this stand beside one another: a label's lines, its number half way."""
_TIGHT = 0.85
"""Share of the usual distance of rows below which two lines are one row's."""
_CLOSER = 0.1
"""What a line must be nearer to the row below, in letter heights, to belong to that."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[–-]\s?(?:(?:19|20)?\d\d)?)?")
_GOES_ON = re.compile(r"(?:[,&]|\b(?:ja|sekä|tai|och|eli|and))$")


def join(rows: Sequence[Row]) -> list[Row]:
    """The rows of the table, each with all of its lines; `rows` from the top, one line each."""
    pitch = _pitch(rows)
    body = first_data(rows)
    made: list[Row] = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if made and _is_same(made[-1], row, below, pitch, head=at < body):
            upper = made[-1]
            texts = [a + b for a, b in zip(upper.texts, row.texts, strict=True)]
            made[-1] = upper._replace(texts=texts, foot=row.top, bold=upper.bold and row.bold)
        else:
            made.append(row)
    return made


def first_data(rows: Sequence[Row]) -> int:
    """The place of the first row with a number that is no year; the number of rows if none has."""
    for at, row in enumerate(rows):
        if any(is_amount(" ".join(texts)) for texts in row.texts[1:]):
            return at
    return len(rows)


def is_amount(text: str) -> bool:
    """Whether a cell holds a value that is no year: years stand in heads of columns."""
    return is_value(text) and not _YEAR.fullmatch(text)


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance of two rows that have a label and values; 0.0 when there are none."""
    steps = [
        b.top - a.top for a, b in pairwise(rows) if all(r.label and r.has_values for r in (a, b))
    ]
    return statistics.median(steps) if steps else 0.0


def _is_same(upper: Row, row: Row, below: Row | None, pitch: float, *, head: bool) -> bool:
    """Whether `row` goes on with the cells of `upper`; `below` is the one after it."""
    step = row.top - upper.foot
    if step > LEADING * row.size:
        return False
    if head:
        return _is_same_head(upper, row, step, pitch)
    if upper.has_values and row.has_values:
        return False
    if below is not None and upper.has_values and not row.has_values and below.has_values:
        # A label's line between two rows with numbers belongs to the nearer one.
        down = below.top - row.top
        if down < step - _CLOSER * row.size:
            return False
    if step < _BESIDE * row.size:
        return True
    if not row.label:
        return True
    return _reads_on(upper.label, row.label) or step < _TIGHT * pitch


def _is_same_head(upper: Row, row: Row, step: float, pitch: float) -> bool:
    if step < _BESIDE * row.size:
        return True
    if not row.has_values:
        return _reads_on(upper.label, row.label) or (
            upper.has_values and bool(upper.label) and step < _TIGHT * pitch
        )
    if upper.label and row.label:
        return _reads_on(upper.label, row.label)
    return upper.has_values


def _reads_on(upper: str, lower: str) -> bool:
    return bool(upper) and (
        lower[:1].islower()
        or upper.endswith(tuple(HYPHENS))
        or _GOES_ON.search(upper) is not None
        or upper.count("(") > upper.count(")")
    )
