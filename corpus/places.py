"""Places: where documents are found, and what became of each at the last look."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.clock import now
from corpus.database import Database
from corpus.document import Origin, Reference, State, Validators


@dataclass(frozen=True, slots=True)
class Place:
    """A source's location and the document bound to it (empty until its bytes are known).

    `validators`, `url` (the address that answered) and `fetched` are of the bytes bound to it;
    `confirmed` is when they were last known to be the same.
    """

    source: str
    location: str
    document_id: str
    state: State
    gone: bool
    fingerprint: str
    metadata: Mapping[str, str]
    error: str
    attempts: int
    validators: Validators = field(default_factory=Validators)
    url: str = ""
    fetched: str = ""
    confirmed: str = ""
    why_gone: str = ""


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
            " gone = 0, why_gone = ''",
            (
                reference.source,
                reference.location,
                State.DISCOVERED,
                json.dumps(dict(reference.metadata), ensure_ascii=False),
                run,
                run,
            ),
        )

    def know(self, place: Place, metadata: Mapping[str, str], *, all_of_it: bool) -> bool:
        """What the source says now of a document that was not fetched again; whether it is new.

        What only `fetch` had told stays, unless this is `all_of_it`.
        """
        known = {**({} if all_of_it else place.metadata), **metadata}
        if known == place.metadata:
            return False
        self._connection.execute(
            "UPDATE place SET metadata = ? WHERE source = ? AND location = ?",
            (json.dumps(known, ensure_ascii=False), place.source, place.location),
        )
        return True

    def bind(self, reference: Reference, document_id: str, origin: Origin | None = None) -> None:
        """The bytes at this place are those of that document, had in that way."""
        had = origin or Origin()
        fetched = had.fetched or now()
        self._connection.execute(
            "UPDATE place SET document_id = ?, state = ?, fingerprint = ?, error = '',"
            " attempts = 0, etag = ?, last_modified = ?, url = ?, status = ?, http = ?,"
            " fetched = ?, confirmed = ?, metadata = ? WHERE source = ? AND location = ?",
            (
                document_id,
                State.FETCHED,
                reference.fingerprint,
                had.validators.etag,
                had.validators.last_modified,
                had.url,
                had.status,
                json.dumps(dict(had.headers), ensure_ascii=False),
                fetched,
                fetched,
                json.dumps(dict(reference.metadata), ensure_ascii=False),
                reference.source,
                reference.location,
            ),
        )
        self._connection.execute(
            "UPDATE document SET last_location = ? WHERE id = ?", (reference.location, document_id)
        )

    def confirm(self, reference: Reference, origin: Origin) -> None:
        """The bytes at this place are still those that are bound to it."""
        self._connection.execute(
            "UPDATE place SET state = ?, fingerprint = ?, error = '', attempts = 0, confirmed = ?,"
            " etag = CASE WHEN ? = '' THEN etag ELSE ? END WHERE source = ? AND location = ?",
            (
                State.FETCHED,
                reference.fingerprint,
                origin.fetched or now(),
                origin.validators.etag,
                origin.validators.etag,
                reference.source,
                reference.location,
            ),
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

    def leave(self, source: str, location: str, reason: str) -> None:
        """Mark one place as gone, because its source or its server says so."""
        self._connection.execute(
            "UPDATE place SET gone = 1, why_gone = ? WHERE source = ? AND location = ?",
            (reason, source, location),
        )

    def now_at(self, source: str, location: str) -> str:
        """Where what was at `location` has moved to, or `location` itself."""
        row = self._connection.execute(
            "SELECT new FROM moved WHERE source = ? AND old = ?", (source, location)
        ).fetchone()
        return str(row[0]) if row else location

    def move(self, source: str, old: str, new: str) -> None:
        """The server says that `old` is `new` from now on: the place keeps its document.

        When both are known with a document each, `new` stays as it is, and `old` is gone.
        """
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE moved SET new = ? WHERE source = ? AND new = ?", (new, source, old)
            )
            connection.execute("DELETE FROM moved WHERE source = ? AND old = ?", (source, new))
            connection.execute(
                "INSERT OR REPLACE INTO moved VALUES (?, ?, ?, ?)", (source, old, new, now())
            )
            here, there = self.get(source, old), self.get(source, new)
            if here and there and here.document_id and there.document_id:
                self.leave(source, old, f"moved to {new}")
                return
            spare = old if there and there.document_id else new
            connection.execute(
                "DELETE FROM place WHERE source = ? AND location = ?", (source, spare)
            )
            connection.execute(
                "UPDATE place SET location = ? WHERE source = ? AND location = ?",
                (new, source, old),
            )

    def forget_move(self, source: str, new: str) -> None:
        """Nothing is at `new` any more: the old location will be asked again."""
        self._connection.execute("DELETE FROM moved WHERE source = ? AND new = ?", (source, new))

    def of(self, document_id: str) -> list[Place]:
        """The places of a document, those still there first."""
        rows = self._connection.execute(
            "SELECT * FROM place WHERE document_id = ? ORDER BY gone, first_run, location",
            (document_id,),
        )
        return [_place(row) for row in rows]

    def all(self, source: str = "") -> list[Place]:
        """Every place, or those of one source, in order."""
        rows = self._connection.execute(
            "SELECT * FROM place WHERE ? IN ('', source) ORDER BY source, location", (source,)
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
        validators=Validators(row["etag"], row["last_modified"]),
        url=row["url"],
        fetched=row["fetched"],
        confirmed=row["confirmed"],
        why_gone=row["why_gone"],
    )
