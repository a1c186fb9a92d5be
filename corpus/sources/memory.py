"""What a source remembers between its runs, and how it goes on after it was killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from sqlite3 import Connection

from corpus.archive import Archive
from corpus.database import Database


class Memory:
    """Notes of one source, key → text, in the corpus database. Each `set` is kept at once."""

    def __init__(self, database: Database, archive: Archive, source: str) -> None:
        self.database = database
        self.archive = archive
        self.source = source

    def transaction(self) -> AbstractContextManager[Connection]:
        """All or nothing."""
        return self.database.transaction()

    def get(self, key: str) -> str:
        """The note, or an empty text."""
        row = self.database.connection.execute(
            "SELECT value FROM note WHERE source = ? AND key = ?", (self.source, key)
        ).fetchone()
        return str(row[0]) if row else ""

    def set(self, key: str, value: str) -> None:
        """Keep a note; an empty one is forgotten."""
        connection = self.database.connection
        if value:
            connection.execute(
                "INSERT OR REPLACE INTO note VALUES (?, ?, ?)", (self.source, key, value)
            )
        else:
            connection.execute("DELETE FROM note WHERE source = ? AND key = ?", (self.source, key))

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys that begin with `prefix`, in order."""
        rows = self.database.connection.execute(
            "SELECT key FROM note WHERE source = ? AND substr(key, 1, ?) = ? ORDER BY key",
            (self.source, len(prefix), prefix),
        ).fetchall()
        return (str(row[0]) for row in rows)
