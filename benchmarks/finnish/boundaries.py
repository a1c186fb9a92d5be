"""Where compounds are parted, against the marks of a treebank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.finnish.treebank import HYPHENS, Word
from corpus.document import Part


class Boundaries(NamedTuple):
    """Boundaries found that are gold ones, and gold ones found; None where nothing is marked."""

    precision: float | None
    recall: float | None


def boundaries(words: Sequence[Word], parts: Sequence[Iterable[Part]]) -> Boundaries:
    """Count boundaries, word by word, in the words of treebanks that mark compounds.

    A boundary that a hyphen shows counts like any other, so one that the treebank does not mark
    (*Itä-Eurooppa*) is a false one.
    """
    hits = found = gold = 0
    for word, pieces in zip(words, parts, strict=True):
        if word.marked:
            mine, theirs = places(word.form, pieces), set(word.places)
            hits += len(mine & theirs)
            found += len(mine)
            gold += len(theirs)
    return Boundaries(hits / found if found else None, hits / gold if gold else None)


def places(form: str, parts: Iterable[Part]) -> set[int]:
    """Where a part ends or starts inside `form`; a hyphen belongs to what is before it."""
    found = set()
    for part in parts:
        after = part.end + 1 if form[part.end : part.end + 1] in tuple(HYPHENS) else part.end
        found |= {part.start, after}
    first = len(form) - len(form.lstrip(HYPHENS))
    return {place for place in found if first < place < len(form)}
