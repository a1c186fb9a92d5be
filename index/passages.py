"""Passages: where in a document a query is met; its best pages; snippets to read.

All from the corpus' own tokens: integers are compared, no text is analysed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.pages import StoredPage
from index.meaning import Wanted
from index.occurrences import Seeker, joined

SNIPPET = 240
"""Characters of a snippet, about three lines of a terminal."""

LEAD = 60
"""Characters before the first marked word, when no sentence begins within twice as many."""

MAX_MARKS = 2000
"""Marks of one page that are weighed: a page of nothing but the word is no better for more."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a page's text on one line; `highlights` are offsets in `text`."""

    page: int
    text: str
    highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passages:
    """The best pages of a document, best first, and snippets of them, best first."""

    pages: tuple[int, ...]
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A query item met on a page: which, and the spans to highlight."""

    item: int
    spans: tuple[Span, ...]


def find(
    pages: Sequence[StoredPage], wanted: Sequence[Wanted], max_pages: int, max_snippets: int
) -> Passages:
    """Where `wanted` is met on `pages` (page 0, the title, is left out)."""
    read = [stored for stored in pages if stored.page.number > 0 and stored.tokens]
    marks = _marks(read, wanted)
    ranked = sorted(marks, key=lambda index: (*_worth(marks[index]), index))
    best = [read[index].page.number for index in ranked[:max_pages]]
    # Every page shows its best window before any shows a second one.
    windows = [
        (turn, *_worth(window), rank, read[index], window)
        for rank, index in enumerate(ranked[: max(max_pages, max_snippets)])
        for turn, window in enumerate(_windows(marks[index]))
    ]
    windows.sort(key=lambda entry: entry[:4])
    snippets = [_snippet(stored, window) for *_, stored, window in windows[:max_snippets]]
    if not snippets and read and max_snippets:
        snippets = [_snippet(read[0], [])]
    return Passages(tuple(best), tuple(snippets))


def _worth(marks: Sequence[_Mark]) -> tuple[int, int]:
    """Sorts the page or window first that meets more different items, then more of them."""
    return -len({mark.item for mark in marks}), -len(marks)


def _marks(pages: Sequence[StoredPage], wanted: Sequence[Wanted]) -> dict[int, list[_Mark]]:
    """Index of a page → what is met there, in order of the text."""
    found: dict[int, list[_Mark]] = defaultdict(list)
    for met in Seeker(wanted).met([stored.tokens for stored in pages if stored.tokens]):
        found[met.page].append(_Mark(met.item, met.spans))
    return {
        index: sorted(marks, key=lambda mark: mark.spans)[:MAX_MARKS]
        for index, marks in found.items()
    }


def _windows(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Cut the marks of a page into stretches of a snippet's length, the richest ones first."""
    left = list(marks)
    windows = []
    while left:
        start = min(range(len(left)), key=lambda i: (*_worth(_from(left, i)), i))
        window = _from(left, start)
        windows.append(window)
        # What this window's snippet shows, and what the lead of another would show again.
        first = window[0].spans[0].start
        low, high = first - SNIPPET, max(first + SNIPPET, _end(window)) + 2 * LEAD
        left = [m for m in left if not low <= m.spans[0].start <= high]
        if len(windows) >= 3:
            break
    return windows


def _from(marks: Sequence[_Mark], index: int) -> list[_Mark]:
    limit = marks[index].spans[0].start + SNIPPET - LEAD
    window: list[_Mark] = []
    for mark in marks[index : index + 50]:
        if mark.spans[-1].end > limit and window:
            break
        window.append(mark)
    return window


def _end(marks: Sequence[_Mark]) -> int:
    return max(span.end for mark in marks for span in mark.spans)


def _snippet(stored: StoredPage, marks: Sequence[_Mark]) -> Snippet:
    text = stored.page.text
    # A word may be met by several query words.
    spans = joined([span for mark in marks for span in mark.spans])
    first = spans[0].start if spans else 0
    start = _start(text, first)
    end = _stop(text, max(start + SNIPPET, spans[-1].end if spans else 0))
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [Span(s + shift, e + shift) for s, e in spans if e <= end]
    # Every white space becomes one blank, so that the offsets stay true.
    line = "".join(" " if c.isspace() else c for c in text[start:end])
    return Snippet(stored.page.number, f"{before}{line}{after}", tuple(inside))


def _start(text: str, first: int) -> int:
    """The beginning of the sentence or paragraph, if near; else of a word."""
    low = max(0, first - 2 * LEAD)
    ends = [text.rfind(mark, low, first) for mark in ("\n", ". ", "! ", "? ")]
    near = max(ends)
    if near >= 0:
        start = near + 1
    elif low == 0:
        return 0
    else:
        start = text.find(" ", max(0, first - LEAD), first) + 1 or first
    while start < first and text[start].isspace():
        start += 1
    return start


def _stop(text: str, end: int) -> int:
    """The end of the word at `end`."""
    if end >= len(text):
        return len(text)
    last = max(text.rfind(" ", end - 40, end), text.rfind("\n", end - 40, end))
    return last if last > 0 else end
