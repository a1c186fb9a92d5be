from __future__ import annotations

import pytest

from corpus.document import FacetValue
from corpus.facets import DECISION, decided
from corpus.overrides import SET, UNSET, Override
from corpus.store import Store

READ = [
    FacetValue("period", "2009-2010", 0.8),
    FacetValue("programme", "kaste", 0.9),
    FacetValue("region", "Kainuu", 0.9),
    FacetValue("region", "Lappi", 0.5),
    FacetValue("year", "2009", 0.8),
    FacetValue("year", "2010", 0.8),
]


def _values(found: list[FacetValue], facet: str) -> list[str]:
    return [value.value for value in found if value.facet == facet]


def _over(*overrides: Override) -> list[FacetValue]:
    return decided(READ, overrides)


def test_without_decisions_all_stays_as_read() -> None:
    assert _over() == READ


def test_a_set_value_joins_those_of_a_facet_with_many() -> None:
    found = _over(Override("d", "region", "Uusimaa", SET, "ks. s. 3", "Aino", "2026-01-02"))
    assert _values(found, "region") == ["Uusimaa", "Kainuu", "Lappi"]
    (evidence,) = next(value for value in found if value.value == "Uusimaa").evidence
    assert (evidence.words, evidence.place) == ("ks. s. 3", DECISION)
    assert evidence.rule == "set by Aino, 2026-01-02"


def test_a_set_value_replaces_that_of_a_facet_with_one() -> None:
    assert _values(_over(Override("d", "programme", "lape", SET)), "programme") == ["lape"]


def test_an_unset_value_goes_and_the_others_stay() -> None:
    assert _values(_over(Override("d", "region", "Lappi", UNSET)), "region") == ["Kainuu"]


def test_years_follow_a_decided_period_and_can_be_decided_beside_it() -> None:
    longer = Override("d", "period", "2011-2013", SET)
    assert _values(_over(longer), "year") == ["2011", "2012", "2013"]
    without = Override("d", "year", "2012", UNSET)
    assert _values(_over(longer, without), "year") == ["2011", "2013"]
    assert _values(_over(Override("d", "period", "2009-2010", UNSET)), "year") == []
    published = Override("d", "published", "2015", SET)
    assert _values(_over(published), "year") == ["2009", "2010"]


def test_decisions_survive_every_run(store: Store, document: str) -> None:
    overrides = store.facets.overrides
    store.facets.replace(document, READ)
    overrides.put(Override(document, "region", "Lappi", UNSET, author="Aino"))
    store.facets.replace(document, READ)
    assert store.facets.values(document)["region"] == ["Kainuu"]
    assert [value.value for value in store.facets.read(document) if value.facet == "region"] == [
        "Kainuu",
        "Lappi",
    ]


def test_a_later_decision_takes_the_place_of_the_earlier(store: Store, document: str) -> None:
    overrides = store.facets.overrides
    overrides.put(Override(document, "region", "Lappi", UNSET, at="2026-01-01"))
    overrides.put(Override(document, "region", "Lappi", SET, at="2026-01-02"))
    assert [(item.action, item.at) for item in overrides.of(document)] == [(SET, "2026-01-02")]
    assert overrides.all() == overrides.of(document)


@pytest.mark.parametrize(("value", "left"), [("Lappi", ["Kainuu"]), ("", [])])
def test_decisions_can_be_taken_back(
    value: str, left: list[str], store: Store, document: str
) -> None:
    overrides = store.facets.overrides
    for region in ("Kainuu", "Lappi"):
        overrides.put(Override(document, "region", region, SET))
    before = store.database.revision()
    assert overrides.take_back(document, "region", value) == 2 - len(left)
    assert [item.value for item in overrides.of(document)] == left
    assert store.database.revision() != before
    assert overrides.take_back(document, "theme") == 0
