"""Load the real server as readers would: ``python -m benchmarks.web [--documents N]``.

Makes a corpus of N documents, serves it with two processes on this machine, asks it over HTTP:

first_…       result pages one at a time, each asked for the first time; the server has one core
rate_…        R requests a second, every address another, so that no kept page helps
repeated_…    the same rate over a few addresses that come again and again
reindex_…     the same rate over ever new addresses while the index is built anew
…_failed      answers that are not 200, or none; …_without_hits of those that are
p50, p95, p99   milliseconds, at a rate from when the request was due
…_cpu_ms      work of all processes of the server for a request, the kernel's for it included
largest_page_kb   bytes of the largest page / 1,000, before compression
server_…_mib      all processes of the server at the end: most ever, and what is their own

With --keep they are added to a file; those of real runs are in FIGURES.md.

The exit code is 1 when a request failed; stderr says how, by status. The goals are those of
issue 8; the load and the server share the machine, so other work on it is in the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path

from benchmarks.figures import keep, print_figures, table
from benchmarks.search.corpus import Corpus
from benchmarks.search.service import Knowing, fill
from benchmarks.web.addresses import addresses
from benchmarks.web.load import Visit, at_rate, one_at_a_time, told
from benchmarks.web.server import Server, serving
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine

WARM = 20
"""Requests before anything is measured: a server just started reads its files in."""

ONE_BY_ONE = 200
"""Pages asked for one at a time; of fewer, a 99th percentile would say nothing."""

REPEATED = 20
"""Addresses that readers come back to: fewer than pages are kept."""

LONGEST_REINDEX = 1800.0
"""Seconds of load during a reindex; a longer one is not waited for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.web",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each load")
    parser.add_argument("--folder", type=Path, help="keep the corpus here, and use what is there")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--keep", type=Path, help="add the figures to this Markdown file")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="web-") as folder:
        data = options.folder or Path(folder, "data")
        corpus = Corpus(options.documents)
        prepare(data, corpus)
        figures = measure(data, corpus, options.rate, options.seconds, Path(folder, "log"))
    if options.keep:
        keep(options.keep, corpus.count, table(figures))
    print_figures(figures, as_json=options.json)
    return int(any(count for name, count in figures.items() if name.endswith("_failed")))


def prepare(data: Path, corpus: Corpus) -> None:
    """Fill the folder with the corpus and its index, unless they are there.

    Raises SystemExit when another corpus is.
    """
    with Store(data) as store:
        there = store.database.connection.execute("SELECT count(*) FROM document").fetchone()[0]
        if there not in (0, corpus.count):
            raise SystemExit(f"{data}: has {there} documents, not {corpus.count}")
        if not there:
            fill(store, corpus, Knowing(corpus))
            Generations(data, WhooshEngine()).build(store)


def measure(data: Path, corpus: Corpus, rate: float, seconds: float, log: Path) -> dict[str, float]:
    """Serve and load; the figures. `seconds` is how long each load lasts."""
    paths = addresses(corpus)
    with serving(data, log) as server:
        few = list(islice(paths, REPEATED))
        one_at_a_time(server.base, chain(["/"], islice(cycle(few), WARM)))
        figures: dict[str, float] = {"documents": corpus.count, "rate": rate}
        took: list[float] = []
        largest = 0
        for name, load in (
            ("first", partial(_on_one_core, server, islice(paths, ONE_BY_ONE))),
            ("rate", partial(at_rate, server.base, paths, rate, seconds)),
            ("repeated", partial(at_rate, server.base, cycle(few), rate, seconds)),
            ("reindex", partial(_while_reindexing, server, paths, rate, took)),
        ):
            before = server.cpu_seconds()
            visits = load()
            figures |= told(name, visits)
            taken = 1000 * (server.cpu_seconds() - before) / len(visits)
            figures[f"{name}_cpu_ms"] = round(taken, 1)
            for why, count in Counter(visit.failed for visit in visits if visit.failed).items():
                print(f"{name}: {count} × {why}", file=sys.stderr)
            largest = max(largest, *(visit.size for visit in visits))
        figures |= {"reindex_seconds": took[0], "largest_page_kb": largest / 1000}
        return figures | server.memory()


def _on_one_core(server: Server, paths: Iterator[str]) -> list[Visit]:
    """One at a time; the readers may work on any core."""
    with server.on({min(os.sched_getaffinity(0))}):
        return one_at_a_time(server.base, paths)


def _while_reindexing(
    server: Server, paths: Iterator[str], rate: float, took: list[float]
) -> list[Visit]:
    """The load for as long as a reindex takes, whose seconds `took` gets.

    Raises SystemExit without one.
    """
    before, begin = server.generation(), time.perf_counter()
    with server.reindex() as process:
        ended: list[float] = []

        def enough() -> bool:
            """A second more, so that the threads change to the new generation under load."""
            if not ended and process.poll() is not None:
                ended.append(time.perf_counter())
            return bool(ended) and time.perf_counter() > ended[0] + 1

        visits = at_rate(server.base, paths, rate, LONGEST_REINDEX, enough)
        if process.poll() is None:
            process.kill()
    if process.returncode or server.generation() == before:
        raise SystemExit("the reindex failed: see what it said above")
    took.append(round(ended[0] - begin, 1))
    return visits


if __name__ == "__main__":
    sys.exit(main())
