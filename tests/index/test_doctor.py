from __future__ import annotations

import os
import re
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from corpus.config import Config, DataConfig, PipelineConfig, SourceConfig
from corpus.store import Store
from index import doctor
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from pipeline.extract.ocr import Tesseract
from terminal.reports import check_line
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store, add: Add) -> Config:
    add("Neuvolassa käydään.")
    Generations(store.folder, WhooshEngine()).build(store)
    return Config(base=store.folder.parent, data=DataConfig(str(store.folder)))


def failures(config: Config) -> dict[str, str]:
    return {check.name: check.found for check in doctor.examine(config) if not check.ok}


def warnings(config: Config) -> dict[str, str]:
    return {check.name: check.found for check in doctor.examine(config) if check.warning}


def test_a_sound_corpus_and_an_empty_folder_are_in_order(config: Config, tmp_path: Path) -> None:
    # The small corpus of the test has no originals.
    assert set(failures(config)) == {"originals"}
    assert failures(Config(base=tmp_path / "new")) == {}


def test_a_missing_original_is_told(config: Config) -> None:
    assert "restore" in failures(config)["originals"]


def test_a_damaged_database_is_told(config: Config, store: Store) -> None:
    store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = store.database.path
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 8] = os.urandom(4096 * 5)
    path.write_bytes(content)
    found = failures(config)
    assert "corpus" in found
    assert "backup" in found["corpus"] or "malformed" in found["corpus"]


def test_an_index_of_other_versions_names_the_command(config: Config, store: Store) -> None:
    manifest = store.folder / "index" / "gen-1" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema": "', '"schema": "old '))
    assert "hankemuisti reindex" in failures(config)["index"]


def test_an_index_that_lacks_documents_is_told(config: Config, store: Store) -> None:
    manifest = store.folder / "index" / "gen-1" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"documents": 1', '"documents": 7'))
    assert "documents are missing" in failures(config)["index"]


def test_a_bit_of_the_index_that_flipped_is_told(config: Config, store: Store) -> None:
    path = next((store.folder / "index").rglob("*.arrays"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    found = failures(config)["index"]
    assert path.name in found
    assert "hankemuisti reindex" in found


def test_a_wrong_source_and_a_full_disk_are_told(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 1024))
    wrong = Config(base=config.base, data=config.data, sources=(SourceConfig("s", "foldr", {}),))
    found = failures(wrong)
    assert "did you mean folder" in found["sources"]
    assert "make room" in found["disk"]


def test_a_folder_that_cannot_be_written_is_told(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "--data DIR" in failures(config)["data folder"]


def test_a_broken_dictionary_is_told(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "KNOWN_LEMMA", "aivan muu")
    assert "install voikko-fi again" in failures(config)["voikko"]


def test_word_files_are_checked(config: Config, tmp_path: Path) -> None:
    wrong = Config(base=tmp_path, data=config.data, pipeline=PipelineConfig(words="nowhere.toml"))
    assert "cannot be read as a word file" in failures(wrong)["voikko"]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (None, 'no tesseract that reads fin\\+swe: .*or set pipeline.ocr = "off"'),
        (Tesseract("tesseract", "fin", "tesseract 5 fin"), "no data for swe: .*install-ocr"),
        (Tesseract("tesseract", "fin+swe", "tesseract 5 fin+swe"), ""),
    ],
)
def test_a_language_that_ocr_lacks_is_a_warning(
    found: Tesseract | None, message: str, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_tesseract", lambda _languages: found)
    assert ("ocr" in warnings(config)) == bool(message)
    assert re.search(message, warnings(config).get("ocr", ""))
    assert "ocr" not in failures(config)
    off = Config(base=config.base, data=config.data, pipeline=PipelineConfig(ocr="off"))
    assert "ocr" not in warnings(off)


def test_a_source_without_its_folder_is_a_warning(config: Config, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    sources = tuple(SourceConfig(f"s-{n}", "folder", {"path": n}) for n in ("there", "nowhere"))
    found = warnings(Config(base=tmp_path, data=config.data, sources=sources))["sources"]
    assert found.startswith(f"[sources.s-nowhere]: there is no {tmp_path / 'nowhere'}: mount it")
    assert "s-there" not in found


def test_documents_that_are_gone_are_a_warning(config: Config, store: Store, add: Add) -> None:
    assert "places" not in warnings(config)
    store.places.mark_gone("test", "", 99)
    found = warnings(config)["places"]
    assert found.startswith("no longer where they were found: 1 (/reports/")
    assert "hankemuisti ingest" in found
    assert check_line(doctor.Check("places", True, found, warning=True)).endswith("ingest")
    for number in range(4):
        add(f"Teksti {number}.")
    store.places.mark_gone("test", "", 99)
    assert "found: 5 (" in warnings(config)["places"]
    assert " …)" in warnings(config)["places"]
