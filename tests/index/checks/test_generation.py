from __future__ import annotations

import shutil

import pytest

from corpus.config import Config
from corpus.errors import NoIndexError
from corpus.store import Store
from index.checks import generation
from index.checks.check import Patient, WorryingError, WrongError
from tests.index import damage


def told(config: Config) -> WrongError:
    with pytest.raises(WrongError) as caught:
        generation.index(Patient(config))
    assert caught.value.mend == "hankemuisti reindex"
    return caught.value


def test_a_sound_index(sound: Config) -> None:
    assert generation.index(Patient(sound)).startswith("generation 2, 3 documents, ")
    assert generation.fresh(Patient(sound)) == "the index shows the corpus as it is now"
    assert generation.rollback(Patient(sound)) == "gen-1 is as written"


def test_a_file_that_was_cut_short(sound: Config) -> None:
    path = damage.index_files(sound)[0]
    path.write_bytes(path.read_bytes()[:-1])
    assert str(told(sound)) == f"{path}: damaged or gone"


def test_a_bit_that_flipped(sound: Config) -> None:
    path = damage.flip(damage.index_files(sound)[0])
    assert str(told(sound)) == f"{path}: damaged or gone"


@pytest.mark.parametrize("key", ["schema", "analyzer"])
def test_a_generation_of_other_versions(sound: Config, key: str) -> None:
    manifest = sound.data_folder / "index" / "gen-2" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"{key}": "', f'"{key}": "old '))
    assert "was made by other versions (" in str(told(sound))


def test_a_generation_that_lacks_documents(sound: Config) -> None:
    manifest = sound.data_folder / "index" / "gen-2" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"documents": 3', '"documents": 7'))
    assert str(told(sound)) == "documents are missing: 4"


def test_a_generation_that_is_gone(sound: Config) -> None:
    shutil.rmtree(sound.data_folder / "index" / "gen-2")
    assert "gen-2: unreadable" in str(told(sound))
    assert generation.rollback(Patient(sound)) == "no generation to go back to"
    with pytest.raises(NoIndexError):
        generation.fresh(Patient(sound))


def test_no_index_of_documents_is_wrong(sound: Config) -> None:
    (sound.data_folder / "index" / "current").unlink()
    assert generation.index(Patient(sound)) == "none yet"
    with pytest.raises(WrongError, match="there is none; documents: 3"):
        generation.fresh(Patient(sound))
    with Store(sound.base / "empty"):
        pass
    empty = Config(base=sound.base, data=type(sound.data)(str(sound.base / "empty")))
    assert generation.fresh(Patient(empty)) == "none yet"


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE document SET state = 'described'", "lacks as they are now: 3"),
        ("UPDATE meta SET value = '99' WHERE key = 'revision'", "corpus has changed since"),
    ],
)
def test_an_index_that_is_behind_is_worth_a_look(
    sound: Config, statement: str, message: str
) -> None:
    damage.change(sound, statement)
    with pytest.raises(WorryingError, match=message) as caught:
        generation.fresh(Patient(sound))
    assert caught.value.mend == "hankemuisti reindex"


def test_a_damaged_generation_to_go_back_to_is_worth_a_look(sound: Config) -> None:
    folder = sound.data_folder / "index" / "gen-1"
    damage.flip(next(path for path in folder.rglob("*.arrays")))
    assert generation.index(Patient(sound))
    with pytest.raises(WorryingError, match="to go back to is damaged"):
        generation.rollback(Patient(sound))
