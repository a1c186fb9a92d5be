from __future__ import annotations

from pathlib import Path

from corpus.config import Config, DataConfig, PipelineConfig
from index.doctor import examine
from tests.index.damage import change, flip, found, index_files, overwrite_pages, wrong


def test_a_sound_corpus_and_an_empty_folder_are_in_order(sound: Config, tmp_path: Path) -> None:
    assert wrong(sound, thorough=True) == set()
    assert wrong(Config(base=tmp_path / "new")) == set()
    assert not (tmp_path / "new").exists()


def test_of_a_damaged_database_nothing_more_is_asked(sound: Config) -> None:
    overwrite_pages(sound)
    checks = found(sound)
    assert wrong(sound) == {"corpus"}
    assert not {"states", "originals", "places", "freshness"} & set(checks)
    assert checks["index"].ok


def test_of_a_damaged_index_nobody_asks_whether_it_is_fresh(sound: Config) -> None:
    flip(index_files(sound)[0])
    change(sound, "UPDATE document SET state = 'described'")
    assert wrong(sound) == {"index"}
    assert "freshness" not in found(sound)


def test_a_word_file_that_is_not_there_fails_what_needs_it(sound: Config) -> None:
    words = PipelineConfig(words="nowhere.toml")
    broken = Config(base=sound.base, data=DataConfig(sound.data.folder), pipeline=words)
    checks = {check.name: check for check in examine(broken)}
    assert "cannot be read as a word file" in checks["voikko"].found
    assert not checks["index"].ok
    assert checks["corpus"].ok
