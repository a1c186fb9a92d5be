from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from corpus.config import Config, DataConfig, PipelineConfig, SourceConfig
from corpus.store import Store
from index import doctor
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store, add: Add) -> Config:
    add("Neuvolassa käydään.")
    Generations(store.folder, WhooshEngine()).build(store)
    return Config(base=store.folder.parent, data=DataConfig(str(store.folder)))


def failures(config: Config) -> dict[str, str]:
    return {check.name: check.found for check in doctor.examine(config) if not check.ok}


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
