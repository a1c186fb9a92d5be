"""The search service that the command line and the web page call.

parse → analyse → engine → passages → facets
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.closing import Closing
from corpus.config import Config
from corpus.document import Token
from corpus.store import Store
from index import passages
from index.build import Generations, Manifest
from index.engine import EngineRequest, Hit, OpenIndex
from index.expansion import Expansion, Suggestion, over_bridge, plain
from index.meaning import Meaning, QueryAnalyzer, Wanted
from index.passages import Snippet
from index.projects import by_names_met
from index.query import Query, parse
from index.relations import Relative, relatives
from index.terms import FACETS, LAYERS
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer, configured_analyzer
from pipeline.bridge import Bridge
from pipeline.describe import find_layer


@dataclass(frozen=True, slots=True)
class Found:
    """A document found: what it is, its best pages and what to read there."""

    id: str
    title: str
    location: str
    score: float
    facets: Mapping[str, list[str]]
    pages: tuple[int, ...]
    snippets: tuple[Snippet, ...]
    relatives: tuple[Relative, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The hit as `search --json` prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "location": self.location,
            "score": round(self.score, 4),
            "region": self.facets.get("region", []),
            "theme": self.facets.get("theme", []),
            "year": [int(year) for year in self.facets.get("year", [])],
            "pages": list(self.pages),
            "snippets": [
                {
                    "page": snippet.page,
                    "text": snippet.text,
                    "highlights": [list(span) for span in snippet.highlights],
                }
                for snippet in self.snippets
            ],
            "relatives": [relative.as_json() for relative in self.relatives],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """All there is to say to a query. `complete` is False when part of an index was silent."""

    query: str
    generation: int
    total: int
    hits: tuple[Found, ...]
    facets: Mapping[str, Mapping[str, int]]
    understood: Mapping[str, list[str]]
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]
    complete: bool

    def as_json(self) -> dict[str, Any]:
        """The answer as `search --json` prints it."""
        return {
            "query": self.query,
            "generation": self.generation,
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {name: dict(counts) for name, counts in self.facets.items()},
            "understood": dict(self.understood),
            "suggestions": [dataclasses.asdict(item) for item in self.suggestions],
            "notes": list(self.notes),
            "complete": self.complete,
        }


class SearchService(Closing):
    """One corpus, one generation, one analyzer. Open one per thread."""

    def __init__(
        self,
        store: Store,
        analyzer: Analyzer,
        manifest: Manifest,
        opened: OpenIndex,
        config: Config,
    ) -> None:
        self._store = store
        self._analyzer = analyzer
        self._manifest = manifest
        self._opened = opened
        self._settings = config.search
        self._languages = store.pages.languages()
        self._query_analyzer = QueryAnalyzer(analyzer, store.lexicon, self._languages)

    @classmethod
    def open(cls, config: Config) -> SearchService:
        """Open the corpus and its current generation. Raises StoreError or NoIndexError."""
        store = Store(config.data_folder, read_only=True)
        try:
            analyzer = configured_analyzer(config)
            generations = Generations(config.data_folder, WhooshEngine())
            manifest, opened = generations.open(analyzer.version)
        except BaseException:
            store.close()
            raise
        return cls(store, analyzer, manifest, opened, config)

    def close(self) -> None:
        """Let go of the index and the corpus."""
        self._opened.close()
        self._store.close()

    def search(
        self,
        text: str,
        filters: Mapping[str, Iterable[str]] | None = None,
        limit: int | None = None,
        page: int = 1,
        bridge: str = "",
    ) -> Answer:
        """Answer a query with one page of hits and the counts of every facet.

        `filters` are facet → values: OR within a facet, AND across. `page` counts from 1. `bridge`
        is "off", "suggest" or "expand", the configuration's unless given.
        """
        limit = self._settings.limit if limit is None else limit
        text = text.encode("utf-8", "replace").decode()  # no halves of surrogate pairs
        query = parse(text, self._analyzer.tokenize, self._read)
        expansion = self._expand(query, bridge or self._settings.bridge)
        meaning = Meaning(query, expansion, self._query_analyzer)
        result = self._opened.search(
            EngineRequest(
                meaning.node(self._settings),
                by_names_met(self._store, filters or {}),
                FACETS,
                offset=(page - 1) * limit,
                limit=limit,
            )
        )
        wanted = meaning.wanted(self._store.lexicon) if result.hits else []
        return Answer(
            query=text,
            generation=self._manifest.generation,
            total=result.total,
            hits=tuple(self._found(hit, wanted) for hit in result.hits),
            facets=_by_layer(result.facets),
            understood=meaning.understood(self._store.lexicon),
            suggestions=expansion.suggestions,
            notes=query.notes,
            complete=result.complete,
        )

    def _read(self, phrase: str) -> list[Token]:
        return list(self._analyzer.read(phrase, "fi"))

    def _expand(self, query: Query, bridge: str) -> Expansion:
        # One language has nothing to suggest for the others.
        if bridge == "off" or len(self._languages) < 2:
            return plain(query)
        return over_bridge(query, self._bridge, self._languages, expand=bridge == "expand")

    @cached_property
    def _bridge(self) -> Bridge:
        return Bridge.over(self._query_analyzer.lemmas)

    def _found(self, hit: Hit, wanted: list[Wanted]) -> Found:
        document = self._store.find(hit.id)
        settings = self._settings
        found = passages.find(
            self._store.pages.of(hit.id), wanted, settings.pages, settings.snippets
        )
        return Found(
            id=hit.id,
            title=document.title,
            location=self._store.location(hit.id),
            score=hit.score,
            facets=self._store.facets.values(hit.id),
            pages=found.pages,
            snippets=found.snippets,
            relatives=relatives(self._store, hit.id),
        )


def _by_layer(counted: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """The counts of each facet, those of the layers below the regions apart from theirs."""
    facets = {}
    for name, counts in counted.items():
        facets[name] = _ordered(name, counts)
        if name == "region":
            layers = {value: find_layer(value) for value in counts}
            facets[name] = {v: n for v, n in facets[name].items() if layers[v] == name}
            for layer in LAYERS:
                below = {value: n for value, n in counts.items() if layers[value] == layer}
                if below:
                    facets[layer] = _ordered(layer, below)
    return facets


def _ordered(facet: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Years in their order, everything else the most common first."""
    if facet == "year":
        return dict(sorted(counts.items()))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
