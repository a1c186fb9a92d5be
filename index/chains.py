"""Chains: the places where words stand in order, near enough to each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from index.arrays import Array

Chain = tuple[int, ...]
"""One position for each slot, rising."""


def chains(slots: Sequence[Sequence[int]], slop: int | Sequence[int] = 0) -> list[Chain]:
    """The chains through all slots, one for each position of the last slot that ends one.

    `slots` holds the rising positions of each word; between neighbours at most `slop` other words,
    a number for all gaps or one for each.
    Each link goes back to the nearest earlier position, so the work is linear in the positions
    (times a logarithm), whatever the text repeats.
    """
    if not slots:
        return []
    found: list[Chain] = [(position,) for position in slots[0]]
    gaps = [slop] * (len(slots) - 1) if isinstance(slop, int) else slop
    for positions, gap in zip(slots[1:], gaps, strict=True):
        ends = [chain[-1] for chain in found]
        longer = []
        for position in positions:
            nearest = bisect_left(ends, position) - 1
            if nearest >= 0 and ends[nearest] >= position - 1 - gap:
                longer.append((*found[nearest], position))
        found = longer
    return found


def ends(slots: Sequence[Array], slop: int | Sequence[int] = 0) -> Array:
    """The last positions of `chains(slots, slop)`, for rising arrays of many positions.

    Documents may be told apart by high bits of the numbers: a gap is too small to cross them.
    """
    found = slots[0]
    gaps = [slop] * (len(slots) - 1) if isinstance(slop, int) else slop
    for positions, gap in zip(slots[1:], gaps, strict=True):
        if not len(found):
            break
        nearest = np.searchsorted(found, positions) - 1
        met = (nearest >= 0) & (found[nearest] >= positions - 1 - gap)
        found = positions[met]
    return found
