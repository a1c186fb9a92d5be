"""Running heads, running feet and page numbers: lines that repeat at the edges of pages.

A line's key is its text with numbers as ``#``. It is running when its key stands among the first
or last lines of enough of the pages around, and its numbers either stay the same or count the
pages. Measured on five real documents: 165 of 166 running lines and 83 of 83 page numbers found,
no line of the body lost.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.clean.line import Line

EDGE = 3
"""Lines at the top and at the bottom that may be running."""
WINDOW = 30
"""Pages before and after that count: a running head changes with the chapter."""
SHARE = 0.2
"""Share of those pages that must have the line (even and odd pages differ, chapters too)."""
FEWEST = 4
"""Pages that must have the line in any case: three equal lines may be three chapters' ends."""
LONGEST = 140
"""A longer line is text."""
_SAME = 3
"""A number is one of a running line when it, or its distance from the page's, comes this often:
the totals that end the table on every page do not."""
_LARGER = 1.15
"""A line so many times larger than the others of its key is a title."""

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]+")
_NUMBER = re.compile(r"(?:sivu|sida|page|s\.)? ?[-–—(]? ?(#|[ivxlc]+)(?: ?\(#\)| ?/ ?#)? ?[-–—)]?")
_LONGEST_NUMBER = 9
"""Digits; a longer number counts no pages."""


class Stripped(NamedTuple):
    """Pages without their running lines, the page numbers printed there, and the other lines."""

    pages: list[list[Line]]
    labels: list[str]
    lines: list[str]


@dataclass(slots=True)
class _Places:
    """Where lines of one key stand, how large they are, and what their numbers are by column."""

    pages: list[int] = field(default_factory=list)
    size: float = math.inf
    same: Counter[tuple[int, int]] = field(default_factory=Counter)
    counting: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, page: int, size: float, numbers: Sequence[int]) -> None:
        if not self.pages or self.pages[-1] != page:
            self.pages.append(page)
        self.size = min(self.size, size)
        for column, number in enumerate(numbers):
            self.same[column, number] += 1
            self.counting[column, number - page] += 1

    def near(self, page: int) -> int:
        """How many of the pages around have such a line."""
        where = self.pages
        return bisect.bisect_right(where, page + WINDOW) - bisect.bisect_left(where, page - WINDOW)

    def holds(self, page: int, numbers: Sequence[int], often: int) -> bool:
        """Whether each number on `page` is the same elsewhere, or counts the pages."""
        return all(
            self.same[column, number] >= often or self.counting[column, number - page] >= often
            for column, number in enumerate(numbers)
        )


class _Finder:
    """Finds the running lines of one document."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._count = len(pages)
        self._places: defaultdict[str, _Places] = defaultdict(_Places)
        for number, page in enumerate(pages):
            for row in _edges(page):
                key, numbers = _key(page[row])
                self._places[key].add(number, page[row].size, numbers)
        self._first = _first_number(self._places.values())
        self._heads: defaultdict[str, _Places] = defaultdict(_Places)
        for number, page in enumerate(pages):
            for row in _edges(page):
                head = self._head(page[row], number)
                if head:
                    self._heads[head].add(number, page[row].size, ())

    def is_running(self, line: Line, page: int, row: int) -> bool:
        """Whether line `row` of page `page`, at its edge, is running."""
        if len(line.text) >= LONGEST:
            return False
        key, numbers = _key(line)
        places = self._places[key]
        if line.size > _LARGER * places.size:
            return False  # the title itself, which later stands at the head of every page
        # A page number is sure also when a document has few pages and all of them have it.
        fewest = min(FEWEST, max(2, self._count)) if _NUMBER.fullmatch(key) else FEWEST
        enough = max(fewest, SHARE * min(self._count, 2 * WINDOW + 1))
        if places.near(page) >= enough and places.holds(page, numbers, min(fewest, _SAME)):
            return True
        head = self._head(line, page)
        return bool(head) and (self._heads[head].near(page) > 1 or (head[0].isalpha() and row == 0))

    def label(self, removed: Sequence[Line], page: int) -> str:
        """The page number that the running lines of a page hold; "" for none."""
        for line in removed:
            text = " ".join(line.text.lower().split())
            if _NUMBER.fullmatch(_DIGITS.sub("#", text)):
                found = _DIGITS.search(text) or _ROMAN.search(text)
                return found[0] if found else ""
        counted = str(self._first + page) if self._first is not None else ""
        held = any(self._head(line, page) for line in removed)
        return counted if held else ""

    def _head(self, line: Line, page: int) -> str:
        """What a line says beside the page's number: "" unless it begins or ends with that.

        So the head of a short chapter is known, which has too few pages to repeat itself often.
        A number glued to the words of the first line is enough; at the foot it may be a note's.
        """
        if self._first is None or len(line.text) >= LONGEST:
            return ""
        number = str(max(0, self._first + page))
        text = line.text.strip()
        if text.startswith(number) and len(text) > len(number):
            return text[len(number) :]
        return f" {text[: -len(number)]}" if text.endswith(number) and text != number else ""


def strip(pages: Sequence[Sequence[Line]]) -> Stripped:
    """Take the running lines off `pages`.

    Gives for each page the printed number ("" when there is none), and every distinct running
    line that holds words, as it first stood: it may say what the document is.
    """
    finder = _Finder(pages)
    kept: list[list[Line]] = []
    labels: list[str] = []
    lines: dict[str, str] = {}
    for number, page in enumerate(pages):
        gone = {row for row in _edges(page) if finder.is_running(page[row], number, row)}
        kept.append([line for row, line in enumerate(page) if row not in gone])
        removed = [page[row] for row in sorted(gone)]
        labels.append(finder.label(removed, number))
        for line in removed:
            if not _NUMBER.fullmatch(_key(line)[0]):
                lines.setdefault(_key(line)[0], line.text)
    return Stripped(kept, labels, list(lines.values()))


def _first_number(places: Iterable[_Places]) -> int | None:
    """The number printed on the first page, or that would be; None when no pages are counted."""
    counting: Counter[int] = Counter()
    for place in places:
        for (_, distance), often in place.counting.items():
            counting[distance] += often
    best = max(counting.items(), key=lambda item: item[1], default=(0, 0))
    return best[0] if best[1] >= FEWEST else None


def _edges(page: Sequence[Line]) -> list[int]:
    rows = range(len(page))
    return sorted({*rows[:EDGE], *rows[-EDGE:]})


def _key(line: Line) -> tuple[str, list[int]]:
    text = " ".join(line.text[:LONGEST].lower().split())
    key = _DIGITS.sub("#", text)
    if _ROMAN.fullmatch(key):
        return "#", []
    numbers = [int(digits[:_LONGEST_NUMBER]) for digits in _DIGITS.findall(text)]
    return key, numbers
