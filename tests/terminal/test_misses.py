from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from index.miss import Miss, Part
from terminal.misses import miss_lines


def test_each_thing_asked_for_is_a_line() -> None:
    parts = (
        Part("neuvola", True),
        Part('"avoin ovi"', False, (Part("avoin", True), Part("ovi", False))),
        Part("region: Kainuu", False, has=("Lappi",)),
        Part("year: 2009", False, has=()),
    )
    lines = list(miss_lines(Miss("q", "3f2a", "Otsikko", "", False, parts, ("huom",))))
    assert lines[0].endswith("(3f2a): not found")
    assert "huom" in lines[1]
    text = "\n".join(lines)
    assert "region: Kainuu (the document: Lappi)" in text
    assert "year: 2009 (the document: unknown)" in text
    assert text.count("yes") == 2
    absent = Miss("q", "3f2a", "Otsikko", "it is a copy", False, (), ())
    assert list(miss_lines(absent))[-1] == "not in the index: it is a copy"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "ranta.txt").write_text(
        "Ranta\n\nNeuvolan tiedote vuodelta 2011 kertoo ryhmistä.", encoding="utf-8"
    )
    (reports / "aalto.txt").write_text(
        "Aalto\n\nNeuvola ja koulu tapasivat syksyllä 2015.", encoding="utf-8"
    )
    call(tmp_path / "data", "ingest", str(reports))
    return tmp_path / "data"


def call(data: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["--data", str(data), *arguments])
    assert done.exit_code == 0, done.output
    return done


def test_the_command_line_sorts_and_explains(data: Path) -> None:
    found = json.loads(call(data, "search", "neuvola", "--sort", "title", "--json").stdout)
    assert [hit["title"] for hit in found["hits"]] == sorted(hit["title"] for hit in found["hits"])
    found = json.loads(call(data, "search", "neuvola -koulu", "--json").stdout)
    (hit,) = found["hits"]
    asked = ("search", "neuvola koulu", "--explain-miss", hit["id"][:6])
    miss = json.loads(call(data, *asked, "--json").stdout)
    assert [part["met"] for part in miss["parts"]] == [True, False]
    assert "no   koulu" in call(data, *asked).stdout
    assert "in either order" in call(data, "search", "--help").stdout
