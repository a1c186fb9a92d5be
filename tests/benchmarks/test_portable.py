from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.finnish.portable import main
from corpus.errors import HankemuistiError
from pipeline.analyzer import open_analyzer

TRUTH = Path(__file__).resolve().parents[2] / "examples" / "truth"


@pytest.fixture(autouse=True)
def _both() -> None:
    for choice in ("native", "portable"):
        try:
            open_analyzer(choice)
        except HankemuistiError:
            pytest.skip(f"the {choice} analyser is not installed")


def test_both_analysers_read_the_samples_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", *(str(path) for path in sorted(TRUTH.glob("*.txt"))[:12])]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["types"] > 1_500
    assert figures["equal_lemmas"] >= 0.99


def test_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.conllu"]) == 1
    assert capsys.readouterr().err.startswith("benchmark: ")
