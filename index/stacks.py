"""The terms at each position of a field, as numbers of a vocabulary that many fields share.

A word comes again and again in a corpus. What is looked up is the word, once for all documents that
are written together; what is long, the positions, stays numbers until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np

from index.arrays import Array

Stack = tuple[str, ...]

NOTHING = 0
"""The number of the empty stack, in every vocabulary."""


class Vocabulary(Protocol):
    """Stacks by number."""

    def stacks(self, numbers: Array) -> Iterable[Stack]:
        """The stacks of these numbers, which rise, one for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Stacks(Sequence[Stack]):
    """At position `p` stands the stack with ``numbers[p]``."""

    vocabulary: Vocabulary
    numbers: Array

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, position: int) -> Stack: ...
    @overload
    def __getitem__(self, position: slice) -> Stacks: ...
    def __getitem__(self, position: int | slice) -> Stack | Stacks:
        if isinstance(position, slice):
            return Stacks(self.vocabulary, self.numbers[position])
        (stack,) = self.vocabulary.stacks(self.numbers[[position]])
        return stack

    def __iter__(self) -> Iterator[Stack]:
        distinct, places = np.unique(self.numbers, return_inverse=True)
        stacks = list(self.vocabulary.stacks(distinct))
        return map(stacks.__getitem__, places.tolist())

    def at(self, positions: Sequence[int]) -> Stacks:
        """Only what stands at some positions, which rise, and nothing after the last of them."""
        numbers = np.full(positions[-1] + 1 if positions else 0, NOTHING, self.numbers.dtype)
        numbers[positions] = self.numbers[positions]
        return Stacks(self.vocabulary, numbers)


class Given:
    """The vocabulary of stacks that are given one by one."""

    def __init__(self) -> None:
        self._numbers: dict[Stack, int] = {(): NOTHING}

    def numbered(self, stacks: Iterable[Sequence[str]]) -> Array:
        """The numbers of some stacks, new or known."""
        known = self._numbers
        return np.array([known.setdefault(tuple(s), len(known)) for s in stacks], np.int32)

    def stacks(self, numbers: Array) -> Iterable[Stack]:
        """The stacks of these numbers, which rise, one for each."""
        every = list(self._numbers)
        return map(every.__getitem__, numbers.tolist())
