"""The command line as its users meet it: arguments in, stdout, stderr and exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import cli

ROOT = Path(__file__).resolve().parent.parent
Call = Callable[..., Result]

REPORTS = {
    "kainuu.txt": "Tiedote 3.4.2010\n\nPerhekeskusten kehittäminen Kainuussa\n\n"
    "Kajaanissa avattiin perhekeskus vuonna 2010. Lapsiperheille palveluja tarjoavat neuvola ja "
    "kotipalvelu. Hanke toteutetaan vuosina 2009–2011, ja se kuuluu Kaste-ohjelmaan.\n",
    "lappi.html": "<html lang=fi><head><title>Neuvolat Lapissa</title></head><body>"
    "<nav><a href=/>Kainuu</a> <a href=/s>Satakunta</a></nav><main><h1>Neuvolat Lapissa</h1>"
    "<p>Rovaniemen neuvolassa kokeiltiin LAPE-ohjelmassa uutta perhevalmennusta. Lapsiperheiden "
    "palvelut koottiin yhteen taloon Sodankylässä.</p></main></body></html>",
    "svenska.txt": "Projektets slutrapport\n\nBarnskyddet i Österbotten har utvecklats "
    "tillsammans med familjerna. Det här är en rapport om hur arbetet gjordes och vad som blev "
    "kvar efter projektet i Vasa och Korsholm.\n",
}


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line with a data folder of its own, in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def called(*arguments: str) -> Result:
        return runner.invoke(cli, ["--data", str(tmp_path / "data"), *arguments])

    return called


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    return reports


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def titles(result: Result) -> set[str]:
    return {Path(hit["location"]).name for hit in answer(result)["hits"]}


def test_the_whole_way(call: Call, folder: Path) -> None:
    done = call("ingest", str(folder))
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "3 new" in done.stderr
    assert "index: generation 1, 3 documents" in done.stderr

    found = answer(call("search", "lapsiperheiden palvelut", "--json"))
    assert list(found)[:5] == ["query", "generation", "total", "hits", "facets"]
    assert (found["query"], found["generation"], found["total"]) == (
        "lapsiperheiden palvelut",
        1,
        2,
    )
    hit = found["hits"][0]
    # What programs have read since the first version, whatever joins it.
    assert {
        "id", "title", "location", "score", "gone", "region", "theme", "year", "programme",
        "project", "kind", "language", "source", "pages", "labels", "snippets", "relatives",
    } <= set(hit)  # fmt: skip
    assert hit["pages"] == [1]
    snippet = hit["snippets"][0]
    words = [snippet["text"][start:end].casefold() for start, end in snippet["highlights"]]
    assert set(words) & {"lapsiperheille", "lapsiperheiden"}

    assert titles(call("search", '"lapsiperheiden palvelut"', "--json")) == {
        "kainuu.txt",
        "lappi.html",
    }
    assert titles(call("search", "neuvola", "--region", "lappi", "--json")) == {"lappi.html"}
    assert titles(call("search", "neuvola", "--year", "2009..2010", "--json")) == {"kainuu.txt"}
    assert titles(call("search", "neuvola", "--programme", "kaste", "--json")) == {"kainuu.txt"}
    assert titles(call("search", "familj", "--language", "sv", "--json")) == {"svenska.txt"}
    assert titles(call("search", "Satakunta", "--json")) == set()
    facets = found["facets"]
    assert facets["region"] == {"Kainuu": 1, "Lappi": 1}
    assert facets["year"] == {"2009": 1, "2010": 1, "2011": 1, "unknown": 1}


def test_a_second_run_does_nothing_twice(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    again = call("ingest", str(folder), "--json")
    outcome = answer(again)
    assert (outcome["unchanged"], outcome["extracted"], outcome["described"]) == (3, 0, 0)
    assert outcome["generation"] is None
    assert "index: up to date" in again.stderr


def test_changed_removed_and_copied_files_are_told(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    before = answer(call("search", "neuvola kotipalvelu", "--json"))["hits"][0]["id"]
    text = REPORTS["kainuu.txt"].replace("kotipalvelu", "kotipalvelu ja koulukuraattori")
    (folder / "kainuu.txt").write_text(text, encoding="utf-8")
    (folder / "kopio.html").write_bytes((folder / "lappi.html").read_bytes())
    (folder / "svenska.txt").unlink()
    done = call("ingest", str(folder))
    assert "1 changed" in done.stderr
    assert "1 duplicate" in done.stderr
    assert "svenska.txt: no longer there" in done.stderr
    hits = answer(call("search", "koulukuraattori", "--json"))["hits"]
    assert [hit["id"] for hit in hits] == [before]
    assert titles(call("search", "familj", "--json")) == {"svenska.txt"}
    shown = answer(call("show", before, "--json"))
    assert shown["document"]["version"] == 2


def test_broken_files_cost_themselves_alone(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    (folder / "tyhjä tiedosto.pdf").write_bytes(b"")
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (folder / "kainuu.txt").write_bytes(b"\x00\x01\x02" * 500)
    done = call("ingest", str(folder))
    assert done.exit_code == 3
    assert "3 documents in quarantine" in done.stderr
    assert titles(call("search", "kotipalvelu", "--json")) == {"kainuu.txt"}
    status = answer(call("status", "--json"))
    assert {Path(item["location"]).name for item in status["quarantined"]} == {
        "tyhjä tiedosto.pdf",
        "rikki.pdf",
        "kainuu.txt",
    }
    assert all(item["reason"] and "\n" not in item["reason"] for item in status["quarantined"])
    (folder / "rikki.pdf").unlink()
    (folder / "tyhjä tiedosto.pdf").unlink()
    (folder / "kainuu.txt").write_text(REPORTS["kainuu.txt"], encoding="utf-8")
    assert call("ingest", str(folder)).exit_code == 0


def test_what_a_person_reads(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    found = call("search", "perhekeskuksen")
    assert "perhekeskuksen → perhekeskus" in found.stdout
    assert "*perhekeskus*" in found.stdout
    assert "region: Kainuu 1" in found.stdout
    document_id = answer(call("search", "perhekeskus", "--json"))["hits"][0]["id"]
    shown = call("show", document_id[:4])
    assert "region       Kainuu" in shown.stdout
    assert "Kainuussa" in shown.stdout
    assert "Lapsiperheille palveluja" in call("show", document_id, "--page", "1").stdout
    status = call("status").stdout
    assert "documents   3 (indexed 3)" in status
    assert "folder" in call("sources").stdout
    assert all(line.startswith("ok") for line in call("doctor").stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["search", "x"], 4, "no corpus in"),
        (["show", "abc"], 4, "no corpus in"),
        (["ingest", "nowhere"], 2, "no such file, folder or configured source"),
        (["ingest"], 2, "nothing to ingest"),
        (["search"], 2, "Missing argument"),
        (["serch", "x"], 2, "No such command"),
        (["--config", "none.toml", "status"], 2, "no such file"),
        (["search", "x", "--year", "kesä"], 2, "2009..2014"),
        (["--data", "file/below", "status"], 4, "no corpus in"),
        (["--data", "file/below", "search", "x"], 4, "no corpus in"),
    ],
)
def test_errors_are_one_line_with_their_exit_code(
    call: Call, arguments: list[str], code: int, message: str
) -> None:
    Path("file").write_text("not a folder")
    result = call(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


def test_errors_of_a_corpus_without_what_was_asked(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    for arguments, code, message in (
        (["show", "zzz"], 2, "no document 'zzz'"),
        (["search", "x", "--region", "Kainu"], 2, "did you mean Kainuu"),
    ):
        result = call(*arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert message in result.stderr
    document_id = answer(call("search", "perhekeskus", "--json"))["hits"][0]["id"]
    assert "its pages are 1–1" in call("show", document_id, "--page", "9").stderr


def test_without_an_index_the_command_to_run_is_named(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    call("ingest", str(folder))
    (tmp_path / "data" / "index" / "current").unlink()
    missing = call("search", "neuvola")
    assert missing.exit_code == 4
    assert "hankemuisti reindex" in missing.stderr
    assert call("reindex").exit_code == 0
    assert titles(call("search", "neuvola", "--json")) == {"kainuu.txt", "lappi.html"}


def test_a_configured_source_and_quiet(call: Call, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[sources.raportit]\ntype = "folder"\npath = "reports"\n', encoding="utf-8")
    assert "raportit [folder] path = reports" in call("sources").stdout
    done = call("--quiet", "ingest")
    assert (done.exit_code, done.output) == (0, "")
    assert answer(call("sources", "--json"))["sources"][0]["counts"]["documents"] == 3
    config.write_text("[serch]\nlimit = 3\n", encoding="utf-8")
    wrong = call("status")
    assert wrong.exit_code == 2
    assert "did you mean search?" in wrong.stderr


def test_a_second_run_at_the_same_time_is_told_who_is_at_work(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from corpus.lock import locked\n"
        "with locked(Path(sys.argv[1]), 'ingest'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        result = call("ingest", str(folder))
        holder.communicate()
    assert result.exit_code == 5
    assert f"process {holder.pid}" in result.stderr


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from cli import cli\n"
        "result = CliRunner().invoke(cli, ['--help'])\n"
        "assert result.exit_code == 0 and 'Exit codes' in result.output\n"
        "heavy = {'whoosh', 'pdfplumber', 'pypdfium2', 'rich', 'lxml', 'bs4', 'simplemma'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_every_command_has_help_and_the_readme_names_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0
        assert command.help
        assert f"hankemuisti {name}" in readme or f"`{name}`" in readme, name


def test_shell_completion_is_there() -> None:
    environment = {**os.environ, "_HANKEMUISTI_COMPLETE": "bash_source"}
    done = subprocess.run(
        [sys.executable, "-m", "cli"], capture_output=True, text=True, env=environment, cwd=ROOT,
        check=True,
    )  # fmt: skip
    assert "_hankemuisti_completion" in done.stdout


def test_one_generation_back(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    assert call("reindex", "--rollback").exit_code == 4
    (folder / "kainuu.txt").write_text("Aivan uusi teksti koulusta.", encoding="utf-8")
    call("ingest", str(folder))
    assert answer(call("reindex", "--rollback", "--json")) == {"generation": 1}
    assert answer(call("search", "neuvola", "--json"))["generation"] == 1
    assert "generation 3" in call("ingest", str(folder)).stderr


def test_what_is_not_there_is_not_made_by_reindex(call: Call, folder: Path, tmp_path: Path) -> None:
    assert call("reindex").exit_code == 4
    assert not (tmp_path / "data").exists()
    call("ingest", str(folder))
    for path in (tmp_path / "data").glob("corpus.sqlite*"):
        path.unlink()
    (tmp_path / "data" / "corpus.sqlite").touch()
    emptied = call("reindex")
    assert emptied.exit_code == 1
    assert "restore it from a backup" in emptied.stderr


def test_a_missing_source_is_told_even_quietly(call: Call, tmp_path: Path) -> None:
    text = '[sources.puuttuu]\ntype = "folder"\npath = "nowhere"\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    result = call("--quiet", "ingest")
    assert result.exit_code == 1
    assert result.stderr.count("source puuttuu: ") == 1


def test_names_of_files_cannot_move_the_cursor(call: Call, folder: Path) -> None:
    (folder / "a\x1b[2J\nb.pdf").write_bytes(b"")
    done = call("ingest", str(folder))
    assert done.exit_code == 3
    for text in (done.output, call("status").output):
        assert "\x1b" not in text
        assert "[2J b.pdf" in text


def test_half_a_character_and_an_unknown_home_are_no_bugs(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    assert "internal error" not in call("search", "\udcff", "--json").output
    assert call("ingest", "~nobody-of-this-name/x").exit_code == 2


def test_a_decision_is_found_at_once_and_can_be_reviewed(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    call("ingest", str(folder))
    hit = answer(call("search", "perhekeskus", "--json"))["hits"][0]
    why = answer(call("facets", hit["id"], "--json"))
    assert {"region", "year", "period"} <= {value["facet"] for value in why["facets"]}
    done = call("facets", hit["id"], "--set", "region=Lappi", "--note", "s. 1", "--author", "Aino")
    assert "set region=Lappi (Aino" in done.stdout
    assert answer(call("search", "perhekeskus", "--region", "Lappi", "--json"))["total"] == 1
    call("facets", hit["id"], "--unset", "region=Lappi", "--later")
    assert answer(call("search", "perhekeskus", "--region", "Lappi", "--json"))["total"] == 1
    target = tmp_path / "review.csv"
    call("overrides", "--export", str(target))
    assert "unset" in target.read_text(encoding="utf-8")
    assert call("overrides", "--import", str(target)).exit_code == 0
    assert answer(call("search", "perhekeskus", "--region", "Lappi", "--json"))["total"] == 0
    assert "unset region=Lappi" in call("overrides").stdout
    assert len(answer(call("overrides", "--json"))) == 1


def test_coverage_in_four_forms(call: Call, folder: Path, tmp_path: Path) -> None:
    call("ingest", str(folder))
    grid = answer(call("coverage", "--json"))
    assert grid["documents"] == len(REPORTS)
    assert "Kainuu" in call("coverage").stdout
    assert call("coverage", "--csv").stdout.startswith("region / year,")
    picture = tmp_path / "coverage.svg"
    assert call("coverage", "--svg", str(picture)).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert call("coverage", "--rows", "väri").exit_code == 2


def test_a_municipality_and_a_county_find_what_their_region_finds(call: Call, folder: Path) -> None:
    call("ingest", str(folder))
    for place in ("Kainuu", "Kajaani", "Kajana", "Kainuun hyvinvointialue"):
        found = answer(call("search", "perhekeskus", "--region", place, "--json"))
        assert found["total"] == 1, place
    assert found["facets"]["region"] == {"Kainuu": 1}
    assert found["facets"]["municipality"] == {"Kajaani": 1}
    assert found["facets"]["county"] == {"Kainuun hyvinvointialue": 1}
    both = call("search", "lapsiperhe", "--region", "Kajaani", "--region", "Lappi", "--json")
    assert answer(both)["total"] == 2


def test_own_themes_hold_after_describe(call: Call, folder: Path, tmp_path: Path) -> None:
    call("ingest", str(folder))
    own = tmp_path / "themes.toml"
    own.write_text('[[theme]]\ncode = "kotiapu"\nfi = "Kotiapu"\nstrong = ["kotipalvelu"]\n')
    (tmp_path / "config.toml").write_text('[pipeline]\nthemes = "themes.toml"\n')
    done = answer(call("describe", "--json"))
    assert done["described"] == len(REPORTS)
    assert done["extracted"] == 0
    found = answer(call("search", "perhekeskus", "--theme", "Kotiapu", "--json"))
    assert found["total"] == 1
    assert call("search", "perhekeskus", "--theme", "Kotiap").exit_code == 2


def test_describe_needs_a_corpus(call: Call) -> None:
    assert call("describe").exit_code == 4


def test_a_broken_themes_file_costs_no_document(call: Call, folder: Path, tmp_path: Path) -> None:
    call("ingest", str(folder))
    (tmp_path / "themes.toml").write_text("[[theme]\ncode=")
    (tmp_path / "config.toml").write_text('[pipeline]\nthemes = "themes.toml"\n')
    done = call("describe")
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "quarantined" not in answer(call("status", "--json"))["documents"]


def test_a_copy_that_is_still_there_is_shown_before_one_that_is_gone(
    call: Call, folder: Path
) -> None:
    text = " ".join(f"sana{number} kotipolku perhe{number}" for number in range(400))
    (folder / "vanha.txt").write_text(f"Raportti\n\n{text} lopuksi kiitokset kaikille\n")
    call("ingest", str(folder))
    (folder / "vanha.txt").unlink()
    (folder / "uusi.txt").write_text(f"Raportti\n\n{text}\n")
    call("ingest", str(folder))
    (hit,) = answer(call("search", "kotipolku", "--json"))["hits"]
    assert Path(hit["location"]).name == "uusi.txt"


def test_a_misspelt_word_is_answered_with_what_may_have_been_meant(
    call: Call, folder: Path
) -> None:
    call("ingest", str(folder))
    told = call("search", "neuvolasa")
    assert "did you mean: neuvolassa" in told.stdout, told.output
    (meant,) = answer(call("search", "neuvolasa", "--json"))["did_you_mean"]
    assert meant["total"] == 2
    assert titles(call("search", meant["query"], "--json")) == {"kainuu.txt", "lappi.html"}
    assert answer(call("search", "neuvolassa", "--json"))["did_you_mean"] == []
