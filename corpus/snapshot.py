"""A snapshot: the corpus as it is at one moment, while others go on reading and writing.

The database is copied in one transaction. Originals are never changed once the database names
them, so those of the copy can be read at leisure. What leaves the machine (a bundle, a backup)
is made from a snapshot, and what comes back is checked by `check` before anybody may see it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.archive import Archive
from corpus.database import FILE_NAME, Database
from corpus.errors import StoreError
from corpus.schema import SCHEMA

Counts = Mapping[str, int]

_SHA256 = re.compile(r"[0-9a-f]{64}")

EXTRAS = ("watches.json",)
"""What people made that lies beside the database, not in it."""


class Steps(Protocol):
    """Who is told how the work goes on."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage of so many steps begins."""
        ...

    def step(self) -> None:
        """One more is done."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the database in one file, and the originals it names: sha256 → bytes."""

    database: Path
    archive: Archive
    extras: Mapping[str, bytes]
    originals: Mapping[str, int]
    counts: Counts
    schema: int


def take(data_folder: Path, copy: Path) -> Snapshot:
    """Copy the database of `data_folder` to the new file `copy`. Raises StoreError."""
    with closing(Database(data_folder, read_only=True)) as source:
        try:
            with closing(sqlite3.connect(copy)) as target:
                # In one step, so that no writer can make the copy begin again.
                source.connection.backup(target)
                # One file, without a write-ahead log beside it.
                target.execute("PRAGMA journal_mode = DELETE")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise StoreError(f"{source.path}: cannot be copied: {error}") from error
    extras = {name: data_folder / name for name in EXTRAS}
    kept = {name: path.read_bytes() for name, path in extras.items() if path.is_file()}
    archive = Archive(data_folder)
    with _reading(copy) as connection:
        originals = _named(connection)
        # What a crawl has fetched and not handed on yet.
        for sha256 in _fetched(connection) - originals.keys():
            path = archive.path(sha256)
            if path.is_file():
                originals[sha256] = path.stat().st_size
        counts, schema = _counts(connection), _count(connection, "PRAGMA user_version")
    return Snapshot(copy, archive, kept, originals, _with_originals(counts, originals), schema)


def check(folder: Path, originals: Mapping[str, int], counts: Counts) -> None:
    """Whether `folder` holds a corpus that can be trusted, also when a stranger made its files.

    `originals` are the ones that are there, verified; `counts` what the corpus should hold. A
    database of an older version is brought up to date. Raises StoreError.
    """
    path = folder / FILE_NAME
    with _reading(path) as connection:
        _check_tables(path, connection)
        damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise StoreError(f"{path.name}: damaged: {damage}")
    with _telling(path), closing(Database(folder)) as database:
        if _columns(database.connection) != _expected():
            raise StoreError(f"{path.name}: its tables are not those of a corpus")
        named, fetched = _named(database.connection), _fetched(database.connection)
        found = _with_originals(_counts(database.connection), originals)
    beside = originals.keys() - named.keys()
    if any(originals.get(sha256) != size for sha256, size in named.items()) or beside - fetched:
        raise StoreError(f"{path.name}: names other originals than there are")
    if found != counts:
        raise StoreError(f"{path.name}: holds {_shown(found)}, not {_shown(counts)}")


def _named(connection: sqlite3.Connection) -> dict[str, int]:
    """The originals of all versions of all documents: sha256 → bytes."""
    originals: dict[str, int] = {}
    for sha256, size in connection.execute(
        "SELECT sha256, size FROM version UNION SELECT sha256, size FROM document ORDER BY sha256"
    ):
        if originals.setdefault(sha256, size) != size:
            raise StoreError(f"{FILE_NAME}: {sha256} has two sizes")
    return originals


def _fetched(connection: sqlite3.Connection) -> set[str]:
    """What crawls have archived. A hash is also a path, so it must be one."""
    rows = connection.execute("SELECT DISTINCT sha256 FROM frontier WHERE sha256 != ''")
    found = {str(row[0]) for row in rows}
    if not all(_SHA256.fullmatch(sha256) for sha256 in found):
        raise StoreError(f"{FILE_NAME}: the frontier of a crawl has what is no hash")
    return found


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        "documents": _count(connection, "SELECT count(*) FROM document"),
        "versions": _count(connection, "SELECT count(*) FROM version"),
        "places": _count(connection, "SELECT count(*) FROM place"),
        "pages": _count(connection, "SELECT count(*) FROM page WHERE number > 0"),
    }


def _with_originals(counts: Counts, originals: Mapping[str, int]) -> Counts:
    return {**counts, "originals": len(originals), "bytes": sum(originals.values())}


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _check_tables(path: Path, connection: sqlite3.Connection) -> None:
    """No triggers, no views and no virtual tables: nothing that runs when others read."""
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_schema"):
        virtual = str(statement).upper().startswith("CREATE VIRTUAL")
        if kind not in ("table", "index") or virtual:
            raise StoreError(f"{path.name}: {kind} {name!r} has no place in a corpus")


def _columns(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        (table, name, kind, key, hidden)
        for (table,) in tables
        if not table.startswith("sqlite_")
        for _, name, kind, _, _, key, hidden in connection.execute(
            "SELECT * FROM pragma_table_xinfo(?)", (table,)
        )
    }


def _expected() -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        return _columns(connection)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that believes nothing the file says of itself. Raises StoreError."""
    with _telling(path):
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            yield connection


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"{path.name}: not a corpus, or damaged: {error}") from error


def _shown(counts: Counts) -> str:
    return ", ".join(f"{counts.get(name, 0)} {name}" for name in ("documents", "pages"))
