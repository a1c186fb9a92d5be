"""Facet values of documents, with their evidence."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable

from corpus.database import Database
from corpus.document import Evidence, FacetValue


class Facets:
    """The table of facet values."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def replace(self, document_id: str, values: Iterable[FacetValue]) -> None:
        """The facet values of a document from now on."""
        rows = [
            (
                document_id,
                value.facet,
                value.value,
                value.score,
                json.dumps([dataclasses.astuple(item) for item in value.evidence]),
                value.chosen,
            )
            for value in values
        ]
        with self._database.transaction():
            self._connection.execute("DELETE FROM facet WHERE document_id = ?", (document_id,))
            self._connection.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?, ?)", rows)

    def of(self, document_id: str) -> list[FacetValue]:
        """The facet values of a document by facet, the surest first."""
        rows = self._connection.execute(
            "SELECT * FROM facet WHERE document_id = ? AND chosen"
            " ORDER BY facet, score DESC, value",
            (document_id,),
        )
        return [
            FacetValue(
                row["facet"],
                row["value"],
                row["score"],
                tuple(Evidence(*fields) for fields in json.loads(row["evidence"])),
            )
            for row in rows
        ]

    def values(self, document_id: str) -> dict[str, list[str]]:
        """Facet → values of a document, the surest first; years in order."""
        found: dict[str, list[str]] = {}
        for value in self.of(document_id):
            found.setdefault(value.facet, []).append(value.value)
        if "year" in found:
            found["year"].sort()
        return found
