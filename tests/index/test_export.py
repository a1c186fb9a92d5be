from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from corpus.store import Store
from index.export import FORMATS, export, program
from index.search import SearchService
from index.tables import original
from tests.index.conftest import Add
from tests.index.indexing import indexed
from tests.index.readers import read_bibtex, read_ris

Write = Callable[..., str]
QUERY = "neuvola -koulu @article{x, *"


@pytest.fixture
def write(store: Store) -> Write:
    def made(form: str, query: str = QUERY, **filters: list[str]) -> str:
        with SearchService.open(indexed(store)) as service:
            return "".join(export(service, service.matching(query, filters), form))

    return made


@pytest.fixture
def ids(add: Add) -> list[str]:
    first = add("Neuvola, neuvola.", "Muuta.", "Neuvola article x.", title="=1+1", year=("2010",))
    second = add("Neuvola article x kerran vain täällä.", title="Toinen", region=("Kainuu",))
    add("Koulu ja neuvola article x.", title="Kolmas")
    return [first, second]


def test_bibtex(write: Write, ids: list[str]) -> None:
    text = write("bibtex")
    entries = read_bibtex(text)
    assert [key for _, key, _ in entries] == [f"hankemuisti-{each}" for each in ids]
    assert "pages 1, 3; " in entries[0][2]["note"]
    head = dict(line[2:].split(": ", 1) for line in text.split("\n\n")[0].splitlines())
    assert json.loads(head["query"]) == QUERY
    assert json.loads(head["total"]) == 2
    assert {*head} == {"query", "filters", "generation", "date", "total", "program"}


def test_ris(write: Write, ids: list[str]) -> None:
    records = read_ris(write("ris"))
    assert [dict(record)["ID"] for record in records] == ids
    note = [value for tag, value in records[0] if tag == "N1"][-1]
    assert json.loads(note.removeprefix("export "))["query"] == QUERY


def test_csl(write: Write, ids: list[str]) -> None:
    items = json.loads(write("csl"))
    assert [item["custom"]["document"] for item in items] == ids
    assert items[1]["custom"]["export"]["generation"] == 1
    assert json.loads(write("csl", "jäätelö")) == []


def test_json_lines(write: Write, ids: list[str]) -> None:
    first, *rest = map(json.loads, write("jsonl", region=["Kainuu"]).splitlines())
    assert first["export"]["filters"] == {"region": ["Kainuu"]}
    assert first["export"]["total"] == 1
    assert [each["id"] for each in rest] == ids[1:]
    assert rest[0]["pages"] == [1]


def test_csv_is_safe_and_says_what_made_it(write: Write, ids: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(write("csv"))))
    assert [row["id"] for row in rows] == ids
    assert rows[0]["title"] == "'=1+1"
    assert original(rows[0]["title"]) == "=1+1"
    assert (rows[0]["year"], rows[0]["pages"], rows[1]["year"]) == ("2010", "1, 3", "")
    assert rows[0]["export query"] == QUERY
    assert rows[0]["export program"] == program()
    assert rows[0]["type"] == "document"


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_some_of_the_index_says_so(form: str, add: Add, store: Store) -> None:
    import dataclasses

    add("Neuvola.")
    with SearchService.open(indexed(store)) as service:
        matches = dataclasses.replace(service.matching("neuvola"), complete=False)
        assert "complete" in "".join(export(service, matches, form))


def test_every_reader_sees_one_line(write: Write, ids: list[str]) -> None:
    text = write("jsonl", "neuvola\u2028\x85\x9b31m")
    assert ids
    assert json.loads(text.splitlines()[0])["export"]["query"] == "neuvola\u2028\x85\x9b31m"


def test_a_program_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def missing(_name: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("index.export.version", missing)
    assert program() == "hankemuisti"
