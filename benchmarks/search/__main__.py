"""Searching and building measured on a made-up corpus, beside other engines.

    python -m benchmarks.search [--json] [--documents N] [--engines NAME …] [--service]
                                [--plot FILE] [--keep FILE]

Every query is answered with its ten best hits and the counts of three facets over all it meets.
Compare figures of one run only; those of a real one are kept in FIGURES.md.

CLASS_p50_ms, CLASS_p95_ms   CPU milliseconds of a query of a class; `all` of every class
build_tokens_per_second      words of the bodies by CPU second; ours indexes four fields more
build_peak_mib, serve_peak_mib   the most memory of the process, pages of mapped files included
serve_private_mib            of it, what is the process' own
open_ms                      from a folder to an index that answers
wrong                        queries whose total or counts are not those of hankemuisti
times_ours_…                 how many times as long as ours it takes: below 1 it is ahead of us

With --service, a corpus of the same documents, with all facets of the program:

bare_…, snippets_…           the whole service's milliseconds without and with ten hits' snippets
kwic_100_…                   milliseconds of the first hundred lines of a concordance
service_…_mib                memory of the process before and at most, and what is its own
reindex_…, renew_…, cold_…   wall-clock: an index of the whole corpus by two processes and by one,
                             of a decision about one document, and the program from its start to
                             its answer

With --plot, the same queries over an eighth, a quarter, half of the documents and all of them:
grows_CLASS is the power of the documents met by which time grows, and at most 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import keep
from benchmarks.search.corpus import Corpus
from benchmarks.search.growth import draw, exponent, measure_growth
from benchmarks.search.measure import in_child
from benchmarks.search.queries import CLASSES, choose
from benchmarks.search.registry import rivals


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
    parser.add_argument("--plot", type=Path, help="draw the growth of queries into this file")
    parser.add_argument("--keep", type=Path, help="add the figures to this Markdown file")
    options = parser.parse_args(arguments)
    for name in ("tantivy", "xapian"):
        if name not in there:
            print(f"{name} is not installed: left out", file=sys.stderr)
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
            _tell(name, results)
        ours = results.get("hankemuisti", {})
        for name in results.keys() - {"hankemuisti"} if ours else ():
            results[name] |= _ratios(results[name], ours)
        if options.service:
            order = {"folder": str(Path(folder, "data")), "seed": options.seed}
            order["documents"] = options.documents
            filled = in_child({"do": "prepare", **order}, "service")
            results["service"] = in_child({"do": "index", **filled, **order}, "service")
            results["service"] |= in_child({"do": "ask", "queries": queries, **order}, "service")
            _tell("service", results)
        if options.plot:
            growth = measure_growth(Path(folder, "growth"), options.documents, options.seed)
            options.plot.write_text(draw(growth), encoding="utf-8")
            results["growth"] = {f"grows_{kind}": exponent(p) for kind, p in growth.items()}
    if options.keep:
        keep(options.keep, options.documents, _as_table(results))
    print(json.dumps(results, indent=2) if options.json else _as_table(results))
    return 0


def _tell(name: str, results: Mapping[str, Mapping[str, float]]) -> None:
    """What is measured already: a large corpus takes long."""
    print(f"{name} measured: {json.dumps(results[name])}", file=sys.stderr)


def _ratios(found: Mapping[str, float], ours: Mapping[str, float]) -> dict[str, float]:
    """How many times as long as ours an engine takes for the median query of a class."""
    return {
        f"times_ours_{kind}": round(found[f"{kind}_p50_ms"] / max(ours[f"{kind}_p50_ms"], 0.01), 2)
        for kind in (*CLASSES, "all")
    }


def _as_table(results: Mapping[str, Mapping[str, float]]) -> str:
    figures = list(dict.fromkeys(name for found in results.values() for name in found))
    rows = ["".join([f"{'':<26}", *(f"{name:>14}" for name in results)])]
    for figure in figures:
        cells = (found.get(figure) for found in results.values())
        rows.append("".join([f"{figure:<26}", *(f"{'–' if c is None else c:>14}" for c in cells)]))
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
