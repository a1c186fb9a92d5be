"""What a token is to the repair of broken words: a word, a fragment, a number, or none of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

MOST_LETTERS = 40
FEWEST_LETTERS = 4
"""Bounds of a repaired word."""

MOST_FORMS = 200_000
"""Forms remembered; then the memory begins anew."""

LONGEST_TRIFLE = 2
"""Letters of pieces that Voikko is not asked about: it knows every letter and many units."""

# The words of one or two letters that running text is full of.
_TRIFLES = frozenset(
    "ja on ei se en jo et ne he me te no mä sä ku ni oo ny ai yö ok tv vs eu yk ym ns mm".split()
)
# Spoken words that Voikko does not know; "ett ei" and "mul on" are not broken.
_SPOKEN = frozenset(
    "ehk ett kut mul mull mutt oon oot ollu sit sitt sul sull uus vaik viel".split()
)
_PIECE = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")


class Kind(NamedTuple):
    """What a token is to a repair."""

    joins: bool  # may be a piece at all
    known: bool  # is a word by itself


WORD = Kind(joins=True, known=True)
FRAGMENT = Kind(joins=True, known=False)
NUMBER = Kind(joins=False, known=True)
OTHER = Kind(joins=False, known=False)


class Pieces:
    """What forms are, remembered from page to page; `knows` tells whether a word is Finnish."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self.knows = knows
        self._kinds: dict[str, Kind] = {}
        self._sound: set[str] = set()

    def kind(self, form: str) -> Kind:
        """What `form` is, wherever it stands."""
        kind = self._kinds.get(form)
        if kind is None:
            kind = self._kinds[form] = kind_of(form, self.knows)
            if kind != FRAGMENT:
                self._sound.add(form)
        return kind

    def fragments(self, forms: Sequence[str]) -> list[int]:
        """The places of pieces that are no words, rising."""
        if len(self._kinds) > MOST_FORMS:
            self._kinds.clear()
            self._sound.clear()
        # Nearly all are sound: one look into a set each.
        sound = self._sound
        odd = [place for place, form in enumerate(forms) if form not in sound]
        return [place for place in odd if self.kind(forms[place]) == FRAGMENT]


def kind_of(form: str, knows: Callable[[str], bool]) -> Kind:
    """What a form is, wherever it stands. `knows` is asked about three letters or more."""
    if form.isdigit():
        return NUMBER
    if len(form) > MOST_LETTERS or not _PIECE.fullmatch(form):
        return OTHER
    if len(form) > LONGEST_TRIFLE:
        return WORD if form.lower() in _SPOKEN or knows(form) else FRAGMENT
    return WORD if form.lower() in _TRIFLES else FRAGMENT


def unit_after_number(form: str) -> Kind:
    """What a form of one or two letters or digits is right after a number: "5 m"."""
    if form.isdigit():
        return NUMBER
    return WORD if _PIECE.fullmatch(form) else OTHER
