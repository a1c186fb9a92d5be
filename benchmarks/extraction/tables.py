"""Rows of tables read right: ``python -m benchmarks.extraction.tables [--json] [--tables N]``.

Makes a PDF file for each of four kinds of budget table (benchmarks.extraction.budgets), one table
to a page between two paragraphs, and counts the rows that come out exactly as they were set: each
cell's text, in its column. For `hankemuisti` and for pdfplumber's `extract_tables`, whose first
strategy reads the drawn lines and whose second the places of words.

KIND, rows right  share of the rows that were read right, the heads of columns among them
KIND, false rows  rows that were read where none was set: prose taken for a table

The floors of the set `tables` in benchmarks/floors/extraction.json are for 40 tables of each kind:
python -m tools.raise_floors extraction.tables:tables
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.extraction.budgets import KINDS, Budget, budget
from benchmarks.extraction.synthetic.prose import hyphenated
from benchmarks.extraction.tools import OURS
from benchmarks.figures import print_figures
from corpus.config import LimitsConfig
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.finnish.voikko import open_voikko
from pipeline.mediatype import PDF
from pipeline.tables import rows as rows_of

TABLES = 40
_WIDTH = 460.0
"""Points of an A4 page between its margins."""
_PROSE = ParagraphStyle("prose", fontSize=10.5, leading=13.5, alignment=4)

Page = tuple[str, Budget, str]
"""A table between two paragraphs."""
Rows = list[list[str]]
Reader = Callable[[Path], list[Rows]]
"""Gives for each page all rows of its tables."""


def pages(kind: str, tables: int, seed: int) -> list[Page]:
    """The pages with so many tables of a kind; the same `seed` makes the same."""
    chance = random.Random(f"{seed} {kind}")  # noqa: S311 - not a secret
    budgets = [budget(chance, kind) for _ in range(tables)]
    return [(hyphenated(chance), each, hyphenated(chance)) for each in budgets]


def draw(made: Sequence[Page], path: Path) -> None:
    """Write a PDF of these pages."""
    story: list[Any] = []
    for before, found, after in made:
        story += [
            Paragraph(before, _PROSE),
            Spacer(0, 10),
            Paragraph(f"Taulukko {len(story) // 7 + 1}. Hankkeen rahoitus", _PROSE),
            _table(found),
            Spacer(0, 10),
            Paragraph(after, _PROSE),
            PageBreak(),
        ]
    SimpleDocTemplate(str(path), leftMargin=66, rightMargin=66).build(story)


def _table(found: Budget) -> Table:
    size = found.size
    left, right = (
        ParagraphStyle(name, fontSize=size, leading=1.2 * size, alignment=alignment)
        for name, alignment in (("left", 0), ("right", 2))
    )
    first, *others = found.rows
    bold = "<b>%s</b>" if found.bold else "%s"
    cells = [[Paragraph(bold % cell, right if at else left) for at, cell in enumerate(first)]]
    cells += [[Paragraph(row[0], left), *row[1:]] for row in others]
    rest = (_WIDTH - found.label_width) / (len(first) - 1)
    return Table(
        cells,
        colWidths=[found.label_width, *[min(rest, 90.0)] * (len(first) - 1)],
        style=[
            ("FONTSIZE", (0, 0), (-1, -1), size),
            ("LEADING", (0, 0), (-1, -1), 1.2 * size),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), found.valign),
            *((f"{side}PADDING", (0, 0), (-1, -1), found.padding) for side in ("TOP", "BOTTOM")),
            *((f"{side}PADDING", (0, 0), (-1, -1), 4) for side in ("LEFT", "RIGHT")),
            *_drawn(found.kind),
        ],
    )


def _drawn(kind: str) -> list[tuple[Any, ...]]:
    whole = (0, 0), (-1, -1)
    if kind == "ruled":
        return [("GRID", *whole, 0.5, colors.black)]
    if kind == "rules between rows":
        return [("LINEBELOW", *whole, 0.5, colors.grey)]
    shades = (colors.whitesmoke, colors.lightgrey)
    return [("ROWBACKGROUNDS", *whole, shades)] if kind == "zebra" else []


def ours() -> Reader:
    """Our own extraction, and the tables of its pages."""
    knows = functools.lru_cache(maxsize=200_000)(open_voikko("auto").knows)
    context = Context(LimitsConfig(), knows)

    def read(path: Path) -> list[Rows]:
        return [rows_of(page.text, page.tables) for page in extract(path, PDF, context).pages]

    return read


def plumber(strategy: str) -> Reader:
    """pdfplumber's tables by `strategy`, "lines" or "text"; line breaks in cells become blanks."""
    settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}

    def read(path: Path) -> list[Rows]:
        pages = []
        with pdfplumber.open(path) as document:
            for page in document.pages:
                found = [row for table in page.extract_tables(settings) for row in table]
                pages.append([[" ".join((cell or "").split()) for cell in row] for row in found])
                page.close()
        return pages

    return read


def score(truth: Rows, found: Rows) -> tuple[int, int]:
    """Rows of the `truth` that were found, and rows found that share no cell with any of it."""
    left = [_trimmed(row) for row in found]
    right = 0
    for row in map(_trimmed, truth):
        if row in left:
            left.remove(row)
            right += 1
    known = {cell for row in truth for cell in row if cell}
    return right, sum(not known.intersection(row) for row in left)


def _trimmed(row: Sequence[str]) -> list[str]:
    """A row without the empty cells at its end, which nobody sees."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def readers() -> dict[str, Reader]:
    """Our own reader and those it is compared with, by name."""
    return {
        OURS: ours(),
        "pdfplumber lines": plumber("lines"),
        "pdfplumber text": plumber("text"),
    }


def measure(
    every: Mapping[str, Reader], tables: int = TABLES, seed: int = 4
) -> tuple[dict[str, dict[str, float]], str]:
    """Reader → its figures for each kind, from `tables` tables of each; the hash of the pages."""
    figures: dict[str, dict[str, float]] = {name: {} for name in every}
    sha = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            made = pages(kind, tables, seed)
            sha.update(repr([(before, *found, after) for before, found, after in made]).encode())
            path = Path(folder, f"{kind}.pdf")
            draw(made, path)
            total = sum(len(found.rows) for _, found, _ in made)
            for name, read in every.items():
                both = zip(made, read(path), strict=False)
                scores = [score(found.rows, rows) for (_, found, _), rows in both]
                figures[name][f"{kind}, rows right"] = sum(right for right, _ in scores) / total
                figures[name][f"{kind}, false rows"] = sum(wrong for _, wrong in scores)
    return figures, sha.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.tables",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--tables", type=int, default=TABLES, help="tables of each kind")
    options = parser.parse_args(arguments)
    figures, data = measure(readers(), options.tables)
    if options.json:
        print(json.dumps({**figures, OURS: figures[OURS] | {"data": data}}, indent=2))
    else:
        named = {f"{name}: {figure}": n for name, of in figures.items() for figure, n in of.items()}
        print_figures(named, as_json=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
