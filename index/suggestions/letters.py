"""Letters: how words are folded, and what it costs to write one letter for another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from index.arrays import Array

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéèáàüõšžæøß'-"
"""What a word that can be corrected is made of. A letter's code is its place here, from 1."""

SOUNDS = "aefhijklmnoprstuvxy"
"""The letters that skeletons are made of."""

EDIT = 10
"""The cost of one letter too many, too few or wrong, where nothing makes it likelier."""

SWAPPED = 7
"""Two neighbours in the wrong order: of one hand ahead of the other."""

DOUBLED = 4
"""A letter once instead of twice, or the other way: quantity is what Finnish spelling is about."""

HYPHEN = 3
"""A hyphen or apostrophe too many or too few: *LAPE ohjelma*, *e-palvelu*."""

KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm,.-")
"""The rows of a Finnish keyboard, each half a key to the right of the one above."""

KEY = 7
"""A key beside the right one."""

# Written without their dots and rings, from other keyboards or in haste (3); voiced and voiceless
# stops, which only loan words keep apart, and letters that loan words spell in two ways (5).
_ALIKE = {
    3: ("aä", "oö", "åa", "åä", "eé", "eè", "aá", "aà", "uü", "oõ", "sš", "zž", "äæ", "öø", "sß"),
    5: ("åo", "kg", "pb", "td", "vw", "ck", "cs", "sz", "yü", "iy", "ij", "fv", "qk", "ei", "öõ"),
}

# One letter stands for all that sound or look like it; nothing for hyphens.
_SOUNDS = str.maketrans("gbdwzcqåäöéèáàüõšžæøß", "kptvskkaaoeeaauossaos", "'-")
_REPEATED = re.compile(r"(.)\1+", re.DOTALL)
_CODES = {letter: code for code, letter in enumerate(LETTERS, 1)}


def fold(text: str) -> str:
    """`text` in small letters without dots, rings and accents: *Äiti* → *aiti*."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def skeleton(word: str) -> str:
    """What the likeliest mistakes leave of a word: *laadukkaampi* and *ladukampi* are the same."""
    return _REPEATED.sub(r"\1", word.translate(_SOUNDS))


def codes(word: str) -> list[int] | None:
    """The codes of a word's letters; None when it has one that is not in LETTERS."""
    found = [_CODES.get(letter, 0) for letter in word]
    return found if all(found) else None


@lru_cache(maxsize=1)
def substitutions() -> Array:
    """The cost of each letter (its code) written for each other one; 0 stands for no letter."""
    costs = np.full((len(LETTERS) + 1, len(LETTERS) + 1), EDIT, np.int16)
    for row, keys in enumerate(KEYS):
        for place, key in enumerate(keys):
            below = KEYS[row + 1][max(0, place - 1) : place + 1] if row + 1 < len(KEYS) else ""
            for other in keys[place + 1 : place + 2] + below:
                _set(costs, key, other, KEY)
    for cost, pairs in sorted(_ALIKE.items(), reverse=True):
        for pair in pairs:
            _set(costs, pair[0], pair[1], cost)
    np.fill_diagonal(costs, 0)
    return costs


def _set(costs: Array, one: str, other: str, cost: int) -> None:
    if one in _CODES and other in _CODES:
        costs[_CODES[one], _CODES[other]] = costs[_CODES[other], _CODES[one]] = cost


@lru_cache(maxsize=1)
def gaps() -> Array:
    """The cost of each letter (its code) that is too many or too few."""
    costs = np.full(len(LETTERS) + 1, EDIT, np.int16)
    costs[[_CODES["-"], _CODES["'"]]] = HYPHEN
    return costs
