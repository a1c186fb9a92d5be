"""What people decided against what was read: kept with who and when, and never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.clock import now
from corpus.database import Database

SET, UNSET = "set", "unset"


@dataclass(frozen=True, slots=True)
class Override:
    """One decision: this document has (or does not have) this value of a facet."""

    document_id: str
    facet: str
    value: str
    action: str
    note: str = ""
    author: str = ""
    at: str = ""


class Overrides:
    """The table of overrides: at most one for each document, facet and value."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def put(self, override: Override) -> None:
        """Keep a decision, in place of an earlier one on the same value. `at` is now if empty."""
        with self._database.transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO override VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    override.document_id,
                    override.facet,
                    override.value,
                    override.action,
                    override.note,
                    override.author,
                    override.at or now(),
                ),
            )
            self._database.revise()

    def take_back(self, document_id: str, facet: str, value: str = "") -> int:
        """Forget the decisions on a facet of a document, or on one value; returns how many."""
        with self._database.transaction():
            gone = self._connection.execute(
                "DELETE FROM override WHERE document_id = ? AND facet = ?"
                " AND (? = '' OR value = ?)",
                (document_id, facet, value, value),
            ).rowcount
            if gone:
                self._database.revise()
        return gone

    def of(self, document_id: str) -> list[Override]:
        """The decisions on a document."""
        return list(self._select("WHERE document_id = ?", (document_id,)))

    def all(self) -> list[Override]:
        """Every decision there is."""
        return list(self._select("", ()))

    def _select(self, where: str, values: tuple[str, ...]) -> Iterator[Override]:
        rows = self._connection.execute(
            f"SELECT * FROM override {where} ORDER BY document_id, facet, value",  # noqa: S608 - our own words
            values,
        )
        return (Override(**{key: row[key] for key in row.keys()}) for row in rows)  # noqa: SIM118
