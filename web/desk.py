"""What a searching thread works with: the search service, and the generation it has opened."""

from __future__ import annotations

from corpus.config import Config
from corpus.store import Store
from index.build import Manifest
from index.engine import OpenIndex
from index.search import SearchService
from pipeline.analyzer import Analyzer


class Desk(SearchService):
    """A search service that tells its generation."""

    def __init__(
        self,
        store: Store,
        analyzer: Analyzer,
        manifest: Manifest,
        opened: OpenIndex,
        config: Config,
    ) -> None:
        super().__init__(store, analyzer, manifest, opened, config)
        self.generation = manifest.generation
