"""The facets yardstick: what it counts, and the floors of its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.facets.__main__ import measure
from benchmarks.facets.score import Counts

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared" / "data"


def test_counts_by_document_and_by_value() -> None:
    counts = Counts()
    assert (counts.precision(), counts.recall(), counts.f1(), counts.macro_f1()) == (1, 1, 1, 1)
    counts.add({"a", "b"}, {"b", "c"})
    counts.add({"b"}, {"b"})
    assert counts.precision() == pytest.approx(2 / 3)
    assert counts.recall() == pytest.approx(2 / 3)
    assert counts.f1() == pytest.approx(2 / 3)
    assert counts.macro_f1() == pytest.approx(1 / 3)
    counts.add(set(), {"a"})
    assert counts.recall() == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("name", "labels", "files"),
    [
        ("dev", SHARED / "facets-dev.jsonl", None),
        ("pdf", ROOT / "examples" / "labels-pdf.jsonl", ROOT / "examples" / "reports"),
        ("web", ROOT / "examples" / "labels-web.jsonl", ROOT / "examples" / "reports"),
    ],
)
def test_no_floor_is_broken(name: str, labels: Path, files: Path | None) -> None:
    if not labels.exists():
        pytest.skip("the shared data are not there")
    pinned = floors.of_set(floors.load(floors.FOLDER / "facets.json"), name)
    assert pinned
    figures, errors = measure(labels, files)
    assert floors.check(figures, floors.fingerprint([labels]), pinned) == [], errors
