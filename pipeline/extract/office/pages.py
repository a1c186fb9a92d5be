"""Pieces of a story → pages of text, with the spans of headings, tables and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from corpus.document import Entry, Page, Span
from corpus.errors import ExtractionError
from pipeline.clean import quality
from pipeline.extract import htmlpages
from pipeline.extract.blocks import Block
from pipeline.extract.context import Context
from pipeline.extract.office.story import Piece
from pipeline.extract.pdfpages import UNREAD

_LONGEST_PAGE = 8000
"""Characters; what has more between two page breaks is no page of paper."""
_MOST_ENTRIES = 2000


class Written(NamedTuple):
    """What was made of a document: see Extraction for the meaning of each."""

    pages: tuple[Page, ...]
    outline: tuple[Entry, ...]
    partial: str


def paginate(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pages as the page breaks have it; what is longer than a page is cut at headings."""
    pages: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.starts and pages[-1]:
            pages.append([])
        pages[-1].append(piece)
    broken = len(pages) > 1
    return [part for page in pages for part in _parts(page, _LONGEST_PAGE if broken else 0)]


def _parts(page: list[Piece], longest: int) -> list[list[Piece]]:
    if sum(len(piece.text) + 1 for piece in page) <= longest:
        return [page]
    # Web pages have no pages either: the same rule for both. It counts characters and levels.
    blocks = [Block(piece.text[:_LONGEST_PAGE], piece.level) for piece in page]
    rest = iter(page)
    return [list(islice(rest, len(part))) for part in htmlpages.paginate(blocks)]


def write_text(
    pieces: Sequence[Piece], context: Context, method: str, partial: str = ""
) -> Written:
    """The pages of a text whose `pieces` were all read; `partial` if there should be more.

    Raises ExtractionError as `write` does.
    """
    every = [_giving(page) for page in paginate(pieces)]
    return write(every, context, method, partial=partial)


def _giving(page: list[Piece]) -> Callable[[], list[Piece]]:
    return lambda: page


def write(
    page_of: Sequence[Callable[[], Sequence[Piece]]],
    context: Context,
    method: str,
    labels: Sequence[str] = (),
    partial: str = "",
) -> Written:
    """The pages whose pieces the functions of `page_of` give, each called when it is its turn.

    `partial` says why there are no more of them, if there should be. Raises ExtractionError when
    there are more pages than allowed, or no text on any.
    """
    count = len(page_of)
    if count > context.limits.pages:
        raise ExtractionError(f"more than {context.limits.pages} pages")
    made: list[Page] = []
    outline: list[Entry] = []
    for number, pieces_of in enumerate(page_of, 1):
        label = labels[number - 1] if labels else ""
        if number in context.avoid:
            made.append(Page(number, "", label, method=method, quality=0.0, faults=(UNREAD,)))
            continue
        if made and context.is_late():
            partial = f"time was up after page {number - 1} of {count}"
            break
        context.reading(number)
        pieces = pieces_of()
        made.append(_page(number, label, pieces, context.knows, method))
        outline += (Entry(piece.text, number, piece.level) for piece in pieces if piece.level)
    if not any(page.text for page in made):
        raise ExtractionError(f"no text: {partial}" if partial else "no text in the document")
    return Written(tuple(made), tuple(outline[:_MOST_ENTRIES]), partial)


def _page(
    number: int, label: str, pieces: Sequence[Piece], knows: Callable[[str], bool], method: str
) -> Page:
    written = _Text()
    headings: list[Span] = []
    tables: list[Span] = []
    for table, group in groupby(pieces, lambda piece: piece.table):
        spans = []
        for piece in filter(attrgetter("text"), group):
            spans.append(written.line(piece.text, gap=bool(piece.level)))
            if piece.level:
                headings.append(spans[-1])
        if table:
            tables.append(Span(spans[0].start, spans[-1].end))
    called = [note for piece in pieces for note in piece.notes]
    notes = [written.line(note, gap=row == 0) for row, note in enumerate(called)]
    text = "".join(written.parts)
    judged = quality.judge(text, knows)
    return Page(
        number,
        text,
        label=label,
        method=method,
        quality=judged.score,
        headings=tuple(headings),
        notes=tuple(notes),
        tables=tuple(tables),
        faults=judged.faults,
    )


class _Text:
    """The text of a page in the making."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._length = 0

    def line(self, text: str, gap: bool = False) -> Span:
        """Write one line, after an empty one when there is a `gap`."""
        between = "" if not self.parts else "\n\n" if gap else "\n"
        self.parts += [between, text]
        start = self._length + len(between)
        self._length = start + len(text)
        return Span(start, self._length)
