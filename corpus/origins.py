"""Origins: where each content of a document was had first, when, and how."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.clock import now
from corpus.database import Database
from corpus.document import RawDocument


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one version of a document comes from. `url` is empty for what was no download."""

    number: int
    source: str
    location: str
    url: str
    status: int
    fetched: str
    tool: str
    http: Mapping[str, str]


class Origins:
    """The table of origins."""

    def __init__(self, database: Database) -> None:
        self._connection = database.connection

    def keep(self, document_id: str, number: int, raw: RawDocument) -> None:
        """Note where version `number` of a document was had; the first place that gave it stays."""
        had, reference = raw.origin, raw.reference
        self._connection.execute(
            "INSERT OR IGNORE INTO origin VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document_id,
                number,
                reference.source,
                reference.location,
                had.url,
                had.status,
                had.fetched or now(),
                had.tool or tool(),
                json.dumps(dict(had.headers), ensure_ascii=False),
            ),
        )

    def of(self, document_id: str) -> list[Provenance]:
        """Every version's origin, the first version first."""
        rows = self._connection.execute(
            "SELECT number, source, location, url, status, fetched, tool, http FROM origin"
            " WHERE document_id = ? ORDER BY number",
            (document_id,),
        )
        return [
            Provenance(**{**dict(row), "http": json.loads(row["http"])}) for row in rows.fetchall()
        ]


@lru_cache(maxsize=1)
def tool() -> str:
    """This program and its version."""
    try:
        return f"hankemuisti {importlib.metadata.version('hankemuisti')}"
    except importlib.metadata.PackageNotFoundError:
        return "hankemuisti"
