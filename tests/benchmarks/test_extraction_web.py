"""The benchmark of web pages: its figures, and that it runs without the other tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.extraction import web

PAGE = (
    "<html><head><title>Sivusto</title></head><body><nav><ul><li><a href=/>Etusivu täällä</a></li>"
    "</ul></nav><main><h1>Kylän tuki</h1><p>Perheet saivat tukea kotiin.</p></main>"
    "<footer>Seutu ry, Kylätie</footer></body></html>"
)
TRUTH = "Kylän tuki\nPerheet saivat tukea kotiin.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sivu.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "sivu.txt").write_text(TRUTH, encoding="utf-8")
    (tmp_path / "muu.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_figures_of_a_page(folder: Path) -> None:
    (pair,) = web.pairs(folder, folder)
    assert web.furniture(pair) == [" etusivu täällä ", " seutu ry kylätie "]
    assert web.of_page(pair, TRUTH) == (1.0, 1.0, 1.0, 0.0)
    f1, precision, recall, kept = web.of_page(pair, f"{TRUTH} Etusivu täällä")
    assert (round(f1, 4), round(precision, 4), recall, kept) == (0.8571, 0.75, 1.0, 0.5)


def test_tools_that_are_missing_are_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> web.Tool:
        raise ImportError

    tools = {"missing": absent, "verbatim": lambda: lambda markup: markup}
    monkeypatch.setattr(web, "OTHERS", tools)
    assert web.main([str(folder), "--json"]) == 0
    shown = capsys.readouterr()
    scores = json.loads(shown.out)
    assert scores["hankemuisti"]["f1"] == 1.0
    assert scores["hankemuisti"]["furniture_kept"] == 0.0
    assert scores["verbatim"]["furniture_kept"] == 1.0
    assert shown.err == "missing: not installed, left out\n"
    assert web.main([str(folder), "--truth", str(folder)]) == 0
    assert "hankemuisti" in capsys.readouterr().out


def test_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert web.main([str(tmp_path)]) == 1
    assert "no web page" in capsys.readouterr().err


def test_page_without_text() -> None:
    assert web.hankemuisti("<html></html>") == ""


def test_samples_reach_the_goal() -> None:
    chosen = list(web.pairs(web.EXAMPLES / "reports", web.EXAMPLES / "truth"))
    score = web.run(web.hankemuisti, chosen)
    assert score.f1 >= 0.97
    assert score.furniture_kept == 0.0
