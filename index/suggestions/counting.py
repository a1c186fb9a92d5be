"""How many documents queries find, alone and together, asked of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.config import SearchConfig
from corpus.errors import UsageError
from index.asking import Asked, Asker
from index.engine import AllOf, EngineRequest, Node, OpenIndex

Filters = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts in one index."""

    asker: Asker
    opened: OpenIndex
    settings: SearchConfig

    def ask(self, text: str, filters: Filters | None = None, bridge: str = "off") -> Asked:
        """Read a query as a search does. Raises UsageError as it does."""
        return self.asker.ask(text, filters or {}, bridge)

    def node(self, asked: Asked) -> Node:
        """What a search tells the engine to look for."""
        return asked.meaning.node(self.settings)

    def count(self, text: str, filters: Filters | None = None, bridge: str = "off") -> int:
        """How many documents a search for `text` finds; none where the search is refused."""
        try:
            asked = self.ask(text, filters, bridge)
        except UsageError:
            return 0
        return self.together((self.node(asked),), asked.filters)

    def together(self, nodes: tuple[Node, ...], filters: Mapping[str, frozenset[str]]) -> int:
        """How many documents meet all of these and pass the filters, as `Asked` has them."""
        return self.opened.search(EngineRequest(AllOf(nodes), filters, limit=0)).total

    def ids(self, nodes: tuple[Node, ...], filters: Mapping[str, frozenset[str]]) -> list[str]:
        """Which documents they are, the best first."""
        request = EngineRequest(AllOf(nodes), filters, limit=self.opened.count())
        return [hit.id for hit in self.opened.search(request).hits]
