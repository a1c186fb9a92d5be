"""A long document cut into views: stretches of its pages that make one page of the web.

A view never holds more than MOST characters, so that a page stays small whatever the document; it
begins where a page begins, or within a very long page where a paragraph does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corpus.document import Page, Span
from web.marks import Mark, Piece, pieces

MOST = 14_000
"""Characters: some six pages of a report, and 60 kB with everything around and within them."""

MOST_MARKS = 150
"""Marks of one view; beyond them the words are there without a mark."""

HEADING, NOTE, TABLE, TEXT = "heading", "note", "table", "text"


class Stretch(NamedTuple):
    """A stretch of a page: the place of the page in its document, and from where to where."""

    place: int
    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading or note as marked pieces; of a table its rows of cells."""

    kind: str
    pieces: list[Piece]
    rows: list[list[list[Piece]]]


def views(pages: Sequence[Page]) -> list[list[Stretch]]:
    """The views of a document, in order; none of them is empty."""
    found: list[list[Stretch]] = []
    room = 0.0
    for place, page in enumerate(pages):
        density = _density(page.text)
        for start, end in _cut(page.text, int(MOST / density)):
            size = (end - start) * density
            if not found or size > room:
                found.append([])
                room = MOST
            found[-1].append(Stretch(place, start, end))
            # A page without text takes some room, too.
            room -= size + 200
    return found


def _density(text: str) -> float:
    """How much more room a text takes than its characters: cells and paragraphs cost some."""
    return 1 + 10 * (text.count("\t") + text.count("\n")) / max(1, len(text))


def view_at(found: Sequence[Sequence[Stretch]], place: int, offset: int) -> int:
    """The number of the view that shows this offset of this page."""
    firsts = [(view[0].place, view[0].start) for view in found]
    return max(0, bisect_right(firsts, (place, offset)) - 1)


def _cut(text: str, most: int) -> list[tuple[int, int]]:
    parts, start = [], 0
    while len(text) - start > most:
        end = max(text.rfind(mark, start + most // 2, start + most) for mark in ("\n", ". "))
        end = end + 1 if end > start else start + most
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def blocks(page: Page, start: int, end: int, marks: Sequence[Mark]) -> list[Block]:
    """The stretch of a page as blocks: a line with a kind of its own, or a paragraph."""
    found = []
    for first, last, kind in _pieces_of(page, start, end):
        own = _within(marks, first, last)
        if kind == TABLE:
            rows = [
                [pieces(page.text, own, a, b) for a, b in _split(page.text, "\t", low, high)]
                for low, high in _split(page.text, "\n", first, last)
                if page.text[low:high].strip()
            ]
            found.append(Block(kind, [], rows))
        elif page.text[first:last].strip():
            found.append(Block(kind, pieces(page.text, own, first, last), []))
    return found


def _pieces_of(page: Page, start: int, end: int) -> list[tuple[int, int, str]]:
    """Stretches of one kind, in order, which cover all from `start` to `end`."""
    special = sorted(
        (span.start, span.end, kind)
        for kind, spans in ((HEADING, page.headings), (NOTE, page.notes), (TABLE, page.tables))
        for span in spans
    )
    found: list[tuple[int, int, str]] = []
    last = start
    for first, stop, kind in special:
        low, high = max(first, last), min(stop, end)
        if low < high:
            found += _paragraphs(page.text, last, low)
            found.append((low, high, kind))
            last = high
    return [*found, *_paragraphs(page.text, last, end)]


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [(a, b, TEXT) for a, b in _split(text, "\n", start, end)]


def _split(text: str, mark: str, start: int, end: int) -> list[Span]:
    found = []
    while start < end:
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        found.append(Span(start, stop))
        start = stop + len(mark)
    return found


def _within(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    """The marks that touch a stretch; they are in order and hardly overlap."""
    low = max(0, bisect_right(marks, start, key=lambda mark: mark.start) - 1)
    high = bisect_right(marks, end, key=lambda mark: mark.start)
    return marks[low:high]
