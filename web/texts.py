"""One view of a document's text, with the query's words marked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.document import Page
from corpus.pages import StoredPage
from index.occurrences import Seeker, merged
from index.search import SearchService
from pipeline.clean.quality import TRUSTED
from web.marks import Mark
from web.views import MOST_MARKS, Block, Stretch, blocks, view_at, views


class Leaf(NamedTuple):
    """A page in a view: its number, what is printed on it, its blocks, whether it goes on."""

    number: int
    label: str
    language: str
    blocks: list[Block]
    begun: bool
    trusted: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One view of the text, and where the hits are in all of it.

    `hits` are pages with how many they hold; `links` the first page and offset of each view;
    `last` is the last hit in this view and `after` where the next one is, in another view.
    """

    leaves: tuple[Leaf, ...]
    number: int
    links: tuple[tuple[int, int], ...]
    hits: Mapping[int, int]
    total: int
    last: int
    after: tuple[int, int] | None


def text_of(
    service: SearchService,
    pages: Sequence[StoredPage],
    query: str,
    number: int,
    offset: int,
    passage: tuple[int, int] | None,
) -> Text:
    """The view that shows `offset` of page `number`, with the query's words marked.

    `passage` is marked instead, on that page, as hit 0 of none.
    """
    read = [stored.page for stored in pages]
    cut = views(read)
    place = next((i for i, page in enumerate(read) if page.number == number), 0)
    shown = view_at(cut, place, offset) if cut else 0
    marks, total = _marks(service, pages, query) if query else ({}, 0)
    hits = Counter({read[at].number: len({m.number for m in each}) for at, each in marks.items()})
    starts = {m.number: (read[at].number, m.start) for at, all_ in marks.items() for m in all_}
    if passage:
        marks = {place: [Mark(*passage)]}
    view = cut[shown] if cut else []
    seen = _chosen(view, marks, (place, offset))
    leaves = [_leaf(read, stretch, seen) for stretch in view]
    shown_marks = [n for leaf in leaves for block in leaf.blocks for n in _numbers(block)]
    last = 0 if passage else max(shown_marks, default=0)
    return Text(
        leaves=tuple(leaves),
        number=shown,
        links=tuple((read[view[0].place].number, view[0].start) for view in cut),
        hits=dict(sorted(hits.items())),
        total=total,
        last=last,
        after=starts.get(last + 1) if last else None,
    )


def _numbers(block: Block) -> list[int]:
    cells = [block.pieces, *(cell for row in block.rows for cell in row)]
    return [piece.mark for cell in cells for piece in cell if piece.mark]


def _chosen(
    view: Sequence[Stretch], marks: Mapping[int, Sequence[Mark]], asked: tuple[int, int]
) -> dict[int, list[Mark]]:
    """The marks of a view by page: of too many those from the place on that was asked for."""
    every = [
        (stretch.place, mark)
        for stretch in view
        for mark in marks.get(stretch.place, ())
        if stretch.start <= mark.start < stretch.end
    ]
    before = sum((at, mark.start) < asked for at, mark in every)
    first = min(before, max(0, len(every) - MOST_MARKS))
    found: dict[int, list[Mark]] = {}
    for at, mark in every[first : first + MOST_MARKS]:
        found.setdefault(at, []).append(mark)
    return found


def _leaf(pages: Sequence[Page], stretch: Stretch, marks: Mapping[int, Sequence[Mark]]) -> Leaf:
    page = pages[stretch.place]
    own = [m for m in marks.get(stretch.place, ()) if stretch.start <= m.start < stretch.end]
    return Leaf(
        page.number,
        page.label,
        page.language,
        blocks(page, stretch.start, stretch.end, own),
        stretch.start > 0,
        page.quality >= TRUSTED,
    )


def _marks(
    service: SearchService, pages: Sequence[StoredPage], query: str
) -> tuple[dict[int, list[Mark]], int]:
    """Place of a page → its marks in order; and how many hits there are in all."""
    wanted = service.matching(query).wanted
    read = [(at, stored.tokens) for at, stored in enumerate(pages) if stored.tokens]
    found: dict[int, list[Mark]] = {}
    total = 0
    for one in merged(Seeker(wanted).met([tokens for _, tokens in read])):
        if one.spans:
            total += 1
            found.setdefault(read[one.page][0], []).extend(
                Mark(span.start, span.end, total, place == 0)
                for place, span in enumerate(one.spans)
            )
    return {at: sorted(marks) for at, marks in found.items()}, total
