"""`ingest --watch`, with somebody who changes files while it sleeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from corpus.errors import LockedError
from corpus.sources.folder import FolderSource
from index.following import Rhythm
from terminal import following
from terminal.following import follow
from terminal.options import Options
from tests.terminal.calling import answer, calling, reports


class Sleeper:
    """Does the next thing at each sleep, and presses Ctrl-C when there is nothing left to do."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self.deeds = list(deeds)
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if not self.deeds:
            raise KeyboardInterrupt
        self.deeds.pop(0)()

    def rhythm(self) -> Rhythm:
        return Rhythm(now=lambda: self.now, sleep=self.sleep)


def nothing() -> None:
    """Rest."""


def test_files_that_come_are_ingested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = reports(tmp_path / "reports")
    new = folder / "uusi.txt"
    text = "Lastensuojelun raportti\n\nKuopiossa lastensuojelua kehitettiin perheiden kanssa.\n"
    sleeper = Sleeper(nothing, lambda: new.write_text(text), nothing, nothing)
    monkeypatch.setattr(following, "Rhythm", sleeper.rhythm)
    call = calling(tmp_path / "data")
    watched = call("ingest", "reports", "--watch")
    assert watched.exit_code == 0
    assert "2 new" in watched.stderr
    assert "1 new" in watched.stderr
    assert watched.stderr.count("watching 1 source; Ctrl-C ends it\n") == 2
    assert watched.stderr.endswith("no longer watching\n")
    assert answer(call("search", "lastensuojelu", "--json"))["total"] == 1


def _followed(folder: Path, sleeper: Sleeper, *outcomes: BaseException | None) -> int:
    """How often it ran; each run ends as `outcomes` say, in turn."""
    ends = list(outcomes)
    runs = []

    def run() -> None:
        runs.append(1)
        end = ends.pop(0) if ends else None
        if end:
            raise end

    options = Options(None, None, quiet=True, verbose=False)
    follow(options, [FolderSource("r", folder)], run, sleeper.rhythm())
    return len(runs)


def test_documents_in_quarantine_do_not_end_it(tmp_path: Path) -> None:
    new = tmp_path / "a.txt"
    sleeper = Sleeper(lambda: new.write_text("x"), nothing, nothing)
    assert _followed(tmp_path, sleeper, click.exceptions.Exit(3)) == 2


def test_a_run_kept_out_by_another_is_tried_again(tmp_path: Path) -> None:
    locked = LockedError("in use")
    assert _followed(tmp_path, Sleeper(*[nothing] * 5), locked, locked) == 3


def test_ctrl_c_during_a_run_is_an_interruption(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _followed(tmp_path, Sleeper(), KeyboardInterrupt())


def test_only_folders_can_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(
        '[sources.s]\ntype = "urls"\nurls = ["https://example.fi/a.pdf"]\n'
    )
    watched = calling(tmp_path / "data")("ingest", "s", "--watch")
    assert watched.exit_code == 2
    assert not (tmp_path / "data").exists()
