"""Places: where documents are found, and what became of each at the last look."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from corpus.database import Database
from corpus.document import Reference, State


@dataclass(frozen=True, slots=True)
class Place:
    """A source's location and the document bound to it (empty until its bytes are known)."""

    source: str
    location: str
    document_id: str
    state: State
    gone: bool
    fingerprint: str
    metadata: Mapping[str, str]
    error: str
    attempts: int


class Places:
    """The table of places."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def get(self, source: str, location: str) -> Place | None:
        """The place, if it has ever been seen."""
        row = self._connection.execute(
            "SELECT * FROM place WHERE source = ? AND location = ?", (source, location)
        ).fetchone()
        return _place(row) if row else None

    def see(self, reference: Reference, run: int) -> None:
        """Note that the source still names this place."""
        self._connection.execute(
            "INSERT INTO place (source, location, state, metadata, first_run, last_run)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_run = excluded.last_run,"
            " metadata = excluded.metadata, gone = 0",
            (
                reference.source,
                reference.location,
                State.DISCOVERED,
                json.dumps(dict(reference.metadata), ensure_ascii=False),
                run,
                run,
            ),
        )

    def bind(self, reference: Reference, document_id: str) -> None:
        """The bytes at this place are those of that document."""
        self._connection.execute(
            "UPDATE place SET document_id = ?, state = ?, fingerprint = ?, error = '', attempts = 0"
            " WHERE source = ? AND location = ?",
            (
                document_id,
                State.FETCHED,
                reference.fingerprint,
                reference.source,
                reference.location,
            ),
        )
        self._connection.execute(
            "UPDATE document SET last_location = ? WHERE id = ?", (reference.location, document_id)
        )

    def quarantine(self, reference: Reference, reason: str) -> None:
        """The bytes could not be had. A document bound earlier stays bound and searchable."""
        self._connection.execute(
            "UPDATE place SET state = ?, fingerprint = ?, error = ?, attempts = attempts + 1"
            " WHERE source = ? AND location = ?",
            (
                State.QUARANTINED,
                reference.fingerprint,
                reason,
                reference.source,
                reference.location,
            ),
        )

    def mark_gone(
        self, source: str, scope: str, run: int, unknown: Collection[str] = ()
    ) -> list[Place]:
        """Mark the places of `source` within `scope` that `run` did not see; give those marked.

        `scope` is a location, or what contains locations (a folder); empty is everything. Of
        places within `unknown`, folders that could not be read, nobody knows: they stay.
        """
        rows = self._connection.execute(
            "SELECT * FROM place WHERE source = ? AND last_run < ? AND gone = 0 ORDER BY location",
            (source, run),
        ).fetchall()
        gone = [
            _place(row)
            for row in rows
            if (not scope or _within(row["location"], scope))
            and not any(_within(row["location"], folder) for folder in unknown)
        ]
        self._connection.executemany(
            "UPDATE place SET gone = 1 WHERE source = ? AND location = ?",
            [(place.source, place.location) for place in gone],
        )
        return gone

    def of(self, document_id: str) -> list[Place]:
        """The places of a document, those still there first."""
        rows = self._connection.execute(
            "SELECT * FROM place WHERE document_id = ? ORDER BY gone, first_run, location",
            (document_id,),
        )
        return [_place(row) for row in rows]

    def quarantined(self, run: int | None = None) -> Iterator[Place]:
        """The places whose bytes cannot be had, all or only those that `run` saw."""
        rows = self._connection.execute(
            "SELECT * FROM place WHERE state = ? AND gone = 0 AND (? IS NULL OR last_run = ?)"
            " ORDER BY source, location",
            (State.QUARANTINED, run, run),
        )
        return map(_place, rows)

    def counts(self) -> dict[str, dict[str, int]]:
        """Source → places, documents, quarantined, gone."""
        rows = self._connection.execute(
            "SELECT source, count(*) AS places, count(DISTINCT document_id) AS documents,"
            " sum(state = ? AND NOT gone) AS quarantined, sum(gone) AS gone"
            " FROM place GROUP BY source ORDER BY source",
            (State.QUARANTINED,),
        )
        return {row["source"]: {key: row[key] for key in row.keys()[1:]} for row in rows}


def _within(location: str, scope: str) -> bool:
    return location == scope or location.startswith(scope if scope.endswith("/") else f"{scope}/")


def _place(row: sqlite3.Row) -> Place:
    return Place(
        source=row["source"],
        location=row["location"],
        document_id=row["document_id"] or "",
        state=State(row["state"]),
        gone=bool(row["gone"]),
        fingerprint=row["fingerprint"],
        metadata=json.loads(row["metadata"]),
        error=row["error"],
        attempts=row["attempts"],
    )
