"""The order of an answer's documents: as the engine ranks them, by year or by title."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.errors import UsageError
from corpus.store import Store
from index.citation import year_of
from index.collation import collated
from index.engine import Hit

RELEVANCE, NEWEST, OLDEST, TITLE = "relevance", "newest", "oldest", "title"
ORDERS = (RELEVANCE, NEWEST, OLDEST, TITLE)

_BEFORE_A_TITLE = "\"'”“’»(-–— "


def ordered(store: Store, hits: Iterable[Hit], order: str) -> list[Hit]:
    """All hits of an answer by title or year; equal ones by id.

    The year is that of publication, else the last that the document is about; documents without
    one come last. Raises UsageError for an order there is none of.
    """
    if order not in ORDERS:
        raise UsageError(f"no order {order!r}; known are {', '.join(ORDERS)}")
    if order == RELEVANCE:
        return list(hits)
    by_id = sorted(hits, key=lambda hit: hit.id)
    if order == TITLE:
        titles = {hit.id: store.find(hit.id).title for hit in by_id}
        return sorted(by_id, key=lambda hit: collated(titles[hit.id].lstrip(_BEFORE_A_TITLE)))
    years = {hit.id: year_of(store.facets.values(hit.id)) for hit in by_id}
    last = -float("inf") if order == NEWEST else float("inf")
    # Sorting backwards keeps equal ones in their order, too.
    return sorted(by_id, key=lambda hit: years[hit.id] or last, reverse=order == NEWEST)
