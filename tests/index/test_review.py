from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.config import Config
from corpus.errors import UsageError
from corpus.overrides import SET, UNSET
from corpus.store import Store
from index.facets import Decision, decide, list_decisions, sheet
from index.review import COLUMNS, export, import_decisions, read_table
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


def table(*rows: dict[str, str], delimiter: str = ",", line: str = "\n") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter, lineterminator=line)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def kept(config: Config, *rows: dict[str, str]) -> int:
    return import_decisions(config, table(*rows).encode(), "Aino")


def test_review_in_bulk(add: Add, config: Config) -> None:
    first = add("Yksi.", title="=Kaava", region=("Kainuu",))
    second = add("Kaksi.", region=("Lappi",))
    decide(config, second, [Decision("region", "Lappi", UNSET)], note="=ei", author="Eino")
    rows = list(csv.DictReader(io.StringIO(export(config))))
    assert [(row["document"], row["value"], row["action"]) for row in rows] == sorted(
        [(first, "Kainuu", ""), (second, "Lappi", "unset")]
    )
    assert {row["title"] for row in rows} == {"'=Kaava", "Raportti"}
    for row in rows:
        if row["document"] == first:
            row["action"] = UNSET
    added = {"document": first[:8], "facet": "theme", "value": "Barnskydd", "action": SET}
    assert kept(config, *rows, added) == 3
    made = {
        (item["document_id"], item["facet"], item["action"], item["author"], item["note"])
        for item in list_decisions(config)
    }
    assert made == {
        (first, "region", UNSET, "Aino", ""),
        (first, "theme", SET, "Aino", ""),
        (second, "region", UNSET, "Eino", "=ei"),
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheets_save_is_read(delimiter: str, line: str, encoding: str) -> None:
    row = {
        "document": "3f2a",
        "facet": "region",
        "value": "Päijät-Häme",
        "action": SET,
        "note": 'sanoo "näin", ks. s. 3; epävarma',
    }
    saved = table(row, delimiter=delimiter, line=line).encode(encoding)
    ((number, found),) = read_table(saved)
    assert number == 2
    assert {name: text for name, text in found.items() if text} == row


def test_excels_own_line_and_heads_in_any_case() -> None:
    saved = b"sep=;\r\n Document ;FACET;Value;ACTION\r\n3f2a;region;Kainuu;set;more\r\n"
    ((_, row),) = read_table(saved)
    assert (row["document"], row["value"], row["note"]) == ("3f2a", "Kainuu", "")


def test_actions_and_facets_in_any_case(add: Add, config: Config) -> None:
    document = add("Teksti.", region=("Lappi",))
    row = {"document": document.upper(), "facet": "Region"}
    assert (
        kept(
            config,
            {**row, "value": "Kainuu", "action": "SET "},
            {**row, "value": "Lappi", "action": " Unset"},
        )
        == 2
    )
    assert [value.value for value in sheet(config, document).values] == ["Kainuu"]


def test_every_row_that_was_exported_can_be_decided_on(add: Add, config: Config) -> None:
    add(
        "Teksti.",
        region=("Kainuu",),
        municipality=("Kajaani",),
        period=("2009-2011",),
        published=("2011",),
        project=("Lumipolku",),
        organisation=("Kajaani",),
        budget=("400000",),
        funding=("300000", "12,5 %"),
        kind=("loppuraportti",),
        language=("fi",),
    )
    rows = list(csv.DictReader(io.StringIO(export(config))))
    assert kept(config, *({**row, "action": SET} for row in rows)) == len(rows) == 11
    assert {(item["facet"], item["value"]) for item in list_decisions(config)} == {
        (row["facet"], row["value"]) for row in rows
    }


def test_an_id_that_looks_like_a_number_stays_itself(store: Store, config: Config) -> None:
    sha256 = "012e456789" + "a" * 54
    document = store.documents.create(sha256, "text/plain", 1)
    store.documents.described(document, "1")
    (row,) = [{"document": f"'{document}", "facet": "theme", "value": "neuvola", "action": SET}]
    assert kept(config, row) == 1
    (exported,) = csv.DictReader(io.StringIO(export(config)))
    assert exported["document"] == f"'{document}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"facet": "region", "value": "Kainuu", "action": "poista"}, "row 3: action 'poista'"),
        ({"facet": "region", "value": "Kainu", "action": SET}, "row 3: .*did you mean Kainuu"),
        ({"facet": "region", "value": "Lappi", "action": UNSET}, "row 3: .* both set and unset"),
        (
            {"document": "eee", "facet": "region", "value": "Kainuu", "action": SET},
            "row 3: no document 'eee'",
        ),
    ],
)
def test_a_bad_row_is_named_as_a_spreadsheet_counts_and_nothing_is_kept(
    row: dict[str, str], message: str, add: Add, config: Config
) -> None:
    document = add("Teksti.")
    good = {"document": document, "facet": "region", "value": "Lappi", "action": SET}
    with pytest.raises(UsageError, match=message):
        kept(config, {**good, "note": "kaksi\nriviä"}, {"document": document, **row})
    assert list_decisions(config) == []


def test_files_that_are_no_review(config: Config) -> None:
    with pytest.raises(UsageError, match="no column document, action"):
        import_decisions(config, b"facet,value\nregion,Kainuu\n")
    with pytest.raises(UsageError, match="no column"):
        import_decisions(config, b"")
    with pytest.raises(UsageError, match="neither UTF-8 nor Windows-1252"):
        import_decisions(config, b"document;facet;value;action\n\x81;\xff\n")
    with pytest.raises(UsageError, match="line 2 is no CSV"):
        import_decisions(config, b"document,facet,value,action\n" + b"x" * 200_000 + b"\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_an_error_that_says_why(content: bytes) -> None:
    for head in (b"", b"document;facet;value;action\n"):
        try:
            rows = list(read_table(head + content))
        except UsageError:
            continue
        assert all([*row] == [*COLUMNS] for _, row in rows)
