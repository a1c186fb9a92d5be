from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.suggestions.__main__ import main
from benchmarks.suggestions.misspellings import KINDS, misspelled


def test_words_are_misspelled_the_same_way_every_time() -> None:
    once, again = ([misspelled("kehittäminen", Random(n), 2) for n in range(20)] for _ in range(2))
    assert once == again
    assert all(wrong != "kehittäminen" for wrong, _ in once)
    assert len({kind for _, kinds in once for kind in kinds.split("+")}) > 5


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_mistake_of_any_kind_changes_little(kind: str) -> None:
    for word in ("pää", "kuusi", "ttt"):
        for seed in range(20):
            wrong = KINDS[kind](word, Random(seed))
            assert abs(len(wrong) - len(word)) <= 1


def test_suggestions_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Perhekeskuksessa työskentelee kotipalvelun väkeä, ja neuvolan vastaanotto on auki."
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Otsikko {number}\n\n{text}", encoding="utf-8")
    main(["--json", "--words", "8", str(tmp_path)])
    figures = json.loads(capsys.readouterr().out)
    assert figures["documents"] == 3
    assert figures["right_false_alarms"] == 0
    assert figures["1_edit_top1"] >= 0.5
    assert figures["complete_cases"] > 0
