from __future__ import annotations

import os

import pytest

from corpus.config import Config
from corpus.lock import locked
from index.checks import leftovers
from index.checks.check import Patient, WorryingError
from tests.index.damage import leave_lock, leave_parts


def test_nothing_is_left_of_runs_that_ended(sound: Config) -> None:
    assert leftovers.lock(Patient(sound)) == "free"
    assert leftovers.leftovers(Patient(sound)) == "none"


def test_the_lock_of_a_dead_process_is_told(sound: Config) -> None:
    text = leave_lock(sound)
    assert not leftovers.at_work(sound.data_folder)
    with pytest.raises(WorryingError, match=f"free, but {text.replace('+', '.')}") as caught:
        leftovers.lock(Patient(sound))
    assert "hankemuisti doctor --repair" in caught.value.mend


def test_a_number_that_another_process_has_now_is_nobody_at_work(sound: Config) -> None:
    text = f"hankemuisti ingest, process {os.getpid()}, since 2026-01-01"
    (sound.data_folder / "lock").write_text(text)
    assert not leftovers.at_work(sound.data_folder)


def test_who_is_at_work_is_told_and_left_alone(sound: Config) -> None:
    leave_parts(sound)
    with locked(sound.data_folder, "ingest"):
        said = leftovers.lock(Patient(sound))
        assert said.startswith(f"in use by hankemuisti ingest, process {os.getpid()}, since")
        assert leftovers.leftovers(Patient(sound)) == "not looked for while a run is at work"
    assert leftovers.lock(Patient(sound)) == "free"


def test_what_was_left_half_written_is_named(sound: Config) -> None:
    left = leave_parts(sound)
    folder = sound.data_folder
    assert {*leftovers.parts(folder), *leftovers.half_built(folder)} == set(left)
    with pytest.raises(WorryingError, match=r"killed: 3 \(") as caught:
        leftovers.leftovers(Patient(sound))
    assert caught.value.mend == "hankemuisti doctor --repair"


def test_what_somebody_may_be_writing_is_left_alone(sound: Config) -> None:
    part = sound.data_folder / ".part-89ab"
    part.write_bytes(b"half")
    assert leftovers.parts(sound.data_folder) == []
    os.utime(part, (1.0e9, 1.0e9))
    assert leftovers.parts(sound.data_folder) == [part]


def test_the_generation_that_answers_is_never_half_built(sound: Config) -> None:
    folder = sound.data_folder / "index"
    (folder / "gen-2" / "manifest.json").unlink()
    assert leftovers.half_built(sound.data_folder) == []
    (folder / "current").unlink()
    assert leftovers.half_built(sound.data_folder) == [folder / "gen-2"]
