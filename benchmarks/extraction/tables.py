"""Rows of tables read right: ``python -m benchmarks.extraction.tables [--json] [--tables N]``.

Makes a PDF file for each of four kinds of budget table (benchmarks.extraction.budgets), one table
to a page between two paragraphs, and counts the rows that come out exactly as they were set: each
cell's text, in its column. For `hankemuisti` and for pdfplumber's `extract_tables`, whose first
strategy reads the drawn lines and whose second the places of words.

rows right        share of the rows that were read right, the heads of columns among them
false rows        rows that were read where none was set: prose taken for a table
"""

from __future__ import annotations

import argparse
import functools
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.extraction.budgets import KINDS, Budget, budget
from benchmarks.extraction.synthetic.prose import hyphenated
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

Rows = list[list[str]]
Reader = Callable[[Path], list[Rows]]
"""Gives for each page all rows of its tables."""


def draw(budgets: Sequence[Budget], path: Path, chance: random.Random) -> None:
    """Write a PDF with one of the `budgets` on each page, between prose."""
    story: list[Any] = []
    for each in budgets:
        story += [
            Paragraph(hyphenated(chance), _PROSE),
            Spacer(0, 10),
            Paragraph(f"Taulukko {len(story) // 7 + 1}. Hankkeen rahoitus", _PROSE),
            _table(each),
            Spacer(0, 10),
            Paragraph(hyphenated(chance), _PROSE),
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


def measure(tables: int = TABLES, seed: int = 4) -> dict[str, float]:
    """The figures of all readers for each kind, from `tables` tables of each."""
    readers = {"hankemuisti": ours(), "pdfplumber lines": plumber("lines")}
    readers["pdfplumber text"] = plumber("text")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            chance = random.Random(f"{seed} {kind}")  # noqa: S311 - not a secret
            budgets = [budget(chance, kind) for _ in range(tables)]
            path = Path(folder, f"{kind}.pdf")
            draw(budgets, path, chance)
            for name, read in readers.items():
                pages = zip(budgets, read(path), strict=False)
                scores = [score(each.rows, rows) for each, rows in pages]
                total = sum(len(each.rows) for each in budgets)
                figures[f"{name}: {kind}, rows right"] = sum(right for right, _ in scores) / total
                figures[f"{name}: {kind}, false rows"] = sum(wrong for _, wrong in scores)
    return figures


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
    print_figures(measure(options.tables), as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
