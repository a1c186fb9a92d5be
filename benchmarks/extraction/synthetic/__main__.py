"""Extraction measured on documents made here, whose every line and hyphen is known.

    python -m benchmarks.extraction.synthetic [--json] [--wrong] [--keep FOLDER]

Fourteen documents, the same every time: a book with running heads of its chapters, one to three
columns, columns and sidebars whose lines stand in the file across the page, boxes, footnotes,
hyphens, chapters named by years, and pages with what is odd in real files. The figures are
explained in benchmarks.extraction.synthetic.score; in JSON, `of` says how many there were to get
right. --wrong tells what came out wrong. --keep leaves the PDF files and their texts in a folder,
to compare other tools: python -m benchmarks.extraction FOLDER.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.extraction.measure import share
from benchmarks.extraction.synthetic.documents import documents
from benchmarks.extraction.synthetic.score import Tally, score, summed
from benchmarks.extraction.synthetic.sheet import draw, fingerprint
from benchmarks.extraction.tools import OURS
from corpus.config import LimitsConfig
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.finnish.voikko import open_voikko
from pipeline.mediatype import PDF


def measure(folder: Path) -> tuple[dict[str, Tally], str]:
    """Make the documents in `folder` and read them; the tallies, and the hash of what was made."""
    knows = functools.lru_cache(maxsize=200_000)(open_voikko("auto").knows)
    context = Context(LimitsConfig(), knows)
    scores, made = [], []
    for name, sheets, known in documents():
        path = folder / f"{name}.pdf"
        draw(sheets, path)
        path.with_suffix(".txt").write_text(known.text(), encoding="utf-8")
        scores.append(score(name, known, extract(path, PDF, context).pages))
        made += sheets
    return summed(scores), fingerprint(made)


def shares(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """What is right of each figure, from 0 to 1."""
    return {figure: share(tally.right, tally.of) for figure, tally in tallies.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.synthetic",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the documents there")
    parser.add_argument("--wrong", action="store_true", help="tell what came out wrong")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tallies, data = measure(folder)
    if options.json:
        counted = {figure: tally.of for figure, tally in tallies.items()}
        print(json.dumps({OURS: shares(tallies) | {"data": data}, "of": counted}, indent=2))
    else:
        for figure, (right, of, wrong) in tallies.items():
            print(f"{figure:<36}{right / of:8.4f}{right:8,} of {of:,}")
            if options.wrong:
                print(*(f"    {what}" for what in wrong), sep="\n", end="\n" if wrong else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
