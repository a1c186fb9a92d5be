"""Ingest, search and reindex together for an hour: memory, descriptors and latency stay flat.

    python -m benchmarks.soak [--minutes 60] [--json] [--svg FILE]

The exit code is 1 when something failed or grew. `make soak` runs the hour.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.soak.picture import picture
from benchmarks.soak.watch import Sample, growth, not_flat, sample
from benchmarks.soak.work import search, write

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
SAMPLES = 120


@dataclass
class Watched:
    """A process, what it has said, and what was seen of it."""

    process: Any
    connection: Connection
    samples: list[Sample] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    done: int = 0

    def look(self, seconds: float) -> None:
        """Take what it said since the last look, and its figures."""
        times = []
        try:
            while self.connection.poll():
                took, failed = self.connection.recv()
                times.append(took)
                self.failures += failed
        except EOFError:
            return
        self.done += len(times)
        if self.process.is_alive():
            self.samples.append(sample(self.process.pid, seconds, times))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether all stayed flat."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--svg", type=Path, help="draw the figures into this file")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        watched = _run(Path(folder), options.minutes)
    report = {name: _told(one) for name, one in watched.items()}
    if options.svg:
        drawn = {name: one.samples for name, one in watched.items()}
        options.svg.write_text(picture(drawn), "utf-8")
    print(json.dumps(report, indent=2) if options.json else _lines(report))
    return int(any(told["wrong"] for told in report.values()))


def _run(folder: Path, minutes: float) -> dict[str, Watched]:
    context = multiprocessing.get_context("spawn")

    def start(work: Callable[..., None], *arguments: object) -> Watched:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(theirs, *arguments, minutes))
        process.start()
        theirs.close()
        return Watched(process, ours)

    watched = {"ingest": start(write, REPORTS, folder), "search": start(search, folder)}
    begun, pause = time.monotonic(), max(1.0, 60 * minutes / SAMPLES)
    while any(one.process.is_alive() for one in watched.values()):
        time.sleep(pause)
        for one in watched.values():
            one.look(time.monotonic() - begun)
        print(f"\r{(time.monotonic() - begun) / 60:5.1f} min", end="", file=sys.stderr)
    print(file=sys.stderr)
    for one in watched.values():
        one.process.join()
        if one.process.exitcode:
            one.failures.append(f"ended with {one.process.exitcode}")
    return watched


def _told(one: Watched) -> dict[str, Any]:
    figures = growth(one.samples) if len(one.samples) >= 8 else {}
    return {
        "done": one.done,
        **{name: [round(value, 1) for value in pair] for name, pair in figures.items()},
        "wrong": [*dict.fromkeys(one.failures), *not_flat(one.samples)],
    }


def _lines(report: dict[str, dict[str, Any]]) -> str:
    lines = []
    for name, told in report.items():
        lines.append(f"{name}: {told['done']} done")
        for figure, value in told.items():
            if isinstance(value, list) and figure != "wrong":
                lines.append(f"  {figure:<14} {value[0]:>10} → {value[1]}")
        lines += [f"  WRONG: {wrong}" for wrong in told["wrong"]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
