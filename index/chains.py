"""Chains: the places where words stand in order, near enough to each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Chain = tuple[int, ...]
"""One position for each slot, rising."""


def chains(slots: Sequence[Sequence[int]], slop: int = 0) -> list[Chain]:
    """The chains through all slots, one for each position of the last slot that ends one.

    `slots` holds the rising positions of each word; between neighbours at most `slop` other words.
    Each link goes back to the nearest earlier position, so the work is linear in the positions
    (times a logarithm), whatever the text repeats.
    """
    if not slots:
        return []
    found: list[Chain] = [(position,) for position in slots[0]]
    for positions in slots[1:]:
        ends = [chain[-1] for chain in found]
        longer = []
        for position in positions:
            nearest = bisect_left(ends, position) - 1
            if nearest >= 0 and ends[nearest] >= position - 1 - slop:
                longer.append((*found[nearest], position))
        found = longer
    return found
