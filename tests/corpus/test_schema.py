"""Every older schema becomes the present one: nothing is lost, and nothing is left halfway."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.database import FILE_NAME, Database
from corpus.errors import StoreError
from corpus.overrides import Overrides
from corpus.schema import MIGRATIONS, SCHEMA_VERSION
from corpus.store import Store
from tests.upgrades import HERE, REPORTS, VERSIONS, restored

OLDER = VERSIONS[:-1]
KAINUU = "881ca236e3"

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from corpus.database import Database

class Killed(Database):
    def _open(self, options):
        connection = super()._open(options)
        left = [int(sys.argv[2])]
        def count(statement):
            left[0] -= 1
            if left[0] == 0 or (statement.startswith("COMMIT") and sys.argv[2] == "0"):
                os.kill(os.getpid(), signal.SIGKILL)
        connection.set_trace_callback(count)
        return connection

Killed(Path(sys.argv[1])).close()
"""

Rows = dict[str, list[dict[str, object]]]


def _shape(data: Path) -> dict[str, set[tuple[object, ...]]]:
    """The columns of each table, and the indexes."""
    connection = sqlite3.connect(data / FILE_NAME)
    kinds = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    found = {
        name: {tuple(row[1:]) for row in connection.execute(f"PRAGMA table_info({name})")}
        for kind, name in kinds
        if kind == "table"
    }
    found["indexes"] = {(name,) for kind, name in kinds if kind == "index"}
    connection.close()
    return found


def _rows(data: Path) -> Rows:
    """All rows of all tables."""
    connection = sqlite3.connect(data / FILE_NAME)
    connection.row_factory = sqlite3.Row
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found: Rows = {
        name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
        for (name,) in names
    }
    connection.close()
    return found


def _version(data: Path) -> int:
    connection = sqlite3.connect(data / FILE_NAME)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def test_every_older_version_has_a_way_onward() -> None:
    assert sorted(MIGRATIONS) == list(OLDER)


def test_every_version_has_its_stored_corpus() -> None:
    stored = {path.name for path in HERE.glob("schema-*")}
    assert stored == {f"schema-{version}" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_corpus_gets_the_tables_of_a_new_one(version: int, tmp_path: Path) -> None:
    data = restored(version, tmp_path)
    Database(data).close()
    Database(tmp_path / "new").close()
    assert _shape(data) == _shape(tmp_path / "new")
    assert _version(data) == SCHEMA_VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_corpus_loses_nothing(version: int, tmp_path: Path) -> None:
    data = restored(version, tmp_path)
    before = _rows(data)
    assert len(before["document"]) == len(before["page"]) // 2 == 3
    Database(data).close()
    after = _rows(data)
    for table, rows in before.items():
        kept = [{key: new[key] for key in old} for old, new in zip(rows, after[table], strict=True)]
        assert kept == rows, table


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_new_is_empty(version: int, tmp_path: Path) -> None:
    with Store(restored(version, tmp_path)) as store:
        document = store.find(KAINUU)
        assert document.title == "Perhekeskusten kehittäminen Kainuussa"
        assert (document.outline, document.partial) == ((), "")
        stored = list(store.pages.of(KAINUU))[-1]
        raw = (REPORTS / "kainuu.txt").read_text(encoding="utf-8")
        assert stored.page.text.split() == raw.split()
        assert (stored.page.notes, stored.page.confidence) == ((), None)
        values = {(value.facet, value.value): value.chosen for value in store.facets.of(KAINUU)}
        assert values["region", "Kainuu"]
        decided = [(each.value, each.author) for each in Overrides(store.database).of(KAINUU)]
        assert decided == ([("Lappi", "Kokeilija")] if version > 1 else [])


def test_a_corpus_from_before_the_index_of_faults(tmp_path: Path) -> None:
    data = restored(2, tmp_path)
    connection = sqlite3.connect(data / FILE_NAME)
    connection.execute("DROP INDEX page_faults")
    connection.close()
    Database(data).close()
    assert ("page_faults",) in _shape(data)["indexes"]


@pytest.mark.parametrize("version", OLDER)
def test_a_reader_changes_nothing_and_says_who_does(version: int, tmp_path: Path) -> None:
    data = restored(version, tmp_path)
    before = (data / FILE_NAME).read_bytes()
    says = rf"schema {version}, from an older version; .*: hankemuisti reindex"
    with pytest.raises(StoreError, match=says):
        Database(data, read_only=True)
    assert (data / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("statement", [0, 6, 9, 20, 35, -1])
def test_killed_halfway(statement: int, tmp_path: Path) -> None:
    """Killed at the commit (0), at some statement before, or not at all (-1)."""
    data = restored(1, tmp_path)
    shape, rows = _shape(data), _rows(data)
    command = [sys.executable, "-c", KILLED_AT, str(data), str(statement)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == (0 if statement < 0 else -signal.SIGKILL)
    version = _version(data)
    assert version == (SCHEMA_VERSION if statement < 0 else 1), "the old one, or the new one"
    if version == 1:
        assert (_shape(data), _rows(data)) == (shape, rows)
    Database(data).close()
    assert _version(data) == SCHEMA_VERSION
    assert {row["id"] for row in _rows(data)["document"]} == {row["id"] for row in rows["document"]}
    assert len(_rows(data)["form"]) == len(rows["form"]) > 0


def test_two_at_once_do_it_once(tmp_path: Path) -> None:
    data = restored(1, tmp_path)
    command = [sys.executable, "-c", KILLED_AT, str(data), "-1"]
    both = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert _version(data) == SCHEMA_VERSION
