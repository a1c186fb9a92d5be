from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import cli
from terminal import demo


def test_the_demo_answers_three_searches_and_says_where_to_go(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["--data", str(tmp_path), "demo"])
    assert result.exit_code == 0, result.output
    assert result.stdout.count("$ .venv/bin/hankemuisti") == len(demo.SEARCHES) == 3
    assert "Where to go next" in result.stdout
    assert (tmp_path / "demo" / "corpus.sqlite").is_file()


def test_without_the_samples_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "REPORTS", tmp_path / "nothing")
    result = CliRunner().invoke(cli, ["--data", str(tmp_path), "demo"])
    assert result.exit_code == 2
    assert "examples/" in result.stderr
