from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.database import FILE_NAME, Database
from corpus.errors import StoreError
from corpus.schema import SCHEMA_VERSION
from tests.corpus.conftest import Child, Unprivileged

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from corpus.database import Database
database = Database(Path(sys.argv[1]))
with database.transaction():
    database.set_meta("kept", "yes")
# Small, so that what is not committed goes to the disk all the same.
database.connection.execute("PRAGMA cache_size = 5")
with database.transaction():
    database.set_meta("kept", "overwritten")
    for number in range(500):
        database.set_meta(f"half {number}", "x" * 4000)
    print("ready", flush=True)
    sys.stdin.read()
"""


def _tables(database: Database) -> set[str]:
    rows = database.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows}


def test_the_schema_is_made_once(tmp_path: Path) -> None:
    first = Database(tmp_path / "new" / "data")
    first.set_meta("note", "ensimmäinen")
    tables = _tables(first)
    first.close()
    second = Database(tmp_path / "new" / "data")
    assert second.meta("note") == "ensimmäinen"
    assert _tables(second) == tables
    assert {"document", "version", "place", "page", "facet", "form", "form_term", "run"} < tables
    assert second.connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert second.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    second.close()


def test_an_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    database = Database(tmp_path)
    assert "document" in _tables(database)
    database.close()


@pytest.mark.parametrize("name", ["a b", "mikä?x=1#y", "100%20", "åäö", "a&mode=memory"])
def test_any_name_of_a_folder_will_do(name: str, tmp_path: Path) -> None:
    database = Database(tmp_path / name)
    database.close()
    assert (tmp_path / name / FILE_NAME).stat().st_size > 0


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, -1])
def test_another_schema_is_refused_and_left_alone(
    version: int, read_only: bool, tmp_path: Path
) -> None:
    database = Database(tmp_path)
    database.connection.execute(f"PRAGMA user_version = {version}")
    database.close()
    with pytest.raises(StoreError, match=f"schema {version}, this program knows {SCHEMA_VERSION}"):
        Database(tmp_path, read_only=read_only)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == version
    connection.close()


# Reading only


def test_reading_needs_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no corpus in .*; make one with: hankemuisti ingest"):
        Database(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    Database(tmp_path).close()
    reader = Database(tmp_path, read_only=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.set_meta("note", "x")
    reader.close()


def test_a_reader_sees_commits_and_nothing_else(tmp_path: Path) -> None:
    writer = Database(tmp_path)
    reader = Database(tmp_path, read_only=True)
    with writer.transaction():
        writer.set_meta("note", "x")
        assert reader.meta("note") == ""
    assert reader.meta("note") == "x"
    reader.close()
    writer.close()


def test_a_reader_needs_no_right_to_write(shared_folder: Path, unprivileged: Unprivileged) -> None:
    writer = Database(shared_folder)
    writer.set_meta("note", "x")
    writer.close()
    (shared_folder / FILE_NAME).chmod(0o444)
    shared_folder.chmod(0o555)
    with unprivileged():
        reader = Database(shared_folder, read_only=True)
        assert reader.meta("note") == "x"
        reader.close()


# What is no corpus


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_not_sqlite(read_only: bool, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is a letter, not a database.\n" * 100)
    with pytest.raises(StoreError, match=r"corpus\.sqlite: cannot be opened: .*not a database"):
        Database(tmp_path, read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_cut_short(read_only: bool, tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.transaction():
        for number in range(500):
            database.set_meta(str(number), "x" * 500)
    database.close()
    content = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreError, match="malformed"):
        Database(tmp_path, read_only=read_only)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Database(tmp_path)
    with pytest.raises(StoreError, match="no corpus"):
        Database(tmp_path, read_only=True)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        Database(tmp_path / "data")


def test_a_closed_folder_cannot_be_written(shared_folder: Path, unprivileged: Unprivileged) -> None:
    shared_folder.chmod(0)
    with unprivileged(), pytest.raises(StoreError, match="cannot be opened"):
        Database(shared_folder)


def test_a_closed_folder_cannot_be_read(shared_folder: Path, unprivileged: Unprivileged) -> None:
    Database(shared_folder).close()
    shared_folder.chmod(0)
    with unprivileged(), pytest.raises(StoreError):
        Database(shared_folder, read_only=True)


@pytest.mark.parametrize("content", ["not SQLite " * 100, ""])
def test_what_is_refused_is_closed(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    opened: list[sqlite3.Connection] = []
    really = sqlite3.connect

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened.append(really(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr("corpus.database.sqlite3.connect", connect)
    with pytest.raises(StoreError):
        Database(tmp_path, read_only=True)
    try:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            opened[0].execute("SELECT 1")
    finally:
        opened[0].close()


# Transactions


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path)
    yield opened
    opened.close()


def test_a_transaction_commits(database: Database) -> None:
    with database.transaction() as connection:
        assert connection is database.connection
        database.set_meta("a", "1")
    assert not database.connection.in_transaction
    reader = Database(database.path.parent, read_only=True)
    assert reader.meta("a") == "1"
    reader.close()


def _spoil(database: Database, error: type[BaseException]) -> None:
    """Raise `error` after changes, one of them in an inner transaction that had ended."""
    with database.transaction():
        database.set_meta("a", "after")
        with database.transaction():
            database.set_meta("b", "new")
        with database.transaction():
            database.revise()
            raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_takes_all_back(error: type[BaseException], database: Database) -> None:
    database.set_meta("a", "before")
    with pytest.raises(error):
        _spoil(database, error)
    assert (database.meta("a"), database.meta("b")) == ("before", ""), "the inner one as well"
    assert database.revision() == ""
    assert not database.connection.in_transaction


def test_nested_transactions_are_one(database: Database) -> None:
    with database.transaction():
        database.set_meta("outer", "1")
        with database.transaction():
            database.set_meta("inner", "1")
        assert database.connection.in_transaction, "the inner one does not commit"
    assert (database.meta("outer"), database.meta("inner")) == ("1", "1")


def test_references_must_lead_somewhere(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.transaction():
        database.connection.execute(
            "INSERT INTO facet VALUES ('nobody', 'year', '2010', 1, '[]', 1)"
        )


def test_a_full_disk_is_told_as_such(database: Database) -> None:
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages + 5}")

    def fill() -> None:
        with database.transaction():
            for number in range(100):
                database.set_meta(str(number), "x" * 4000)

    with pytest.raises(StoreError, match="full"):
        fill()
    assert database.meta("0") == ""


def test_kill_leaves_the_last_commit(tmp_path: Path, child: Child) -> None:
    with child(WRITE_FOR_EVER, tmp_path) as process:
        assert (tmp_path / f"{FILE_NAME}-wal").stat().st_size > 1_000_000, "it is on the disk"
        process.kill()
        process.wait()
    reader = Database(tmp_path, read_only=True)
    assert reader.meta("kept") == "yes"
    reader.close()
    writer = Database(tmp_path)
    assert writer.meta("kept") == "yes"
    assert writer.connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 1
    assert writer.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    writer.set_meta("kept", "and can be written")
    writer.close()


# Notes


def test_notes(database: Database) -> None:
    assert database.meta("x") == ""
    database.set_meta("x", "1")
    database.set_meta("x", "kaksi\x00\n")
    assert database.meta("x") == "kaksi\x00\n"


def test_the_revision_rises(database: Database) -> None:
    assert database.revision() == ""
    for expected in ("1", "2", "3"):
        database.revise()
        assert database.revision() == expected


def test_an_error_that_is_no_text_is_told_as_one(tmp_path: Path) -> None:
    # SQLite quotes what it cannot read, whatever its bytes.
    Database(tmp_path).close()
    file = tmp_path / FILE_NAME
    content = file.read_bytes()
    file.write_bytes(content.replace(b"CREATE TABLE document ", b"CREATE \xdaABLE document "))
    with pytest.raises(StoreError, match="cannot be opened"):
        Database(tmp_path)
