"""Work that is killed again and again, and the count of what should never be found then."""

from __future__ import annotations

import random
import shutil
import sys
import time
import traceback
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.killing import Work, killed_after, killed_at, quietly, steps_of


class LostError(AssertionError):
    """A document, an original or a decision is gone."""


class HalfVisibleError(AssertionError):
    """What can be seen is neither what was before nor a state that the work commits."""


class NeedsHandError(AssertionError):
    """The next run does not come to the end by itself, or leaves something behind."""


class Scenario(ABC):
    """A folder, work on it that is killed and done again, and what must hold each time."""

    halfway: tuple[Hashable, ...] = ()
    """States between the one before and the one after that may be seen, for they are committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder.with_name(f"{folder.name}-kept")
        self.prepare()
        shutil.copytree(folder, self.kept)
        self.before, self.owed = self.state(), self.held()
        self.steps = steps_of(self.work)
        self.after = self.state()
        self.restore()
        begun = time.monotonic()
        quietly(self.work)
        self.seconds = time.monotonic() - begun
        self.restore()

    @abstractmethod
    def prepare(self) -> None:
        """Fill the folder."""

    @abstractmethod
    def work(self) -> None:
        """What is killed."""

    @abstractmethod
    def state(self) -> Any:
        """What somebody sees who looks now. Raises whatever keeps it from being seen."""

    @abstractmethod
    def held(self) -> frozenset[str]:
        """What is kept, whole; nothing that was there before the work may leave it."""

    def following(self) -> None:
        """What is run after a kill, without anybody's doing: the same again."""
        self.work()

    def left(self) -> list[str]:
        """What lies about though it should not, once all is done."""
        return []

    def watched(self) -> AbstractContextManager[None]:
        """Somebody who looks on during the work, and must not notice."""
        return nullcontext()

    def restore(self) -> None:
        """All as before the work."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def look(self) -> None:
        """After a kill: nothing is lost, and a committed state is there."""
        if gone := self.owed - self.held():
            raise LostError(f"gone: {sorted(gone)}")
        try:
            state = self.state()
        except LostError:
            raise
        except Exception as error:
            raise HalfVisibleError(f"nothing answers: {error!r}") from error
        if state not in (self.before, *self.halfway, self.after):
            raise HalfVisibleError("neither the state before nor the one after")

    def go_on(self) -> None:
        """The next run comes to the end by itself, and leaves nothing behind."""
        try:
            quietly(self.following)
        except AssertionError as error:
            raise NeedsHandError(f"the next run {error}") from error
        self.look()
        if self.state() != self.after:
            raise NeedsHandError("the next run did not come to the end")
        if left := self.left():
            raise NeedsHandError(f"left behind: {left}")


@dataclass(slots=True)
class Tally:
    """Kills by the kind of step, and how often something was wrong after one."""

    killed: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    half_visible: int = 0
    needed_a_hand: int = 0

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        wrong = {name: getattr(self, name) for name in ("lost", "half_visible", "needed_a_hand")}
        return {"kills": self.killed.total(), "killed": dict(self.killed), **wrong}

    @contextmanager
    def counting(self, scenario: Scenario) -> Iterator[None]:
        """Count what is wrong, say it, and begin anew then."""
        try:
            yield
            return
        except LostError:
            self.lost += 1
        except HalfVisibleError:
            self.half_visible += 1
        except NeedsHandError:
            self.needed_a_hand += 1
        traceback.print_exc(file=sys.stderr)
        scenario.restore()


def kill(scenario: Scenario, kills: int, seed: int) -> Tally:
    """Kill half of so many times at steps spread over all there are, the others at moments."""
    tally, chance = Tally(), random.Random(seed)
    for step in _spread(scenario.steps, kills // 2, chance):
        with tally.counting(scenario):
            kind = scenario.steps[step]
            _kill(scenario, tally, kind, partial(killed_at, scenario.work, step))
            scenario.go_on()
            scenario.restore()
    work = scenario.work
    while tally.killed["moment"] < kills - kills // 2:
        begin_anew = True
        with tally.counting(scenario):
            seconds = scenario.seconds * chance.random()
            _kill(scenario, tally, "moment", partial(killed_after, work, seconds))
            # What one kill left is what the next one finds, until it is done.
            begin_anew = chance.random() < 0.3 or scenario.state() == scenario.after
            if begin_anew:
                scenario.go_on()
                scenario.restore()
        work = scenario.work if begin_anew else scenario.following
    return tally


def _kill(scenario: Scenario, tally: Tally, kind: str, killing: Work) -> None:
    with scenario.watched():
        try:
            killed = killing()
        except AssertionError as error:
            raise NeedsHandError(f"a run {error}") from error
        tally.killed[kind] += bool(killed)
        scenario.look()


def _spread(steps: list[str], wanted: int, chance: random.Random) -> list[int]:
    """Numbers of steps: one of each kind, then as many as are wanted, evenly; at most all."""
    kinds: dict[str, list[int]] = {}
    for number, kind in enumerate(steps):
        kinds.setdefault(kind, []).append(number)
    chosen = {chance.choice(numbers) for numbers in kinds.values()}
    rest = sorted(set(range(len(steps))) - chosen)
    more = max(0, min(wanted - len(chosen), len(rest)))
    return sorted([*chosen, *(rest[place * len(rest) // more] for place in range(more))])
