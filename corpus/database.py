"""The corpus database: one SQLite file in WAL mode, its schema, and how a change is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import NoCorpusError, StoreError
from corpus.schema import MIGRATIONS, SCHEMA, SCHEMA_VERSION

FILE_NAME = "corpus.sqlite"


class Database:
    """One connection to the corpus database. Not for sharing between threads."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open, and create if need be, ``corpus.sqlite`` in `folder`.

        Raises StoreError when there is none to read, or it is damaged or from another version.
        """
        self.path = folder / FILE_NAME
        self.when_rolled_back: list[Callable[[], None]] = []
        """Called after a rollback: whoever remembers what was written must forget it."""
        try:
            if not read_only:
                folder.mkdir(parents=True, exist_ok=True)
            elif not self.path.is_file():
                raise no_corpus(folder)
            self.connection = self._connect("ro" if read_only else "rwc")
            try:
                self._prepare(read_only)
            except BaseException:
                self.connection.close()
                raise
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path}: cannot be opened: {error}") from error

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = self._open(f"mode={mode}")
        try:
            connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error:
            connection.close()
            wal = self.path.with_name(f"{FILE_NAME}-wal")
            if mode != "ro" or wal.exists():
                raise
            # A reader of WAL needs to write beside the file; where it may not, and nothing is
            # under way, the file alone is the whole truth.
            return self._open("immutable=1")
        return connection

    def _open(self, options: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.resolve().as_uri()}?{options}", uri=True, isolation_level=None, timeout=30
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _prepare(self, read_only: bool) -> None:
        found = self._version()
        if found == 0 and read_only:
            # The first run was killed before its first commit.
            raise no_corpus(self.path.parent)
        if found == 0 and any(
            (self.path.parent / name).exists() for name in ("originals", "index")
        ):
            raise StoreError(
                f"{self.path}: is empty, but originals or an index lie beside it: restore it "
                "from a backup, or move the folder away and ingest again"
            )
        if found not in (0, SCHEMA_VERSION, *MIGRATIONS):
            raise StoreError(
                f"{self.path}: schema {found}, this program knows {SCHEMA_VERSION}; "
                "use the version of hankemuisti that wrote it, or ingest into a new --data folder"
            )
        if found in MIGRATIONS and read_only:
            raise StoreError(
                f"{self.path}: schema {found}, from an older version; "
                "bring it up to date with: hankemuisti reindex"
            )
        if not read_only:
            self._make_ready()

    def _make_ready(self) -> None:
        """For writing; the tables become those of today, the whole way or not at all."""
        self.connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may cost the commits since `make_durable`, never the file.
        self.connection.execute("PRAGMA synchronous = NORMAL")
        if self._version() == SCHEMA_VERSION:
            return
        with self.transaction():
            found = self._version()  # another program may have done it since
            steps = [MIGRATIONS[old] for old in range(found, SCHEMA_VERSION)] if found else [SCHEMA]
            for statement in ";\n".join(steps).split(";\n"):
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Nested use joins the outer transaction."""
        if self.connection.in_transaction:
            yield self.connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            # On a full disk SQLite has rolled back by itself.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            for forget in self.when_rolled_back:
                forget()
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(f"{self.path}: cannot be written: {error}") from error
            raise

    def make_durable(self) -> None:
        """Let what was committed outlive a power cut (sqlite.org, "Checkpointing": it syncs)."""
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def meta(self, key: str) -> str:
        """A note about the whole corpus, or an empty text."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Write a note about the whole corpus."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def revision(self) -> str:
        """The number that rises with every change an index would show."""
        return self.meta("revision")

    def revise(self) -> None:
        """Note such a change."""
        self.set_meta("revision", str(int(self.revision() or 0) + 1))

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def no_corpus(folder: Path) -> NoCorpusError:
    """The error that says that there is none, and how to make one."""
    return NoCorpusError(f"no corpus in {folder}; make one with: hankemuisti ingest FOLDER")
