"""The seam to the search engine.

Engines get terms, never text: at each position a tuple of terms, one word at one position. So
every engine finds the same documents; only scores may differ, and are never compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus.errors import EngineUnavailable

__all__ = [
    "AllOf",
    "AnyOf",
    "EngineQuery",
    "EngineRequest",
    "EngineUnavailable",
    "Everything",
    "Facet",
    "Hit",
    "IndexDocument",
    "Node",
    "Not",
    "Phrase",
    "Prefix",
    "Result",
    "SearchEngine",
    "Term",
]

FIELDS = ("title", "heading", "body", "part", "exact")
"""The fields of a document. `body`, `part` and `exact` share their positions."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A document as an engine takes it: field → terms by position, facet → values."""

    id: str
    fields: Mapping[str, tuple[tuple[str, ...], ...]]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this term in this field; `weight` multiplies its share of the score."""

    field: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a term of this field that begins so."""

    field: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Slots in order, at most `slop` words between neighbours; each slot any of its terms.

    A `slop` of several numbers has one for each gap. The fields of the terms must share their
    positions (see FIELDS).
    """

    slots: tuple[tuple[Term, ...], ...]
    slop: int | tuple[int, ...] = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """Documents with any of these values of a facet; scores nothing."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that meet at least one item; the scores of those met are added."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that meet every item. No items: every document."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not meet the item; scores nothing."""

    item: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document; scores nothing."""


Node = Term | Prefix | Phrase | Facet | AnyOf | AllOf | Not | Everything
EngineQuery = Node


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """A query, the facet filters (OR within a facet, AND across), what to count, which hits."""

    query: EngineQuery
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    count: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, and the engine's score."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """`facets` counts each facet without its own filter. `complete` must reach the user."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    complete: bool = True


class SearchEngine(Protocol):
    """An engine over one folder of its own."""

    def build(
        self,
        folder: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        step: Callable[[], None] = lambda: None,
    ) -> int:
        """Write a new index into an empty folder; returns the number of documents.

        The documents come in one or more shares that may be indexed side by side: where there are
        several, each must be a value that can be sent to another process and is gone through there.
        `facets` names every facet that a document may have. `step` is told of every document.
        """
        ...

    def open(self, folder: Path) -> OpenIndex:
        """Open an index for reading. Raises EngineUnavailable."""
        ...


class OpenIndex(Protocol):
    """An index that answers. It keeps the state it was opened with."""

    def count(self) -> int:
        """How many documents there are."""
        ...

    def search(self, request: EngineRequest) -> Result:
        """Answer. Equal scores are ordered by document id."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
