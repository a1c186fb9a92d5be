from __future__ import annotations

import pytest

from corpus.document import Evidence, FacetValue
from corpus.facets import exclude
from corpus.overrides import SET, UNSET, Override
from corpus.store import Store

REGION = FacetValue(
    "region",
    "Pohjois-Pohjanmaa",
    0.87654321,
    (
        Evidence("Oulun kaupunki", "text", "municipality", page=12, start=345, end=359),
        Evidence("“Oulu” – äö\x00", "title", "municipality"),
    ),
)


def test_values_come_back_with_their_evidence(store: Store, document: str) -> None:
    store.facets.replace(document, [REGION, FacetValue("year", "2012", 1.0)])
    assert store.facets.of(document) == [REGION, FacetValue("year", "2012", 1.0)]
    assert store.facets.of("nobody") == []


def test_the_order_is_by_facet_and_certainty(store: Store, document: str) -> None:
    given = [
        FacetValue("theme", "b", 0.5),
        FacetValue("theme", "c", 0.9),
        FacetValue("theme", "a", 0.5),
        FacetValue("region", "z", 0.1),
    ]
    store.facets.replace(document, given)
    found = [(value.facet, value.value) for value in store.facets.of(document)]
    assert found == [("region", "z"), ("theme", "c"), ("theme", "a"), ("theme", "b")]


def test_new_values_take_the_place_of_the_old(store: Store, document: str) -> None:
    other = store.documents.create("c" * 64, "text/plain", 1)
    store.facets.replace(other, [REGION])
    store.facets.replace(document, [REGION, FacetValue("year", "2012", 1.0)])
    store.facets.replace(document, [FacetValue("year", "2013", 0.5)])
    assert store.facets.of(document) == [FacetValue("year", "2013", 0.5)]
    store.facets.replace(document, [])
    assert store.facets.of(document) == []
    assert store.facets.of(other) == [REGION]


def test_values_that_cannot_be_kept_leave_the_old(store: Store, document: str) -> None:
    store.facets.replace(document, [REGION])
    twice = FacetValue("year", "2012", 1.0)
    with pytest.raises(Exception, match="UNIQUE"):
        store.facets.replace(document, [twice, twice])
    assert store.facets.of(document) == [REGION]


def test_values_by_facet_with_years_in_order(store: Store, document: str) -> None:
    given = [
        FacetValue("theme", "lapset", 0.4),
        FacetValue("theme", "koulu", 0.9),
        FacetValue("year", "2013", 0.9),
        FacetValue("year", "2011", 0.2),
        FacetValue("year", "2012", 0.5),
    ]
    store.facets.replace(document, given)
    assert store.facets.values(document) == {
        "theme": ["koulu", "lapset"],
        "year": ["2011", "2012", "2013"],
    }


def test_values_without_years(store: Store, document: str) -> None:
    store.facets.replace(document, [REGION])
    assert store.facets.values(document) == {"region": ["Pohjois-Pohjanmaa"]}
    assert store.facets.values("nobody") == {}


def test_funding_has_an_amount_and_a_share_and_one_of_each() -> None:
    assert exclude("funding", "75 %", "80 %")
    assert exclude("funding", "75000", "80000")
    assert not exclude("funding", "75 %", "75000")
    assert not exclude("funding", "75 %", "75 %")
    assert exclude("kind", "tiedote", "loppuraportti")
    assert not exclude("region", "Kainuu", "Lappi")


def test_the_same_decision_again_leaves_the_earlier_one(store: Store, document: str) -> None:
    first = Override(document, "region", "Kainuu", SET, "ks. s. 3", "Aino", "2024-01-01T00:00:00")
    store.facets.decide(first)
    store.facets.decide(Override(document, "region", "Kainuu", SET, "", "Eino"))
    store.facets.decide(Override(document, "region", "Kainuu", SET, "ks. s. 3", "Eino"))
    assert store.facets.overrides.all() == [first]
    store.facets.decide(Override(document, "region", "Lappi", SET))
    assert len(store.facets.overrides.all()) == 2
    store.facets.decide(Override(document, "kind", "tiedote", SET))
    store.facets.decide(Override(document, "kind", "esite", UNSET))
    store.facets.decide(Override(document, "kind", "loppuraportti", SET))
    decided = {(each.value, each.action) for each in store.facets.overrides.all()}
    assert decided >= {("loppuraportti", SET), ("esite", UNSET)}
    assert ("tiedote", SET) not in decided
