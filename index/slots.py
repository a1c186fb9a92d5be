"""Slots of phrases and of nearness: which documents have any of their terms, and where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.arrays import Array
from index.engine import Term
from index.lists import NOWHERE, Lists


def having(lists: Lists, slot: Sequence[Term]) -> Array:
    """A mask of the documents with any term of a slot."""
    mask = np.zeros(lists.size, bool)
    for term in slot:
        mask[lists.postings(term.field, term.text).docs] = True
    return mask


def places(lists: Lists, part: int, slot: Sequence[Term], within: Array) -> Array:
    """The places of any term of a slot in a segment's documents of a mask, rising, each once."""
    found = [lists.places(part, term.field, term.text, within) for term in slot]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found or [NOWHERE]))
