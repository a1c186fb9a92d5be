from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import Config, DataConfig
from corpus.document import RawDocument, Reference
from corpus.errors import NoCorpusError, UsageError
from corpus.net.client import Client
from corpus.store import Store
from index.linkcheck import Life, LinkCheck, check_links
from pipeline.progress import Silent
from tests.corpus.sources.crawling import NET, ask
from tests.servers.site import Answer, Site

_NAMES = ("elossa", "muutti", "kuollut", "hiljaa", "kielto", "robotti", "rikki")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(base=tmp_path, data=DataConfig("data"), net=NET)


def _check(config: Config, *sources: str) -> LinkCheck:
    return check_links(config, sources, Silent(), Client(NET))


def test_every_fate_of_a_link(config: Config, site: Site) -> None:
    for name in _NAMES:
        site.page(f"/{name}", f"Sivu {name}")
    urls = [f"{site.url}/{name}" for name in _NAMES]
    with Store(config.data_folder) as store:
        ask(store, [*urls, f"{site.url}/ei-ollut"])
        damaged = store.places.get("list", f"{site.url}/rikki")
        assert damaged
        store.archive.path(store.find(damaged.document_id).sha256).write_bytes(b"muuta")
        site.add("/robots.txt", b"User-agent: *\nDisallow: /robotti\n", "text/plain")
        site.redirect("/muutti", "/uusi")
        site.page("/uusi", "x")
        site.remove("/kuollut")
        site.remove("/rikki")
        site.answer("/hiljaa", Answer(503))
        site.answer("/kielto", Answer(403))
    found = _check(config)
    fates = {each.location.rpartition("/")[2]: each for each in found.places}
    assert {name: each.life for name, each in fates.items()} == {
        "elossa": Life.ALIVE,
        "muutti": Life.MOVED,
        "kuollut": Life.DEAD,
        "rikki": Life.DEAD,
        "hiljaa": Life.SILENT,
        "kielto": Life.FAILING,
        "robotti": Life.UNASKED,
        "ei-ollut": Life.DEAD,
    }
    dead = fates["kuollut"]
    assert len(dead.kept) == 64
    assert dead.document_id == dead.kept[:10]
    assert fates["muutti"].why == f"moved to {site.url}/uusi"
    assert "damaged" in fates["rikki"].why
    assert [each.location for each in found.lost()] == [
        f"{site.url}/ei-ollut",
        f"{site.url}/rikki",
    ]
    assert found.counts()["dead"] == 3
    assert found.as_json()["counts"] == found.counts()


def test_each_address_is_asked_once(config: Config, site: Site) -> None:
    site.page("/a", "a")
    with Store(config.data_folder) as store:
        ask(store, [f"{site.url}/a"])
        store.places.see(Reference("muu", f"{site.url}/a"), 1)
    site.log.clear()
    (only,) = _check(config).places
    assert only.document_id
    assert site.paths() == ["/a"]
    assert site.log[-1].method == "HEAD"


def test_files_and_members_of_archives(config: Config, tmp_path: Path) -> None:
    here, archive = tmp_path / "a.txt", tmp_path / "a.zip"
    here.write_text("a")
    archive.write_bytes(b"PK")
    locations = [str(here), str(tmp_path / "b.txt"), f"{archive}/sisalla.txt", f"{archive}!/s", "x"]
    with Store(config.data_folder) as store:
        for location in locations:
            store.places.see(Reference("s", location), 1)
    lives = {each.location: each.life for each in _check(config, "s").places}
    expected = [Life.ALIVE, Life.DEAD, Life.UNASKED, Life.UNASKED, Life.UNASKED]
    assert lives == dict(zip(locations, expected, strict=True))


def test_a_file_of_a_record_is_asked_where_it_was_had(config: Config, site: Site) -> None:
    site.add("/r.pdf", b"%PDF-1.4", "application/pdf")
    with Store(config.data_folder) as store:
        content = store.documents.create("a" * 64, "application/pdf", 1)
        raw = RawDocument(Reference("s", f"{site.url}/tietue#r.pdf"), b"", "")
        store.places.see(raw.reference, 1)
        store.places.bind(raw.reference, content)
        store.database.connection.execute("UPDATE place SET url = ?", (f"{site.url}/r.pdf",))
    (only,) = _check(config).places
    assert only.life == Life.ALIVE
    assert site.paths() == ["/r.pdf"]


def test_without_a_corpus_or_a_source(config: Config) -> None:
    with pytest.raises(NoCorpusError):
        _check(config)
    Store(config.data_folder).close()
    with pytest.raises(UsageError, match="x: no source of this name"):
        _check(config, "x")
    assert _check(config).places == []
