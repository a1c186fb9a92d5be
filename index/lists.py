"""The posting lists of all segments as if of one: their documents are numbered on and on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from index.arrays import Array
from index.postings import FieldPostings, Postings
from index.whoosh_codec import SegmentPostings
from index.whoosh_schema import FACET_PREFIX, ID

PLACE_BITS = 32
"""A place is one number: the document's in the high bits, the position in so many low ones."""

NOWHERE = np.zeros(0, np.int64)
NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class FacetTable:
    """A facet: its values, and pairs of a value's number and a document that has it."""

    values: list[str]
    numbers: Array
    docs: Array

    def count(self, found: Array) -> dict[str, int]:
        """How many of the documents found (a mask) have each value; none of those with none."""
        counts = np.bincount(self.numbers[found[self.docs]], minlength=len(self.values))
        return {self.values[n]: int(counts[n]) for n in np.flatnonzero(counts)}


class Lists:
    """What the segments of an index hold."""

    def __init__(self, segments: Sequence[SegmentPostings]) -> None:
        sizes = [segment.documents for segment in segments]
        self.size = sum(sizes)
        self._segments = list(zip(accumulate(sizes, initial=0), segments, strict=False))
        self.live = np.ones(self.size, bool)
        for offset, segment in self._segments:
            self.live[[offset + number for number in segment.deleted]] = False
        self._norms: dict[str, tuple[Array, float]] = {}
        self._facets: dict[str, FacetTable] = {}

    @cached_property
    def ids(self) -> list[str]:
        """The id of each document."""
        found = [""] * self.size
        for offset, field in self._fields(ID):
            docs = field.postings(range(len(field))).docs.tolist()
            for number, document in enumerate(docs):
                found[offset + document] = field.term(number).decode()
        return found

    @cached_property
    def rank(self) -> Array:
        """The place of each document in the order of ids."""
        order = sorted(range(self.size), key=self.ids.__getitem__)
        rank = np.empty(self.size, np.int64)
        rank[order] = np.arange(self.size)
        return rank

    def postings(self, field: str, term: str) -> Postings:
        """The documents with this term, and how often they have it."""
        return self._joined(field, lambda of: _one(of.find(term)))

    def beginning(self, field: str, prefix: str) -> Postings:
        """The documents with a term that begins so, and how often they have such."""
        docs, freqs = self._joined(field, lambda of: of.beginning(prefix))
        times = np.bincount(docs, freqs, self.size)
        found = np.flatnonzero(times)
        return Postings(found, times[found])

    @property
    def parts(self) -> range:
        """The numbers of the segments."""
        return range(len(self._segments))

    def places(self, part: int, field: str, term: str, within: Array) -> Array:
        """The places of a term in a segment's documents of a mask, rising: see PLACE_BITS."""
        offset, segment = self._segments[part]
        of = segment.field(field)
        number = of.find(term) if of else None
        if of is None or number is None:
            return NOWHERE
        docs, positions = of.places(number, within[offset : offset + segment.documents])
        places = docs.astype(np.int64)
        places += offset
        places <<= PLACE_BITS
        places += positions
        return places

    def lengths(self, field: str) -> tuple[Array, float]:
        """How many terms each document has in this field, and the mean of all documents."""
        if field not in self._norms:
            lengths = np.zeros(self.size)
            for offset, of in self._fields(field):
                lengths[offset : offset + len(of.lengths)] = of.lengths
            self._norms[field] = lengths, float(lengths.mean()) if self.size else 0.0
        return self._norms[field]

    def facet(self, name: str) -> FacetTable:
        """A facet's values and who has them; empty for one that no document has."""
        if name not in self._facets:
            known: dict[str, int] = {}
            numbers, docs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
            for offset, of in self._fields(FACET_PREFIX + name):
                values = (of.term(number).decode() for number in range(len(of)))
                own = np.array([known.setdefault(value, len(known)) for value in values], np.int64)
                numbers.append(np.repeat(own, of.counts()))
                docs.append(of.postings(range(len(of))).docs.astype(np.int64) + offset)
            self._facets[name] = FacetTable(
                list(known), np.concatenate(numbers), np.concatenate(docs)
            )
        return self._facets[name]

    def with_any(self, facet: str, values: Iterable[str]) -> Array:
        """A mask of the documents with any of these values."""
        table, wanted = self.facet(facet), set(values)
        chosen = np.array([value in wanted for value in table.values], bool)
        found = np.zeros(self.size, bool)
        found[table.docs[chosen[table.numbers]]] = True
        return found

    def _fields(self, name: str) -> list[tuple[int, FieldPostings]]:
        fields = ((offset, segment.field(name)) for offset, segment in self._segments)
        return [(offset, field) for offset, field in fields if field]

    def _joined(self, field: str, wanted: Callable[[FieldPostings], range]) -> Postings:
        found = [NOTHING]
        for offset, of in self._fields(field):
            docs, freqs = of.postings(wanted(of))
            if len(docs):
                found.append(Postings(docs.astype(np.int64) + offset, freqs))
        return Postings(*map(np.concatenate, zip(*found, strict=True)))


def _one(number: int | None) -> range:
    return range(0) if number is None else range(number, number + 1)
