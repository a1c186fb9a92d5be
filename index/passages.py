"""Passages: where in a document a query is met; its best pages; snippets to read.

All from the corpus' own tokens: integers are compared, no text is analysed again, and only pages
that may be shown are read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Span
from corpus.pages import PageTokens, StoredPage
from index.asides import Asides
from index.deadline import check
from index.occurrences import Seeker
from index.snippets import Mark, Snippet, snippet, windows, worth
from pipeline.clean.quality import TRUSTED

MAX_MARKS = 300
"""Marks of one page that are weighed: a page of nothing but the word is no better for more."""

MOST_READ = 4
"""Times as many pages are read as are shown, if the first ones turn out to be about nothing."""

IN_HEADING, IN_ASIDE = 3.0, 0.2
"""What a mark counts for there, beside 1 in the text: as in config.toml for whole documents."""

ENOUGH = 2.0
"""Marks of one item that are worth half of what endlessly many are."""

Read = Callable[[Sequence[int]], Sequence[StoredPage]]
"""Reads the pages with these numbers."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The best pages of a document, best first, and snippets of them, best first.

    `labels` are the numbers printed on pages, where they are known.
    """

    pages: tuple[int, ...]
    snippets: tuple[Snippet, ...]
    labels: Mapping[int, str]


class _Met:
    """A page with what is met on it."""

    def __init__(
        self, stored: StoredPage, marks: Sequence[Mark], quality: float, pages: int
    ) -> None:
        self.stored = stored
        asides = Asides(stored.page, pages)
        self._aside = [asides.has(mark.spans[0].start) for mark in marks]
        about = [mark for mark, aside in zip(marks, self._aside, strict=True) if not aside]
        self.bad = not about or quality < TRUSTED
        self._marks, self._every = about or list(marks), marks

    @cached_property
    def windows(self) -> list[list[Mark]]:
        """Stretches of a snippet's length, the richest first."""
        return windows(self._marks)

    @cached_property
    def order(self) -> tuple[bool, int, int, float]:
        """Sorts the better page first: it is about the thing and can be read; it has more of the
        query's items, more of them together, more of each for its length."""
        items = len({mark.item for mark in self._marks})
        together = max((-worth(window)[0] for window in self.windows), default=0)
        return self.bad, -items, -together, -self._value()

    def _value(self) -> float:
        headings = self.stored.page.headings
        starts = [start for start, _ in headings]
        counts: dict[int, float] = defaultdict(float)
        for mark, aside in zip(self._every, self._aside, strict=True):
            at = bisect_right(starts, mark.spans[0].start) - 1
            heading = at >= 0 and mark.spans[0].start < headings[at].end
            counts[mark.item] += IN_ASIDE if aside else IN_HEADING if heading else 1.0
        return sum(count / (count + ENOUGH) for count in counts.values())


def find(
    pages: Sequence[PageTokens], read: Read, seeker: Seeker, max_pages: int, max_snippets: int
) -> Passages:
    """Where what `seeker` looks for is met on the `pages` of a document. Raises LateError."""
    check()
    most = max(max_pages, max_snippets)
    marks = _marks(pages, seeker) if most else {}
    likely = sorted(marks, key=lambda index: _likely(pages[index], marks[index], index))
    met: list[_Met] = []
    while likely and sum(not page.bad for page in met) < most and len(met) < MOST_READ * most:
        some, likely = likely[:most], likely[most:]
        by_number = {pages[index].number: index for index in some}
        for stored in read(list(by_number)):
            index = by_number[stored.page.number]
            met.append(_Met(stored, marks[index], pages[index].quality, len(pages)))
    met.sort(key=lambda page: (*page.order, page.stored.page.number))
    # Every page shows its best window before any shows a second one.
    shown = [
        (page.bad, turn, *worth(window), rank, page.stored, window)
        for rank, page in enumerate(met[:most])
        for turn, window in enumerate(page.windows)
    ]
    shown.sort(key=lambda entry: entry[:5])
    snippets = [snippet(stored, window) for *_, stored, window in shown[:max_snippets]]
    if not snippets and max_snippets:
        snippets = _beginning(pages, read)
    labels = {page.stored.page.number: page.stored.page.label for page in met}
    best = tuple(page.stored.page.number for page in met[:max_pages])
    return Passages(best, tuple(snippets), {number: labels[number] for number in best})


def _likely(page: PageTokens, marks: Sequence[Mark], index: int) -> tuple[bool, int, int, int]:
    """Sorts the page first that is likely to be the best, before it has been read."""
    return (page.quality < TRUSTED, *worth(marks), index)


def _marks(pages: Sequence[PageTokens], seeker: Seeker) -> dict[int, list[Mark]]:
    """Index of a page → what is met there, in order of the text."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for met in seeker.met([page.tokens for page in pages]):
        if len(found[met.page]) < MAX_MARKS and met.spans:
            found[met.page].append(Mark(met.item, met.spans))
    return {index: sorted(marks, key=_place) for index, marks in found.items() if marks}


def _place(mark: Mark) -> tuple[Span, ...]:
    return mark.spans


def _beginning(pages: Sequence[PageTokens], read: Read) -> list[Snippet]:
    """Where a document begins, when there is nothing to be marked: not with its cover."""
    first = [page.number for page in pages if page.tokens.forms][:2]
    stored = list(read(first))
    texts = [one for one in stored if not Asides(one.page, len(pages)).has(0)]
    return [snippet(one, []) for one in (texts or stored)[:1]]
