"""Posting lists as flat arrays: of one field, for each term its documents, and where in them.

What is written of a field with `V` terms, `P` postings and `T` places, in order of the terms:

terms, ends    the terms one after another in UTF-8; V + 1 places where each begins
starts         V + 1: where each term's postings begin
docs, freqs    P: the document, and how often it has the term
placed         V + 1: where each term's positions begin
positions      T: positions of postings one after another, rising within a posting
lengths        for each document, how many terms stand in the field
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from index.arrays import Array, ArrayFile, ArrayWriter, ragged, sums
from index.stacks import Given, Stack, Stacks, Vocabulary

_AT_ONCE = 5000
"""Stacks whose terms are numbered together; a call for each takes longer than the numbering."""


class _Numbers(dict[str, int]):
    """Term → number, in the order they are met."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class FieldPool:
    """One field of the documents of a segment that is being made."""

    def __init__(self) -> None:
        self._given = Given()
        self._vocabulary: Vocabulary = self._given
        self._docs: list[int] = []
        self._fields: list[Array] = []

    def add(self, document: int, field: Sequence[Sequence[str]]) -> int:
        """Add a document, numbered higher than those before; gives how many positions it has.

        Raises ValueError when the vocabulary is not that of the documents before.
        """
        if isinstance(field, Stacks):
            vocabulary, numbers = field.vocabulary, field.numbers
        else:
            vocabulary, numbers = self._given, self._given.numbered(field)
        if self._docs and vocabulary is not self._vocabulary:
            raise ValueError("a field of a segment has one vocabulary")
        self._vocabulary = vocabulary
        self._docs.append(document)
        self._fields.append(numbers)
        return len(numbers)

    def write(self, name: str, documents: int, writer: ArrayWriter) -> None:
        """Write the field of a segment of so many documents. The pool is empty afterwards."""
        rows, distinct = _rows(self._fields)
        terms, starts, flat = _terms(self._vocabulary.stacks(distinct))
        writer.add(f"{name}/terms", np.frombuffer(b"".join(terms), np.uint8))
        writer.add(f"{name}/ends", sums(np.fromiter(map(len, terms), np.int64, len(terms))))
        count = len(terms)
        del terms
        standing, positions = _spread(self._fields, rows, starts, flat)
        lengths = np.fromiter(map(len, standing), np.int32, len(standing))
        docs = np.repeat(np.array(self._docs, np.int32), lengths)
        of_document = np.zeros(documents, np.int64)
        of_document[self._docs] = lengths
        writer.add(f"{name}/lengths", of_document)
        self._docs, self._fields = [], []
        for part, numbers in _invert(_joined(standing), docs, _joined(positions), count):
            writer.add(f"{name}/{part}", numbers)


def _rows(fields: Sequence[Array]) -> tuple[Array, Array]:
    """The numbers that are there, in order, and for each number its place among them."""
    there = np.zeros(max((int(f.max()) for f in fields if len(f)), default=0) + 1, bool)
    for numbers in fields:
        there[numbers] = True
    return np.cumsum(there, dtype=np.int32) - 1, np.flatnonzero(there)


def _terms(stacks: Iterable[Stack]) -> tuple[list[bytes], Array, Array]:
    """All terms in order, in UTF-8; and where each stack begins in the numbers of theirs."""
    numbers = _Numbers()
    flat, widths = array("i"), array("i")
    every = iter(stacks)
    while some := list(islice(every, _AT_ONCE)):
        flat.extend(map(numbers.__getitem__, chain.from_iterable(some)))
        widths.extend(map(len, some))
    order = sorted(numbers)  # by code point, which is the order of UTF-8
    rank = np.zeros(len(order), np.int32)
    rank[[numbers[term] for term in order]] = np.arange(len(order), dtype=np.int32)
    encoded = [term.encode() for term in order]
    return encoded, sums(np.array(widths, np.int64)), rank[np.array(flat, np.int32)]


def _spread(
    fields: Sequence[Array], rows: Array, starts: Array, terms: Array
) -> tuple[list[Array], list[Array]]:
    """Of each document the terms (by number) in their order, and the position of each."""
    widths = np.diff(starts).astype(np.int32)
    standing, positions = [], []
    for numbers in fields:
        own = rows[numbers]
        standing.append(ragged(starts, terms, own))
        positions.append(np.repeat(np.arange(len(own), dtype=np.int32), widths[own]))
    return standing, positions


def _joined(arrays: list[Array]) -> Array:
    """One after another; the list is empty afterwards, for it may be half of all memory."""
    joined = np.concatenate([np.zeros(0, np.int32), *arrays])
    arrays.clear()
    return joined


def _invert(
    terms: Array, documents: Array, positions: Array, count: int
) -> Iterator[tuple[str, Array]]:
    order = _stable_order(terms)
    terms, documents = terms[order], documents[order]
    yield "positions", positions[order]
    del order, positions
    yield "placed", sums(np.bincount(terms, minlength=count))
    fresh = np.ones(len(terms), bool)
    fresh[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    firsts = np.flatnonzero(fresh)
    yield "docs", documents[firsts]
    yield "freqs", np.diff(firsts, append=len(terms))
    yield "starts", sums(np.bincount(terms[firsts], minlength=count))


def _stable_order(numbers: Array) -> Array:
    """Like a stable argsort, in two passes of 16 bits, for which numpy counts (linear time)."""
    low = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if not len(numbers) or numbers.max() <= 0xFFFF:
        return low
    high = (numbers >> 16).astype(np.uint16)
    return low[np.argsort(high[low], kind="stable")]


class Postings(NamedTuple):
    """Documents, rising within a term, and how often each has the term."""

    docs: Array
    freqs: Array


class FieldPostings:
    """The posting lists of one field of a segment."""

    def __init__(self, name: str, arrays: ArrayFile) -> None:
        # As memory views, for single items of an array are slow to come by.
        self._terms = arrays[f"{name}/terms"].data
        self._ends = arrays[f"{name}/ends"].data
        self._starts, self._placed = arrays[f"{name}/starts"], arrays[f"{name}/placed"]
        self._docs, self._freqs = arrays[f"{name}/docs"], arrays[f"{name}/freqs"]
        self._positions = arrays[f"{name}/positions"]
        self.lengths = arrays[f"{name}/lengths"]

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._ends) - 1

    def term(self, number: int) -> bytes:
        """A term by its number; they are in order."""
        return bytes(self._terms[self._ends[number] : self._ends[number + 1]])

    def find(self, term: str) -> int | None:
        """The number of a term, None when there is none."""
        wanted = term.encode("utf-8", "replace")
        number = self._from(wanted)
        return number if number < len(self) and self.term(number) == wanted else None

    def beginning(self, prefix: str) -> range:
        """The numbers of the terms that begin so."""
        low = prefix.encode("utf-8", "replace")
        return range(self._from(low), self._from(low + b"\xff"))  # which is not in UTF-8

    def postings(self, numbers: range) -> Postings:
        """The postings of these terms, one term after another."""
        of = slice(self._starts[numbers.start], self._starts[numbers.stop])
        return Postings(self._docs[of], self._freqs[of])

    def counts(self) -> Array:
        """For each term, how many documents have it."""
        return np.diff(self._starts.astype(np.int64))

    def places(self, number: int, within: Array) -> tuple[Array, Array]:
        """The documents and positions of a term, a pair for each place, in documents of a mask."""
        docs, freqs = self.postings(range(number, number + 1))
        ends = np.cumsum(freqs, dtype=np.int64) + self._placed[number]
        kept = within[docs]
        docs, freqs, ends = docs[kept], freqs[kept], ends[kept]
        # Each posting's positions run on to its end, and theirs one after another.
        at = np.repeat(ends - np.cumsum(freqs, dtype=np.int64), freqs)
        at += np.arange(len(at))
        return np.repeat(docs, freqs), self._positions[at]

    def _from(self, term: bytes) -> int:
        return bisect_left(range(len(self)), term, key=self.term)
