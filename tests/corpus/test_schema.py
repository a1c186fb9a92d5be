from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.database import FILE_NAME, Database
from corpus.errors import StoreError
from corpus.schema import MIGRATIONS, SCHEMA_VERSION
from corpus.store import Store

OLD = (Path(__file__).parent / "schema-1.sql").read_text()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.executescript(OLD)
    connection.execute(
        "INSERT INTO document (id, sha256, media_type, size, state, title)"
        " VALUES ('a1', 'a1b2', 'text/plain', 3, 'extracted', 'Vanha')"
    )
    connection.execute(
        "INSERT INTO page VALUES"
        " ('a1', 1, 'i', 'fi', 'plain', 0.9, '[[0, 3]]', 'Teksti', NULL, NULL)"
    )
    connection.execute("INSERT INTO facet VALUES ('a1', 'region', 'Kainuu', 0.8, '[]')")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return tmp_path


def _columns(folder: Path) -> dict[str, set[tuple[str, str, int, str | None, int]]]:
    connection = sqlite3.connect(folder / FILE_NAME)
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {
        name: {tuple(row[1:]) for row in connection.execute(f"PRAGMA table_info({name})")}
        for name in names
    }
    connection.close()
    return found


def test_every_older_version_has_a_way_onward() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_an_old_corpus_gets_the_tables_of_a_new_one(
    old: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    new = tmp_path_factory.mktemp("new")
    Database(new).close()
    Database(old).close()
    assert _columns(old) == _columns(new)


def test_an_old_corpus_loses_nothing(old: Path) -> None:
    with Store(old) as store:
        document = store.find("a1")
        assert (document.title, document.outline, document.partial) == ("Vanha", (), "")
        (stored,) = store.pages.of("a1")
        assert (stored.page.text, stored.page.label, stored.page.quality) == ("Teksti", "i", 0.9)
        assert (stored.page.notes, stored.page.faults, stored.page.confidence) == ((), (), None)
        (value,) = store.facets.of("a1")
        assert (value.value, value.chosen) == ("Kainuu", True)


def test_a_reader_changes_nothing_and_says_who_does(old: Path) -> None:
    before = (old / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match=r"schema 1, from an older version; .*hankemuisti ingest"):
        Database(old, read_only=True)
    assert (old / FILE_NAME).read_bytes() == before
