"""The cells of a line that may be a row of a table, by the gaps between its words.

Only lines that end with a number, or are wider than their letters, and their neighbours are
looked at: the places of characters cost time, and prose has neither. The number 672 500 is one cell, and so is a label of
several words; where the gaps cannot tell, the other rows do (`pipeline.clean.tables`).
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
_NEAR = 3
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
    rows = [at for at, (_, line, _) in enumerate(lines) if _may_be_row(line)]
    for at in rows:
        made[at] = _measured(lines[at], glyphs)
    near = {
        other
        for at in rows
        if len(made[at][1].cells) > 1
        for other in range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1))
    }
    for at in near.difference(rows):
        if len(lines[at][1].text) <= _LONGEST:
            made[at] = _measured(lines[at], glyphs)
    return made


def cut(words: Sequence[Word], size: float) -> tuple[Cell, ...]:
    """The cells that `words` of letters of this height make, side by side."""
    pairs = [(a, b, b.left - a.right) for a, b in pairwise(words)]
    letters = [gap for a, b, gap in pairs if not (_is_figure(a) or _is_figure(b))]
    usual = min(statistics.median_low(letters), _STRETCHED * size) if letters else 0.0
    least = min([gap for *_, gap in pairs], default=0.0)
    blank = max(_NARROWEST * size, min(least, (_STRETCHED if letters else _WIDEST) * size))
    cells = [[words[0]]]
    for before, word, gap in pairs:
        if _UNIT.fullmatch(word.text):
            apart = gap > 2 * _WIDER * blank
        elif _is_figure(before) or _is_figure(word):
            apart = gap > _WIDER * blank or not _may_join(before.text, word.text)
        else:
            apart = gap > max(_APART * size, _WIDER * usual)
        if apart:
            cells.append([word])
        else:
            cells[-1].append(word)
    return tuple(Cell(tuple(cell)) for cell in cells)


def _measured(placed: Placed, glyphs: Glyphs) -> Placed:
    angle, line, start = placed
    if " " not in line.text or letterspacing.is_spaced(line.text):
        return placed
    return angle, line._replace(cells=cut(_words(line, start, angle, glyphs), line.size)), start


def _may_be_row(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST or " " not in text:
        return False
    wide = line.right - line.left > _WIDE * line.size * len(text)
    return wide or _ENDS_WITH_VALUE.search(text[-_TAIL:]) is not None


def _words(line: Line, start: int, angle: int, glyphs: Glyphs) -> list[Word]:
    """The words of a line and their edges; a blank that must not break is part of a word."""
    words, begin, left = [], 0, line.left
    for blank in _BLANKS.finditer(line.text):
        before = turned(glyphs.box(glyphs.index(start + blank.start() - 1)), angle)
        after = turned(glyphs.box(glyphs.index(start + blank.end())), angle)
        words.append(Word(line.text[begin : blank.start()], left, before.right))
        begin, left = blank.end(), after.left
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
