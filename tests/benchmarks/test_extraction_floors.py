"""What was once reached in extraction stays reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.extraction import tables
from benchmarks.extraction.run import run
from benchmarks.extraction.synthetic.__main__ import measure, shares
from benchmarks.extraction.tools import OURS
from benchmarks.extraction.truth import pairs
from corpus.errors import HankemuistiError
from pipeline.finnish.voikko import open_voikko

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / ".." / "shared" / "data" / "pdf"
EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def _native_dictionary() -> None:
    try:
        open_voikko("native")
    except HankemuistiError as error:
        pytest.skip(str(error))


def broken(name: str, figures: floors.Measured, data: str) -> list[str]:
    pinned = floors.of_set(floors.load(floors.FOLDER / "extraction.json"), name)
    assert pinned
    return floors.check(figures, data, pinned)


@pytest.mark.parametrize(
    ("name", "folder", "truth"),
    [("real", REAL, REAL), ("examples", EXAMPLES / "reports", EXAMPLES / "truth")],
)
def test_no_floor_is_broken(name: str, folder: Path, truth: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}: the documents are not here")
    result = run(OURS, list(pairs(folder, truth)))
    assert result.failed == []
    assert broken(name, result.figures._asdict(), result.data) == []


def test_no_floor_of_the_synthetic_documents_is_broken(tmp_path: Path) -> None:
    tallies, data = measure(tmp_path)
    assert broken("synthetic", shares(tallies), data) == []


def test_no_floor_of_the_tables_is_broken() -> None:
    figures, data = tables.measure({OURS: tables.ours()})
    assert broken("tables", figures[OURS], data) == []
