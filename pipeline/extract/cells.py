"""The cells of a line that may be a row of a table, by the gaps between its words.

Only lines that end with a number, or are wider than their letters, and their neighbours are
looked at: the places of characters cost time, and prose has neither. The number 672 500 is one
cell, and so is a label of several words; where the gaps cannot tell, the other rows do
(`pipeline.clean.tables`).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from pipeline.clean import letterspacing
from pipeline.clean.line import Cell, Line, Word
from pipeline.extract.glyphs import Glyphs, turned

_LONGEST = 250
"""Characters of a line that is looked at."""
_WIDE = 0.7
"""Width of a letter in letter heights above which a line has gaps in it; prose has 0.35 to 0.65."""
_BEFORE, _AFTER = 12, 2
"""Lines before and after a row that are looked at: heads of columns hold no numbers."""
_NARROWEST, _WIDEST = 0.2, 0.3
"""A blank's width in letter heights, where a line has none to be measured."""
_STRETCHED = 0.8
"""The widest blank of a justified line, in letter heights."""
_WIDER = 1.45
"""A gap beside a figure is one between cells when it is so many times a blank's width."""
_APART = 0.45
"""A gap between two words in cells of their own, in letter heights, at least."""
_TAIL = 14
"""Characters at the end of a line in which a number is looked for."""

Placed = tuple[int, Line, int]
"""A line's angle in quarter turns, the line, and the position of its first character."""

_ENDS_WITH_VALUE = re.compile(r"(?:^|\s)(?:[-−–+(]?\d[\d.,]*\)?\s?(?:\S{1,5})?|[-–—−])$")
_NUMBER = re.compile(r" [-−–+(]?\d[\d.,]*(?: \d{3})*\D*$")
_BLANKS = re.compile(r"(?<=[^ ]) +(?=[^ ])")
_DIGIT = re.compile(r"\d")
_DASH = re.compile(r"[-–—−]")
_UNIT = re.compile(r"%|€|[tkM]€|kpl|htv")
_ENDS_NUMBER = "%€"
_GROUP = re.compile(r"\d{3}(?!\d)")
_HEAD = re.compile(r"\D*\d{1,3}")


def with_cells(lines: Sequence[Placed], glyphs: Glyphs) -> list[Placed]:
    """The lines of a page, with their cells those that may be rows, or stand next to one."""
    made = list(lines)
    rows = [at for at, placed in enumerate(lines) if _may_be_row(placed, glyphs)]
    for at in rows:
        made[at] = _measured(lines[at], glyphs)
    # One row alone makes no table.
    wide = [at for at in rows if len(made[at][1].cells) > 1]
    near = {
        other
        for at, after in pairwise(wide)
        if after - at <= _BEFORE
        for other in range(max(0, at - _BEFORE), min(len(lines), after + _AFTER + 1))
    }
    for at in near.difference(rows):
        if len(lines[at][1].text) <= _LONGEST:
            made[at] = _measured(lines[at], glyphs)
    return made


def cut(words: Sequence[Word], size: float) -> list[tuple[Word, ...]]:
    """The words of the cells that `words` of letters of this height make, side by side."""
    figures = [_is_figure(word) for word in words]
    beside = [a or b for a, b in pairwise(figures)]
    gaps = [b.left - a.right for a, b in pairwise(words)]
    letters = [gap for gap, figure in zip(gaps, beside, strict=True) if not figure]
    usual = min(statistics.median_low(letters), _STRETCHED * size) if letters else 0.0
    least = min(gaps, default=0.0)
    blank = max(_NARROWEST * size, min(least, (_STRETCHED if letters else _WIDEST) * size))
    cells = [[words[0]]]
    for before, word, gap, figure in zip(words, words[1:], gaps, beside, strict=False):
        if _UNIT.fullmatch(word.text):
            apart = gap > 2 * _WIDER * blank
        elif figure:
            apart = gap > _WIDER * blank or not _may_join(before.text, word.text)
        else:
            apart = gap > max(_APART * size, _WIDER * usual)
        if apart:
            cells.append([word])
        else:
            cells[-1].append(word)
    return [tuple(cell) for cell in cells]


def _measured(placed: Placed, glyphs: Glyphs) -> Placed:
    angle, line, start = placed
    if letterspacing.is_spaced(line.text):
        return placed
    blanks = [blank.span() for blank in _BLANKS.finditer(line.text)]
    starts = [start, *(start + end for _, end in blanks)]
    cells: list[Cell] = []
    done = 0
    for words in cut(_words(line, start, angle, glyphs, blanks), line.size):
        cells.append(Cell(words, -glyphs.base(glyphs.index(starts[done]), angle)))
        done += len(words)
    return angle, line._replace(cells=tuple(cells)), start


def _may_be_row(placed: Placed, glyphs: Glyphs) -> bool:
    angle, line, start = placed
    text = line.text
    if len(text) > _LONGEST or " " not in text:
        return False
    if line.right - line.left > _WIDE * line.size * len(text):
        return True
    if not text[-1].isdigit() and not _ENDS_WITH_VALUE.search(text[-_TAIL:]):
        return False
    number = _NUMBER.search(text)
    first = text.index(" ")
    if number is None or number.start() <= first:
        return True

    def gap(at: int) -> float:
        before = turned(glyphs.box(glyphs.index(start + at - 1)), angle)
        return turned(glyphs.box(glyphs.index(start + at + 1)), angle).left - before.right

    # In prose the blank before the number is like the first one.
    return gap(number.start()) > min(_WIDER * gap(first), _APART * line.size)


def _words(
    line: Line, start: int, angle: int, glyphs: Glyphs, blanks: Sequence[tuple[int, int]]
) -> list[Word]:
    """The words of a line and their edges; a blank that must not break is part of a word."""
    words, begin, left = [], 0, line.left
    for end, following in blanks:
        before = turned(glyphs.box(glyphs.index(start + end - 1)), angle)
        after = turned(glyphs.box(glyphs.index(start + following)), angle)
        words.append(Word(line.text[begin:end], left, before.right))
        begin, left = following, after.left
    return [*words, Word(line.text[begin:], left, line.right)]


def _is_figure(word: Word) -> bool:
    return _DIGIT.search(word.text) is not None or _DASH.fullmatch(word.text) is not None


def _may_join(before: str, word: str) -> bool:
    """Whether two neighbours may be one number, or are not both figures: 672 500, not 2019 2020."""
    if not word[:1].isdigit():
        return True
    if not before[-1:].isdigit():
        return before[-1:] not in _ENDS_NUMBER
    return _GROUP.match(word) is not None and _HEAD.fullmatch(before) is not None
