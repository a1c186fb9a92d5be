"""Documents that have the text of another, and the sketches by which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.database import Database

COPY, EDITION = "copy", "edition"


@dataclass(frozen=True, slots=True)
class Copy:
    """`document_id` has the text of the document `of`.

    A copy has the same text and is not shown beside it; an edition (a draft, a reworked version)
    has most of it and is a document of its own. `similarity` runs from 0 to 1.
    """

    document_id: str
    of: str
    kind: str
    similarity: float


class Copies:
    """The table of copies, and the column of sketches."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def sketch(self, document_id: str, sketch: bytes) -> None:
        """Keep the sketch of a document's text."""
        self._connection.execute(
            "UPDATE document SET sketch = ? WHERE id = ?", (sketch, document_id)
        )

    def sketches(self) -> Iterator[tuple[str, bytes]]:
        """The sketch of every document that has one, by id."""
        rows = self._connection.execute(
            "SELECT id, sketch FROM document WHERE sketch IS NOT NULL ORDER BY id"
        )
        return ((row["id"], row["sketch"]) for row in rows)

    def replace(self, copies: Iterable[Copy]) -> None:
        """All copies there are from now on."""
        found = sorted((copy.document_id, copy.of, copy.kind, copy.similarity) for copy in copies)
        before = sorted(
            tuple(row) for row in self._connection.execute("SELECT * FROM copy").fetchall()
        )
        if found == before:
            return
        with self._database.transaction():
            self._connection.execute("DELETE FROM copy")
            self._connection.executemany("INSERT INTO copy VALUES (?, ?, ?, ?)", found)
            self._database.revise()

    def get(self, document_id: str) -> Copy | None:
        """What the document is a copy or an edition of."""
        return next(self._select("document_id = ?", document_id), None)

    def of(self, document_id: str) -> list[Copy]:
        """The copies and editions of a document, the most alike first."""
        return list(self._select("of = ?", document_id))

    def count(self, kind: str) -> int:
        """How many documents are copies, or editions, of another."""
        row = self._connection.execute("SELECT count(*) FROM copy WHERE kind = ?", (kind,))
        return int(row.fetchone()[0])

    def _select(self, where: str, value: str) -> Iterator[Copy]:
        rows = self._connection.execute(
            f"SELECT * FROM copy WHERE {where} ORDER BY similarity DESC, document_id",  # noqa: S608 - our own words
            (value,),
        )
        return (Copy(*row) for row in rows)
