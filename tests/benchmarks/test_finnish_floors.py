"""What was once reached in Finnish analysis stays reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.finnish.measure import measure
from benchmarks.finnish.methods import OURS, methods
from benchmarks.finnish.treebank import read
from corpus.errors import HankemuistiError

TREEBANKS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "ud"


@pytest.mark.skipif(not TREEBANKS.is_dir(), reason="the treebanks are not here")
def test_no_floor_is_broken() -> None:
    try:
        ours = methods("native")[OURS]
    except HankemuistiError as error:
        pytest.skip(str(error))
    files = sorted(TREEBANKS.glob("*.conllu.gz"))
    figures = measure([sentence for file in files for sentence in read(file)], ours)
    pinned = floors.load(floors.FOLDER / "finnish.json")
    assert pinned
    assert floors.check(figures._asdict(), floors.fingerprint(files), pinned) == []
