"""Runs a tool over documents in a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.extraction.measure import Counts, Figures, count, figures, total
from benchmarks.extraction.truth import Pair
from benchmarks.floors import fingerprint

ROOT = Path(__file__).resolve().parents[2]


class Reading(NamedTuple):
    """What a tool made of files: the pages of each (none where it failed), and what it cost."""

    pages: list[list[str]]
    failed: list[str]
    seconds: list[float]
    peak_mib: float


class Document(NamedTuple):
    """What a tool made of one document."""

    pair: Pair
    counts: Counts
    seconds: float
    pages: list[str]


class Result(NamedTuple):
    """The figures of one tool over some documents, and what was counted in each.

    `data` is the hash of the documents and their truths.
    """

    figures: Figures
    pages_per_cpu_second: float
    peak_mib: float
    documents: int
    failed: list[str]
    data: str
    each: list[Document]

    def as_json(self) -> dict[str, object]:
        """What a program reads."""
        rest = {name: value for name, value in self._asdict().items() if name != "each"}
        del rest["figures"]
        return self.figures._asdict() | rest


def read(tool: str, files: Sequence[Path]) -> Reading:
    """Let `tool` read `files` in a process of its own. One that dies there has failed on all.

    `peak_mib` is what the process needed at the most above what it had with its libraries loaded.
    """
    command = [sys.executable, "-m", "benchmarks.extraction.child", tool]
    command += [str(file.resolve()) for file in files]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        dead = f"{tool} ended with {done.returncode}"
        return Reading([[] for _ in files], [dead] * len(files), [0.0] * len(files), 0.0)
    *answers, memory = map(json.loads, done.stdout.splitlines())
    failed = [
        f"{file.name}: {answer['error']}"
        for file, answer in zip(files, answers, strict=True)
        if "error" in answer
    ]
    return Reading(
        [answer.get("pages", []) for answer in answers],
        failed,
        [answer["seconds"] for answer in answers],
        round(memory["peak_mib"] - memory["idle_mib"], 1),
    )


def run(tool: str, chosen: Sequence[Pair]) -> Result:
    """Measure `tool` on all of `chosen`."""
    found = read(tool, [pair.path for pair in chosen])
    counted = [count(pair.truth, pages) for pair, pages in zip(chosen, found.pages, strict=True)]
    summed = total(counted)
    return Result(
        figures(summed),
        round(summed.pages / max(sum(found.seconds), 1e-9), 1),
        found.peak_mib,
        len(chosen),
        found.failed,
        fingerprint(file for pair in chosen for file in (pair.path, pair.source)),
        list(map(Document, chosen, counted, found.seconds, found.pages)),
    )
