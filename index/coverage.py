"""How much the corpus holds of what: a grid of two facets with counts, and its holes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.document import UNKNOWN
from corpus.errors import UsageError
from corpus.store import Store
from index.build import INDEXABLE
from index.terms import FACETS
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary

MOST_YEARS = 60
"""Columns of years; one wild year must not make a grid of a thousand."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents by value of a row facet and of a column facet; one may count in many cells.

    `cells` holds the counts that are not 0; `holes` are the pairs of known values without any
    document. `left_out` counts the documents whose years lie outside the columns.
    """

    row_facet: str
    column_facet: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    documents: int
    left_out: int

    def count(self, row: str, column: str) -> int:
        """Documents of one cell."""
        return self.cells.get((row, column), 0)

    @property
    def holes(self) -> list[tuple[str, str]]:
        """The cells without a document, those of unknown values aside."""
        known = [row for row in self.rows if row not in (UNKNOWN, WHOLE_COUNTRY)]
        return [
            (row, column)
            for row in known
            for column in self.columns
            if column != UNKNOWN and not self.count(row, column)
        ]

    def as_rows(self) -> list[list[str]]:
        """The grid as a table: a head line, and a line for each row."""
        head = [f"{self.row_facet} / {self.column_facet}", *self.columns]
        body = [
            [row, *(str(self.count(row, column)) for column in self.columns)] for row in self.rows
        ]
        return [head, *body]

    def as_json(self) -> dict[str, Any]:
        """The grid as plain values."""
        return {
            **{name: getattr(self, name) for name in ("row_facet", "column_facet")},
            "rows": list(self.rows),
            "columns": list(self.columns),
            "counts": [[self.count(row, column) for column in self.columns] for row in self.rows],
            "documents": self.documents,
            "left_out": self.left_out,
            "holes": [list(hole) for hole in self.holes],
        }


def coverage(
    config: Config,
    row_facet: str = "region",
    column_facet: str = "year",
    filters: Mapping[str, frozenset[str]] | None = None,
) -> Coverage:
    """Count the documents of the corpus by two facets, those that pass `filters` only.

    Raises UsageError for a facet there is none of, StoreError when there is no corpus.
    """
    for name in (row_facet, column_facet):
        if name not in FACETS:
            raise UsageError(f"no facet {name}; known are {', '.join(FACETS)}")
    with Store(config.data_folder, read_only=True) as store:
        found = [store.facets.values(document.id) for document in store.documents.select(INDEXABLE)]
    chosen = [values for values in found if _passes(values, filters or {})]
    pairs = [
        (values.get(row_facet) or [UNKNOWN], values.get(column_facet) or [UNKNOWN])
        for values in chosen
    ]
    rows = _ordered(row_facet, {row for first, _ in pairs for row in first}, config.own_themes)
    columns = _ordered(
        column_facet, {column for _, second in pairs for column in second}, config.own_themes
    )
    cells = Counter((row, column) for first, second in pairs for row in first for column in second)
    shown = {*rows}, {*columns}
    left_out = sum(not (shown[0] & {*first} and shown[1] & {*second}) for first, second in pairs)
    return Coverage(row_facet, column_facet, rows, columns, cells, len(chosen), left_out)


def _passes(values: Mapping[str, list[str]], filters: Mapping[str, frozenset[str]]) -> bool:
    return all(
        not wanted.isdisjoint(values.get(facet) or [UNKNOWN]) for facet, wanted in filters.items()
    )


def _ordered(facet: str, met: set[str], own: str) -> tuple[str, ...]:
    """The values to show: every known one of a facet that has a list, and what was met besides."""
    if facet == "year":
        known = _years(met)
    elif facet == "region":
        known = [*(region.fi for region in vocabulary().regions.values()), WHOLE_COUNTRY]
        known = [value for value in known if value != WHOLE_COUNTRY or value in met]
    elif facet == "theme":
        known = list(vocabulary(own).themes)
    else:
        known = sorted(met - {UNKNOWN})
    extra = [] if facet == "year" else sorted(met - {*known, UNKNOWN})
    return (*known, *extra, *([UNKNOWN] if UNKNOWN in met else []))


def _years(met: Iterable[str]) -> list[str]:
    """All years from the first to the last that was met, the most recent where they are many."""
    numbers = sorted(int(year) for year in met if year.isdigit())
    if not numbers:
        return []
    first = max(numbers[0], numbers[-1] - MOST_YEARS + 1)
    return [str(year) for year in range(first, numbers[-1] + 1)]
