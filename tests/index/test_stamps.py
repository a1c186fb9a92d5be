from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.copies import Copy
from corpus.document import Extraction, FacetValue, Page, Reference
from corpus.overrides import Override
from corpus.store import Store
from index.stamps import stamps
from pipeline.analyse import analyse_document
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add


def retitle(store: Store, analyzer: Analyzer, one: str) -> None:
    pages = (Page(1, "Neuvolassa käydään usein.", headings=()),)
    store.pages.replace(one, "Toinen otsikko", pages)
    store.documents.save_extraction(one, Extraction(pages, "Toinen otsikko"), "1")
    analyse_document(store, analyzer, store.find(one))
    store.documents.described(one, "1")


def reread(store: Store, analyzer: Analyzer, one: str) -> None:
    pages = (Page(1, "Neuvolassa käydään usein ja mielellään."),)
    store.pages.replace(one, "Raportti", pages)
    analyse_document(store, analyzer, store.find(one))


def find_heading(store: Store, _: Analyzer, one: str) -> None:
    store.database.connection.execute(
        "UPDATE page SET headings = '[[0, 10]]' WHERE document_id = ? AND number = 1", (one,)
    )


def describe(store: Store, _: Analyzer, one: str) -> None:
    store.facets.replace(one, [FacetValue("region", "Lappi", 1.0)])


def decide(store: Store, _: Analyzer, one: str) -> None:
    store.facets.overrides.put(Override(one, "region", "Kainuu", "unset"))


def see_elsewhere(store: Store, _: Analyzer, one: str) -> None:
    reference = Reference("another", "/elsewhere.txt")
    store.places.see(reference, 2)
    store.places.bind(reference, one)


Change = Callable[[Store, Analyzer, str], None]


@pytest.mark.parametrize("change", [retitle, reread, find_heading, describe, decide, see_elsewhere])
def test_whatever_an_index_shows_changes_the_stamp_of_that_document(
    store: Store, analyzer: Analyzer, add: Add, change: Change
) -> None:
    one = add("Neuvolassa käydään usein.", region=("Kainuu",))
    two = add("Koulussa opitaan.", region=("Kainuu",))
    before = stamps(store)
    assert before == stamps(store)
    change(store, analyzer, one)
    after = stamps(store)
    assert after[one] != before[one]
    assert after[two] == before[two]


def test_what_an_index_does_not_show_changes_nothing(
    store: Store, analyzer: Analyzer, add: Add
) -> None:
    one = add("Neuvolassa käydään usein.", region=("Kainuu",))
    before = stamps(store)
    store.facets.replace(one, [FacetValue("region", "Kainuu", 0.7)])
    store.documents.indexed()
    reference = Reference("test", "/another/place.txt")
    store.places.see(reference, 2)
    store.places.bind(reference, one)
    assert stamps(store) == before


def test_a_copy_and_a_document_without_facets_have_no_stamp(store: Store, add: Add) -> None:
    one, two = add("Neuvolassa käydään."), add("Neuvolassa käydään, siis.")
    store.documents.create("f" * 64, "text/plain", 1)
    assert list(stamps(store)) == sorted([one, two])
    store.copies.replace([Copy(two, one, "copy", 1.0)])
    assert list(stamps(store)) == [one]
    store.copies.replace([Copy(two, one, "edition", 0.9)])
    assert list(stamps(store)) == sorted([one, two])
