"""Extraction measured against the known text of documents, beside other tools in the same run.

    python -m benchmarks.extraction [--json] [--each] [--wrong] [--truth FOLDER] FOLDER…

A FOLDER holds PDF files and, beside each or in --truth, a text file of the same name with what a
reader of the document reads, plain or as TeX source. For `hankemuisti`, `pdftotext` (left out
where it is not installed), `pdfminer.six`, `pdfplumber` and `pypdfium2`, each with its defaults:

sentences_verbatim    share of the truth's sentences of 7 words or more that stand, word for word,
                      in the text; what stands between words does not count, nor do capitals
words_f1              harmonic mean of words_precision and words_recall, the words as a multiset;
                      a truth without the list of references or the tables lowers the precision
order                 share of the text in the truth's order (benchmarks.extraction.order)
pages_per_cpu_second  pages read in a second of one processor; start and loading not counted
peak_mib              memory of a fresh process at the most above what it had with its libraries
                      loaded; ours with the dictionary
documents, failed     how many there are, and those that the tool refused
data                  hash of the documents and truths, for the floors
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.extraction.measure import figures, missing
from benchmarks.extraction.run import Result, run
from benchmarks.extraction.tools import TOOLS, not_installed
from benchmarks.extraction.truth import Pair, pairs

_HEADINGS = ("sentences", "words F1", "precision", "recall", "order", "pages/CPU s", "MiB")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--truth", type=Path, help="folder of the texts (default: the same)")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--each", action="store_true", help="a row for each document, too")
    parser.add_argument("--wrong", action="store_true", help="and the sentences that are missing")
    parser.add_argument("--tool", action="append", choices=TOOLS, help="only this (repeatable)")
    options = parser.parse_args(arguments)
    try:
        chosen = [pair for each in options.folders for pair in pairs(each, options.truth or each)]
    except (OSError, UnicodeDecodeError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    if not chosen:
        print("benchmark: no PDF file with a text of the same name", file=sys.stderr)
        return 1
    absent = not_installed()
    for tool in absent:
        print(f"benchmark: {tool} is not installed and left out", file=sys.stderr)
    compared = [tool for tool in options.tool or TOOLS if tool not in absent]
    results = {tool: run(tool, chosen) for tool in compared}
    if options.json:
        print(json.dumps({tool: found.as_json() for tool, found in results.items()}, indent=2))
    else:
        each, wrong = options.each or options.wrong, options.wrong
        print(_table(results, chosen, each=each, wrong=wrong))
    return 0


def _table(
    results: Mapping[str, Result], chosen: Sequence[Pair], *, each: bool, wrong: bool
) -> str:
    width = max(14, *(len(pair.path.stem) + 2 for pair in chosen)) if each else 14
    rows = [f"{f'{len(chosen)} documents':<{width}}{''.join(f'{h:>12}' for h in _HEADINGS)}"]
    for tool, found in results.items():
        cost = (found.pages_per_cpu_second, found.peak_mib)
        rows.append(f"{tool:<{width}}{_cells(found.figures)}{_costs(cost)}")
        if each:
            for pair, counts, seconds, pages in found.each:
                speed = counts.pages / max(seconds, 1e-9)
                name = f"  {pair.path.stem}"
                rows.append(f"{name:<{width}}{_cells(figures(counts))}{_costs((speed,))}")
                rows += [f"    {sentence}" for sentence in missing(pair.truth, pages) if wrong]
        rows += [f"  {failure}" for failure in found.failed]
    return "\n".join(rows)


def _cells(shares: Sequence[float | None]) -> str:
    return "".join(f"{'–':>12}" if share is None else f"{share:12.4f}" for share in shares)


def _costs(costs: Sequence[float]) -> str:
    return "".join(f"{cost:12.1f}" for cost in costs)


if __name__ == "__main__":
    sys.exit(main())
