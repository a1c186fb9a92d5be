"""All that a query finds, for whoever counts, lists or keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.meaning import Wanted


@dataclass(frozen=True, slots=True)
class Matches:
    """The ids of every document that meets a query, best first.

    `filters` are those given and the query's own. `wanted` is how its words stand in documents.
    `complete` is False when part of an index was silent.
    """

    query: str
    filters: Mapping[str, frozenset[str]]
    generation: int
    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    notes: tuple[str, ...]
    complete: bool

    def asked(self) -> dict[str, Any]:
        """What was asked of what, as plain values."""
        return {
            "query": self.query,
            "filters": {facet: sorted(self.filters[facet]) for facet in sorted(self.filters)},
            "generation": self.generation,
        }

    def warnings(self) -> list[str]:
        """What a person must know: how the query was read, and whether anything is missing."""
        silent = [] if self.complete else ["part of the index did not answer; counts are too low"]
        return [*self.notes, *silent]
