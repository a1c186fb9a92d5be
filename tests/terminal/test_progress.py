from __future__ import annotations

import io
import sys

import pytest

from terminal.progress import TerminalProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_watched_run_draws_and_keeps_remarks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with TerminalProgress() as progress:
        progress.stage("reading", None)
        progress.step()
        progress.stage("extracting", 2)
        progress.step()
        progress.remark("a.pdf: [bold]empty file[/bold]")
    assert "a.pdf: [bold]empty file[/bold]" in terminal.getvalue()
    assert "extracting" in terminal.getvalue()


def test_an_unwatched_run_prints_remarks_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with TerminalProgress() as progress:
        progress.stage("reading", 3)
        progress.step()
        progress.remark("a.pdf: empty file")
    assert capsys.readouterr() == ("", "a.pdf: empty file\n")


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with TerminalProgress(quiet=True) as progress:
        progress.stage("reading", 3)
        progress.remark("a.pdf: empty file")
    assert capsys.readouterr() == ("", "")
