from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from corpus.store import Store
from index.build import INDEXABLE
from index.relations import Relative
from index.suggestions.completion import Completion
from index.suggestions.correction import Change, Correction
from index.suggestions.making import Counted, write
from index.suggestions.related import Related, Relations
from index.suggestions.similar import Alike, Similar
from terminal.suggestions import (
    completion_lines,
    correction_lines,
    related_lines,
    similar_lines,
)

REPORTS = {
    "ranta": "Ranta\n\nNeuvolan kahvilassa kahvitellaan vauvojen kanssa, ja perhekeskus on auki.",
    "aalto": "Aalto\n\nNeuvolan kahvilassa kahvitellaan vauvojen kanssa taas, sanoo opettaja.",
    "meri": "Meri\n\nKoulun kuraattori opettaa oppilaita luokassa Kainuussa vuonna 2011.",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "data"
    call(folder, "ingest", str(reports))
    with Store(folder, read_only=True) as store:
        ids = [document.id for document in store.documents.select(INDEXABLE)]
        write(Counted(folder / "index" / "gen-1", folder, tuple(ids)))
    return folder


def call(data: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["--data", str(data), *arguments])
    assert done.exit_code == 0, done.output
    return done


def test_completions_on_the_command_line(data: Path) -> None:
    assert call(data, "suggest", "vauva", "neuv").stdout.splitlines()[0].split() == [
        *("vauva", "neuvola", "word", "2", "documents")
    ]
    found = json.loads(call(data, "suggest", "vauv", "--json", "--limit", "1").stdout)
    assert [one["text"] for one in found["completions"]] == ["vauva"]
    assert "nothing begins so" in call(data, "suggest", "xyzxyz").stdout
    assert "Examples" in call(data, "suggest", "--help").stdout


def test_related_terms_on_the_command_line(data: Path) -> None:
    assert "neuvola: 2 documents" in call(data, "related", "neuvola").stdout
    found = json.loads(call(data, "related", "neuvola", "--json").stdout)
    assert found["total"] == 2
    assert (
        json.loads(call(data, "related", "neuvola", "--year", "1999", "--json").stdout)["total"]
        == 0
    )


def test_documents_alike_on_the_command_line(data: Path) -> None:
    with Store(data, read_only=True) as store:
        ids = {document.title: document.id for document in store.documents.select(INDEXABLE)}
    shown = call(data, "similar", ids["Ranta"][:8]).stdout
    assert "Aalto" in shown
    assert "kahvila" in shown
    found = json.loads(call(data, "similar", ids["Ranta"], "--json").stdout)
    assert [one["id"] for one in found["documents"]] == [ids["Aalto"]]
    assert "no other document" in call(data, "similar", ids["Meri"]).stdout


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.style", lambda text, **_: text)
    corrections = [
        Correction("neuvola\x1b koulu", 1, (Change("neuvla", "neuvola", "spelling"),)),
        Correction("neuvoa koulu", 2, ()),
    ]
    first, second = correction_lines(corrections)
    assert first == "did you mean: neuvola\ufffd koulu (1 document)"
    assert second == "or neuvoa koulu (2 documents)"
    completion = Completion("value", "Kainuu", "region:Kainuu", 3, 2, "region")
    assert list(completion_lines("ab kai", [completion])) == [
        "ab region:Kainuu  region    2 documents"
    ]
    relations = Relations(
        "neuvola", 3, (Related("vauva", 4, 3, 12.0),), (), {"sv": (Related("barn", 1, 0, 0),)}
    )
    lines = "\n".join(related_lines(relations))
    assert "vauva  3 together, 4 in all" in lines
    assert "in Swedish" in lines
    assert list(related_lines(Relations("x", 0, (), (), {})))[-1] == "nothing goes with it notably"
    relative = Relative("3f2a", "Luonnos", "/a", "edition", 0.71)
    alike = Alike("77aa", "Toinen", "/b", 3.0, ("vauva", "kahvila"))
    shown = "\n".join(similar_lines(Similar("11", "Yksi", ("vauva",), (alike,), (relative,))))
    assert "left out: its edition 3f2a Luonnos (71%)" in shown
    assert "shares vauva, kahvila" in shown
