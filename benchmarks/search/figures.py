"""What the figures of a process are made of: times by percentile, and memory."""

from __future__ import annotations

import multiprocessing
import statistics
from collections.abc import Sequence
from pathlib import Path

from pipeline.progress import Silent


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


class Watching(Silent):
    """Progress that notes the most memory of a process that works beside this one."""

    def __init__(self) -> None:
        self.most = 0.0

    def step(self) -> None:
        """Look at them all."""
        children = multiprocessing.active_children()
        self.most = max([self.most, *(_status("VmHWM", str(child.pid)) for child in children)])


def _status(name: str, process: str = "self") -> float:
    status = Path("/proc", process, "status")
    lines = status.read_text().splitlines() if status.exists() else []
    found = (line.split()[1] for line in lines if line.startswith(name))
    return int(next(found, 0)) / 1024
