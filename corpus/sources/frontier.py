"""The frontier of a crawl: what to fetch, what was fetched, where it led. Kept in the corpus, so
that a crawl that was killed goes on where it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Origin, Validators
from corpus.sources.memory import Memory

_CRAWL, _OPEN = "crawl", "crawl open"

PAGE, ATTACHMENT, SITEMAP = "page", "attachment", "sitemap"
WAITING, LATER, ASIDE = "waiting", "later", "aside"
FETCHED, REFUSED, GONE, DONE = "fetched", "refused", "gone", "done"


@dataclass(frozen=True, slots=True)
class Spot:
    """One address of the frontier.

    `state` is "waiting" to be fetched, "later" (its host was busy), "aside" (calls another
    address its own), "fetched", "refused" or "gone" (to be told of, with the reason in `outcome`),
    or "done" without anything to tell. `was` is the known address that has moved here; `sha256`
    is of the content last fetched, when that is kept; `canonical` what the page calls its own
    address, `unkept` why it is no document.
    """

    url: str
    kind: str
    state: str
    depth: int
    hops: int
    outcome: str
    was: str
    sha256: str
    origin: Origin
    metadata: Mapping[str, str]
    links: tuple[tuple[str, str], ...]
    canonical: str
    unkept: str


class Frontier:
    """The frontier of one source. Its changes are committed one by one, or in `transaction`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._connection = memory.database.connection
        self._source = memory.source
        self._place = 0
        self.size = 0
        """How many addresses of pages this crawl has met."""
        self.crawl = int(memory.get(_CRAWL) or 0)
        self.resumed = bool(memory.get(_OPEN))
        self.transaction = memory.transaction

    def begin(self) -> None:
        """Go on with the crawl that was not finished, or begin the next one."""
        with self.transaction():
            if not self.resumed:
                self.crawl += 1
                self._memory.set(_CRAWL, str(self.crawl))
                self._memory.set(_OPEN, "yes")
            self._connection.execute(
                "UPDATE frontier SET state = ? WHERE source = ? AND crawl = ? AND state = ?",
                (WAITING, self._source, self.crawl, LATER),
            )
        row = self._connection.execute(
            "SELECT max(place) FROM frontier WHERE source = ? AND crawl = ?",
            (self._source, self.crawl),
        ).fetchone()
        self._place = int(row[0] or 0)
        self.size = self.count()

    def end(self) -> None:
        """The crawl has met everything that it will."""
        self._memory.set(_OPEN, "")

    def offer(
        self,
        url: str,
        kind: str,
        depth: int,
        *,
        hops: int = 0,
        was: str = "",
        metadata: Mapping[str, str] | None = None,
    ) -> bool:
        """Put an address into the queue of this crawl; False when it is there already."""
        self._place += 1
        text = json.dumps(dict(metadata or {}), ensure_ascii=False)
        changed = self._connection.execute(
            "INSERT INTO frontier (source, url, crawl, place, depth, hops, kind, state, was,"
            " metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " crawl = excluded.crawl, place = excluded.place, depth = excluded.depth,"
            " hops = excluded.hops, kind = excluded.kind, state = excluded.state, outcome = '',"
            " was = excluded.was, metadata = excluded.metadata WHERE crawl < excluded.crawl",
            (
                *(self._source, url, self.crawl, self._place, depth, hops, kind, WAITING),
                *(was, text),
            ),
        )
        new = changed.rowcount > 0
        self.size += new
        return new

    def get(self, url: str) -> Spot | None:
        """What is known of an address, of this crawl or an earlier one."""
        row = self._connection.execute(
            "SELECT * FROM frontier WHERE source = ? AND url = ?", (self._source, url)
        ).fetchone()
        return _spot(row) if row else None

    def next(self, state: str = WAITING) -> Spot | None:
        """The first address in this state: the nearest to the start, as its links stand."""
        row = self._connection.execute(
            "SELECT * FROM frontier WHERE source = ? AND crawl = ? AND state = ?"
            " ORDER BY depth, place LIMIT 1",
            (self._source, self.crawl, state),
        ).fetchone()
        return _spot(row) if row else None

    def set_state(self, url: str, state: str, outcome: str = "") -> None:
        """An address goes on to `state`."""
        self._connection.execute(
            "UPDATE frontier SET state = ?, outcome = ? WHERE source = ? AND url = ?",
            (state, outcome, self._source, url),
        )

    def forget(self, url: str) -> None:
        """There is nothing at an address any more that could be unchanged."""
        self._connection.execute(
            "UPDATE frontier SET sha256 = '', etag = '', last_modified = '', links = '[]'"
            " WHERE source = ? AND url = ?",
            (self._source, url),
        )

    def keep(self, spot: Spot) -> None:
        """What was found at an address, and where it led."""
        origin = spot.origin
        facts = {
            "url": origin.url,
            "fetched": origin.fetched,
            "status": origin.status,
            "headers": dict(origin.headers),
            "canonical": spot.canonical,
            "unkept": spot.unkept,
        }
        self._connection.execute(
            "UPDATE frontier SET sha256 = ?, etag = ?, last_modified = ?, origin = ?, links = ?"
            " WHERE source = ? AND url = ?",
            (
                spot.sha256,
                origin.validators.etag,
                origin.validators.last_modified,
                json.dumps(facts, ensure_ascii=False),
                json.dumps(spot.links, ensure_ascii=False),
                self._source,
                spot.url,
            ),
        )

    def set_was(self, url: str, was: str) -> bool:
        """A known address has moved to this one; False when this one was fetched already."""
        changed = self._connection.execute(
            "UPDATE frontier SET was = ? WHERE source = ? AND url = ? AND state = ? AND was = ''",
            (was, self._source, url, WAITING),
        )
        return changed.rowcount > 0

    def orphans(self) -> list[Spot]:
        """What earlier crawls kept and this one has not met."""
        rows = self._connection.execute(
            "SELECT * FROM frontier WHERE source = ? AND crawl < ? AND sha256 != '' ORDER BY url",
            (self._source, self.crawl),
        )
        return [_spot(row) for row in rows]

    def all(self, *states: str) -> Iterator[Spot]:
        """What is in one of these states now, in the order of the queue."""
        marks = ", ".join("?" * len(states))
        rows = self._connection.execute(
            "SELECT url FROM frontier WHERE source = ? AND crawl = ?"  # noqa: S608 - only marks
            f" AND state IN ({marks}) ORDER BY depth, place",
            (self._source, self.crawl, *states),
        ).fetchall()
        return filter(None, (self.get(str(row[0])) for row in rows))

    def urls(self) -> Iterator[str]:
        """Every address of this crawl."""
        rows = self._connection.execute(
            "SELECT url FROM frontier WHERE source = ? AND crawl = ?", (self._source, self.crawl)
        ).fetchall()
        return (str(row[0]) for row in rows)

    def count(self, *states: str) -> int:
        """How many addresses of this crawl are in one of these states; without any, all."""
        marks = ", ".join("?" * len(states))
        condition = f" AND state IN ({marks})" if states else ""
        row = self._connection.execute(
            "SELECT count(*) FROM frontier WHERE source = ? AND crawl = ?"  # noqa: S608 - marks
            f" AND kind != ?{condition}",
            (self._source, self.crawl, SITEMAP, *states),
        ).fetchone()
        return int(row[0])


def _spot(row: sqlite3.Row) -> Spot:
    facts = json.loads(row["origin"])
    origin = Origin(
        url=facts.get("url", ""),
        fetched=facts.get("fetched", ""),
        status=facts.get("status", 0),
        validators=Validators(row["etag"], row["last_modified"]),
        headers=facts.get("headers", {}),
    )
    return Spot(
        url=row["url"],
        kind=row["kind"],
        state=row["state"],
        depth=row["depth"],
        hops=row["hops"],
        outcome=row["outcome"],
        was=row["was"],
        sha256=row["sha256"],
        origin=origin,
        metadata=json.loads(row["metadata"]),
        links=tuple((target, text) for target, text in json.loads(row["links"])),
        canonical=facts.get("canonical", ""),
        unkept=facts.get("unkept", ""),
    )
