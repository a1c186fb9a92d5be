"""Facet values of documents: what was read, with its evidence, and what people decided."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Sequence

from corpus.database import Database
from corpus.document import Evidence, FacetValue
from corpus.overrides import SET, Override, Overrides

SINGLE = frozenset({"period", "published", "programme", "kind", "language", "project", "budget"})
"""Facets with one value: setting another one takes the place of what was read or set before."""

DECISION = "decision"
"""The place of the evidence for what a person set: `rule` says who and when, `words` the note."""


class Facets:
    """The table of facet values, seen through the overrides."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self.overrides = Overrides(database)

    def replace(self, document_id: str, values: Iterable[FacetValue]) -> None:
        """What was read of a document from now on. Overrides stay."""
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
        """The facet values of a document by facet, the surest first; decisions before guesses."""
        read = [value for value in self.read(document_id) if value.chosen]
        return decided(read, self.overrides.of(document_id))

    def read(self, document_id: str) -> list[FacetValue]:
        """What was read of a document, the alternatives too, whatever people decided."""
        rows = self._connection.execute(
            "SELECT * FROM facet WHERE document_id = ? ORDER BY facet, score DESC, value",
            (document_id,),
        )
        return [_value(row) for row in rows]

    def values(self, document_id: str) -> dict[str, list[str]]:
        """Facet → values of a document, the surest first; years in order."""
        found: dict[str, list[str]] = {}
        for value in self.of(document_id):
            found.setdefault(value.facet, []).append(value.value)
        if "year" in found:
            found["year"].sort()
        return found

    def met(self, facet: str) -> set[str]:
        """The values that any document has of a facet, read or decided."""
        rows = self._connection.execute(
            "SELECT DISTINCT value FROM facet WHERE facet = ? AND chosen"
            " UNION SELECT DISTINCT value FROM override WHERE facet = ? AND action = ?",
            (facet, facet, SET),
        )
        return {str(row[0]) for row in rows}

    def decide(self, override: Override) -> None:
        """Keep a decision; one that sets takes the place of those that cannot hold beside it.

        The same decision again, without a note that is new, leaves the earlier one as it is.
        """
        with self._database.transaction():
            for earlier in self.overrides.of(override.document_id):
                if earlier.action == SET and _replaces(override, earlier.facet, earlier.value):
                    self.overrides.take_back(earlier.document_id, earlier.facet, earlier.value)
                elif _same(earlier, override) and override.note in ("", earlier.note):
                    return
            self.overrides.put(override)


def exclude(facet: str, value: str, other: str) -> bool:
    """Whether a document can have only one of two values of a facet.

    Of funding it can have an amount and a share ("504375" and "75 %"), but one of each.
    """
    if value == other:
        return False
    alike = value.endswith("%") == other.endswith("%")
    return facet in SINGLE or (facet == "funding" and alike)


def _replaces(override: Override, facet: str, value: str) -> bool:
    same = override.facet == facet and override.action == SET
    return same and exclude(facet, override.value, value)


def _same(one: Override, other: Override) -> bool:
    return (one.facet, one.value, one.action) == (other.facet, other.value, other.action)


def decided(read: Sequence[FacetValue], overrides: Sequence[Override]) -> list[FacetValue]:
    """The values that hold when people's decisions are put over what was read.

    Years follow from a period, or a year of publication, that was decided.
    """
    if not overrides:
        return list(read)
    kept = _put_over(read, [override for override in overrides if override.facet != "year"])
    if any(override.facet in ("period", "published") for override in overrides):
        kept = [value for value in kept if value.facet != "year"] + _years(kept)
    kept = _put_over(kept, [override for override in overrides if override.facet == "year"])
    return sorted(kept, key=lambda value: (value.facet, -value.score, value.value))


def _put_over(read: Sequence[FacetValue], overrides: Sequence[Override]) -> list[FacetValue]:
    touched = {(override.facet, override.value) for override in overrides}
    given = [override for override in overrides if override.action == SET]
    kept = [
        value
        for value in read
        if (value.facet, value.value) not in touched
        and not any(_replaces(override, value.facet, value.value) for override in given)
    ]
    return kept + [_decision(override) for override in given]


def _decision(override: Override) -> FacetValue:
    who = override.author or "somebody"
    why = Evidence(override.note, DECISION, f"set by {who}, {override.at}")
    return FacetValue(override.facet, override.value, 1.0, (why,))


def _years(values: Sequence[FacetValue]) -> list[FacetValue]:
    """The years a document is of: those of its period, else the year of publication."""
    by_facet = {value.facet: value for value in values}
    basis = by_facet.get("period") or by_facet.get("published")
    if basis is None:
        return []
    first, _, last = basis.value.partition("-")
    years = range(int(first), int(last or first) + 1)
    return [FacetValue("year", str(year), basis.score, basis.evidence) for year in years]


def _value(row: sqlite3.Row) -> FacetValue:
    return FacetValue(
        row["facet"],
        row["value"],
        row["score"],
        tuple(Evidence(*fields) for fields in json.loads(row["evidence"])),
        bool(row["chosen"]),
    )
