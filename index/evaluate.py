"""A query tree evaluated over whole posting lists, scored with BM25.

Whoosh's own matchers are not used for combining: its AndNot, Require and top-N searches give wrong
documents, and its grouping is the slowest way to count facets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from index.arrays import Array
from index.chains import ends
from index.engine import AllOf, AnyOf, Everything, Facet, Node, Not, Phrase, Prefix, Term
from index.lists import NOWHERE, PLACE_BITS, Lists
from index.postings import Postings

K1 = 1.2
B = 0.75
"""BM25's constants, the usual ones and Whoosh's own defaults."""


class Found(NamedTuple):
    """A mask of the documents found, and the score of each: 0 where none is found."""

    mask: Array
    scores: Array


def evaluate(lists: Lists, node: Node) -> Found:
    """The documents that meet `node`, deleted ones among them."""
    match node:
        case Term():
            return _bm25(lists, node.field, lists.postings(node.field, node.text), node.weight)
        case Prefix():
            # All terms that begin so count as one: else the rarest of them would decide the order.
            found = lists.beginning(node.field, node.text)
            return _bm25(lists, node.field, found, node.weight)
        case Phrase():
            return _phrase(lists, node)
        case Facet():
            return _unscored(lists.with_any(node.name, node.values))
        case AnyOf():
            return _any(lists, node.items)
        case AllOf():
            return _all(lists, node.items)
        case Not():
            return _unscored(~evaluate(lists, node.item).mask)
        case Everything():
            return _unscored(np.ones(lists.size, bool))


def _unscored(mask: Array) -> Found:
    return Found(mask, np.zeros(len(mask)))


def _any(lists: Lists, items: Iterable[Node]) -> Found:
    mask, scores = _unscored(np.zeros(lists.size, bool))
    for item in items:
        found = evaluate(lists, item)
        mask |= found.mask
        scores += found.scores
    return Found(mask, scores)


def _all(lists: Lists, items: Iterable[Node]) -> Found:
    mask, scores = _unscored(np.ones(lists.size, bool))
    for item in items:
        found = evaluate(lists, item)
        mask &= found.mask
        scores += found.scores
    scores[~mask] = 0
    return Found(mask, scores)


def _bm25(lists: Lists, field: str, postings: Postings, boost: float) -> Found:
    found = _unscored(np.zeros(lists.size, bool))
    docs, freqs = postings
    if len(docs):
        idf = math.log(lists.size / (len(docs) + 1)) + 1
        lengths, mean = lists.lengths(field)
        norms = K1 * ((1 - B) + B * lengths[docs] / max(1.0, mean))
        found.mask[docs] = True
        found.scores[docs] = boost * idf * (K1 + 1) * (freqs / (freqs + norms))
    return found


def _phrase(lists: Lists, phrase: Phrase) -> Found:
    terms = [term for slot in phrase.slots for term in slot]
    if not terms:
        return _unscored(np.zeros(lists.size, bool))
    # Only documents that have every word: of a frequent one most positions are then never read.
    within = np.logical_and.reduce([_having(lists, slot) for slot in phrase.slots])
    # One segment after another: the places of a frequent word take much memory.
    last = [
        ends([_places(lists, part, slot, within) for slot in phrase.slots], phrase.slop)
        for part in lists.parts
    ]
    found = np.concatenate(last or [NOWHERE]) >> PLACE_BITS
    docs, times = np.unique(found, return_counts=True)
    weight = max(term.weight for term in terms)
    return _bm25(lists, terms[0].field, Postings(docs, times), weight)


def _having(lists: Lists, slot: Sequence[Term]) -> Array:
    mask = np.zeros(lists.size, bool)
    for term in slot:
        mask[lists.postings(term.field, term.text).docs] = True
    return mask


def _places(lists: Lists, part: int, slot: Sequence[Term], within: Array) -> Array:
    """The places of any term of a slot, rising, each once."""
    found = [lists.places(part, term.field, term.text, within) for term in slot]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found or [NOWHERE]))
