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
    "AnyTerm",
    "EngineQuery",
    "EngineRequest",
    "EngineUnavailable",
    "Everything",
    "Facet",
    "Hit",
    "IndexDocument",
    "Listed",
    "Node",
    "Not",
    "Phrase",
    "Prefix",
    "Result",
    "SearchEngine",
    "Term",
]

AT_WORDS = ("body", "part", "exact")
ASIDE = "aside_"
FIELDS = ("title", "heading", *AT_WORDS, *(ASIDE + field for field in AT_WORDS))
"""The fields of a document. All but `title` and `heading` share their positions: `aside_body` has
those terms of the body once more that stand in lists of contents, references, contacts and such,
and so for the others."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A document as an engine takes it: field → terms by position, facet → values."""

    id: str
    fields: Mapping[str, Sequence[tuple[str, ...]]]
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
    positions (see FIELDS); the weights of the terms are of no matter.
    """

    slots: tuple[tuple[Term, ...], ...]
    slop: int | tuple[int, ...] = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Documents that meet any of `terms`, which are one word of a query and are scored as one.

    A weight multiplies how often its term counts. `beside` finds nothing: of what is found it only
    changes the score, downward where a weight is below 0. A document found counts as if it had a
    word of an average text `least` times, if all together say less.
    """

    terms: tuple[Term | Prefix | Phrase, ...]
    beside: tuple[Term | Phrase, ...] = ()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Facet:
    """Documents with any of these values of a facet; scores nothing."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that meet at least one item; the scores of those met are added.

    `best`: the items are names of one thing, and only the highest score counts.
    """

    items: tuple[Node, ...]
    best: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that meet every item. No items: every document.

    `near` has the terms of words that score more the closer together they stand, and `weight` says
    how much more. All their fields must share their positions.
    """

    items: tuple[Node, ...]
    near: tuple[tuple[Term, ...], ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not meet the item; scores nothing."""

    item: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document; scores nothing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents with these ids; scores nothing."""

    ids: frozenset[str]


Node = Term | Prefix | Phrase | AnyTerm | Facet | AnyOf | AllOf | Not | Everything | Listed
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

    def extend(
        self,
        folder: Path,
        base: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        gone: Iterable[str],
        step: Callable[[], None] = lambda: None,
    ) -> int:
        """Write an index into an empty folder out of `base` and some changes; `base` stays as is.

        It holds what `base` was built with, without the documents of the ids `gone`, and the
        documents of the shares, whose ids are either new or among those gone; it answers as one
        built of all of them does. If `base` was itself extended, that is forgotten: changes are
        always told from what was built. Returns the number of documents of the shares.
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
