"""The search service that the command line and the web page call.

parse → analyse → engine → passages → facets
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from corpus.closing import Closing
from corpus.config import Config
from corpus.store import Store
from index import passages
from index.asking import Asked, Asker
from index.build import Generations, Manifest
from index.deadline import hurried, left_out
from index.engine import EngineRequest, Everything, Hit, OpenIndex, Result
from index.expansion import Suggestion
from index.matches import Matches
from index.miss import Examiner, Miss, absence
from index.occurrences import Seeker
from index.order import RELEVANCE, ordered
from index.relations import Relative, relatives
from index.snippets import Snippet
from index.suggestions.correction import Correction
from index.suggestions.suggester import Suggester
from index.terms import FACETS, LAYERS
from index.whoosh_engine import WhooshEngine
from index.why import Why, reasons
from pipeline.analyzer import Analyzer, configured_analyzer
from pipeline.describe import find_layer


@dataclass(frozen=True, slots=True)
class Found:
    """A document found: what it is, its best pages and what to read there.

    `labels` are what is printed on the pages; `gone` says that no source has the document any
    more; `why` it was found is there when it was asked.
    """

    id: str
    title: str
    location: str
    score: float
    facets: Mapping[str, list[str]]
    pages: tuple[int, ...]
    snippets: tuple[Snippet, ...]
    relatives: tuple[Relative, ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)
    gone: bool = False
    why: Why | None = None

    def as_json(self) -> dict[str, Any]:
        """The hit as `search --json` prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "location": self.location,
            "score": round(self.score, 4),
            "gone": self.gone,
            **{name: self.facets.get(name, []) for name in FACETS},
            "year": [int(year) for year in self.facets.get("year", [])],
            "pages": list(self.pages),
            "labels": [self.labels.get(page, "") for page in self.pages],
            "snippets": [
                {
                    "page": snippet.page,
                    "label": snippet.label,
                    "text": snippet.text,
                    "highlights": [list(span) for span in snippet.highlights],
                }
                for snippet in self.snippets
            ],
            "relatives": [relative.as_json() for relative in self.relatives],
            **({"why": self.why.as_json()} if self.why else {}),
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
    did_you_mean: tuple[Correction, ...] = ()

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
            "did_you_mean": [one.as_json() for one in self.did_you_mean],
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
        self.store = store
        self._manifest = manifest
        self._opened = opened
        self._settings = config.search
        self._asker = Asker(store, analyzer, config)
        self.suggester = Suggester(store, analyzer, manifest, opened, config, asker=self._asker)

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
        self.store.close()

    def search(  # noqa: PLR0913 - a question has many sides
        self,
        text: str,
        filters: Mapping[str, Iterable[str]] | None = None,
        limit: int | None = None,
        page: int = 1,
        bridge: str = "",
        *,
        order: str = RELEVANCE,
        explain: bool = False,
        correct: bool = False,
    ) -> Answer:
        """Answer a query with one page of hits and the counts of every facet.

        `filters` are facet → values: OR within a facet, AND across; those in the query join them.
        `page` counts from 1. `bridge` is "off", "suggest" or "expand", the configuration's unless
        given. `order` is one of index.order.ORDERS. Raises UsageError for another. With `explain`
        every hit says why it was found, and with `correct` the answer says what else may have been
        meant, both at some cost.
        """
        limit = self._settings.limit if limit is None else limit
        chosen = {name: tuple(values) for name, values in (filters or {}).items()}
        asked = self._asker.ask(text, chosen, bridge)
        result, hits = self._hits(asked, order, (page - 1) * limit, limit)
        seeker = Seeker(asked.meaning.wanted(self.store.lexicon) if hits else [])
        found = tuple(self._found(hit, seeker) for hit in hits)
        if explain:
            why = reasons(self.store, self._opened, asked.meaning, self._settings, hits)
            found = tuple(dataclasses.replace(hit, why=why[hit.id]) for hit in found)
        return Answer(
            query=asked.text,
            generation=self._manifest.generation,
            total=result.total,
            hits=found,
            facets=_by_layer(result.facets),
            understood=asked.meaning.understood(self.store.lexicon),
            suggestions=asked.suggestions,
            notes=(*asked.notes, *left_out()),
            complete=result.complete,
            did_you_mean=tuple(
                self.suggester.corrections(text, result.total, chosen, bridge) if correct else ()
            ),
        )

    def _hits(
        self, asked: Asked, order: str, first: int, limit: int
    ) -> tuple[Result, Sequence[Hit]]:
        """What the engine answers, and the hits of a page in the order wanted."""
        node = asked.meaning.node(self._settings)
        if order == RELEVANCE:
            result = self._opened.search(EngineRequest(node, asked.filters, FACETS, first, limit))
            return result, result.hits
        # The years and titles are the corpus': all that is found is ordered, then cut.
        every = self._opened.count()
        result = self._opened.search(EngineRequest(node, asked.filters, FACETS, 0, every))
        return result, ordered(self.store, result.hits, order)[first : first + limit]

    def matching(
        self, text: str, filters: Mapping[str, Iterable[str]] | None = None, bridge: str = ""
    ) -> Matches:
        """Every document that `search` would find, best first, without reading any of them."""
        asked = self._asker.ask(text, filters or {}, bridge)
        node, every = asked.meaning.node(self._settings), self._opened.count()
        result = self._opened.search(EngineRequest(node, asked.filters, limit=every))
        return Matches(
            query=asked.text,
            filters=asked.filters,
            generation=self._manifest.generation,
            ids=tuple(hit.id for hit in result.hits),
            wanted=tuple(asked.meaning.wanted(self.store.lexicon)),
            notes=asked.notes,
            complete=result.complete,
        )

    def explain_miss(
        self,
        text: str,
        filters: Mapping[str, Iterable[str]] | None,
        document_id: str,
        bridge: str = "",
    ) -> Miss:
        """Whether a search finds a document and, of each thing asked for, whether it is met.

        `document_id` may be the beginning of one. Raises UsageError when there is none such.
        """
        document = self.store.find(document_id)
        asked = self._asker.ask(text, filters or {}, bridge)
        examiner = Examiner(
            self._opened, document.id, lambda tree: asked.meaning.node_of(tree, self._settings)
        )
        own = self.store.facets.values(document.id)
        absent = "" if examiner.has(Everything()) else absence(self.store, document)
        parts = [
            *map(examiner.part, asked.meaning.parts),
            *(examiner.filter(facet, values, own) for facet, values in asked.filters.items()),
        ]
        return Miss(
            query=asked.text,
            id=document.id,
            title=document.title,
            absent=absent,
            found=examiner.has(asked.meaning.node(self._settings), asked.filters),
            parts=() if absent else tuple(parts),
            notes=asked.notes,
        )

    def _found(self, hit: Hit, seeker: Seeker) -> Found:
        document, places = self.store.find(hit.id), self.store.places.of(hit.id)
        settings, pages = self._settings, self.store.pages
        found = passages.find(
            pages.tokens(hit.id) if (settings.pages or settings.snippets) and not hurried() else (),
            partial(pages.some, hit.id),
            seeker,
            settings.pages,
            settings.snippets,
        )
        return Found(
            id=hit.id,
            title=document.title,
            location=places[0].location if places else document.last_location,
            score=hit.score,
            facets=self.store.facets.values(hit.id),
            pages=found.pages,
            snippets=found.snippets,
            relatives=relatives(self.store, hit.id),
            labels=found.labels,
            gone=all(place.gone for place in places),
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
