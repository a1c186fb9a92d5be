"""kwic, trend, export, quote and watch as their users meet them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET  # our own output, not a stranger's
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cli import cli

Call = Callable[..., Result]

TEXTS = {
    "kainuu.txt": "Loppuraportti\n\nPerhekeskusten kehittäminen Kainuussa 2009–2011\n\nKajaanissa "
    "avattiin perhekeskus. Lapsiperhepalvelut koottiin, ja palveluja kehitettiin edelleen.\n",
    "lappi.txt": "Tiedote 3.4.2010\n\nNeuvolat Lapissa\n\nRovaniemen neuvolassa toimii nyt "
    "perhekeskus, jonka palvelu on maksutonta. Perhekeskus on avoinna arkisin.\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two reports, made once. Watches are the tests' own to remove."""
    folder = tmp_path_factory.mktemp("reading")
    for name, text in TEXTS.items():
        (folder / "reports").mkdir(exist_ok=True)
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    arguments = ["--data", str(folder / "data"), "ingest", str(folder / "reports")]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    return folder / "data"


@pytest.fixture
def call(data: Path) -> Call:
    def called(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--data", str(data), *arguments])

    return called


def one_id(call: Call, word: str) -> str:
    hits = json.loads(call("search", word, "--json").stdout)["hits"]
    return str(hits[0]["id"])


def test_kwic_puts_the_hits_below_one_another(call: Call) -> None:
    shown = call("kwic", "perhekeskus", "--left", "2", "--right", "2")
    assert shown.exit_code == 0, shown.output
    head, *lines = click.unstyle(shown.stdout).splitlines()
    assert head == "4 lines of 2 of 2 documents"
    assert len({line.index("*") for line in lines}) == 1
    assert any("*perhekeskus*" in line for line in lines)


def test_kwic_marks_the_half_of_a_compound_and_sorts(call: Call) -> None:
    shown = click.unstyle(call("kwic", "palvelu", "--sort", "right").stdout)
    assert "Lapsiperhe*palvelut*" in shown
    afters = [
        line["after"][0]
        for line in json.loads(call("kwic", "palvelu", "--sort", "right", "--json").stdout)["lines"]
    ]
    assert afters == sorted(afters)
    more = call("kwic", "perhekeskus", "--limit", "1").stdout
    assert "1 line of 1 of 2 documents · there are more" in more


def test_kwic_as_csv_with_filters(call: Call) -> None:
    done = call("kwic", "perhekeskus", "--csv", "--region", "Lappi")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["hit"].casefold() for row in rows] == ["perhekeskus", "perhekeskus"]
    assert call("kwic", "perhekeskus", "--region", "Lapi").exit_code == 2


def test_kwic_prints_nothing_that_moves_the_cursor_and_keeps_to_its_columns() -> None:
    from corpus.document import Span
    from index.concordance import Concordance, Line
    from index.matches import Matches
    from terminal.concordance import concordance_lines

    long = "a" * 90 + "palvelu" + "b" * 50
    line = Line(
        "x",
        "t\x1b[2J" * 30,
        None,
        3,
        "iv",
        "l " * 90,
        long,
        "r\x07" * 90,
        (Span(90, 97),),
        True,
        (),
        (),
    )
    matches = Matches("q", {}, 1, ("x",), (), ("a\x1bnote",), complete=False)
    shown = click.unstyle(
        "\n".join(concordance_lines(Concordance(matches, (line,), "left", 1, False)))
    )
    assert not set(shown) & {"\x1b", "\x07"}
    assert "note: a\ufffdnote" in shown
    assert "*palvelu*bbb" in shown
    assert "x p. 3 [iv]" in shown
    assert max(map(len, shown.splitlines())) < 240


def test_trend(call: Call, tmp_path: Path) -> None:
    shown = call("trend", "perhekeskus", "neuvola", "--by", "region")
    assert shown.exit_code == 0, shown.output
    assert "perhekeskus: 4 hits in 2 documents" in click.unstyle(shown.stdout)
    assert "Lappi" in shown.stdout
    told = json.loads(call("trend", "perhekeskus", "--json").stdout)
    assert told["per"] == 10_000
    assert {"2009", "2010", "2011"} <= {point["value"] for point in told["series"][0]["points"]}
    rows = list(csv.DictReader(io.StringIO(call("trend", "perhekeskus", "--csv").stdout)))
    assert rows[0]["query"] == "perhekeskus"
    picture = tmp_path / "trend.svg"
    written = call("trend", "perhekeskus", "--svg", str(picture))
    assert (written.stdout, written.stderr) == ("", f"{picture}: written\n")
    ET.fromstring(picture.read_text(encoding="utf-8"))
    assert call("trend", *"abcdefghi").exit_code == 2


def test_a_trend_says_how_its_queries_were_read(call: Call) -> None:
    query = "neuvola OR"
    assert "note: " in call("trend", query, "--csv").stderr
    assert "note: " in call("trend", query).stdout


def test_a_trend_of_nothing(call: Call) -> None:
    assert "0 hits in 0 documents" in call("trend", "jäätelö").stdout


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("csv", "id,key,"),
        ("jsonl", '{"export"'),
        ("bibtex", "% query"),
        ("ris", "TY  - "),
        ("csl", "[\n{"),
    ],
)
def test_export(call: Call, tmp_path: Path, form: str, beginning: str) -> None:
    printed = call("export", "perhekeskus", "--format", form)
    assert printed.exit_code == 0, printed.output
    assert printed.stdout.startswith(beginning)
    target = tmp_path / "out"
    written = call("export", "perhekeskus", "--format", form, "--output", str(target))
    assert written.stdout == ""
    assert "2 documents written" in written.stderr
    assert target.read_bytes().decode().startswith(beginning)


def test_quote(call: Call) -> None:
    document_id = one_id(call, "neuvola")
    shown = call("quote", document_id, "1", "--words", "neuvolat lapissa")
    assert shown.exit_code == 0, shown.output
    first, second = shown.stdout.splitlines()
    assert first == "”Neuvolat Lapissa”"
    assert second.endswith(f"p. 1. hankemuisti:{document_id}/1")
    told = json.loads(call("quote", document_id, "1", "--from", "0", "--to", "7", "--json").stdout)
    assert told["text"] == "Tiedote"
    assert call("quote", document_id, "9").exit_code == 2


def test_a_quotation_from_a_poor_page_warns() -> None:
    from corpus.document import Page
    from index.citation import Citation
    from index.quotation import Quotation
    from terminal.exports import quotation_lines

    cited = Citation("x", "T", "", "", None, "", "", "", "", "", (), ())
    page = Page(1, "Teksti", quality=0.4, faults=("unknown words",))
    *_, note = quotation_lines(Quotation(cited, page, 0, 6, "hankemuisti:x/1"))
    assert click.unstyle(note) == "note: compare it with the page itself (unknown words)"


def test_watch(call: Call, data: Path) -> None:
    assert "no saved searches" in call("watch", "list").stdout
    assert "no saved searches" in call("watch", "run").stdout
    added = call("watch", "add", "omat", "perhekeskus", "--region", "Lappi")
    assert added.exit_code == 0, added.output
    assert "omat: perhekeskus --region Lappi · 1 document on 20" in added.stdout
    assert json.loads(call("watch", "list", "--json").stdout)[0]["documents"] == 1
    quiet = call("watch", "run", "omat")
    assert (quiet.exit_code, "omat: 0 new documents" in quiet.stdout) == (0, True)
    path = data / "watches.json"
    kept = json.loads(path.read_text())
    kept["watches"]["omat"]["seen"] = {}
    path.write_text(json.dumps(kept))
    news = call("watch", "run", "--json")
    assert news.exit_code == 10
    assert len(json.loads(news.stdout)[0]["new"]) == 1
    kept["watches"]["omat"]["seen"] = dict.fromkeys([one_id(call, "neuvola")], 0)
    path.write_text(json.dumps(kept))
    assert "(version 1)" in call("watch", "run").stdout
    assert call("watch", "run").exit_code == 0
    assert call("watch", "add", "omat", "koulu").exit_code == 2
    assert json.loads(call("watch", "add", "b", "koulu", "--json").stdout)["query"] == "koulu"
    for name in ("omat", "b"):
        assert call("watch", "remove", name).stderr == f"{name}: removed\n"
    assert call("watch", "run", "omat").exit_code == 2


def test_without_a_corpus(tmp_path: Path) -> None:
    for arguments in (
        ["kwic", "a"],
        ["trend", "a"],
        ["export", "a", "--format", "csl"],
        ["quote", "a", "1"],
        ["watch", "add", "a", "b"],
    ):
        done = CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), *arguments])
        assert done.exit_code == 4, arguments
