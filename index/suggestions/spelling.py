"""Words of the corpus that a misspelled one may be meant for.

Words are looked up by the pairs of letters in their skeletons (see `letters`): those that share the
most are compared letter by letter, all at once. Of words equally far the more usual one is better.

spelling/words     the words that may be suggested, the shortest skeletons first
spelling/letters, spelling/ends     their letters as codes one after another, where each begins
spelling/shorter   for each length of a skeleton, how many words have a shorter one
spelling/starts, spelling/of        for each pair, the words (by their place here) that have it
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from index.arrays import Array, ArrayWriter, sums
from index.suggestions.distance import distances
from index.suggestions.letters import EDIT, LETTERS, SOUNDS, codes, skeleton
from index.suggestions.vocabulary import Vocabulary

LONGEST = 40
"""Letters; a longer word is right or beyond help."""

SHORTEST = 4
"""Letters of a word that is corrected: everything is one letter from a shorter one."""

MANY = 200
"""Documents from which on a word must be in two to be suggested: it may be misspelled itself."""

COMPARED = 1500
"""Words that are compared letter by letter: measured, of ten words meant, nine are among the first
hundred."""

SHIFT = 3
"""Letters by which skeletons may differ in length."""

FIRST = 4
"""What a wrong first letter costs besides: people seldom miss it."""

NAT = 3.0
"""The cost of being e times less usual than another word."""

_SPELT = re.compile(f"[{LETTERS}]{{2,{LONGEST}}}")
_SIDES = 32
"""Letters of skeletons, the edge of a word among them: their pairs are numbered by this."""


class Candidate(NamedTuple):
    """A word, by its number, and how far it is: `cost` of its letters, `total` with its rarity."""

    word: int
    cost: int
    total: float


class Speller:
    """Looks misspelled words up in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        arrays = vocabulary.arrays
        self._vocabulary = vocabulary
        self._words = arrays["spelling/words"]
        self._letters, self._ends = arrays["spelling/letters"], arrays["spelling/ends"]
        self._shorter = arrays["spelling/shorter"].tolist()
        self._starts, self._of = arrays["spelling/starts"], arrays["spelling/of"]

    def candidates(self, word: str, most: int, limit: int = 5) -> list[Candidate]:
        """The best words for a casefolded one, itself left out, that cost at most `most`."""
        letters = codes(word)
        if letters is None or not SHORTEST <= len(word) <= LONGEST:
            return []
        near = self._near(skeleton(word))
        if not len(near):
            return []
        width = self._ends[near + 1].astype(np.int64) - self._ends[near]
        near, width = near[width <= LONGEST], width[width <= LONGEST]
        columns = np.arange(int(width.max(initial=1)))
        places = self._ends[near].astype(np.int64)[:, None] + columns
        inside = columns < width[:, None]
        rows = np.where(inside, self._letters[np.where(inside, places, 0)], 0)
        costs = distances(letters, rows, width)
        numbers = self._words[near].astype(np.int64)
        total = costs - NAT * np.log1p(self._vocabulary.weight[numbers].astype(float))
        total += np.where(rows[:, 0] == letters[0], 0, FIRST)
        good = np.flatnonzero((costs <= most) & (costs > 0))
        best = good[np.lexsort((numbers[good], total[good]))][:limit]
        return [Candidate(int(numbers[i]), int(costs[i]), float(total[i])) for i in best]

    def gain(self, documents: int) -> float:
        """What being in so many documents takes off the total of a candidate."""
        return NAT * math.log1p(documents)

    def _near(self, bones: str) -> Array:
        """The places of the words that share the most pairs with a skeleton."""
        last = len(self._shorter) - 1
        low = self._shorter[min(max(0, len(bones) - SHIFT), last)]
        high = self._shorter[min(len(bones) + SHIFT + 1, last)]
        shared = np.zeros(high - low, np.int16)
        for pair in sorted(set(_pairs(bones))):
            of = self._of[self._starts[pair] : self._starts[pair + 1]]
            begin, end = np.searchsorted(of, (low, high))
            shared[of[begin:end].astype(np.int64) - low] += 1
        # Three pairs go with a pair of letters that was swapped, two with any other mistake.
        least = max(1, len(set(_pairs(bones))) - 6)
        found = np.flatnonzero(shared >= least)
        if len(found) > COMPARED:
            longer = np.searchsorted(self._shorter, found + low, side="right") - 1
            score = 4 * shared[found] - abs(longer - len(bones))
            found = found[np.argpartition(-score, COMPARED)[:COMPARED]]
        near: Array = found + low
        return near


def write_spelling(
    writer: ArrayWriter, words: Sequence[str], weight: Array, documents: int
) -> None:
    """Write what a Speller needs of `words`, which stand in so many `documents`."""
    floor = 2 if documents >= MANY else 1
    usual = np.flatnonzero(weight >= floor)
    bones = [_bones(words[number]) for number in usual.tolist()]
    lengths = np.fromiter(map(len, bones), np.int64, len(usual))
    order = np.argsort(lengths, kind="stable")
    order = order[lengths[order] > 0]
    numbers = usual[order]
    may = [words[number] for number in numbers.tolist()]
    writer.add("spelling/words", numbers)
    writer.add("spelling/shorter", np.searchsorted(lengths[order], np.arange(LONGEST + 2)))
    # Code points of all words at once, then what they stand for: half a million words in a second.
    writer.add("spelling/letters", _table(LETTERS)[_points("".join(may))])
    writer.add("spelling/ends", sums(np.fromiter(map(len, may), np.int64, len(may))))
    del numbers
    pairs = _pairs_of([bones[place] for place in order.tolist()])
    count = max(1, len(may))
    firsts = np.arange(_SIDES * _SIDES + 1) * count
    writer.add("spelling/starts", np.searchsorted(pairs, firsts.astype(pairs.dtype)))
    pairs %= count
    writer.add("spelling/of", pairs)


def _pairs_of(bones: Sequence[str]) -> Array:
    """Every pair of letters in some skeletons, with the place of one that has it: both as one
    number, each once, in order."""
    flat = _table(SOUNDS)[_points("\n" + "".join(f"{one}\n" for one in bones))]
    most = _SIDES * _SIDES * max(1, len(bones)) + 1
    pairs: Array = flat[:-1].astype(np.uint32 if most < 2**32 else np.uint64)
    pairs *= _SIDES
    pairs += flat[1:]
    pairs *= max(1, len(bones))
    pairs += np.cumsum(flat[:-1] == 0, dtype=np.uint32)
    pairs -= 1
    pairs.sort()
    fresh = np.ones(len(pairs), bool)
    fresh[1:] = pairs[1:] != pairs[:-1]
    return pairs[fresh]


def _bones(word: str) -> str:
    """The skeleton of a word, "" for a word that is not suggested."""
    return skeleton(word) if _SPELT.fullmatch(word) else ""


def _points(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _table(letters: str) -> Array:
    """Code point → place in `letters` from 1, 0 for any other."""
    points = _points(letters)
    table = np.zeros(int(max(points.max(), ord("\n"))) + 1, np.uint8)
    table[points] = np.arange(1, len(letters) + 1)
    return table


def _pairs(bones: str) -> list[int]:
    """The pairs of letters of a skeleton, its edges as letters of their own."""
    numbers = [0, *(SOUNDS.index(letter) + 1 for letter in bones), 0]
    return [_SIDES * one + other for one, other in pairwise(numbers)]


def limit_of(word: str) -> int:
    """The most that a correction of a word may cost: one letter of five, two of more."""
    if len(word) < SHORTEST:
        return 0
    return EDIT if len(word) < 6 else 2 * EDIT if len(word) < 12 else 5 * EDIT // 2
