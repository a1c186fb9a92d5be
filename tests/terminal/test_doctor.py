"""What the doctor says to a person and to programs, with each damage done to real files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from corpus.lock import locked
from index.checks.check import Check
from terminal.doctor import lines
from tests.terminal.calling import Call, answer, calling, reports

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"(ok  |warn|FAIL)  [a-z ]{11} \S|(done)  \S| {18}→ \S")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with two reports in it."""
    monkeypatch.chdir(tmp_path)
    assert calling(tmp_path / "data")("ingest", reports(tmp_path / "reports")).exit_code == 0
    return tmp_path / "data"


@pytest.fixture
def call(data: Path) -> Call:
    return calling(data)


def checks(call: Call) -> dict[str, dict[str, Any]]:
    told = json.loads(call("doctor", "--json").stdout)
    assert {key for each in told for key in each} == {"name", "ok", "found", "warning", "mend"}
    return {each["name"]: each for each in told}


def lose(data: Path) -> Path:
    lost = sorted((data / "originals").glob("??/*"))[0]
    lost.unlink()
    return lost


def test_all_is_well(call: Call) -> None:
    told = call("doctor", "--all")
    assert told.exit_code == 0, told.stdout
    assert told.stderr == "all is well\n"
    assert all(LINE.match(line) for line in told.stdout.splitlines())
    assert all(each["ok"] for each in checks(call).values())
    assert call("--quiet", "doctor").stderr == ""


def test_before_the_first_ingest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new = calling(tmp_path / "new")
    assert new("doctor").exit_code == 0
    assert "make one with: hankemuisti ingest FOLDER" in new("doctor").stdout
    told = new("doctor", "--repair")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (4, "", 1)
    assert not (tmp_path / "new").exists()


def test_what_is_wrong_is_told_with_how_to_mend_it_and_mended(call: Call, data: Path) -> None:
    lose(data)
    (data / "index" / "gen-9").mkdir()
    told = call("doctor")
    assert told.exit_code == 1
    assert told.stderr == "1 wrong, 1 worth a look\n"
    assert all(LINE.match(line) for line in told.stdout.splitlines())
    told = call("doctor", "--repair")
    assert told.exit_code == 0, told.stdout
    assert told.stderr == "all is well\n"
    assert [line[:4] for line in told.stdout.splitlines()].count("done") == 2
    assert "done" not in call("doctor", "--repair").stdout


def test_what_was_mended_in_json(call: Call, data: Path) -> None:
    lose(data)
    told = answer(call("doctor", "--repair", "--json"))
    assert len(told["mended"]) == 1
    assert all(each["ok"] for each in told["checks"])


def test_an_original_from_a_backup(call: Call, data: Path, tmp_path: Path) -> None:
    assert call("backup", "safe").exit_code == 0
    shutil.rmtree(tmp_path / "reports")
    lost = lose(data)
    told = call("doctor", "--repair")
    assert told.exit_code == 1
    assert f"originals found nowhere: 1, of {lost.name[:10]}" in told.stderr
    assert checks(call)["originals"]["mend"].startswith("hankemuisti doctor --repair ")
    assert "done  original of" in call("doctor", "--repair", "--from", "safe").stdout
    assert checks(call)["originals"]["ok"]
    refused = call("doctor", "--repair", "--from", str(data / "index"))
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("arguments", [["--prune"], ["--fetch"], ["--from", "."]])
def test_wishes_for_a_repair_belong_to_one(call: Call, arguments: list[str]) -> None:
    told = call("doctor", *arguments)
    assert told.exit_code == 2
    assert "belong to --repair" in told.stderr


def test_a_configuration_with_an_unknown_key(call: Call, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[pipeline]\nocrr = "off"\n', "utf-8")
    told = call("doctor")
    assert told.exit_code == 2
    first, mend = told.stdout.splitlines()
    assert first.startswith("FAIL  config      config.toml: unknown key pipeline.ocrr; did you")
    assert mend.strip().startswith("→ mend that")
    assert [each["name"] for each in json.loads(call("doctor", "--json").stdout)] == ["config"]
    assert call("doctor", "--repair").exit_code == 2


def test_while_a_run_is_at_work_nothing_is_repaired(call: Call, data: Path) -> None:
    with locked(data, "ingest"):
        assert checks(call)["lock"]["found"].startswith("in use by hankemuisti ingest, process")
        told = call("doctor", "--repair")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (5, "", 1)


def test_the_mend_of_a_damaged_database_works(call: Call, data: Path) -> None:
    assert call("backup", "safe").exit_code == 0
    for path in data.glob("corpus.sqlite-*"):
        path.unlink()
    (data / "corpus.sqlite").write_bytes(b"\xa5" * 40_000)
    assert "hankemuisti restore --force FOLDER" in checks(call)["corpus"]["mend"]
    told = call("doctor", "--repair")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert "hankemuisti restore --force FOLDER" in told.stderr
    assert call("restore", "--force", "safe").exit_code == 0
    assert call("doctor").exit_code == 0


@pytest.mark.skipif(not (os.getuid() or shutil.which("setpriv")), reason="root may write anywhere")
def test_a_data_folder_that_may_only_be_read(data: Path) -> None:
    # Root obeys the modes of files once it may not override them.
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    prefix = [] if os.getuid() else bounded
    for path in (data / "originals", data):
        path.chmod(0o500)
    command = [*prefix, sys.executable, "-m", "cli", "--data", str(data), "doctor"]
    told = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    for path in (data, data / "originals"):
        path.chmod(0o700)
    assert told.returncode == 1, told.stderr
    failed = [line for line in told.stdout.splitlines() if line.startswith("FAIL")]
    assert len(failed) == 1, told.stdout
    assert f"cannot be written: {data}, {data / 'originals'}" in failed[0]
    assert f"→ chmod -R u+rwX {data}" in told.stdout


def test_nothing_in_what_was_found_moves_the_cursor() -> None:
    told = list(lines(Check("places", True, "a\x1b[2J\nb", True, "c\nd")))
    assert [line.count("\x1b[2J") + line.count("\n") for line in told] == [0, 0]
    assert click.unstyle(told[1]) == f"{'':18}→ c d"
