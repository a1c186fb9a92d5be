"""A small corpus, made without files: texts straight into the store, analysed for real."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.config import Config, DataConfig
from corpus.document import Extraction, FacetValue, Page, Reference
from corpus.store import Store
from index.query_analyzer import QueryAnalyzer
from index.update import choose_sources, update
from pipeline.analyse import analyse_document
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.progress import Silent

Add = Callable[..., str]

REPORTS = {
    "yksi.txt": "Perhekeskus Kainuussa\n\nPerhekeskus avattiin Kajaanissa vuonna 2010.\n",
    "kaksi.txt": "Neuvolat Lapissa\n\nNeuvolan työ muuttui Rovaniemellä vuosina 2012–2014.\n",
    "kolme.txt": "Osallisuus koulussa\n\nOppilaat suunnittelivat perhekeskuksen pihan itse.\n",
}


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return open_analyzer()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def add(store: Store, analyzer: Analyzer) -> Add:
    """Add a document of pages, described with the facets given; returns its id."""

    def added(*pages: str, title: str = "Raportti", **facets: tuple[str, ...]) -> str:
        content = "\f".join((title, *pages)).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        document_id = store.documents.create(sha256, "text/plain", len(content))
        reference = Reference("test", f"/reports/{sha256[:8]}.txt")
        store.places.see(reference, 1)
        store.places.bind(reference, document_id)
        made = tuple(Page(number, text) for number, text in enumerate(pages, 1))
        store.pages.replace(document_id, title, made)
        store.documents.save_extraction(document_id, Extraction(made, title), "1")
        analyse_document(store, analyzer, store.find(document_id))
        values = [FacetValue(name, value, 1.0) for name in facets for value in facets[name]]
        store.facets.replace(document_id, values)
        store.documents.described(document_id, "1")
        store.database.set_meta("analyzer", analyzer.version)
        store.database.revise()
        return document_id

    return added


@pytest.fixture
def query_analyzer(store: Store, analyzer: Analyzer) -> QueryAnalyzer:
    return QueryAnalyzer(analyzer, store.lexicon, ["fi"])


def ingest(folder: Path) -> Config:
    """The configuration of a corpus of three reports, taken in from `folder` as commands do it."""
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, "utf-8")
    config = Config(base=folder, data=DataConfig(str(folder / "data")))
    update(config, choose_sources(config, [str(folder / "reports")]), "ingest", Silent())
    return config


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, and a corpus of two generations. Not to be changed: take `sound`."""
    folder = tmp_path_factory.mktemp("ingested")
    update(ingest(folder), (), "reindex", Silent(), rebuild=True)
    return folder


@pytest.fixture
def sound(ingested: Path, tmp_path: Path) -> Config:
    """A copy of that corpus that may be damaged; its reports are where it knows them."""
    shutil.copytree(ingested / "data", tmp_path / "data")
    return Config(base=tmp_path, data=DataConfig(str(tmp_path / "data")))
