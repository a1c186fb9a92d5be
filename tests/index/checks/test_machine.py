from __future__ import annotations

import os
import re
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from corpus.config import Config, DataConfig, PipelineConfig
from index.checks import machine
from index.checks.check import Patient, WorryingError, WrongError
from pipeline.extract.ocr import Tesseract


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    return Patient(Config(base=tmp_path, data=DataConfig(str(tmp_path / "data"))))


def pipeline(patient: Patient, **settings: str) -> Patient:
    return Patient(Config(base=patient.config.base, pipeline=PipelineConfig(**settings)))  # type: ignore[arg-type]


def test_voikko_reads_a_word(patient: Patient) -> None:
    assert "libvoikko" in machine.voikko(patient)
    assert machine.voikko(pipeline(patient, voikko="portable")).endswith("five times faster)")


def test_a_broken_dictionary_is_told(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "KNOWN_LEMMA", "aivan muu")
    with pytest.raises(WrongError, match="dictionary is broken") as caught:
        machine.voikko(patient)
    assert caught.value.mend == "install voikko-fi again"


@pytest.mark.parametrize(
    ("found", "message", "mend"),
    [
        (None, "no tesseract that reads fin\\+swe", 'or set pipeline.ocr = "off"'),
        (Tesseract("tesseract", "fin", "tesseract 5 fin"), "no data for swe", "install-ocr"),
    ],
)
def test_a_language_that_ocr_lacks_is_a_warning(
    found: Tesseract | None,
    message: str,
    mend: str,
    patient: Patient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "find_tesseract", lambda _languages: found)
    with pytest.raises(WorryingError, match=message) as caught:
        machine.ocr(patient)
    assert re.search(mend, caught.value.mend)
    assert machine.ocr(pipeline(patient, ocr="off")) == "off"


def test_ocr_with_its_languages_is_right(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Tesseract("tesseract", "fin+swe", "tesseract 5 fin+swe")
    monkeypatch.setattr(machine, "find_tesseract", lambda _languages: whole)
    assert machine.ocr(patient) == "tesseract 5 fin+swe"


def test_a_libreoffice_that_is_none_is_a_warning(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert machine.libreoffice(patient)
    monkeypatch.setenv("HANKEMUISTI_SOFFICE", str(tmp_path / "none"))
    with pytest.raises(WorryingError, match=r"names .*, which is no program"):
        machine.libreoffice(patient)


def test_a_full_disk_is_told(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.disk(patient).endswith("GiB free")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 3 * 2**20))
    with pytest.raises(WrongError, match="only 3 MiB free"):
        machine.disk(patient)


def test_a_data_folder_that_is_to_be_made_is_right(patient: Patient) -> None:
    assert machine.data_folder(patient).endswith("data (will be made)")
    patient.config.data_folder.mkdir()
    assert machine.data_folder(patient) == str(patient.config.data_folder)


def test_a_file_in_the_place_of_the_data_folder_is_told(patient: Patient) -> None:
    patient.config.data_folder.write_text("x")
    with pytest.raises(WrongError, match="is a file") as caught:
        machine.data_folder(patient)
    assert "--data DIR" in caught.value.mend


@pytest.mark.parametrize("name", ["", "corpus.sqlite", "originals/ab", "index"])
def test_what_cannot_be_written_is_told_with_the_command(
    name: str, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = patient.config.data_folder
    for each in ("originals/ab", "index"):
        (folder / each).mkdir(parents=True)
    (folder / "corpus.sqlite").touch()
    closed = folder / name
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != closed)
    with pytest.raises(WrongError, match=f"cannot be written: {re.escape(str(closed))}") as caught:
        machine.data_folder(patient)
    assert caught.value.mend.startswith(f"chmod -R u+rwX {closed}; or choose another")
    monkeypatch.setattr(os, "getuid", lambda: 424242)
    with pytest.raises(WrongError) as caught:
        machine.data_folder(patient)
    assert f'sudo chown -R "$(id -un)" {closed}' in caught.value.mend
