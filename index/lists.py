"""The posting lists of all segments as if of one: their documents are numbered on and on.

A document that is gone has no number. So whatever is counted here, how many documents have a term
or how long they are, is as if it had never been indexed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

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


class Segment:
    """A segment among others: its documents have numbers from `first` on, those gone none."""

    def __init__(self, first: int, of: SegmentPostings, gone: frozenset[str]) -> None:
        self.field = of.field
        ids = _ids(of)
        here = np.fromiter((id_ not in gone for id_ in ids), bool, len(ids))
        self.ids = [id_ for id_ in ids if id_ not in gone]
        self._first, self._here = first, None if here.all() else here
        self._numbers = first - 1 + np.cumsum(here)

    def kept(self, docs: Array, beside: Array) -> tuple[Array, Array]:
        """The numbers of some documents, and what stands beside each, without those gone."""
        if self._here is None:
            return docs.astype(np.int64) + self._first, beside
        here = self._here[docs]
        return self._numbers[docs[here]], beside[here]

    def spread(self, values: Array) -> Array:
        """Of one value for each document of the segment, those of documents that are here."""
        return values if self._here is None else values[self._here]

    def within(self, mask: Array) -> Array:
        """Of a mask over all numbers, the one over the documents of the segment."""
        own = mask[self._first : self._first + len(self.ids)]
        if self._here is None:
            return own
        spread = np.zeros(len(self._here), bool)
        spread[self._here] = own
        return spread

    @property
    def numbers(self) -> slice:
        """The numbers of its documents."""
        return slice(self._first, self._first + len(self.ids))


def _ids(of: SegmentPostings) -> list[str]:
    found, field = [""] * of.documents, of.field(ID)
    if field:
        for number, document in enumerate(field.postings(range(len(field))).docs.tolist()):
            found[document] = field.term(number).decode()
    return found


class Lists:
    """What the segments of an index hold, but for the documents with the ids gone from each."""

    def __init__(self, segments: Iterable[tuple[SegmentPostings, frozenset[str]]]) -> None:
        self.ids: list[str] = []
        """The id of each document."""
        self._segments: list[Segment] = []
        for postings, gone in segments:
            segment = Segment(len(self.ids), postings, gone)
            self._segments.append(segment)
            self.ids += segment.ids
        self.size = len(self.ids)
        self._norms: dict[str, tuple[Array, float]] = {}
        self._facets: dict[str, FacetTable] = {}

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
        segment = self._segments[part]
        of = segment.field(field)
        number = of.find(term) if of else None
        if of is None or number is None:
            return NOWHERE
        places, positions = segment.kept(*of.places(number, segment.within(within)))
        places <<= PLACE_BITS
        places += positions
        return places

    def lengths(self, field: str) -> tuple[Array, float]:
        """How many terms each document has in this field, and the mean of all documents."""
        if field not in self._norms:
            lengths = np.zeros(self.size)
            for segment, of in self._fields(field):
                lengths[segment.numbers] = segment.spread(of.lengths)
            self._norms[field] = lengths, float(lengths.mean()) if self.size else 0.0
        return self._norms[field]

    def facet(self, name: str) -> FacetTable:
        """A facet's values and who has them; empty for one that no document has."""
        if name not in self._facets:
            known: dict[str, int] = {}
            numbers, docs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
            for segment, of in self._fields(FACET_PREFIX + name):
                values = (of.term(number).decode() for number in range(len(of)))
                own = np.array([known.setdefault(value, len(known)) for value in values], np.int64)
                all_docs = of.postings(range(len(of))).docs
                kept, of_each = segment.kept(all_docs, np.repeat(own, of.counts()))
                docs.append(kept)
                numbers.append(of_each)
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

    def _fields(self, name: str) -> list[tuple[Segment, FieldPostings]]:
        fields = ((segment, segment.field(name)) for segment in self._segments)
        return [(segment, field) for segment, field in fields if field]

    def _joined(self, field: str, wanted: Callable[[FieldPostings], range]) -> Postings:
        found = [NOTHING]
        for segment, of in self._fields(field):
            postings = of.postings(wanted(of))
            if len(postings.docs):
                found.append(Postings(*segment.kept(*postings)))
        return Postings(*map(np.concatenate, zip(*found, strict=True)))


def _one(number: int | None) -> range:
    return range(0) if number is None else range(number, number + 1)
