"""How good the order of answers is: graded queries over the sample reports.

    python -m benchmarks.ranking [--json] [--queries]

Every figure is the mean nDCG at 10 of the queries of `judgements.toml`, whose grades were given by
reading the reports. The weights were tuned on every second query, the others tell how good they
are:

ndcg_tuned, ndcg_held, ndcg   of the queries tuned on, of the others, of all

for `hankemuisti`, for it without what is told, for BM25 over lemmas without fields and over the
words as they are written. Those two find what has any of the words, ours what has all. `--queries`
has the figure of every query, too.

Floors: python -m tools.raise_floors ranking:reports
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.ranking.judged import REPORTS, Judged, data, halves, judged, ndcg
from benchmarks.ranking.methods import Order, ingested, lemmas, ours, without_nearness, words

OURS = "hankemuisti"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ranking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--queries", action="store_true", help="each query's figure")
    options = parser.parse_args(arguments)
    queries = judged()
    with tempfile.TemporaryDirectory() as folder:
        config = ingested(REPORTS, Path(folder))
        orders: dict[str, Order] = {
            OURS: ours(config),
            "no nearness": without_nearness(config),
            "lemmas": lemmas(config),
            "words": words(config),
        }
        figures = {name: measure(order, queries) for name, order in orders.items()}
        if options.queries:
            for one in queries:
                each = (f"{ndcg(order(one.query), one.grades):.3f}" for order in orders.values())
                print("  ".join([*each, one.query]), file=sys.stderr)
    if options.json:
        found: dict[str, object] = {**figures, OURS: {**figures[OURS], "data": data()}}
        print(json.dumps(found, indent=2))
    else:
        print(_as_table(figures))
    return 0


def measure(order: Order, queries: Sequence[Judged]) -> dict[str, float]:
    """The mean nDCG at 10 of the queries tuned on, of the others and of all."""
    tuned, held = halves(queries)
    return {
        f"ndcg{name}": statistics.fmean(ndcg(order(one.query), one.grades) for one in part)
        for name, part in (("_tuned", tuned), ("_held", held), ("", queries))
    }


def _as_table(figures: Mapping[str, Mapping[str, float]]) -> str:
    names = list(figures[OURS])
    rows = ["".join([f"{'':<16}", *(f"{name:>12}" for name in names)])]
    for method, measured in figures.items():
        rows.append("".join([f"{method:<16}", *(f"{measured[name]:12.4f}" for name in names)]))
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
