"""Why a search does not find a document: which of the things asked for it lacks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.copies import COPY
from corpus.documents import Document
from corpus.store import Store
from index.engine import AllOf, EngineRequest, Everything, Listed, Node, OpenIndex
from index.printing import printed
from index.terms import LAYERS
from index.tree import All, Either, Near, Tree, Without, Word


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked for, and whether the document meets it.

    `parts` are what it is made of, when the document does not meet it; `has` are the document's
    own values of a facet.
    """

    text: str
    met: bool
    parts: tuple[Part, ...] = ()
    has: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """How a document stands to a query: whether the query finds it, and each thing asked for.

    When the generation that answers does not have the document, `absent` says why, and there are
    no `parts`.
    """

    query: str
    id: str
    title: str
    absent: str
    found: bool
    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as `search --explain-miss --json` prints it."""
        return dataclasses.asdict(self)


def absence(store: Store, document: Document) -> str:
    """Why an index does not have a document, in a line."""
    copy = store.copies.get(document.id)
    if copy and copy.kind == COPY:
        return f"it is a copy of {copy.of}, which stands for it"
    if document.error:
        return f"it is in quarantine: {document.error}"
    return "it came after this index was made: hankemuisti reindex"


class Examiner:
    """Asks one index about one document."""

    def __init__(self, opened: OpenIndex, document_id: str, node: Callable[[Tree], Node]) -> None:
        """`node` gives what the engine is to look for."""
        self._opened = opened
        self._id = document_id
        self._node = node

    def has(self, node: Node, filters: Mapping[str, frozenset[str]] | None = None) -> bool:
        """Whether the document is among those that meet the node and the filters."""
        alone = AllOf((node, Listed(frozenset({self._id}))))
        return self._opened.search(EngineRequest(alone, filters or {}, limit=1)).total > 0

    def part(self, tree: Tree) -> Part:
        """How the document stands to a part of a query."""
        met = self.has(self._node(tree))
        # Of what must not be there one sees what is there.
        return Part(printed(tree), met, () if met else tuple(map(self.part, _inside(tree))))

    def filter(self, facet: str, values: frozenset[str], own: Mapping[str, list[str]]) -> Part:
        """How the document, whose facets are `own`, stands to a filter."""
        names = (facet, *LAYERS) if facet == "region" else (facet,)
        has = tuple(value for name in names for value in own.get(name, ()))
        shown = " or ".join(sorted(values))
        return Part(f"{facet}: {shown}", self.has(Everything(), {facet: values}), has=has)


def _inside(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Word(forms, exact, _, title, language) if len(forms) > 1:
            yield from (Word((form,), exact, title=title, language=language) for form in forms)
        case Near(left, right):
            yield from (left, right)
        case All(items) | Either(items):
            yield from items
        case Without(item):
            yield item
