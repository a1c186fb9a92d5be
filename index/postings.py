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

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.arrays import Array, ArrayFile, ArrayWriter

Stacks = Sequence[Sequence[str]]
"""The terms at each position."""


class _Numbers(dict[str, int]):
    """Term → number, in the order they are met."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class FieldPool:
    """One field of the documents of a segment that is being made."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._terms: list[Array] = []
        self._positions: list[Array] = []
        self._docs: list[int] = []
        self._lengths: list[int] = []

    def add(self, document: int, stacks: Stacks) -> int:
        """Add a document, numbered higher than those before; gives how many terms it has."""
        widths = np.fromiter(map(len, stacks), np.int32, len(stacks))
        length = int(widths.sum())
        terms = map(self._numbers.__getitem__, chain.from_iterable(stacks))
        self._terms.append(np.fromiter(terms, np.int32, length))
        self._positions.append(np.repeat(np.arange(len(stacks), dtype=np.int32), widths))
        self._docs.append(document)
        self._lengths.append(length)
        return length

    def write(self, name: str, documents: int, writer: ArrayWriter) -> None:
        """Write the field of a segment of so many documents. The pool is empty afterwards."""
        terms = sorted(self._numbers)  # by code point, which is the order of UTF-8
        encoded = [term.encode() for term in terms]
        writer.add(f"{name}/terms", np.frombuffer(b"".join(encoded), np.uint8))
        writer.add(f"{name}/ends", _sums(np.fromiter(map(len, encoded), np.int64, len(encoded))))
        lengths = np.zeros(documents, np.int64)
        lengths[self._docs] = self._lengths
        writer.add(f"{name}/lengths", lengths)
        rank = np.zeros(len(terms), np.int32)
        rank[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
        self._numbers.clear()
        for part, array in _invert(*self._streams(rank), len(terms)):
            writer.add(f"{name}/{part}", array)

    def _streams(self, rank: Array) -> tuple[Array, Array, Array]:
        """Term (by rank), document and position of everything, in the order it was added."""
        nothing = [np.zeros(0, np.int32)]
        terms = rank[np.concatenate(self._terms or nothing)]
        self._terms.clear()
        positions = np.concatenate(self._positions or nothing)
        self._positions.clear()
        return terms, np.repeat(np.array(self._docs, np.int32), self._lengths), positions


def _invert(
    terms: Array, documents: Array, positions: Array, count: int
) -> Iterator[tuple[str, Array]]:
    order = _stable_order(terms)
    terms, documents = terms[order], documents[order]
    yield "positions", positions[order]
    del order, positions
    yield "placed", _sums(np.bincount(terms, minlength=count))
    fresh = np.ones(len(terms), bool)
    fresh[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    firsts = np.flatnonzero(fresh)
    yield "docs", documents[firsts]
    yield "freqs", np.diff(firsts, append=len(terms))
    yield "starts", _sums(np.bincount(terms[firsts], minlength=count))


def _stable_order(numbers: Array) -> Array:
    """Like a stable argsort, in two passes of 16 bits, for which numpy counts (linear time)."""
    low = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if not len(numbers) or numbers.max() <= 0xFFFF:
        return low
    high = (numbers >> 16).astype(np.uint16)
    return low[np.argsort(high[low], kind="stable")]


def _sums(numbers: Array) -> Array:
    """The running sums, from 0."""
    return np.concatenate(([0], np.cumsum(numbers)))


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
