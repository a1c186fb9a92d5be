from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from corpus.store import Store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Neuvola\n\nNeuvolan arki muuttui.\n", "utf-8")
    (tmp_path / "reports" / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    done = _call(tmp_path / "data", "ingest", str(tmp_path / "reports"))
    assert done.exit_code == 3, done.output
    return tmp_path / "data"


def _call(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--data", str(data), *arguments])


def test_a_run_tells_its_stages_its_slowest_documents_and_what_failed(data: Path) -> None:
    run = json.loads(_call(data, "status", "--run", "1", "--json").stdout)
    names = [stage["name"] for stage in run["outcome"]["stages"]]
    assert names[:2] == ["reading folder", "extracting"]
    assert "indexing" in names
    assert all(stage["seconds"] >= 0 for stage in run["outcome"]["stages"])
    slow = {(item["stage"], Path(item["location"]).name) for item in run["outcome"]["slowest"]}
    assert slow == {("extract", "a.txt"), ("extract", "b.pdf"), ("describe", "a.txt")}
    told = _call(data, "status", "--run", "1").stdout
    assert "did        discovered 2, new 2, extracted 1, described 1" in told
    assert "quarantine " in told
    assert "b.pdf" in told


def test_runs_are_listed_with_the_one_that_was_killed(data: Path) -> None:
    with Store(data) as store:
        store.runs.start("ingest\x1b[2J killed")
    first, second = _call(data, "status", "--runs").stdout.splitlines()
    assert first.endswith("killed: not finished")
    assert "\x1b" not in first
    assert "2 new" in second
    listed = json.loads(_call(data, "status", "--runs", "--json").stdout)
    assert [run["id"] for run in listed] == [2, 1]
    assert "goes on, or was killed" in _call(data, "status", "--run", "2").stdout


def test_what_is_not_there_and_what_does_not_go_together_is_told(data: Path) -> None:
    missing = _call(data, "status", "--run", "9")
    assert missing.exit_code == 2
    assert _call(data, "status", "--runs", "--quality").exit_code == 2


def test_the_state_is_shown_without_options(data: Path) -> None:
    assert "documents   2" in _call(data, "status").stdout
    assert "faults" in _call(data, "status", "--quality").stdout
