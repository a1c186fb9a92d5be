"""Versions: every content that a document has had, the originals of which the archive keeps."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.database import Database


@dataclass(frozen=True, slots=True)
class Version:
    """One content of a document: its hash, its length in bytes, and when it was fetched."""

    number: int
    sha256: str
    size: int
    media_type: str
    fetched: str


class Versions:
    """The table of versions, to read; `Documents` writes it."""

    def __init__(self, database: Database) -> None:
        self._connection = database.connection

    def of(self, document_id: str) -> list[Version]:
        """The versions of a document, the oldest first."""
        rows = self._connection.execute(
            "SELECT number, sha256, size, media_type, fetched FROM version"
            " WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return [Version(*row) for row in rows]
