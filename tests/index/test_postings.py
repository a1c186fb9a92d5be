from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays import ArrayFile, ArrayWriter
from index.postings import FieldPool, FieldPostings, _stable_order
from index.stacks import Given, Stacks

TERMS = st.sampled_from(["a", "ab", "abc", "ä", "äö", "ö", "\U0001f600", "z\x00", ""])
DOCUMENTS = st.lists(st.lists(st.lists(TERMS, max_size=3, unique=True), max_size=6), max_size=5)


def made(documents: list[list[list[str]]], path: Path) -> FieldPostings:
    pool, writer = FieldPool(), ArrayWriter(path.open("wb"))
    for number, stacks in enumerate(documents):
        assert pool.add(number, stacks) == len(stacks)
    pool.write("body", len(documents), writer)
    writer.close()
    return FieldPostings("body", ArrayFile(path))


@settings(max_examples=100)
@given(documents=DOCUMENTS)
def test_every_term_has_its_documents_and_positions(
    documents: list[list[list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    field = made(documents, tmp_path_factory.mktemp("postings") / "p")
    expected: dict[str, dict[int, list[int]]] = {}
    for number, stacks in enumerate(documents):
        for position, terms in enumerate(stacks):
            for term in terms:
                expected.setdefault(term, {}).setdefault(number, []).append(position)
    assert [field.term(n).decode() for n in range(len(field))] == sorted(expected)
    assert field.counts().tolist() == [len(expected[term]) for term in sorted(expected)]
    assert field.lengths.tolist() == [sum(map(len, stacks)) for stacks in documents]
    for term, places in expected.items():
        at = field.find(term)
        assert at is not None
        docs, freqs = field.postings(range(at, at + 1))
        assert docs.tolist() == list(places)
        assert freqs.tolist() == [len(positions) for positions in places.values()]
        for kept in (set(places), set(list(places)[1::2])):
            within = np.array([document in kept for document in range(len(documents))], bool)
            pairs = zip(*(array.tolist() for array in field.places(at, within)), strict=True)
            assert list(pairs) == [(d, p) for d, of in places.items() for p in of if d in kept]
    for prefix in ("", "a", "ab", "ä", "\U0001f600", "x"):
        found = [field.term(number).decode() for number in field.beginning(prefix)]
        assert found == [term for term in sorted(expected) if term.startswith(prefix)]


def test_a_field_of_a_segment_has_one_vocabulary() -> None:
    pool, other = FieldPool(), Given()
    pool.add(0, [["a"]])
    with pytest.raises(ValueError, match="one vocabulary"):
        pool.add(1, Stacks(other, other.numbered([["a"]])))


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    field = made([[["b"], ["d"]]], tmp_path / "p")
    assert [field.find(term) for term in ("a", "c", "e", "\ud800")] == [None] * 4


@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**31 - 1)), max_size=50))
def test_the_order_is_that_of_a_stable_sort(numbers: list[int]) -> None:
    array = np.array(numbers, np.int32)
    assert _stable_order(array).tolist() == np.argsort(array, kind="stable").tolist()
