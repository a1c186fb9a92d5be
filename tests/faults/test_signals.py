"""SIGTERM, then Ctrl-C, at every stage of every long command; and who is told of a run at work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.lock import locked
from tests.faults.killing import signalled, uncovered
from tests.terminal.calling import Call, answer, calling, reports

ROOT = Path(__file__).resolve().parents[2]

COMMAND = """
import sys, time
from cli import main
from terminal.progress import TerminalProgress

class Waiting(TerminalProgress):
    def stage(self, name, total):
        super().stage(name, total)
        if name == wanted:
            print("ready", flush=True)
            time.sleep(60)

wanted = sys.argv.pop(1)
import terminal.progress
terminal.progress.TerminalProgress = Waiting
main()
"""
"""The program as it is, but that it waits where a stage begins."""

THEMES = '[[theme]]\ncode = "kotiapu"\nfi = "Kotiapu"\nstrong = ["kotipalvelu"]\n'

STAGES = [
    ("extracting", "ingest reports"),
    ("describing", "describe"),
    ("indexing", "ingest reports"),
    ("indexing", "reindex"),
    ("counting words", "reindex"),
    ("copying the database", "backup safe"),
    ("copying originals", "backup safe"),
    ("restoring", "restore --force safe"),
    ("indexing", "restore --force safe"),
    ("exporting", "export-corpus --force out.tar"),
    ("importing", "--data new import-corpus c.tar"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus, a backup and a bundle of it; and what ingest and describe have yet to do."""
    folder = tmp_path_factory.mktemp("built")
    call = calling(folder / "data")
    assert call("ingest", reports(folder / "reports")).exit_code == 0
    assert call("backup", folder / "safe").exit_code == 0
    assert call("export-corpus", folder / "c.tar").exit_code == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data", "safe", "reports"):
        shutil.copytree(built / name, tmp_path / name)
    shutil.copy(built / "c.tar", tmp_path)
    (tmp_path / "reports" / "uusi.txt").write_text("Koulun arki\n\nKoulussa kokeiltiin uutta.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path) -> Call:
    return calling(folder / "data")


def stopped(stage: str, command: str, which: signal.Signals) -> tuple[int, str]:
    """Run a command to where a stage begins, and send a signal; its exit code and its stderr."""
    arguments = [sys.executable, "-c", COMMAND, stage, "--data", "data", *command.split()]
    with subprocess.Popen(
        arguments,
        env={**uncovered(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
        said = signalled(process, which)
    return process.returncode, said


@pytest.mark.parametrize(("stage", "command"), STAGES)
def test_stopped_at_a_stage_it_goes_on(stage: str, command: str, call: Call, folder: Path) -> None:
    if command == "describe":
        (folder / "themes.toml").write_text(THEMES)
        (folder / "config.toml").write_text('[pipeline]\nthemes = "themes.toml"\n')
    before = {path.name for path in folder.iterdir()}
    code, said = stopped(stage, command, signal.SIGTERM)
    assert (code, "Traceback" in said) == (-signal.SIGTERM, False)
    code, said = stopped(stage, command, signal.SIGINT)
    assert code == 130, said
    assert said.splitlines()[-1].startswith("hankemuisti: interrupted; what was done is kept")
    assert "Traceback" not in said

    if "restore" not in command or stage == "restoring":
        assert answer(call("search", "neuvola", "--json"))["total"] == 2
    assert call("backup", "--verify", "safe").exit_code == 0
    done = call(*command.split())
    assert done.exit_code == 0, done.output
    assert answer(call("search", "neuvola", "--json"))["total"] == 2
    after = {path.name for path in folder.iterdir() if not path.name.startswith("data.before-")}
    # An export that is ended by force leaves its part beside the file, where nobody may sweep.
    parts = {path.relative_to(folder).parts[0] for path in folder.rglob(".part-*")}
    assert not parts or (command.startswith("export-corpus") and len(parts) == 1)
    assert after - before - parts <= {"new", "out.tar"}


@pytest.mark.parametrize(
    "command",
    [
        *("ingest reports", "ingest --retry reports", "describe", "reindex", "reindex --rollback"),
        *("restore --force safe", "facets ID --set region=Lappi", "facets ID --set year=2011"),
    ],
)
def test_a_second_run_is_told_who_is_at_work_and_since_when(
    command: str, call: Call, folder: Path
) -> None:
    hit = answer(call("search", "neuvola", "--json"))["hits"][0]["id"]
    with locked(folder / "data", "ingest huge-archive"):
        second = call(*command.replace("ID", hit).split())
    assert second.exit_code == 5
    assert second.stderr.count("\n") == 1
    assert f"ingest huge-archive, process {os.getpid()}, since 2" in second.stderr
    assert "try again when it is done" in second.stderr
    assert call("ingest", "reports").exit_code == 0  # a lock that is free again is in nobody's way
