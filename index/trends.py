"""Trends: how often queries are met by year, region, theme, programme or kind of document.

Hits are counted per 10,000 words of all documents of a value that pass the filters, so that a year
with more text is not a year with more interest. Pages whose text cannot be trusted are left out on
both sides. A document of several years (or regions, themes) counts in each of them, whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import UNKNOWN
from corpus.errors import UsageError
from corpus.store import Store
from index.collation import collated
from index.matches import Matches
from index.occurrences import Seeker, merged
from index.search import SearchService
from pipeline.clean.quality import TRUSTED

BY = ("year", "region", "theme", "programme", "kind")
PER = 10_000
MOST_QUERIES = 8
"""Lines or groups of bars that eyes can tell apart in one picture."""


@dataclass(frozen=True, slots=True)
class Point:
    """One query in the documents of one value.

    `documents` hold at least one of the `hits`; there are `of` documents of this value, with
    `words` words, whether they hold one or not.
    """

    value: str
    documents: int
    hits: int
    of: int
    words: int

    @property
    def rate(self) -> float:
        """Hits per 10,000 words; 0 where there are no words."""
        return self.hits * PER / self.words if self.words else 0.0

    def as_json(self) -> dict[str, Any]:
        """The point as plain values."""
        names = ("value", "documents", "hits", "of", "words")
        return {**{name: getattr(self, name) for name in names}, "rate": round(self.rate, 3)}


@dataclass(frozen=True, slots=True)
class Series:
    """One query: a point for each value that any document has. `documents` and `hits` count once.

    The sum of the points may be more: a document of two years stands in both.
    """

    matches: Matches
    points: tuple[Point, ...]
    documents: int
    hits: int

    @property
    def query(self) -> str:
        """What was asked."""
        return self.matches.query


@dataclass(frozen=True, slots=True)
class Trend:
    """Several queries side by side: the points of every series have the same `values`."""

    by: str
    values: tuple[str, ...]
    series: tuple[Series, ...]

    def as_json(self) -> dict[str, Any]:
        """The trend as plain values."""
        return {
            "by": self.by,
            "per": PER,
            "series": [
                {
                    **one.matches.asked(),
                    "documents": one.documents,
                    "hits": one.hits,
                    "points": [point.as_json() for point in one.points],
                    "notes": list(one.matches.notes),
                    "complete": one.matches.complete,
                }
                for one in self.series
            ],
        }

    def as_rows(self) -> list[list[str]]:
        """A row for each query and value, with a head line."""
        head = ["query", self.by, "documents", "hits", "of", "words", f"per {PER}"]
        return [
            head,
            *(
                [
                    one.query,
                    point.value,
                    *map(str, (point.documents, point.hits, point.of, point.words)),
                    f"{point.rate:.3f}",
                ]
                for one in self.series
                for point in one.points
            ),
        ]


def trend(
    service: SearchService,
    queries: Sequence[str],
    by: str = "year",
    filters: Mapping[str, Iterable[str]] | None = None,
) -> Trend:
    """Count each of the queries by a facet, in the documents that pass `filters`.

    Raises UsageError for a facet that is none of BY, for no query and for too many.
    """
    if by not in BY:
        raise UsageError(f"no trend by {by}; known are {', '.join(BY)}")
    if not 1 <= len(queries) <= MOST_QUERIES:
        raise UsageError(f"give 1 to {MOST_QUERIES} queries")
    counter = _Counter(service, by)
    found = [service.matching(query, filters) for query in queries]
    bases = [counter.base(matches) for matches in found]
    values = _ordered({value for base in bases for value in base})
    series = [
        counter.series(matches, base, values) for matches, base in zip(found, bases, strict=True)
    ]
    return Trend(by, tuple(values), tuple(series))


class _Counter:
    """Counts in one corpus by one facet; remembers what several queries need alike."""

    def __init__(self, service: SearchService, by: str) -> None:
        self._service = service
        self._by = by
        self._words = service.store.pages.words(TRUSTED)
        self._values: dict[str, list[str]] = {}
        self._bases: dict[str, dict[str, tuple[int, int]]] = {}

    def base(self, matches: Matches) -> Mapping[str, tuple[int, int]]:
        """Value → documents and words of all that the filters of a query let pass."""
        key = repr(matches.asked()["filters"])
        if key not in self._bases:
            sums: dict[str, tuple[int, int]] = {}
            for document_id in self._service.matching("", matches.filters).ids:
                words = self._words.get(document_id, 0)
                for value in self._values_of(document_id):
                    of, before = sums.get(value, (0, 0))
                    sums[value] = (of + 1, before + words)
            self._bases[key] = sums
        return self._bases[key]

    def series(
        self, matches: Matches, base: Mapping[str, tuple[int, int]], values: Sequence[str]
    ) -> Series:
        """The points of one query."""
        seeker, documents, hits = Seeker(matches.wanted), 0, 0
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for document_id in matches.ids:
            met = _hits(self._service.store, document_id, seeker)
            if met:
                documents, hits = documents + 1, hits + met
                for value in self._values_of(document_id):
                    sums[value][0] += 1
                    sums[value][1] += met
        points = [
            Point(value, sums[value][0], sums[value][1], *base.get(value, (0, 0)))
            for value in values
        ]
        return Series(matches, tuple(points), documents, hits)

    def _values_of(self, document_id: str) -> list[str]:
        if document_id not in self._values:
            found = self._service.store.facets.values(document_id)
            self._values[document_id] = found.get(self._by) or [UNKNOWN]
        return self._values[document_id]


def _hits(store: Store, document_id: str, seeker: Seeker) -> int:
    """Places on trusted pages. Others are read, too: a phrase must not run over one unseen."""
    pages = store.pages.tokens(document_id)
    met = merged(seeker.met([page.tokens for page in pages]))
    return sum(pages[one.page].quality >= TRUSTED for one in met)


def _ordered(values: Iterable[str]) -> list[str]:
    """Values in their order, the unknown one last."""
    return sorted(values, key=lambda value: (value == UNKNOWN, collated(value)))
