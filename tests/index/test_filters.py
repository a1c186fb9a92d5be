from __future__ import annotations

import pytest

from corpus.errors import UsageError
from index.filters import read_filters


@pytest.mark.parametrize(
    ("facet", "text", "values"),
    [
        ("region", "kainuu", {"Kainuu"}),
        ("region", "Egentliga Finland", {"Varsinais-Suomi"}),
        ("region", "Koko maa", {"koko maa"}),
        ("region", "unknown", {"unknown"}),
        ("region", "tuntematon", {"unknown"}),
        ("region", "kuusamo", {"Kuusamo"}),
        ("region", "Lapin hyvinvointialue", {"Lapin hyvinvointialue"}),
        ("kind", "Slutrapport", {"loppuraportti"}),
        ("theme", "Barnskydd", {"lastensuojelu"}),
        ("theme", "neuvola", {"neuvola"}),
        ("year", "2009", {"2009"}),
        ("year", "2009..2011", {"2009", "2010", "2011"}),
        ("year", "2009–2010", {"2009", "2010"}),
        ("programme", "KASTE", {"kaste"}),
        ("language", "ruotsi", {"sv"}),
    ],
)
def test_values_are_read_as_people_write_them(facet: str, text: str, values: set[str]) -> None:
    assert read_filters({facet: [text]}) == {facet: frozenset(values)}


def test_several_values_of_a_facet_are_alternatives() -> None:
    chosen = read_filters({"region": ["Kainuu", "Lappi"], "year": ["2009", "2011"], "theme": []})
    assert chosen == {
        "region": frozenset({"Kainuu", "Lappi"}),
        "year": frozenset({"2009", "2011"}),
    }


@pytest.mark.parametrize(
    ("facet", "text", "message"),
    [
        ("region", "Kainu", "did you mean Kainuu"),
        ("theme", "neuvolat-", "neuvola"),
        ("year", "09", "2009..2014"),
        ("year", "2014..2009", "ends before"),
        ("year", "1800", "from 1900 to 2100"),
        ("year", "2150..2200", "from 1900 to 2100"),
        ("programme", "x", "known are kaste"),
    ],
)
def test_an_unknown_value_names_what_is_known(facet: str, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_filters({facet: [text]})


def test_a_range_of_years_is_bounded() -> None:
    assert len(read_filters({"year": ["0001..9999"]})["year"]) == 201
