"""Facets with their evidence, decisions and coverage grids, as a person reads them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from corpus.document import Evidence, FacetValue
from index.coverage import Coverage
from index.facets import Sheet
from pipeline.describe import kind_label, theme_label
from terminal.text import near, one_line, plural, printable

_MOST_HOLES = 12


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """What a document's facets are and why, the alternatives, and what people decided."""
    yield click.style(printable(sheet.document.title), bold=True)
    yield f"{sheet.document.id}  {near(sheet.location)}"
    for value in sheet.values:
        yield from value_lines(value)
    if sheet.alternatives:
        yield click.style("not taken", dim=True)
        for value in sheet.alternatives:
            yield from value_lines(value)
    if sheet.overrides:
        yield click.style("decisions", dim=True)
        for item in sheet.overrides:
            yield _decision(dataclasses.asdict(item))


def value_lines(value: FacetValue) -> Iterator[str]:
    """A facet value, its score, and the words that speak for it."""
    yield f"{value.facet:<12} {_named(value.facet, value.value)} ({value.score:.2f})"
    for evidence in value.evidence[:3]:
        words = _short(printable(evidence.words), 60)
        said = f"“{words}” " if words else ""
        yield f"               {_where(evidence)}: {said}[{printable(evidence.rule)}]"


def override_lines(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """People's decisions, a line each."""
    if not found:
        yield "no decisions; make one with: hankemuisti facets ID --set region=Kainuu"
    for item in found:
        yield f"{item['document_id']}  {_decision(item)}"


def coverage_lines(grid: Coverage) -> Iterator[str]:
    """The grid in columns, and what is missing in it."""
    rows = [[one_line(cell) for cell in row] for row in grid.as_rows()]
    shown = [
        [_cell(cell, number, place) for place, cell in enumerate(row)]
        for number, row in enumerate(rows)
    ]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        head, *cells = row
        yield "  ".join(
            [head.ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells, widths[1:], strict=True))]
        ).rstrip()
    yield f"{plural(grid.documents, 'document')}; one may stand in many cells"
    if grid.left_out:
        yield f"{plural(grid.left_out, 'document')} of earlier years not shown"
    holes = [f"{row} {column}" for row, column in grid.holes[:_MOST_HOLES]]
    if holes:
        more = len(grid.holes) - len(holes)
        yield f"nothing: {one_line(', '.join(holes))}" + (f" … {more} more" if more else "")


def _cell(text: str, row: int, column: int) -> str:
    return "·" if row and column and text == "0" else _short(text, 22)


def _decision(item: Mapping[str, Any]) -> str:
    note = f": {one_line(item['note'])}" if item["note"] else ""
    who = one_line(item["author"]) or "somebody"
    return f"{item['action']} {item['facet']}={one_line(item['value'])} ({who}, {item['at']}){note}"


def _named(facet: str, value: str) -> str:
    label = {"theme": theme_label, "kind": kind_label}.get(facet)
    name = label(value, "fi") if label else value
    return one_line(value if name == value else f"{name} ({value})")


def _where(evidence: Evidence) -> str:
    return f"page {evidence.page}" if evidence.page else evidence.place


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
