"""What the figures of a process are made of: times by percentile, and memory."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import threading
from collections.abc import Sequence
from pathlib import Path

from corpus.closing import Closing

INTERVAL = 0.2
"""Seconds between two looks at memory."""


def percentiles(name: str, milliseconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    cuts = statistics.quantiles(milliseconds, n=20, method="inclusive")
    return {f"{name}_p50_ms": round(cuts[9], 2), f"{name}_p95_ms": round(cuts[18], 2)}


def memory_now() -> float:
    """MiB that this process holds, pages of mapped files included; 0: unknown."""
    return _status("VmRSS")


def private_memory() -> float:
    """MiB that are this process' own, unlike pages of files, which are the system's; 0: unknown."""
    return round(_status("RssAnon"), 1)


class Watching(Closing):
    """Notes the most memory of this process and all that work beside it, until it is closed."""

    def __init__(self) -> None:
        self.most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(INTERVAL):
            children = multiprocessing.active_children()
            every = [os.getpid(), *(child.pid or 0 for child in children)]
            self.most = max(self.most, sum(map(_share_of_memory, every)))


def _share_of_memory(pid: int) -> float:
    """MiB of a process, where what several share is counted in parts; 0: gone, or unknown."""
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    found = (line.split()[1] for line in lines if line.startswith("Pss:"))
    return int(next(found, 0)) / 1024


def _status(name: str, process: str = "self") -> float:
    status = Path("/proc", process, "status")
    lines = status.read_text().splitlines() if status.exists() else []
    found = (line.split()[1] for line in lines if line.startswith(name))
    return int(next(found, 0)) / 1024
