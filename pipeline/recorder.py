"""A progress that also remembers: how long each stage took, and which documents took longest."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from corpus.log import event
from pipeline.progress import Progress

SLOWEST = 20
"""Documents that a run's report names, those that took longest."""


class Stage(NamedTuple):
    """A stage that has ended: how many steps it took, in how many seconds."""

    name: str
    steps: int
    seconds: float


class Slow(NamedTuple):
    """What one document took in one stage."""

    seconds: float
    stage: str
    location: str


class Recorder:
    """Passes everything on to another progress, and to the log."""

    def __init__(self, to: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self._to = to
        self._clock = clock
        self._name = ""
        self._begun = 0.0
        self._steps = 0
        self._slowest: list[Slow] = []
        self.stages: list[Stage] = []

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, so that the one before it has ended."""
        self.end()
        self._name, self._begun, self._steps = name, self._clock(), 0
        event("stage began", name=name, total=total)
        self._to.stage(name, total)

    def step(self) -> None:
        """One step of the stage is done."""
        self._steps += 1
        self._to.step()

    def remark(self, line: str) -> None:
        """One line worth a person's attention."""
        event("remark", stage=self._name, text=line)
        self._to.remark(line)

    def took(self, location: str, stage: str, seconds: float) -> None:
        """A document took so long in a stage."""
        event("document done", location=location, stage=stage, seconds=round(seconds, 3))
        slow = Slow(round(seconds, 3), stage, location)
        if len(self._slowest) < SLOWEST:
            heapq.heappush(self._slowest, slow)
        else:
            heapq.heappushpop(self._slowest, slow)

    def end(self) -> None:
        """The present stage has ended, if there is one."""
        if self._name:
            found = Stage(self._name, self._steps, round(self._clock() - self._begun, 3))
            self.stages.append(found)
            event("stage ended", **found._asdict())
        self._name = ""

    def report(self) -> dict[str, Any]:
        """The stages in order and the slowest documents first, as a run's outcome keeps them."""
        return {
            "stages": [stage._asdict() for stage in self.stages],
            "slowest": [slow._asdict() for slow in sorted(self._slowest, reverse=True)],
        }
