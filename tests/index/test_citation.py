from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import UNKNOWN, Extraction, Page
from corpus.store import Store
from index.citation import cite, year_of
from index.cleaning import clean
from tests.index.conftest import Add


def test_what_is_known_of_a_document(add: Add, store: Store) -> None:
    document_id = add(
        "Teksti.",
        title="Kotipolku\tja \x1b[2J muut",
        organisation=("Oulu",),
        kind=("loppuraportti",),
        published=("2012",),
        period=("2009-2011",),
        region=("Kainuu", "Lappi"),
        language=("fi",),
    )
    found = cite(store, document_id, [3, 5])
    assert found.title == "Kotipolku ja [2J muut"
    assert (found.organisation, found.publisher, found.year) == ("Oulu", "Oulu", 2012)
    assert (found.kind, found.label) == ("loppuraportti", "Loppuraportti")
    assert found.key == f"hankemuisti-{document_id}"
    assert (found.url, found.location[:9]) == ("", "/reports/")
    assert found.as_json()["pages"] == (3, 5)


def test_what_is_not_known_is_empty(add: Add, store: Store) -> None:
    found = cite(store, add("Teksti.", title="", organisation=(UNKNOWN,)))
    assert (found.organisation, found.publisher, found.year, found.label) == ("", "", None, "")
    assert found.title == found.id


def test_a_publisher_in_the_metadata_is_no_author(add: Add, store: Store) -> None:
    document_id = add("Teksti.")
    metadata = {"author": "Maija Meikäläinen", "DC.Publisher": "Kotipolun\nväki", "x": "y"}
    pages = (Page(1, "Teksti."),)
    store.documents.save_extraction(document_id, Extraction(pages, "R", metadata), "1")
    found = cite(store, document_id)
    assert (found.organisation, found.publisher) == ("", "Kotipolun väki")
    assert "Maija" not in str(found.as_json())


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ({"published": ["2012"], "period": ["2009-2015"]}, 2012),
        ({"period": ["2009-2011"], "year": ["2009", "2010"]}, 2011),
        ({"year": ["2009", "2010"]}, 2010),
        ({"year": [UNKNOWN]}, None),
        ({"published": [UNKNOWN], "year": ["2010"]}, 2010),
        ({}, None),
    ],
)
def test_the_year_to_cite(values: dict[str, list[str]], year: int | None) -> None:
    assert year_of(values) == year


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_is_one_line_that_can_be_written(text: str) -> None:
    found = clean(text)
    assert found.encode().decode() == found
    assert found.splitlines() in ([found], [])
    assert clean(found) == found
