"""Searching and building measured on a made-up corpus, beside other engines.

    python -m benchmarks.search [--json] [--documents N] [--engines NAME …]

Every query is answered with its ten best hits and the counts of three facets over all it meets.

CLASS_p50_ms, CLASS_p95_ms   CPU milliseconds of a query of a class; `all` of every class
build_tokens_per_second      words of the bodies by CPU second; ours indexes four fields more
build_peak_mib, serve_peak_mib   the most memory of the process, pages of mapped files included
serve_private_mib            of it, what is the process' own
open_ms                      from a folder to an index that answers
reindex_…, cold_search_seconds   wall-clock: with as many processes as there are processors, and the
                             program from its start to its answer
bare_…, snippets_…           the whole service's milliseconds without and with snippets
wrong                        queries whose total or counts are not those of hankemuisti
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import Corpus
from benchmarks.search.measure import in_child
from benchmarks.search.queries import choose
from benchmarks.search.rivals import rivals
from benchmarks.search.service import measure_service


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    there = rivals()
    parser.add_argument("--engines", nargs="+", choices=list(there), default=list(there))
    parser.add_argument("--service", action="store_true", help="a real corpus too, with snippets")
    options = parser.parse_args(arguments)
    if "tantivy" not in there:
        print("tantivy is not installed: left out", file=sys.stderr)
    corpus = Corpus(options.documents, options.seed)
    queries = choose(corpus)
    results: dict[str, dict[str, float]] = {}
    answers: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in options.engines:
            order = {"engine": name, "folder": str(Path(folder, name)), "seed": options.seed}
            built = in_child({"do": "build", "documents": options.documents, **order})
            served = in_child({"do": "serve", "queries": queries, **order})
            answers[name] = served["answers"]
            wrong = sum(
                a != b for a, b in zip(answers[name], answers[options.engines[0]], strict=True)
            )
            results[name] = {**built, **served["figures"], "wrong": wrong}
            print(f"{name} measured", file=sys.stderr)
        if options.service:
            results["service"] = measure_service(Path(folder, "data"), corpus, queries)
    print(json.dumps(results, indent=2) if options.json else _as_table(results))
    return 0


def _as_table(results: Mapping[str, Mapping[str, float]]) -> str:
    figures = list(dict.fromkeys(name for found in results.values() for name in found))
    rows = ["".join([f"{'':<26}", *(f"{name:>14}" for name in results)])]
    for figure in figures:
        cells = (found.get(figure) for found in results.values())
        rows.append("".join([f"{figure:<26}", *(f"{'–' if c is None else c:>14}" for c in cells)]))
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
