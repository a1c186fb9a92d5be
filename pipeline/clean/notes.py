"""Footnotes: lines in smaller type that stand between two lines of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.clean.line import Line

SMALLER = 0.93
"""Type below this share of the body's is another text: a note, a caption."""
_MOST_LINES = 20
"""Lines of notes at a column's end; more are a text of their own."""
_ENDS = re.compile(r"[.!?:][\"'”’)\]»]?\d{0,3}$")


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of a page's text is set; 0.0 for no lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def last_of_body(lines: Sequence[Line]) -> int:
    """Index of the last line that is as large as the page's text; -1 when all are smaller."""
    least = SMALLER * body_size(lines)
    rows = range(len(lines) - 1, -1, -1)
    return next((row for row in rows if lines[row].size >= least), -1)


def last(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with the notes that interrupt a sentence moved to its end.

    So they stand in the file where a column ends with notes and the text goes on in the next.
    """
    least = SMALLER * body_size(lines)
    kept: list[Line] = []
    notes: list[Line] = []
    row = 0
    while row < len(lines):
        end = row
        while end < len(lines) and lines[end].size < least:
            end += 1
        run = lines[row:end]
        if run and end < len(lines) and kept and _interrupts(kept[-1], run, lines[end]):
            notes += run
        else:
            kept += run
        kept += lines[end : end + 1]
        row = end + 1
    return kept + notes


def _interrupts(before: Line, run: Sequence[Line], after: Line) -> bool:
    goes_on = after.text[:1].islower() and not _ENDS.search(before.text)
    next_column = after.top < run[0].top  # otherwise it is a line of code or the like
    return goes_on and next_column and len(run) <= _MOST_LINES
