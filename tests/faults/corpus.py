"""A small corpus of reports that is ingested, changed, broken off and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.config import Config, DataConfig, PipelineConfig
from corpus.lock import locked
from corpus.sources.folder import FolderSource
from corpus.store import Store
from index.build import Generations
from index.engine import EngineRequest, Everything, Phrase, Prefix, Result, Term
from index.terms import FACETS
from index.update import Update, update
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import configured_analyzer
from pipeline.progress import Silent

WORDS = "perhe neuvola koulu lapsi nuori vanhempi kunta verkosto palvelu kokous".split()
REGIONS = ("Kainuu", "Lappi", "Pohjois-Karjala", "Uusimaa")
PHRASE = Phrase(((Term("body", "perhe"),), (Term("body", "palvelu"),)), 3)
REQUESTS = [
    EngineRequest(query, count=FACETS, limit=100)
    for query in (Everything(), Term("body", "koulu"), Prefix("body", "ver"), PHRASE)
]

Answers = tuple[int, list[Result]]


def config_of(folder: Path) -> Config:
    """A corpus in ``data`` below a folder, whose reports are extracted by one process.

    Themes of one's own are in ``themes.toml``, when that is there.
    """
    themes = "themes.toml" if (folder / "themes.toml").exists() else ""
    return Config(
        base=folder,
        data=DataConfig(str(folder / "data")),
        pipeline=PipelineConfig(workers=1, ocr="off", themes=themes),
    )


def write_reports(folder: Path, numbers: Sequence[int], edition: int = 1) -> None:
    """Write some reports in plain text."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        several = " ja ".join(WORDS[(number * 3 + i) % len(WORDS)] for i in range(4))
        (folder / f"raportti-{number}.txt").write_text(
            f"Hankkeen loppuraportti {number}\n\n"
            f"Alueena oli {REGIONS[number % len(REGIONS)]} vuosina 2010-{2011 + number % 5}. "
            f"Mukana olivat {several}. Perheiden hyviä palveluja kehitettiin painoksessa "
            f"{edition} monella tavalla, ja asia numero {number} opittiin"
            f"{' uudelleen' * edition}.\n",
            encoding="utf-8",
        )


def ingest(folder: Path, *, rebuild: bool = False) -> Update:
    """The whole way: what `hankemuisti ingest`, or `reindex`, does."""
    sources = [] if rebuild else [FolderSource("folder", folder / "reports")]
    return update(config_of(folder), sources, "ingest", Silent(), rebuild=rebuild)


def generations(folder: Path) -> Generations:
    """The generations of the corpus below a folder."""
    return Generations(config_of(folder).data_folder, WhooshEngine())


def answers(folder: Path) -> Answers:
    """What the current generation says. Raises whatever keeps it from answering."""
    analyzer = configured_analyzer(config_of(folder))
    manifest, opened = generations(folder).open(analyzer.version)
    try:
        found = [opened.search(request) for request in REQUESTS]
        assert opened.count() == manifest.documents == found[0].total
    finally:
        opened.close()
    assert generations(folder).check() > 0
    return manifest.documents, found


def rebuilt(folder: Path, aside: Path) -> Answers:
    """What an index says that is built of the whole corpus in another folder."""
    config = config_of(folder)
    with Store(config.data_folder) as store:
        whole = Generations(aside, WhooshEngine())
        manifest = whole.build(store)
        _, opened = whole.open(manifest.analyzer)
        found = [opened.search(request) for request in REQUESTS]
        opened.close()
        return manifest.documents, found


def originals(data_folder: Path) -> frozenset[str]:
    """What a corpus has of all versions of its documents, whole: their hashes."""
    with Store(data_folder, read_only=True) as store:
        rows = store.database.connection.execute(
            "SELECT sha256 FROM version UNION SELECT sha256 FROM document"
        )
        return frozenset(sha256 for (sha256,) in rows if store.archive.intact(sha256))


def sound(folder: Path) -> None:
    """The lock is free and the database whole."""
    config = config_of(folder)
    with locked(config.data_folder, "test"), Store(config.data_folder, read_only=True) as store:
        checked = store.database.connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert checked == "ok", checked
        assert not store.database.connection.execute("PRAGMA foreign_key_check").fetchall()
        for document in store.documents.select("describe_version != ''"):
            assert store.archive.intact(document.sha256)
