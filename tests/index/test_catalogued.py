from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalogued import address, catalogued


@pytest.mark.parametrize(
    ("said", "series", "number"),
    [
        ({"series": "Raportteja ; 2014:12"}, "Raportteja", "2014:12"),
        ({"series": "Raportti 5/2013"}, "Raportti", "5/2013"),
        ({"series": "Raportteja nro 7"}, "Raportteja", "nro 7"),
        ({"series": "Raportteja", "number in series": "3"}, "Raportteja", "3"),
        ({"sarja": "Kylän vuosi 2000 kuvina"}, "Kylän vuosi 2000 kuvina", ""),
        ({}, "", ""),
    ],
)
def test_series_and_number(said: dict[str, str], series: str, number: str) -> None:
    found = catalogued(said, {})
    assert (found.series, found.number) == (series, number)


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2014-05-12", "2014-05-12"),
        ("2014-05-12T08:00:00Z", "2014-05-12"),
        ("2014-05", "2014-05"),
        ("12.5.2014", "2014-05-12"),
        ("2014", ""),
        ("2014-02-30", ""),
        ("0000-01-01", ""),
        ("keväällä", ""),
    ],
)
def test_when_it_was_issued(date: str, issued: str) -> None:
    assert catalogued({"date": date}, {}).issued == issued


def test_persons_are_taken_from_the_source_alone() -> None:
    own = {"author": "Esimerkki, Aino", "citation_doi": "10.1234/a", "citation_issn": "1236-2050"}
    found = catalogued({"Authors": "Bo Exempel"}, own)
    assert (found.authors, found.doi, found.issn) == (("Bo Exempel",), "10.1234/a", "1236-2050")
    assert catalogued({}, own).authors == ()


def test_one_address_or_none() -> None:
    assert address(" https://example.fi/a b") == ""
    assert address("https://example.fi/a\n") == "https://example.fi/a"
    assert address("file:///etc/passwd") == ""


KEYS = st.sampled_from(["author", "series", "date", "url", "identifier", "isbn"])


@given(st.dictionaries(KEYS, st.text(st.characters(exclude_categories=[]))))
def test_any_metadata_are_read(said: dict[str, str]) -> None:
    found = catalogued(said, said)
    for value in (*found[1:], *found.authors):
        assert "\n" not in value
        str(value).encode()
