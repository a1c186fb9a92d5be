"""What a process takes of the machine, sampled; and whether it stays the same."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SLACK = 1.15
"""The last quarter may be so much above the second: the first one warms up."""

ROOM = {"memory_mib": 16.0, "descriptors": 4.0, "latency_ms": 5.0}
"""And so much more, in the unit of the figure, for what is small."""


class Sample(NamedTuple):
    """A process at a moment: seconds from the start, resident MiB, open descriptors, and the
    median milliseconds of what it did since the sample before (0 when nothing was finished)."""

    seconds: float
    memory_mib: float
    descriptors: float
    latency_ms: float


def sample(pid: int, seconds: float, done: Sequence[float]) -> Sample:
    """Read a process' figures from /proc. Raises OSError when it has ended."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    open_now = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return Sample(seconds, memory, open_now, 1000 * median(done) if done else 0.0)


def growth(samples: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    """For each figure its median in the second quarter and in the last."""
    quarter = len(samples) // 4
    early, late = samples[quarter : 2 * quarter], samples[3 * quarter :]
    return {name: (_middle(early, name), _middle(late, name)) for name in ROOM}


def not_flat(samples: Sequence[Sample]) -> list[str]:
    """The figures that grew, one line each; with fewer than eight samples nothing is known."""
    if len(samples) < 8:
        return ["too short to tell"]
    return [
        f"{name} grew from {before:.1f} to {after:.1f}"
        for name, (before, after) in growth(samples).items()
        if after > SLACK * before + ROOM[name]
    ]


def _middle(samples: Sequence[Sample], name: str) -> float:
    values = [getattr(one, name) for one in samples]
    told = [value for value in values if value > 0]
    return median(told) if told else 0.0
