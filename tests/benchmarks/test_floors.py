from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import floors
from benchmarks.floors import Floor, check, fingerprint, load, raised, save
from tools import raise_floors

shares = st.floats(0, 1)


def test_a_figure_at_its_floor_is_no_breach() -> None:
    pinned = {"f1": Floor(0.95, "a")}
    assert check({"f1": 0.95, "other": 0.1}, "a", pinned) == []


def test_breaches_are_told_one_by_one() -> None:
    pinned = {"f1": Floor(0.95, "a"), "recall": Floor(0.9, "a"), "gone": Floor(0.1, "a")}
    assert check({"f1": 0.94999, "recall": None}, "a", pinned) == [
        "f1: 0.94999 is below its floor 0.95",
        "recall: not measured, the floor is 0.9",
        "gone: not measured, the floor is 0.1",
    ]


def test_other_data_is_an_error_of_its_own() -> None:
    pinned = {"f1": Floor(0.5, "a" * 64)}
    (line,) = check({"f1": 1.0}, "b" * 64, pinned)
    assert "other data" in line
    with pytest.raises(ValueError, match="other data"):
        raised({"f1": 1.0}, "b" * 64, pinned)


@given(shares, shares)
def test_floors_are_raised_and_never_lowered(before: float, now: float) -> None:
    pinned = {"f1": Floor(before, "a")}
    new = raised({"f1": now}, "a", pinned)
    assert new["f1"].floor >= before
    assert check({"f1": max(before, now)}, "a", new) == []


def test_speeds_and_what_is_not_measured_get_no_floor() -> None:
    figures = {"tokens_per_second": 9.0, "compound_recall": None, "f1": 0.98765}
    assert raised(figures, "a", {}) == {"f1": Floor(0.9876, "a")}


def test_the_fingerprint_is_of_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    before = fingerprint([one, other])
    assert before == fingerprint([other, one])
    other.write_bytes(b"3")
    assert before != fingerprint([one, other])


def test_floors_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load(path) == {}
    save(path, {"f1": Floor(0.5, "a")})
    assert load(path) == {"f1": Floor(0.5, "a")}
    path.write_text('{"f1": 0.5}', encoding="utf-8")
    with pytest.raises(ValueError, match="not a floors file"):
        load(path)


def test_the_tool_raises_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, path = tmp_path / "data", tmp_path / "floors.json"
    data.write_bytes(b"1")
    assert raise_floors.raise_floors(path, {"f1": 0.5, "recall": 0.7}, fingerprint([data])) == 0
    capsys.readouterr()
    assert raise_floors.raise_floors(path, {"f1": 0.6, "recall": 0.6}, fingerprint([data])) == 1
    said = capsys.readouterr()
    assert said.out == "f1: 0.5 → 0.6\n"
    assert "recall: 0.60000 is below its floor 0.7" in said.err
    assert {name: entry.floor for name, entry in load(path).items()} == {"f1": 0.6, "recall": 0.7}


def test_the_tool_measures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(floors, "FOLDER", tmp_path)
    data = tmp_path / "one.conllu"
    data.write_text("1\tperhetyötä\tperhe#työ\tNOUN\t_\t_\t0\troot\t_\t_\n", encoding="utf-8")
    assert raise_floors.main(["finnish", str(data)]) == 0
    pinned = json.loads((tmp_path / "finnish.json").read_text(encoding="utf-8"))
    assert pinned["compound_recall"]["floor"] == 1.0
    assert not any("per_" in name for name in pinned)
    assert raise_floors.main(["finnish"]) == 2
    assert raise_floors.main(["finnish", str(tmp_path / "none")]) == 1
    assert "floors: " in capsys.readouterr().err
