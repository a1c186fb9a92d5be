from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from corpus.config import Config
from corpus.document import FacetValue
from corpus.errors import UsageError
from corpus.overrides import SET, UNSET
from corpus.store import Store
from index.facets import (
    COLUMNS,
    Decision,
    decide,
    decisions_of,
    export,
    import_decisions,
    list_decisions,
    sheet,
)
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


def _region(value: str, action: str = SET) -> Decision:
    return Decision("region", value, action)


def _import(config: Config, *rows: dict[str, str]) -> int:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return import_decisions(config, text.getvalue().encode(), "Aino")


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
        ("colour", "red", "no facet 'colour'; known are county, kind, language"),
        ("period", "keväällä", "give a year"),
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


def test_review_in_bulk(add: Add, config: Config) -> None:
    first = add("Yksi.", title="=Kaava", region=("Kainuu",))
    second = add("Kaksi.", region=("Lappi",))
    decide(config, second, [_region("Lappi", UNSET)], note="=ei", author="Eino")
    rows = list(csv.DictReader(io.StringIO(export(config))))
    assert [(row["document"], row["value"], row["action"]) for row in rows] == sorted(
        [(first, "Kainuu", ""), (second, "Lappi", "unset")]
    )
    assert {row["title"] for row in rows} == {"'=Kaava", "Raportti"}
    for row in rows:
        if row["document"] == first:
            row["action"] = UNSET
    added = {"document": first[:8], "facet": "theme", "value": "Barnskydd", "action": SET}
    assert _import(config, *rows, added) == 3
    made = {
        (item["document_id"], item["facet"], item["action"], item["author"], item["note"])
        for item in list_decisions(config)
    }
    assert made == {
        (first, "region", UNSET, "Aino", ""),
        (first, "theme", SET, "Aino", ""),
        (second, "region", UNSET, "Eino", "=ei"),
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"facet": "region", "value": "Kainuu", "action": "poista"}, "line 2: action 'poista'"),
        ({"facet": "region", "value": "Kainu", "action": SET}, "line 2: .*did you mean Kainuu"),
        (
            {"document": "eee", "facet": "region", "value": "Kainuu", "action": SET},
            "line 2: no document 'eee'",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(
    row: dict[str, str], message: str, add: Add, config: Config
) -> None:
    document_id = add("Teksti.")
    with pytest.raises(UsageError, match=message):
        _import(config, {"document": document_id, **row})
    assert list_decisions(config) == []


def test_files_that_are_no_review(add: Add, config: Config, tmp_path: Path) -> None:
    add("Teksti.")
    with pytest.raises(UsageError, match="no column action, document"):
        import_decisions(config, b"facet,value\nregion,Kainuu\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        import_decisions(config, "document,facet\nä,b\n".encode("latin-1"))
    assert import_decisions(config, ("\ufeff" + ",".join(COLUMNS) + "\n").encode()) == 0


def test_pairs_as_typed() -> None:
    assert decisions_of(["region=Kainuu", " kind = tiedote "], SET) == [
        Decision("region", "Kainuu", SET),
        Decision("kind", "tiedote", SET),
    ]
    for pair in ("region", "region=", "=Kainuu"):
        with pytest.raises(UsageError, match="give facet=value"):
            decisions_of([pair], SET)
