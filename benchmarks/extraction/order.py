"""Reading order: how much of the text stands in the order of the truth.

Three words in a row that occur once in the truth and once in the text are an anchor. The score is
the share of the anchors on the longest run of them that rises in both: what would stay if the
fewest possible were taken out to mend the order. Pairs of neighbours would say too little, for two
columns read across, line by line, have nearly all neighbours in order; all pairs would say too
much, for one box moved to the page's end is in disorder with everything it passed. Text that is
missing costs nothing here: the words' score tells that.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Order(NamedTuple):
    """Anchors on the longest rising run, and all anchors."""

    rising: int
    anchors: int


def order(truth: Sequence[str], text: Sequence[str]) -> Order:
    """The anchors of `truth` and `text`, two lists of words. Takes n log n time."""
    there = _once(text)
    places = [there[anchor] for anchor in _once(truth) if anchor in there]
    return Order(longest_rising(places), len(places))


def longest_rising(places: Iterable[int]) -> int:
    """Length of the longest rising subsequence (patience sorting)."""
    piles: list[int] = []
    for place in places:
        at = bisect.bisect_left(piles, place)
        piles[at : at + 1] = [place]
    return len(piles)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Runs of three words that occur once → where, in order."""
    found: dict[tuple[str, ...], int] = {}
    again = set()
    for at, anchor in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if found.setdefault(anchor, at) != at:
            again.add(anchor)
    return {anchor: at for anchor, at in found.items() if anchor not in again}
