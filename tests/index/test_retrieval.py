from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from corpus.config import Config, DataConfig, LimitsConfig, NetConfig, SourceConfig
from corpus.net.client import Client
from corpus.store import Store
from index.checks.originals import Original, named
from index.retrieval import Finder
from index.update import choose_sources, update
from pipeline.progress import Silent
from tests.index import damage
from tests.index.conftest import REPORTS
from tests.index.conftest import ingest as ingest_reports

ADDRESS = "https://arkisto.example/raportti.txt"


@pytest.fixture
def store(sound: Config) -> Iterator[Store]:
    with Store(sound.data_folder) as opened:
        yield opened


def one(store: Store) -> tuple[Original, bytes]:
    """An original and its bytes, which are no longer in the archive."""
    original = named(store)[0]
    path = store.archive.path(original.sha256)
    content = path.read_bytes()
    path.unlink()
    return original, content


def test_a_file_that_is_still_there(store: Store, sound: Config) -> None:
    original, content = one(store)
    found = Finder(store, sound).find(original)
    assert found
    assert found.content == content
    assert Path(found.where).read_bytes() == content
    small = Config(base=sound.base, data=sound.data, limits=LimitsConfig(file_mib=0))
    assert Finder(store, small).find(original) is None  # over the limit, as an ingest has it


def test_a_newer_edition_is_not_the_original(tmp_path: Path) -> None:
    config = ingest_reports(tmp_path)
    for path in (tmp_path / "reports").iterdir():
        path.write_text("Aivan muuta.\n", "utf-8")
    with Store(config.data_folder) as store:
        original, _ = one(store)
        assert Finder(store, config).find(original) is None
        (tmp_path / "reports" / "yksi.txt").unlink()
        assert Finder(store, config).find(original) is None


def test_a_backup_is_asked_first(store: Store, sound: Config, tmp_path: Path) -> None:
    original, content = one(store)
    backup = tmp_path / "safe"
    path = backup / "originals" / original.sha256[:2] / original.sha256
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    found = Finder(store, sound, backup).find(original)
    assert found == (str(backup), content)
    damage.flip(path)
    elsewhere = Finder(store, sound, backup).find(original)
    assert elsewhere
    assert elsewhere.where != str(backup)


def test_a_configured_archive_is_opened_again(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        for name, text in REPORTS.items():
            file.writestr(name, text)
    archive = SourceConfig("paketti", "zip", {"path": "all.zip"})
    config = Config(base=tmp_path, data=DataConfig("data"), sources=(archive,))
    update(config, choose_sources(config, ()), "ingest", Silent())
    with Store(config.data_folder) as store:
        original, content = one(store)
        finder = Finder(store, config)
        assert [finder.find(each) is not None for each in named(store)] == [True] * 3
        found = finder.find(original)
        assert found
        assert found.content == content
        # Its source has gone out of the configuration, then the archive itself.
        assert Finder(store, Config(base=tmp_path, data=config.data)).find(original) is None
        (tmp_path / "all.zip").unlink()
        assert Finder(store, config).find(original) is None


def test_servers_are_asked_only_if_that_is_wished(store: Store, sound: Config) -> None:
    original, content = one(store)
    damage.change(sound, "UPDATE place SET url = ?, location = 'x' || rowid", values=[ADDRESS])
    damage.change(sound, "UPDATE origin SET location = 'y' || rowid")
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(200, content=content)

    with closing(Finder(store, sound)) as idle:
        assert idle.find(original) is None
    client = Client(NetConfig(delay=0), transport=httpx.MockTransport(answer))
    with closing(Finder(store, sound, fetch=True, client=client)) as finder:
        assert finder.find(original) == (f"x{_row(store, original)}", content)
    assert asked[-1] == ADDRESS


def _row(store: Store, original: Original) -> int:
    found = store.database.connection.execute(
        "SELECT rowid FROM place WHERE document_id = ?", (original.document_id,)
    ).fetchone()
    return int(found[0])


def test_an_address_inside_is_refused_like_in_any_run(store: Store, sound: Config) -> None:
    original, _ = one(store)
    address = "http://127.0.0.1:9/x"
    damage.change(sound, "UPDATE place SET url = ?, location = 'x' || rowid", values=[address])
    damage.change(sound, "UPDATE origin SET location = 'y' || rowid")
    with closing(Finder(store, sound, fetch=True)) as finder:
        assert finder.find(original) is None
