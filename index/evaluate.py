"""A query tree evaluated over whole posting lists, scored with BM25F and with nearness.

Whoosh's own matchers are not used for combining: its AndNot, Require and top-N searches give wrong
documents, and its grouping is the slowest way to count facets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from index.arrays import Array
from index.chains import ends
from index.deadline import check
from index.engine import (
    ASIDE,
    AT_WORDS,
    AllOf,
    AnyOf,
    AnyTerm,
    Everything,
    Facet,
    Listed,
    Node,
    Not,
    Phrase,
    Prefix,
    Term,
)
from index.lists import NOWHERE, PLACE_BITS, Lists
from index.nearness import nearness
from index.postings import Postings
from index.slots import having, places

K1 = 1.2
"""How soon more of a word counts for no more; the usual constant."""

B = 0.3
B_OF = {"title": 0.5, "heading": 0.0}
"""How much the length of a field counts against it. A long report is not one that repeats itself
but one of many chapters: the usual 0.75 puts what has a whole chapter on a thing below what names
it once (nDCG of benchmarks.ranking .93 instead of .97); it has the more headings for it."""

_LIKE_BODY = frozenset((*AT_WORDS, *(ASIDE + field for field in AT_WORDS)))
"""Fields at the places of the body: how long they are is how long that one is."""

Counted = Term | Prefix | Phrase


class Found(NamedTuple):
    """A mask of the documents found, and the score of each: 0 where none is found."""

    mask: Array
    scores: Array


def evaluate(lists: Lists, node: Node) -> Found:
    """The documents that meet `node`. Raises LateError when nobody waits for them any more."""
    check()
    match node:
        case Term() | Prefix() | Phrase():
            return _bm25(lists, node)
        case AnyTerm():
            return _bm25f(lists, node)
        case Facet():
            return _unscored(lists.with_any(node.name, node.values))
        case AnyOf():
            return _any(lists, node)
        case AllOf():
            return _all(lists, node)
        case Not():
            return _unscored(~evaluate(lists, node.item).mask)
        case Everything():
            return _unscored(np.ones(lists.size, bool))
        case Listed():
            return _unscored(np.array([one in node.ids for one in lists.ids], bool))


def _unscored(mask: Array) -> Found:
    return Found(mask, np.zeros(len(mask)))


def _any(lists: Lists, node: AnyOf) -> Found:
    mask, scores = _unscored(np.zeros(lists.size, bool))
    for item in node.items:
        found = evaluate(lists, item)
        mask |= found.mask
        if node.best:
            np.maximum(scores, found.scores, out=scores)
        else:
            scores += found.scores
    return Found(mask, scores)


def _all(lists: Lists, node: AllOf) -> Found:
    mask, scores = _unscored(np.ones(lists.size, bool))
    for item in node.items:
        found = evaluate(lists, item)
        mask &= found.mask
        scores += found.scores
    scores[~mask] = 0
    if len(node.near) > 1 and node.weight and mask.any():
        idfs = [_idf(lists, int(np.count_nonzero(having(lists, slot)))) for slot in node.near]
        scores += node.weight * nearness(lists, node.near, idfs, scores, K1)
    return Found(mask, scores)


def _idf(lists: Lists, documents: int) -> float:
    return math.log(lists.size / (documents + 1)) + 1


def _bm25(lists: Lists, node: Counted) -> Found:
    """One term alone: its weight multiplies the score."""
    found = _unscored(np.zeros(lists.size, bool))
    docs, freqs = _counts(lists, node)
    if len(docs):
        tf = freqs / _lengths(lists, _field(node), docs)
        found.mask[docs] = True
        found.scores[docs] = node.weight * _idf(lists, len(docs)) * _saturated(tf)
    return found


def _bm25f(lists: Lists, node: AnyTerm) -> Found:
    """Several terms as one (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple
    weighted fields"): what they count for in each field is added first and saturated then."""
    mask = np.zeros(lists.size, bool)
    counted = [(item, _counts(lists, item)) for item in node.terms]
    for _, (docs, _) in counted:
        mask[docs] = True
    met = int(np.count_nonzero(mask))
    if not met:
        return _unscored(mask)
    counted += [(item, _counts(lists, item)) for item in node.beside]
    tf = _together(lists, counted)
    np.maximum(tf, node.least, out=tf)
    tf[~mask] = 0
    return Found(mask, _idf(lists, met) * _saturated(tf))


def _saturated(tf: Array) -> Array:
    found: Array = (K1 + 1) * (tf / (tf + K1))
    return found


def _together(lists: Lists, counted: Iterable[tuple[Counted, Postings]]) -> Array:
    """How much all terms count for in each document.

    Terms that weigh the same in one field are readings of one word, which share their places: the
    one that is there most often is counted. Phrases are different places, and are all counted.
    """
    tf = np.zeros(lists.size)
    alike: dict[tuple[str, float], list[Postings]] = {}
    for number, (item, postings) in enumerate(counted):
        if not len(postings.docs):
            continue
        field = _field(item)
        at = f"{_measured_by(field)}{number if isinstance(item, Phrase) else ''}"
        alike.setdefault((at, item.weight), []).append(
            Postings(postings.docs, postings.freqs / _lengths(lists, field, postings.docs))
        )
    for (_, weight), several in alike.items():
        docs, freqs = several[0]
        if len(several) > 1:
            most = np.zeros(lists.size)
            for one in several:
                most[one.docs] = np.maximum(most[one.docs], one.freqs)
            tf += weight * most
        else:
            tf[docs] += weight * freqs
    return tf


def _lengths(lists: Lists, field: str, docs: Array) -> Array:
    """How long documents are in a field beside the mean, as far as it matters."""
    field = _measured_by(field)
    lengths, mean = lists.lengths(field)
    b = B_OF.get(field, B)
    found: Array = (1 - b) + b * lengths[docs] / max(1.0, mean)
    return found


def _measured_by(field: str) -> str:
    return "body" if field in _LIKE_BODY else field


def _field(node: Counted) -> str:
    if isinstance(node, Phrase):
        return next((term.field for slot in node.slots for term in slot), "")
    return node.field


def _counts(lists: Lists, node: Counted) -> Postings:
    match node:
        case Term():
            return lists.postings(node.field, node.text)
        case Prefix():
            # All terms that begin so count as one: else the rarest of them would decide the order.
            return lists.beginning(node.field, node.text)
        case Phrase():
            return _phrase(lists, node)


def _phrase(lists: Lists, phrase: Phrase) -> Postings:
    if not any(phrase.slots):
        return Postings(NOWHERE, NOWHERE)
    # Only documents that have every word: of a frequent one most positions are then never read.
    within = np.logical_and.reduce([having(lists, slot) for slot in phrase.slots])
    if not within.any():
        return Postings(NOWHERE, NOWHERE)
    # One segment after another: the places of a frequent word take much memory.
    last = [
        ends([places(lists, part, slot, within) for slot in phrase.slots], phrase.slop)
        for part in lists.parts
    ]
    docs, times = np.unique(np.concatenate(last) >> PLACE_BITS, return_counts=True)
    return Postings(docs, times)
