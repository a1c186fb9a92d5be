"""Measures one engine in a process of its own, so that memory is that engine's alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.lexicon import most_memory
from benchmarks.search.corpus import Corpus, Made
from benchmarks.search.figures import percentiles, private_memory
from benchmarks.search.queries import CLASSES, Asked
from benchmarks.search.registry import rivals
from benchmarks.search.rivals import Rival
from index.engine import IndexDocument

ROUNDS = 5
"""Times that an index is opened, and that every query is asked; the first is not counted."""


class Paused(Corpus):
    """A corpus whose own making is not counted."""

    def documents(self) -> Iterator[Made]:
        """See Corpus."""
        yield from self._timed(super().documents())

    def index_documents(self) -> Iterator[IndexDocument]:
        """See Corpus."""
        yield from self._timed(super().index_documents())

    def _timed(self, made: Iterator[Any]) -> Iterator[Any]:
        # The documents are made within the index documents: counted once, by the outer one.
        outer = not self.__dict__.get("inside")
        while True:
            self.__dict__["inside"] = True
            begin = time.process_time()
            one = next(made, None)
            if outer:
                self.__dict__["spent"] = self.spent + time.process_time() - begin
                self.__dict__["inside"] = False
            if one is None:
                return
            yield one

    @property
    def spent(self) -> float:
        """CPU seconds that went into making documents."""
        return float(self.__dict__.get("spent", 0.0))


def build(engine: str, folder: Path, count: int, seed: int) -> dict[str, float]:
    """Build an index: tokens a second of CPU time, memory, size."""
    corpus = Paused(count, seed)
    _ = corpus.words
    before, begin = most_memory(), time.process_time()
    words = rivals()[engine].build(folder, corpus)
    seconds = time.process_time() - begin - corpus.spent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "build_tokens_per_second": round(words / seconds),
        "build_cpu_seconds": round(seconds, 2),
        "build_peak_mib": round(most_memory(), 1),
        "build_peak_mib_before": round(before, 1),
        "disk_mib": round(size / 2**20, 1),
    }


def serve(engine: str, folder: Path, queries: Sequence[Asked]) -> dict[str, Any]:
    """Open an index and ask it: CPU milliseconds, memory, and what was found."""
    rival = rivals()[engine]
    opening = min(_opening(rival, folder) for _ in range(ROUNDS))
    ask, close = rival.open(folder)
    answers = [ask(asked) for asked in queries]
    times: dict[str, list[float]] = {kind: [] for kind in CLASSES}
    for asked in list(queries) * (ROUNDS - 1):
        begin = time.process_time()
        ask(asked)
        times[asked.kind].append((time.process_time() - begin) * 1000)
    private = private_memory()
    close()
    figures = {"open_ms": round(opening * 1000, 1), "serve_peak_mib": round(most_memory(), 1)}
    figures |= {"serve_private_mib": private} if private else {}
    for kind, taken in times.items():
        figures |= percentiles(kind, taken)
    figures |= percentiles("all", [ms for taken in times.values() for ms in taken])
    return {"figures": figures, "answers": answers}


def _opening(rival: Rival, folder: Path) -> float:
    begin = time.perf_counter()
    _, close = rival.open(folder)
    taken = time.perf_counter() - begin
    close()
    return taken


def in_child(order: Mapping[str, Any], program: str = "measure") -> Any:
    """Do what is ordered in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.search.{program}"]
    done = subprocess.run(
        command, input=json.dumps(order), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def _obey(order: Mapping[str, Any]) -> Any:
    folder = Path(order["folder"])
    if order["do"] == "build":
        return build(order["engine"], folder, order["documents"], order["seed"])
    queries = [Asked(kind, tuple(words)) for kind, words in order["queries"]]
    return serve(order["engine"], folder, queries)


if __name__ == "__main__":
    print(json.dumps(_obey(json.load(sys.stdin))))
