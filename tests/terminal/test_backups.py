"""A corpus kept on another disk, damaged there, mended, and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.lock import locked
from corpus.store import Store
from tests.terminal.calling import Call, answer, calling, reports

QUERIES = ("perhekeskus", "neuvola", "lapsiperheiden palvelut", "perhe*")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.chdir(tmp_path)
    made = calling(tmp_path / "data")
    assert made("ingest", reports(tmp_path / "reports")).exit_code == 0
    return made


def said(call: Call) -> list[object]:
    """What searches answer, but for the number of the generation."""
    found = [answer(call("search", query, "--json")) for query in QUERIES]
    return [{key: value for key, value in each.items() if key != "generation"} for each in found]


def test_a_corpus_comes_back_and_answers_as_before(call: Call, tmp_path: Path) -> None:
    before = said(call)
    told = answer(call("backup", "safe", "--json"))
    assert (told["copied"], told["lost"], told["removed"]) == (2, [], [])
    assert told["counts"]["documents"] == 2
    assert "members" not in told

    (tmp_path / "reports" / "uusi.txt").write_text("Koulun arki\n\nKoulussa kokeiltiin uutta.\n")
    assert call("ingest", "reports").exit_code == 0
    refused = call("restore", "safe")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    restored = call("restore", "--force", "safe", "--json")
    aside = Path(answer(restored)["aside"])
    assert "2 documents as of 2" in restored.stderr
    assert f"what was there is now in {aside.name}; remove it when all is well" in restored.stderr
    assert said(call) == before

    checked = call("doctor")
    assert checked.exit_code == 0, checked.stdout
    assert "1 new" in call("ingest", "reports").stderr
    there = calling(aside)
    assert answer(there("search", "koulu", "--json"))["total"] == 1


def test_the_index_can_wait(call: Call, tmp_path: Path) -> None:
    before = said(call)
    assert call("backup", "safe").exit_code == 0
    there = calling(tmp_path / "there")
    assert answer(there("restore", "safe", "--no-index", "--json"))["generation"] is None
    assert there("search", "perhekeskus").exit_code == 4
    assert there("reindex").exit_code == 0
    assert said(there) == before


def test_decisions_come_along(call: Call, tmp_path: Path) -> None:
    hit = answer(call("search", "perhekeskus", "--json"))["hits"][0]["id"]
    assert call("facets", hit, "--set", "region=Lappi", "--author", "Aino").exit_code == 0
    assert call("watch", "add", "omat", "neuvola").exit_code == 0
    assert call("backup", "safe").exit_code == 0
    there = calling(tmp_path / "there")
    assert there("restore", "safe").exit_code == 0
    found = answer(there("search", "perhekeskus", "--region", "Lappi", "--json"))
    assert found["total"] == 1
    assert "set region=Lappi" in there("overrides").stdout
    assert "omat" in there("watch", "list").stdout


def test_what_is_not_in_it_is_named(call: Call, tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[lemmas]\nkslape = "lape"\n')
    (tmp_path / "config.toml").write_text('[pipeline]\nwords = "words.toml"\n')
    told = call("backup", "safe").stderr
    assert "2 of 2 originals new" in told
    assert "not in it, keep it yourself: config.toml\n" in told
    assert "not in it, keep it yourself: words.toml\n" in told
    again = call("backup", "safe", "--keep", "1").stderr
    assert "0 of 2 originals new" in again
    assert "let go: 0001-" in again


def test_damage_is_found_and_mended(call: Call, tmp_path: Path) -> None:
    call("backup", "safe")
    whole = call("backup", "--verify", "safe")
    assert (whole.exit_code, whole.stdout.count(": whole\n")) == (0, 1)
    path = min((tmp_path / "safe" / "originals").glob("*/*"))
    path.write_bytes(b"x" * path.stat().st_size)
    found = call("backup", "--verify", "safe")
    assert found.exit_code == 1
    assert f"  {path.relative_to(tmp_path)}: missing or damaged\n" in found.stdout
    assert "hankemuisti backup --recheck FOLDER" in found.stdout
    [told] = json.loads(call("backup", "--verify", "safe", "--json").stdout)
    assert len(told["problems"]) == 1
    assert "1 of 2 originals new" in call("backup", "--recheck", "safe").stderr
    assert call("backup", "--verify", "safe").exit_code == 0
    assert call("backup", "--verify", "--recheck", "safe").exit_code == 2


def test_what_the_corpus_lost_is_one_line_and_an_exit_code(call: Call, tmp_path: Path) -> None:
    with Store(tmp_path / "data", read_only=True) as store:
        [document, *_] = store.documents.select("1 = 1")
        store.archive.path(document.sha256).unlink()
    made = call("--quiet", "backup", "safe")
    assert made.exit_code == 1
    assert made.stderr == (
        "hankemuisti: 1 original missing or damaged in the corpus; "
        "see: hankemuisti doctor --all --repair\n"
    )
    assert "whole, without 1 original lost before" in call("backup", "--verify", "safe").stdout
    there = calling(tmp_path / "there")
    assert "1 original lost before that backup" in there("restore", "safe").stderr
    assert there("doctor").exit_code == 1


def test_what_cannot_be_is_one_line(call: Call, tmp_path: Path) -> None:
    call("backup", "safe")
    min((tmp_path / "safe" / "originals").glob("*/*")).write_text("x")
    new = calling(tmp_path / "new")
    for result, code, words in (
        (new("backup", "other"), 4, "no corpus in"),
        (call("backup", "data/inside"), 2, "folders apart"),
        (call("backup", "reports"), 2, "holds other things"),
        (call("backup", "--verify", "reports"), 2, "no backup of hankemuisti"),
        (new("restore", "reports"), 2, "no backup of hankemuisti"),
        (new("restore", "safe", "--snapshot", "x"), 2, "no snapshot 'x'; there are 0001-"),
        (new("restore", "safe"), 1, "is missing or damaged; nothing was restored"),
    ):
        assert (result.exit_code, result.stdout) == (code, "")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_two_at_once(call: Call, tmp_path: Path) -> None:
    with locked(tmp_path / "safe", "backup"):
        second = call("backup", "safe")
    assert second.exit_code == 5
    assert "in use by hankemuisti backup, process" in second.stderr
    with locked(tmp_path / "data", "ingest"):
        # A run does not keep anybody from making a backup; it keeps its folder, though.
        assert call("backup", "safe").exit_code == 0
        assert call("restore", "--force", "safe").exit_code == 5
