from __future__ import annotations

import pytest

from corpus.config import Config
from corpus.store import Store
from index.checks import originals
from index.checks.check import Patient, WorryingError, WrongError
from tests.index import damage


def told(config: Config, *, thorough: bool = False) -> WrongError:
    with pytest.raises(WrongError) as caught:
        originals.originals(Patient(config, thorough))
    return caught.value


def test_whole_originals(sound: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    assert originals.originals(Patient(sound)) == "3 there, the bytes of 3 looked at"
    monkeypatch.setattr(originals, "SAMPLE", 1)
    assert originals.originals(Patient(sound)).endswith("of 1 looked at (--all: every one)")
    assert originals.originals(Patient(sound, True)).endswith("of 3 looked at")


def test_one_that_is_gone_or_cut_short(sound: Config) -> None:
    gone, short, _ = damage.originals(sound)
    gone.unlink()
    short.write_bytes(short.read_bytes()[:-1])
    error = told(sound)
    assert str(error).startswith(f"2 of 3 missing or changed, of {gone.name[:10]}")
    assert error.mend.startswith("hankemuisti doctor --repair ")


def test_a_flipped_bit_outside_the_sample_is_found_by_all(
    sound: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "SAMPLE", 1)
    damage.flip(damage.originals(sound)[-1])
    assert originals.originals(Patient(sound))
    assert told(sound, thorough=True).mend.startswith("hankemuisti doctor --all --repair ")


def test_files_that_no_document_knows(sound: Config) -> None:
    known = damage.originals(sound)[0]
    stray = known.with_name("0" * 64)
    stray.write_bytes(b"x")
    known.with_name(".part-1").write_bytes(b"x")
    with Store(sound.data_folder, read_only=True) as store:
        assert originals.strays(store) == [stray]
    with pytest.raises(WorryingError, match=r"no document knows: 1 \(0{12}\)") as caught:
        originals.originals(Patient(sound))
    assert "hankemuisti doctor --repair --prune" in caught.value.mend
