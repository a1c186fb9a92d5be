from __future__ import annotations

import json

import pytest

from benchmarks import reading


def test_every_answer_has_its_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading, "PAGES", 2)
    monkeypatch.setattr(reading, "ROUNDS", 1)
    monkeypatch.setattr("sys.argv", ["reading", "--json", "--documents", "3"])
    reading.main()
    figures = json.loads(capsys.readouterr().out)
    assert figures["documents"] == 3
    assert {"kwic_100_common", "trend_year", "export_bibtex"} <= figures.keys()
    assert all(value >= 0 for value in figures.values())
