"""Words of a query that stand close together in a document count for more.

The way of Büttcher, Clarke and Lushman 2006, "Term proximity scoring for ad-hoc retrieval on very
large text collections": of all places of the words in order, each two neighbours that are different
words give each other the rarity of the other over the square of their distance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.arrays import Array
from index.engine import ASIDE, Term
from index.lists import PLACE_BITS, Lists
from index.slots import places

CANDIDATES = 200
"""Documents, the best by words alone, of which it is seen how near the words stand: twenty pages of
answers, for the places of frequent words are many."""


def nearness(
    lists: Lists, words: Sequence[Sequence[Term]], idfs: Sequence[float], scores: Array, k1: float
) -> Array:
    """What nearness adds to each document, 0 to k1 + 1 for each word.

    `scores` are those of the documents, 0 where none is found; `idfs` how rare each word is.
    """
    within, rare, count = _best(lists, scores), np.asarray(idfs), len(words)
    added = np.zeros(lists.size)
    for part in lists.parts:
        found = [_about(lists, part, slot, within) for slot in words]
        at = np.concatenate(found)
        order = np.argsort(at, kind="stable")
        at, word = at[order], np.repeat(np.arange(count), [len(one) for one in found])[order]
        docs = at >> PLACE_BITS
        pairs = np.flatnonzero((word[1:] != word[:-1]) & (docs[1:] == docs[:-1]))
        left, right, docs = word[pairs], word[pairs + 1], docs[pairs]
        # The halves of a compound stand at one place: nothing is nearer.
        close = 1.0 / np.maximum(at[pairs + 1] - at[pairs], 1) ** 2
        keys = np.concatenate((left * lists.size + docs, right * lists.size + docs))
        given = np.concatenate((rare[right] * close, rare[left] * close))
        got = np.bincount(keys, given, count * lists.size).reshape(count, lists.size)
        added += (np.minimum(1, rare)[:, None] * (k1 + 1) * got / (got + k1)).sum(0)
    return added


def _about(lists: Lists, part: int, slot: Sequence[Term], within: Array) -> Array:
    """The places of a word, but for those in lists of contents and the like."""
    found = places(lists, part, slot, within)
    aside = places(lists, part, [Term(ASIDE + t.field, t.text) for t in slot], within)
    return np.setdiff1d(found, aside, assume_unique=True) if len(aside) else found


def _best(lists: Lists, scores: Array) -> Array:
    """A mask of the best documents, equal ones by id."""
    numbers = np.flatnonzero(scores)
    if len(numbers) > CANDIDATES:
        of = scores[numbers]
        numbers = numbers[of >= np.partition(of, -CANDIDATES)[-CANDIDATES]]
        numbers = numbers[np.lexsort((lists.rank[numbers], -scores[numbers]))][:CANDIDATES]
    mask = np.zeros(lists.size, bool)
    mask[numbers] = True
    return mask
