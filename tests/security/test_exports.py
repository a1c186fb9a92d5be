"""What is taken away as a file: formulas in tables, entries and records that break out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tables import as_csv, harmless, original
from tests.security.conftest import Attacked
from tests.security.hostile import MARK, RAW, WORD, csv_faults, xml_faults
from tests.terminal.calling import calling

FORMS = ("csv", "jsonl", "bibtex", "ris", "csl")
RIS = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*\r\n")
ENTRY = re.compile(r"^@(\w+)\{hankemuisti-([0-9a-f]+),$", re.MULTILINE)


def exported(attacked: Attacked, form: str, tmp_path: Path) -> list[str]:
    """The same export from the API, on stdout and in a file."""
    told = calling(attacked.folder)
    file = tmp_path / "out"
    asked = {"q": f"{WORD} OR zxq", "format": form}
    web = attacked.client.get("/api/v1/export", params=asked)
    assert web.status_code == 200
    assert "attachment" in web.headers["content-disposition"]
    shown = told("export", asked["q"], "--format", form)
    written = told("export", asked["q"], "--format", form, "--output", file)
    assert shown.exit_code == written.exit_code == 0
    return [web.content.decode(), shown.stdout_bytes.decode(), file.read_bytes().decode()]


@pytest.mark.parametrize("form", FORMS)
def test_exports(attacked: Attacked, form: str, tmp_path: Path) -> None:
    for text in exported(attacked, form, tmp_path):
        assert RAW.findall(text) == []
        if form == "csv":
            assert csv_faults(text) == []
            ids = re.findall(r"^([0-9a-f]{10}),", text, re.MULTILINE)
        elif form == "jsonl":
            ids = [json.loads(line)["id"] for line in text.splitlines()[1:]]
        elif form == "csl":
            ids = [item["custom"]["document"] for item in json.loads(text)]
        elif form == "ris":
            assert "".join(RIS.findall(text)) == text
            ids = re.findall(r"^ID  - (\S+)\r$", text, re.MULTILINE)
            assert text.count("TY  - ") == len(re.findall("^ER  - \r\n", text, re.M)) == len(ids)
        else:
            ids = bibtex_ids(text)
        assert {*ids} <= {*attacked.ids}
        assert len(ids) == len({*ids}) >= min(4, len(attacked.ids) - 1)


def bibtex_ids(text: str) -> list[str]:
    """The entries, each with its braces in pairs and nothing between them that begins another."""
    before, *_ = text.partition("\n\n")
    assert "@" not in before
    found = [match[2] for match in ENTRY.finditer(text)]
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    urls = re.findall(r"^  url = \{(.*)\},$", text, re.MULTILINE)
    assert all(url.startswith(("http://", "https://")) for url in urls)
    return found


@pytest.mark.parametrize(
    "command",
    [
        ("kwic", WORD, "--csv"),
        ("trend", WORD, f"{WORD} {MARK}", "--by", "theme", "--csv"),
        ("trend", WORD, "--by", "kind", "--csv"),
        ("coverage", "--rows", "project", "--columns", "theme", "--csv"),
        ("coverage", "--rows", "language", "--columns", "kind", "--csv"),
    ],
)
def test_tables(attacked: Attacked, command: tuple[str, ...]) -> None:
    done = calling(attacked.folder)(*command)
    assert done.exit_code == 0, done.output
    assert csv_faults(done.stdout) == []


def test_the_table_of_overrides(attacked: Attacked, tmp_path: Path) -> None:
    file = tmp_path / "o.csv"
    assert calling(attacked.folder)("overrides", "--export", file).exit_code == 0
    assert csv_faults(file.read_text(encoding="utf-8-sig")) == []


@pytest.mark.parametrize(
    "path",
    [
        f"/concordance?q={WORD}&format=csv",
        f"/trends?q={WORD}&q=zxq&by=theme&format=csv",
        "/coverage?rows=project&columns=theme&format=csv",
    ],
)
def test_tables_of_the_api(attacked: Attacked, path: str) -> None:
    answer = attacked.client.get(f"/api/v1{path}")
    assert answer.status_code == 200
    assert csv_faults(answer.text) == []


@pytest.mark.parametrize(
    "command",
    [
        ("trend", WORD, MARK.replace("\x00", ""), "--by", "theme"),
        ("trend", WORD, "--by", "kind"),
        ("coverage", "--rows", "project", "--columns", "theme"),
    ],
)
def test_pictures(attacked: Attacked, command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "out.svg"
    done = calling(attacked.folder)(*command, "--svg", file)
    assert done.exit_code == 0, done.output
    assert xml_faults(file.read_text("utf-8")) == []


@settings(max_examples=200)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_cell_is_a_formula_and_nothing_is_lost(cells: list[str]) -> None:
    assert csv_faults(as_csv([["x"] * len(cells), cells])) == []
    assert [original(harmless(cell)) for cell in cells] == cells
