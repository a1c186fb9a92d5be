"""From what a person asks to what it means in one corpus: parse → bridge → meaning, and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.config import Config
from corpus.document import Token
from corpus.store import Store
from index.expansion import Expansion, Suggestion, over_bridge, plain
from index.filters import read_filters
from index.meaning import Meaning
from index.projects import by_names_met
from index.query import Query, parse
from index.query_analyzer import QueryAnalyzer
from pipeline.analyzer import Analyzer
from pipeline.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was read, with all the filters that hold: those given and its own."""

    text: str
    filters: Mapping[str, frozenset[str]]
    meaning: Meaning
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


class Asker:
    """Reads queries to one corpus."""

    def __init__(self, store: Store, analyzer: Analyzer, config: Config) -> None:
        self._store = store
        self._analyzer = analyzer
        self._bridging = config.search.bridge
        self._own_themes = config.own_themes
        self._languages = store.pages.languages()
        self._query_analyzer = QueryAnalyzer(analyzer, store.lexicon, self._languages)

    def ask(self, text: str, filters: Mapping[str, Iterable[str]], bridge: str = "") -> Asked:
        """Read a query; never raises on its text. A facet of the query joins the filter of it.

        Raises UsageError for a filter by a project that there is none of.
        """
        text = text.encode("utf-8", "replace").decode()  # no halves of surrogate pairs
        query = parse(text, self._analyzer.tokenize, self._read, self._values)
        expansion = self._expand(query, bridge or self._bridging)
        given, own = self._named(filters), query.filters
        both = {
            facet: given.get(facet, frozenset()) | own.get(facet, frozenset())
            for facet in (*given, *own)
        }
        meaning = Meaning(query, expansion, self._query_analyzer)
        return Asked(text, both, meaning, expansion.suggestions, query.notes)

    def _read(self, phrase: str) -> list[Token]:
        return list(self._analyzer.read(phrase, "fi"))

    def _values(self, facet: str, text: str) -> frozenset[str]:
        """The values that a facet in a query means. Raises UsageError naming the nearest."""
        return self._named(read_filters({facet: [text]}, self._own_themes))[facet]

    def _named(self, filters: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
        return by_names_met(self._store, filters, self._lemmas)

    def _lemmas(self, word: str) -> tuple[str, ...]:
        return self._analyzer.analyse(word, "fi").lemmas

    def _expand(self, query: Query, bridge: str) -> Expansion:
        # One language has nothing to suggest for the others.
        if bridge == "off" or len(self._languages) < 2:
            return plain(query)
        return over_bridge(query, self._bridge, self._languages, expand=bridge == "expand")

    @cached_property
    def _bridge(self) -> Bridge:
        return Bridge.over(self._query_analyzer.lemmas)
