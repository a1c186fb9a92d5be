"""Snippets: pieces of a page's text to read, around the marks of what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.pages import StoredPage
from index.occurrences import joined

SNIPPET = 240
"""Characters of a snippet, about three lines of a terminal."""

LEAD = 60
"""Characters before the first marked word, when no sentence begins within twice as many."""

MOST_WINDOWS = 3
_LOOKED_AT = 50
"""Marks that one window is made of at most."""

_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""White space and controls, those of writing direction among them: each is shown as a blank, so
that the offsets stay true."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a page's text on one line; `highlights` are offsets in `text`.

    `label` is what is printed on the page, "" when nobody knows.
    """

    page: int
    text: str
    highlights: tuple[Span, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A query item met on a page: which, and the spans to highlight."""

    item: int
    spans: tuple[Span, ...]


def worth(marks: Sequence[Mark]) -> tuple[int, int]:
    """Sorts the window first that meets more different items, then more of them."""
    return -len({mark.item for mark in marks}), -len(marks)


def windows(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Cut the marks of a page into stretches of a snippet's length, the richest ones first."""
    left = list(marks)
    found = []
    while left:
        start = min(range(len(left)), key=lambda i: (*worth(_from(left, i)), i))
        window = _from(left, start)
        found.append(window)
        # What this window's snippet shows, and what the lead of another would show again.
        first = window[0].spans[0].start
        low, high = first - SNIPPET, max(first + SNIPPET, _end(window)) + 2 * LEAD
        left = [m for m in left if not low <= m.spans[0].start <= high]
        if len(found) >= MOST_WINDOWS:
            break
    return found


def _from(marks: Sequence[Mark], index: int) -> list[Mark]:
    limit = marks[index].spans[0].start + SNIPPET - LEAD
    window: list[Mark] = []
    for mark in marks[index : index + _LOOKED_AT]:
        if mark.spans[-1].end > limit and window:
            break
        window.append(mark)
    return window


def _end(marks: Sequence[Mark]) -> int:
    return max(span.end for mark in marks for span in mark.spans)


def snippet(stored: StoredPage, marks: Sequence[Mark]) -> Snippet:
    """The piece of a page around some marks, in order; without any, where the page begins."""
    text = stored.page.text
    # A word may be met by several query words.
    spans = joined([span for mark in marks for span in mark.spans])
    first = spans[0].start if spans else 0
    start = _start(text, first)
    end = _stop(text, max(start + SNIPPET, spans[-1].end if spans else 0))
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [Span(s + shift, e + shift) for s, e in spans if e <= end]
    line = _BLANK.sub(" ", text[start:end])
    label = stored.page.label
    return Snippet(stored.page.number, f"{before}{line}{after}", tuple(inside), label)


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
