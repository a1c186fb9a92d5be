"""All suggestions of one generation: what the command line, the web page and a search call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from corpus.closing import Closing
from corpus.config import Config
from corpus.errors import NoIndexError
from corpus.store import Store
from index.asking import Asker
from index.build import FOLDER_NAME, Generations, Manifest
from index.engine import EngineRequest, Everything, OpenIndex
from index.query_analyzer import QueryAnalyzer
from index.suggestions.completion import Completer, Completion
from index.suggestions.correction import Asking, Correction, Corrector
from index.suggestions.counting import Counter, Filters
from index.suggestions.related import Relater, Relations
from index.suggestions.similar import Likener, Similar
from index.suggestions.values import Values
from index.suggestions.vocabulary import Vocabulary
from index.terms import FACETS
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer, configured_analyzer


class Suggester(Closing):
    """Suggestions from one corpus and one generation. Opens what it needs when it is needed.

    When the generation has no words to suggest, nothing is corrected; the other methods raise
    NoIndexError.
    """

    def __init__(
        self,
        store: Store,
        analyzer: Analyzer,
        manifest: Manifest,
        opened: OpenIndex,
        config: Config,
        *,
        asker: Asker | None = None,
    ) -> None:
        """Over a corpus and an index that others have opened, and close; `asker` if they have one,
        for it looks at every page when it is made."""
        self._asker = asker
        self._store, self._analyzer, self._opened = store, analyzer, opened
        self.folder = folder_of(config, manifest)
        self._config = config

    @classmethod
    def open(cls, config: Config) -> Suggester:
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

    def corrections(
        self,
        text: str,
        total: int,
        filters: Filters | None = None,
        bridge: str = "",
        limit: int = 3,
    ) -> list[Correction]:
        """What a query that finds `total` documents under `filters` may have been meant for."""

        def count(query: str, filtered: bool) -> int:
            return self._counter.count(query, filters if filtered else None, bridge)

        asking = Asking(self._analyzer.tokenize, self._lemmas, self._analyzer.knows, count)
        try:
            corrector = Corrector(self._vocabulary, asking)
        except NoIndexError:
            return []  # a search answers all the same
        return corrector.corrections(text, total, limit)

    def count(self, text: str, filters: Filters | None = None, bridge: str = "") -> int:
        """How many documents a search finds."""
        return self._counter.count(text, filters, bridge)

    def complete(self, text: str, limit: int = 10) -> list[Completion]:
        """What a person may be about to type at the end of `text`."""
        return self._completer.complete(text, limit)

    def related(self, text: str, filters: Filters | None = None, limit: int = 10) -> Relations:
        """The terms, compounds and bridge words that go with a query. Raises UsageError."""
        return Relater(self._vocabulary, self._counter, self._query_analyzer).relations(
            text, filters, limit
        )

    def similar(self, document_id: str, filters: Filters | None = None, limit: int = 10) -> Similar:
        """Documents like one. Raises UsageError when there is no such document."""
        chosen: Mapping[str, frozenset[str]] = self._counter.ask("", filters).filters
        return Likener(self._vocabulary, self._store, self._opened).similar(
            document_id, chosen, limit
        )

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary.open(self.folder)

    @cached_property
    def _counter(self) -> Counter:
        asker = self._asker or Asker(self._store, self._analyzer, self._config)
        return Counter(asker, self._opened, self._config.search)

    @cached_property
    def _query_analyzer(self) -> QueryAnalyzer:
        languages = self._store.pages.languages()
        return QueryAnalyzer(self._analyzer, self._store.lexicon, languages)

    @cached_property
    def _completer(self) -> Completer:
        counted = self._opened.search(EngineRequest(Everything(), count=FACETS, limit=0))
        return Completer(self._vocabulary, Values(counted.facets, self._config.own_themes))

    def _lemmas(self, form: str) -> list[str]:
        found = self._query_analyzer.analyses(form)
        return [lemma for analysis in found for lemma in analysis.lemmas]


def folder_of(config: Config, manifest: Manifest) -> Path:
    """The folder of a generation."""
    return config.data_folder / FOLDER_NAME / f"gen-{manifest.generation}"
