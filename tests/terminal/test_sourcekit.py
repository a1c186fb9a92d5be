"""The commands for those who write a source, against a site on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.sources.kit.listing import REPORT, Site, configuration, register, serve, text
from tests.terminal.calling import Call, answer, calling


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/list": text("a.txt x b.txt"), "/a.txt": text(REPORT)}) as served:
        yield served


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Call:
    monkeypatch.chdir(tmp_path)
    register(monkeypatch, listing="tests.corpus.sources.kit.listing:Listing")
    configuration(tmp_path, site.address + "list")
    return calling(tmp_path / "data")


def test_new(call: Call, tmp_path: Path) -> None:
    made = call("source", "new", "terho")
    assert made.exit_code == 0
    assert made.stdout.splitlines() == [
        "terho/terho.py",
        "terho/config.toml",
        "terho/test_terho.py",
        "terho/fixtures/terho/.gitkeep",
    ]
    again = call("source", "new", "terho")
    assert again.exit_code == 2
    assert "is there already; nothing was written" in again.stderr
    other = answer(call("source", "new", "terho", "--folder", tmp_path / "other", "--json"))
    assert other[0] == str(tmp_path / "other" / "terho.py")


def test_record_and_check(call: Call, site: Site) -> None:
    recorded = call("source", "record", "kiertue")
    assert recorded.exit_code == 0
    assert f"{site.address}a.txt: {len(REPORT.encode())} bytes, text/plain" in recorded.stdout
    assert f"{site.address}b.txt: the server answers 404 Not Found" in recorded.stdout
    assert "4 answers recorded in fixtures/kiertue" in recorded.stdout

    asked = list(site.asked)
    checked = call("source", "check", "kiertue")
    assert checked.exit_code == 1  # one of the two is not there
    assert site.asked == asked
    for line in (
        "Perhekeskusten kehittäminen Kainuussa",
        f"  location  {site.address}a.txt",
        "  publisher: Kainuu",
        "  region    Kainuu",
        "  problem   the server answers 404 Not Found",
        "2 documents of kiertue",
        "passed over: line 1",
    ):
        assert line in checked.stdout.splitlines()
    site.pages["/b.txt"] = text(REPORT.replace("Kainuussa", "Lapissa").replace("Kajaa", "Roi"))
    assert answer(call("source", "record", "kiertue", "--json"))["error"] == ""
    trial = answer(call("source", "check", "kiertue", "--json", "--limit", 1))
    assert [document["problem"] for document in trial["documents"]] == [""]

    site.pages["/list"] = text("a.txt")
    stale = call("source", "record", "kiertue")
    assert "not asked for this time: fixtures/kiertue/get-127-0-0-1-" in stale.stdout


def test_what_looks_wrong_is_exit_code_1(call: Call, tmp_path: Path) -> None:
    checked = call("source", "check", "kiertue", "--fixtures", tmp_path / "none")
    assert checked.exit_code == 1
    assert "look: discover: GET " in checked.stdout
    assert checked.stderr == ""


def test_more_than_was_recorded(call: Call, site: Site) -> None:
    assert call("source", "record", "kiertue", "--limit", "1").exit_code == 0
    assert "1 further document not recorded" in call("source", "check", "kiertue").stdout


def test_a_site_that_is_down(call: Call, site: Site) -> None:
    site.pages["/list"] = (500, {}, b"")
    recorded = call("source", "record", "kiertue")
    assert recorded.exit_code == 1
    assert "discover: the server answers 500 Internal Server Error" in recorded.stdout
    assert json.loads(call("source", "record", "kiertue", "--json").stdout)["documents"] == {}


def test_a_source_that_is_not_there(call: Call) -> None:
    for command in ("record", "check"):
        result = call("source", command, "kiertu")
        assert result.exit_code == 2
        assert "did you mean kiertue?" in result.stderr


def test_show_says_how_a_download_was_had(call: Call, site: Site) -> None:
    site.pages["/list"] = text("a.txt")
    assert call("ingest", "kiertue").exit_code == 0
    [hit] = answer(call("search", "perhekeskus", "--json"))["hits"]
    shown = answer(call("show", hit["id"], "--json"))
    [origin] = shown["origins"]
    assert (origin["source"], origin["type"], origin["status"]) == ("kiertue", "listing", 200)
    assert origin["url"] == f"{site.address}a.txt"
    assert origin["tool"].startswith("hankemuisti")
    lines = call("show", hit["id"]).stdout
    assert f"location  {site.address}a.txt [kiertue: listing]\n" in lines
    assert f" from {site.address}a.txt [kiertue], answer 200\n" in lines
    assert f"          by {origin['tool']}\n" in lines

    site.pages = {}
    assert call("ingest", "kiertue").exit_code == 1  # the list itself is not there any more
    site.pages["/list"] = text("a.txt")
    assert call("ingest", "kiertue").exit_code == 0
    assert "(no longer there: the server answers 404 Not Found)" in call("show", hit["id"]).stdout
