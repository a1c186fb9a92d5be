"""The concordance: every occurrence of a query's words with what stands left and right of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.document import Span
from corpus.pages import Tokens
from corpus.store import Store
from index.citation import year_of
from index.collation import collated
from index.matches import Matches
from index.occurrences import Seeker, joined, merged
from index.search import SearchService

CONTEXT = 7
"""Words on each side unless asked otherwise: both sides and the hit fit a wide terminal."""

LONGEST = 40
"""Characters of context that a word may cost: a "word" without end must not fill a page."""

LEFT, RIGHT, DOCUMENT = "left", "right", "document"
ORDERS = (DOCUMENT, LEFT, RIGHT)


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence on one line: whole words, `marks` are offsets in `hit`.

    `compound` says that only a part of the word in `hit` was asked for. `before` and `after` are
    the words of the context outward from the hit, as they are sorted by. `label` is the printed
    page number where it is known, `year` that of publication or the last one of the period.
    """

    document_id: str
    title: str
    year: int | None
    page: int
    label: str
    left: str
    hit: str
    right: str
    marks: tuple[Span, ...]
    compound: bool
    before: tuple[str, ...]
    after: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        return {**dataclasses.asdict(self), "marks": [list(span) for span in self.marks]}


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines, of the first `read` documents of all that match; `more` when there are others."""

    matches: Matches
    lines: tuple[Line, ...]
    order: str
    read: int
    more: bool

    def as_json(self) -> dict[str, Any]:
        """The concordance as plain values."""
        return {
            **self.matches.asked(),
            "documents": len(self.matches.ids),
            "read": self.read,
            "order": self.order,
            "more": self.more,
            "lines": [line.as_json() for line in self.lines],
            "notes": list(self.matches.notes),
            "complete": self.matches.complete,
        }

    def as_rows(self) -> list[list[str]]:
        """The lines as a table with a head line."""
        head = ["document", "title", "year", "page", "printed", "left", "hit", "right"]
        return [
            head,
            *(
                [
                    line.document_id,
                    line.title,
                    str(line.year or ""),
                    str(line.page),
                    line.label,
                    line.left,
                    line.hit,
                    line.right,
                ]
                for line in self.lines
            ),
        ]


def concordance(
    service: SearchService,
    matches: Matches,
    *,
    left: int = CONTEXT,
    right: int = CONTEXT,
    order: str = DOCUMENT,
    limit: int = 100,
) -> Concordance:
    """The first `limit` occurrences (0: all), the best document's first, in `order`.

    Which lines there are does not hang on `order`: documents are read, the best first, until there
    are enough, and the lines of those are sorted. `left` and `right` count words.
    """
    seeker, store = Seeker(matches.wanted), service.store
    lines = (
        line
        for document_id in matches.ids
        for line in _lines(store, document_id, seeker, left, right)
    )
    # One line more than is wanted tells whether there are others.
    found = list(islice(lines, limit + 1 if limit else None))
    more = bool(limit) and len(found) > limit
    shown = found[:limit] if more else found
    read = len({line.document_id for line in shown})
    if order == LEFT:
        shown.sort(key=lambda line: [*map(collated, line.before)])
    elif order == RIGHT:
        shown.sort(key=lambda line: [*map(collated, line.after)])
    return Concordance(matches, tuple(shown), order, read, more)


def _lines(store: Store, document_id: str, seeker: Seeker, left: int, right: int) -> Iterator[Line]:
    pages = [
        (stored.page, stored.tokens)
        for stored in store.pages.of(document_id)
        if stored.page.number > 0 and stored.tokens
    ]
    met = merged(seeker.met([tokens for _, tokens in pages]))
    if not met:
        return
    title = store.find(document_id).title
    year = year_of(store.facets.values(document_id))
    for one in met:
        page, tokens = pages[one.page]
        words = store.lexicon.get(tokens.forms[one.first : one.last + 1])
        starts = tokens.starts[one.first : one.last + 1]
        whole = [Span(s, s + len(word.form)) for s, word in zip(starts, words, strict=True)]
        start, end = whole[0].start, whole[-1].end
        spans = joined(one.spans)
        before = store.lexicon.get(tokens.forms[max(0, one.first - left) : one.first])
        after = store.lexicon.get(tokens.forms[one.last + 1 : one.last + 1 + right])
        low = tokens.starts[one.first - len(before)]
        high = _start(tokens, one.last + 1 + len(after), len(page.text)) if after else end
        yield Line(
            document_id,
            title,
            year,
            page.number,
            page.label,
            left=_line(page.text[low:start])[-max(1, LONGEST * left) :],
            hit="".join(" " if c.isspace() else c for c in page.text[start:end]),
            right=_line(page.text[end:high])[: LONGEST * right],
            marks=tuple(Span(s - start, e - start) for s, e in spans),
            compound=not {*spans} <= {*whole},
            before=tuple(word.exact for word in reversed(before)),
            after=tuple(word.exact for word in after),
        )


def _start(tokens: Tokens, place: int, end: int) -> int:
    return tokens.starts[place] if place < len(tokens.starts) else end


def _line(text: str) -> str:
    return " ".join(text.split())
