from __future__ import annotations

import json

import pytest

from corpus.document import UNKNOWN, Extraction, Page
from corpus.sources import oaipmh
from corpus.store import Store
from index.catalogued import RECORD_FILE, RECORD_PAGE
from index.citation import cite, year_of
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


def _state(store: Store, document_id: str, location: str, **metadata: str) -> None:
    (place,) = store.places.of(document_id)
    with store.transaction():
        store.database.connection.execute(
            "UPDATE place SET location = ?, metadata = ?, url = ?,"
            " confirmed = '2026-11-23T07:00:00Z'",
            (location, json.dumps(metadata), "" if location.startswith("/") else "https://a.fi"),
        )
    assert place.document_id == document_id


def test_what_a_repository_tells(add: Add, store: Store) -> None:
    document_id = add("Teksti.", published=("2014",))
    said = {
        oaipmh.PAGE: "https://example.fi/handle/1/7",
        oaipmh.FILE: "https://example.fi/bitstream/7/a.pdf",
        "author": "Esimerkki, Aino; Exempel, Bo; Esimerkki, Aino",
        "series": "Kotiseudun raportteja ; 2014:12",
        "date": "2014-05-12",
        "identifier": "http://urn.fi/URN:NBN:fi-fe2014001; ISBN 978-952-00-3000-1; x",
        "isbn": "978-952-00-3000-2",
        "publisher": "Kotipolun väki",
    }
    _state(store, document_id, "oai:example.fi:1/7#a.pdf", **said)
    found = cite(store, document_id)
    assert (found.url, found.location) == (
        "https://example.fi/handle/1/7",
        "oai:example.fi:1/7#a.pdf",
    )
    assert found.authors == ("Esimerkki, Aino", "Exempel, Bo")
    assert (found.series, found.number) == ("Kotiseudun raportteja", "2014:12")
    assert (found.issued, found.accessed) == ("2014-05-12", "2026-11-23")
    assert found.urn == "URN:NBN:fi-fe2014001"
    assert found.isbn == "978-952-00-3000-1"  # the other one is mistyped
    assert found.publisher == "Kotipolun väki"


def test_the_address_of_a_document(add: Add, store: Store) -> None:
    document_id = add("Teksti.")
    file = {oaipmh.FILE: "https://example.fi/a.pdf"}
    for location, metadata, url in (
        ("oai:x#a.pdf", file, "https://example.fi/a.pdf"),
        ("oai:x#a.pdf", {oaipmh.PAGE: "javascript:1", **file}, "https://example.fi/a.pdf"),
        (
            "https://example.fi/sivu",
            {"url": "https://example.fi/toinen"},
            "https://example.fi/sivu",
        ),
        ("/raportit/a.pdf", {"url": "https://example.fi/b.pdf"}, "https://example.fi/b.pdf"),
        ("/raportit/a.pdf", {"urn": "URN:NBN:fi-fe1"}, "https://urn.fi/URN:NBN:fi-fe1"),
        ("/raportit/a.pdf", {}, ""),
    ):
        _state(store, document_id, location, **metadata)
        found = cite(store, document_id)
        assert found.url == url
        assert bool(found.accessed) == (location[0] != "/")


def test_a_date_of_another_year_than_the_one_cited_is_left_out(add: Add, store: Store) -> None:
    document_id = add("Teksti.", published=("2013",))
    _state(store, document_id, "/a.pdf", date="2014-05-12")
    assert (cite(store, document_id).year, cite(store, document_id).issued) == (2013, "")


def test_names_of_keys_are_those_of_the_source() -> None:
    assert (RECORD_PAGE, RECORD_FILE) == (oaipmh.PAGE, oaipmh.FILE)
