"""Whether memory stays flat: ``python -m benchmarks.extraction.memory [--json] [--tool TOOL]``.

Makes PDF files of 100 and 1,000 pages, lets the tool read each in a fresh process, and says how
many MiB that process had at the most above what it had with its libraries loaded, and by how much
that grows with a page. The text itself is some 4 KiB a page.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.run import read
from benchmarks.extraction.synthetic.prose import hyphenated_sentence, paragraphs
from benchmarks.extraction.synthetic.sheet import A4, Piece, Sheet, draw
from benchmarks.extraction.tools import OURS, TOOLS
from benchmarks.figures import print_figures

PAGES = (100, 1_000)
_LINES = 46
_WORDS = 11
"""In a line, of ten points, on A4."""


def sheets(pages: int, seed: int = 1) -> list[Sheet]:
    """Pages of 500 words in an order of their own, with a running head and a number."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    stock = " ".join([*paragraphs(chance), *(hyphenated_sentence(chance) for _ in range(200))])
    words = stock.split()
    made = []
    for number in range(1, pages + 1):
        rows = ["Pajupolku ry, loppuraportti"]
        for _ in range(_LINES):
            start = chance.randrange(len(words) - _WORDS)
            rows.append(" ".join(words[start : start + _WORDS]))
        rows += [f"kunnan{number} hanke", f"{number}/{pages}"]  # and a word of its own
        top = A4[1] - 60
        pieces = [
            Piece(60, top - 14 * row, text, "Times-Roman", 10) for row, text in enumerate(rows)
        ]
        made.append(Sheet([], pieces))
    return made


def measure(tool: str = OURS, pages: tuple[int, int] = PAGES) -> dict[str, float]:
    """MiB for each of two numbers of pages, and pages read in a second of one processor.

    Raises ValueError when the tool fails.
    """
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in pages:
            path = Path(folder, f"{count}.pdf")
            draw(sheets(count), path)
            found = read(tool, [path])
            if found.failed:
                raise ValueError(found.failed[0])
            figures[f"peak_mib_{count}_pages"] = found.peak_mib
            figures[f"pages_per_cpu_second_{count}_pages"] = round(count / found.seconds[0], 1)
    few, many = (figures[f"peak_mib_{count}_pages"] for count in pages)
    figures["growth_kib_per_page"] = round((many - few) * 2**10 / (pages[1] - pages[0]), 1)
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.memory",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--tool", choices=TOOLS, default=OURS)
    options = parser.parse_args(arguments)
    try:
        figures = measure(options.tool)
    except ValueError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
