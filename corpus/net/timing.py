"""Time as the network sees it: clocks that a test can turn, and a deadline for each answer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Clock(NamedTuple):
    """Where the time comes from: `now` only ever rises, `date` is seconds since 1970."""

    now: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random  # spreads retries; nothing secret hangs on it


@dataclass(slots=True)
class Deadline:
    """Until when the present answer must be whole."""

    clock: Clock
    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """From now on, so many seconds."""
        self.at = self.clock.now() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left, at most `most`; 0 or less when there are none."""
        left = self.at - self.clock.now()
        return left if most is None else min(left, most)
