"""Rows: phrases as the places of their words, and the compounds that hold several of them.

*lapsiperheiden palvelut* stands in a text as two words, or as the one *lapsiperhepalvelut*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from corpus.document import Analysis
from corpus.lexicon import Lexicon

MOST_PARTS = 4
"""Words of a phrase that one compound may hold: more than any of our own parts' runs has."""

MOST_ROWS = 24
"""Ways of writing one phrase that are looked for; few phrases have more than two."""

_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand at one place: a word with one of the lemmas, or that is one of the exact
    forms, or is a compound with one of the parts."""

    lemmas: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Place(NamedTuple):
    """A slot, and how many other words may stand before it (of no matter for the first one)."""

    gap: int
    slot: Slot


Row = tuple[Place, ...]


def slop_of(row: Row) -> int | tuple[int, ...]:
    """The gaps between the places of a row: one number, when they are all the same."""
    gaps = tuple(place.gap for place in row[1:])
    return gaps if len(set(gaps)) > 1 else next(iter(gaps), 0)


def ways(row: Row, lexicon: Lexicon) -> list[Row]:
    """The row, then all ways to write it with compounds that the corpus has."""
    compounds: dict[tuple[int, int], Slot] = {}
    for first in range(len(row) - 1):
        for end in range(first + 2, min(len(row), first + MOST_PARTS) + 1):
            lemmas = _compounds([place.slot for place in row[first:end]], lexicon)
            if lemmas:
                compounds[first, end] = Slot(lemmas)

    def from_place(first: int) -> Iterator[Row]:
        if first == len(row):
            yield ()
            return
        yield from ((row[first], *rest) for rest in from_place(first + 1))
        for (start, end), slot in compounds.items():
            if start == first:
                yield from ((Place(row[first].gap, slot), *rest) for rest in from_place(end))

    return list(islice(from_place(0), MOST_ROWS)) if compounds else [row]


def _compounds(slots: Sequence[Slot], lexicon: Lexicon) -> tuple[str, ...]:
    """The lemmas of the compounds whose parts are the words of the slots, in this order."""
    if not all(slot.lemmas for slot in slots):
        return ()
    holding = [{n for lemma in slot.lemmas for n in lexicon.forms_with(lemma)} for slot in slots]
    both = sorted(set.intersection(*holding))
    found = (analysis.lemmas[0] for analysis in lexicon.get(both) if _is_made_of(analysis, slots))
    return tuple(sorted(set(found)))


def _is_made_of(analysis: Analysis, slots: Sequence[Slot]) -> bool:
    """Whether parts with these lemmas, one after the other, are the whole word."""
    ends = {0}
    for slot in slots:
        after = ends | {end + 1 for end in ends if analysis.form[end : end + 1] in _HYPHENS}
        ends = {p.end for p in analysis.parts if p.start in after and p.lemma in slot.lemmas}
    return len(analysis.form) in ends
