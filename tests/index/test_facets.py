from __future__ import annotations

import pytest

from corpus.config import Config
from corpus.document import FacetValue
from corpus.errors import UsageError
from corpus.overrides import SET, UNSET
from corpus.store import Store
from index.facets import (
    Decision,
    decide,
    decisions_of,
    list_decisions,
    sheet,
)
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


def _region(value: str, action: str = SET) -> Decision:
    return Decision("region", value, action)


def test_alternatives_stand_beside_what_holds(add: Add, store: Store, config: Config) -> None:
    document_id = add("Teksti.", region=("Kainuu",))
    values = [FacetValue("region", "Kainuu", 0.9), FacetValue("region", "Salo", 0.2, chosen=False)]
    store.facets.replace(document_id, values)
    found = sheet(config, document_id[:6])
    assert [value.value for value in found.values] == ["Kainuu"]
    assert [value.value for value in found.alternatives] == ["Salo"]
    decide(config, document_id, [_region("Lappi"), _region("Kainuu", UNSET)])
    found = sheet(config, document_id)
    assert [value.value for value in found.values] == ["Lappi"]
    assert [value.value for value in found.alternatives] == ["Kainuu", "Salo"]
    assert found.as_json()["overrides"][0]["facet"] == "region"


def test_values_are_read_as_people_write_them(add: Add, config: Config) -> None:
    document_id = add("Teksti.")
    decide(
        config,
        document_id,
        [
            _region("egentliga finland"),
            Decision("period", "2009–2011", SET),
            Decision("kind", "slutrapport", SET),
            Decision("project", "  Oma   hanke ", SET),
        ],
        author="Aino",
        note="s. 3",
    )
    held = {(value.facet, value.value) for value in sheet(config, document_id).values}
    assert held == {
        ("region", "Varsinais-Suomi"),
        ("period", "2009-2011"),
        ("kind", "loppuraportti"),
        ("project", "Oma hanke"),
        *(("year", str(year)) for year in (2009, 2010, 2011)),
    }


@pytest.mark.parametrize(
    ("facet", "value", "message"),
    [
        ("region", "Kainu", "did you mean Kainuu"),
        ("colour", "red", "no facet 'colour'; known are budget, county, funding, kind"),
        ("period", "keväällä", "give a year"),
        ("budget", "paljon", r"give whole euros \(672500\)$"),
        ("funding", "1200 %", r"or a share \(75 %\)"),
        ("project", " ", "no facet|known"),
    ],
)
def test_what_is_no_value_changes_nothing(
    facet: str, value: str, message: str, add: Add, config: Config
) -> None:
    document_id = add("Teksti.")
    with pytest.raises(UsageError, match=message):
        decide(config, document_id, [_region("Kainuu"), Decision(facet, value, SET)])
    assert list_decisions(config) == []


def test_decisions_are_taken_back_or_it_is_said(add: Add, config: Config) -> None:
    document_id = add("Teksti.")
    decide(config, document_id, [_region("Kainuu"), _region("Lappi")])
    decide(config, document_id, [], forget=["region=Lappi"])
    assert [item["value"] for item in list_decisions(config)] == ["Kainuu"]
    with pytest.raises(UsageError, match="nobody decided on theme"):
        decide(config, document_id, [_region("Uusimaa")], forget=["theme"])
    assert [item["value"] for item in list_decisions(config)] == ["Kainuu"]


def test_pairs_as_typed() -> None:
    assert decisions_of(["region=Kainuu", " kind = tiedote "], SET) == [
        Decision("region", "Kainuu", SET),
        Decision("kind", "tiedote", SET),
    ]
    for pair in ("region", "region=", "=Kainuu"):
        with pytest.raises(UsageError, match="give facet=value"):
            decisions_of([pair], SET)


def test_the_same_again_keeps_the_note_and_who_wrote_it(add: Add, config: Config) -> None:
    document_id = add("Teksti.")
    decide(config, document_id, [_region("Kainuu")], note="ks. s. 3", author="Aino")
    decide(config, document_id, [_region("kainuu")], author="Eino")
    (kept,) = list_decisions(config)
    assert (kept["note"], kept["author"]) == ("ks. s. 3", "Aino")
    decide(config, document_id, [_region("Kainuu")], note="ks. s. 4", author="Eino")
    (kept,) = list_decisions(config)
    assert (kept["note"], kept["author"]) == ("ks. s. 4", "Eino")
    decide(config, document_id, [_region("Kainuu", UNSET)], author="Irja")
    (kept,) = list_decisions(config)
    assert (kept["action"], kept["note"], kept["author"]) == (UNSET, "", "Irja")


def test_a_facet_of_one_value_keeps_the_last_that_was_set(add: Add, config: Config) -> None:
    document_id = add("Teksti.", budget=("100000",), funding=("75000", "75 %"))
    for value in ("2009-2011", "2010-2012"):
        decide(config, document_id, [Decision("period", value, SET)])
    decide(
        config,
        document_id,
        [Decision("budget", "120 000 €", SET), Decision("funding", "80%", SET)],
    )
    held = {(value.facet, value.value) for value in sheet(config, document_id).values}
    assert held >= {("period", "2010-2012"), ("budget", "120000")}
    assert held >= {("funding", "75000"), ("funding", "80 %")}
    assert not held & {("period", "2009-2011"), ("budget", "100000"), ("funding", "75 %")}


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ([_region("Kainuu"), _region("kainuu", UNSET)], "region=Kainuu is both set and unset"),
        (
            [Decision("kind", "tiedote", SET), Decision("kind", "loppuraportti", SET)],
            "a document has one kind: set tiedote or loppuraportti, not both",
        ),
    ],
)
def test_decisions_that_contradict_each_other_are_refused(
    decisions: list[Decision], message: str, add: Add, config: Config
) -> None:
    with pytest.raises(UsageError, match=message):
        decide(config, add("Teksti."), decisions)
    assert list_decisions(config) == []


def test_a_note_needs_a_decision(add: Add, config: Config) -> None:
    document_id = add("Teksti.")
    decide(config, document_id, [_region("Kainuu")])
    with pytest.raises(UsageError, match="kept with a decision"):
        decide(config, document_id, [], forget=["region"], note="miksi")
    assert len(list_decisions(config)) == 1
