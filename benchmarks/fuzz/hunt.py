"""A hunt: one kind of input, mutant after mutant, keeping those that reach new lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.fuzz.guard import Guard
from benchmarks.fuzz.judge import Fault, verdict
from benchmarks.fuzz.kinds import Kind
from benchmarks.fuzz.mutation import mutate, shrink
from benchmarks.fuzz.reach import Reach

SECONDS = 10.0
"""Of one input: none is over a quarter of a MiB, most take milliseconds."""
_LARGEST = 32 * 1024
"""Bytes of a mutant that is kept: what grows and grows leaves time for few others."""
_RECENT = 25
"""Inputs that reached new lines last are taken as often as all others together."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a hunt is told: `blind` keeps no mutants, to see what keeping them is worth."""

    seed: int = 1
    seconds: float = SECONDS
    blind: bool = False


@dataclass(slots=True)
class Hunt:
    """Mutants of one kind through `run`; each is written to `now` first, should it end us."""

    kind: Kind
    run: Callable[[bytes], None]
    now: Path
    guard: Guard
    setting: Setting
    executions: int = 0
    reach: Reach = field(default_factory=Reach)
    pool: list[bytes] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)

    def faults(self, kept: Sequence[bytes], go_on: Callable[[], bool]) -> Iterator[
        tuple[Fault, bytes]
    ]:  # fmt: skip
        """Each fault once, with a small input that has it, while `go_on` says so.

        `kept` are inputs of an earlier hunt to begin with beside the seeds.
        """
        random = Random(f"{self.kind.name} {self.setting.seed}")  # noqa: S311 - nothing secret
        seeds = self.kind.seeds()
        for content in [*seeds, *kept]:
            if not go_on():
                return
            self.pool.append(content)
            yield from self._one(content, keep=False)
        while go_on():
            recent = self.pool[-_RECENT:] if random.random() < 0.5 else self.pool
            mutant = mutate(random.choice(recent), self.pool, self.kind.words, random)
            yield from self._one(mutant, keep=not self.setting.blind)

    def _one(self, content: bytes, *, keep: bool) -> Iterator[tuple[Fault, bytes]]:
        before = self.reach.lines
        fault = self._judged(content)
        if fault and fault.sign.startswith("hang"):  # the watching takes time as well
            fault = self._judged(content, watched=False)
        if keep and self.reach.lines > before and len(content) <= _LARGEST:
            self.pool.append(content)
        if fault is None or fault.sign in self.signs:
            return
        self.signs.add(fault.sign)
        yield fault, self._smaller(content, fault)

    def _judged(self, content: bytes, *, watched: bool = True) -> Fault | None:
        self.now.write_bytes(content)
        self.executions += 1
        with self.reach.watching() if watched else nullcontext():
            return verdict(self.run, content, self.guard, self.setting.seconds)

    def _smaller(self, content: bytes, fault: Fault) -> bytes:
        if fault.sign.startswith("hang"):
            return content
        until = time.monotonic() + self.setting.seconds

        def still(less: bytes) -> bool:
            if time.monotonic() > until:
                return False
            again = self._judged(less, watched=False)
            return again is not None and again.sign == fault.sign

        return shrink(content, still)
