from __future__ import annotations

import shutil

import pytest

from corpus.config import Config
from corpus.errors import NoCorpusError, StoreError
from corpus.store import Store
from index.checks import kept
from index.checks.check import Patient, WorryingError, WrongError
from tests.index.damage import change, overwrite_pages

RESTORE = "hankemuisti restore --force FOLDER"


def corpus_is_wrong(config: Config) -> WrongError:
    with pytest.raises(WrongError) as caught:
        kept.corpus(Patient(config))
    return caught.value


def test_a_sound_corpus(sound: Config) -> None:
    assert kept.corpus(Patient(sound)).startswith("3 documents, 3 pages, schema ")
    assert kept.states(Patient(sound)) == "indexed 3"
    assert kept.places(Patient(sound)) == "every document is still where it was found"


def test_pages_that_sqlite_did_not_write(sound: Config) -> None:
    overwrite_pages(sound)
    error = corpus_is_wrong(sound)
    assert "corpus.sqlite is damaged (" in str(error)
    assert RESTORE in error.mend


def test_a_file_that_is_no_database(sound: Config) -> None:
    path = sound.data_folder / "corpus.sqlite"
    path.write_bytes(b"\0garbage" * 1000)
    assert RESTORE in corpus_is_wrong(sound).mend


def test_a_database_that_is_gone(sound: Config) -> None:
    path = sound.data_folder / "corpus.sqlite"
    for each in path.parent.glob("corpus.sqlite*"):
        each.unlink()
    assert "has originals, and no corpus.sqlite" in str(corpus_is_wrong(sound))
    path.touch()
    assert RESTORE in corpus_is_wrong(sound).mend
    shutil.rmtree(sound.data_folder / "originals")
    assert kept.corpus(Patient(sound)).endswith("make one with: hankemuisti ingest FOLDER")
    with pytest.raises(NoCorpusError):
        kept.states(Patient(sound))


def test_a_database_of_a_newer_version(sound: Config) -> None:
    change(sound, "PRAGMA user_version = 9999")
    with pytest.raises(StoreError, match="use the version of hankemuisti that wrote it"):
        kept.corpus(Patient(sound))


def test_rows_that_name_what_is_not_there(sound: Config) -> None:
    change(sound, "DELETE FROM document WHERE id = (SELECT min(id) FROM document)")
    error = corpus_is_wrong(sound)
    assert "name documents that are not there" in str(error)
    assert RESTORE in error.mend


def test_content_that_is_not_that_of_its_version(sound: Config) -> None:
    change(
        sound, "UPDATE version SET sha256 = 'x' WHERE sha256 = (SELECT min(sha256) FROM version)"
    )
    assert "is not that of their last version" in str(corpus_is_wrong(sound))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM page WHERE document_id = ?",
        "UPDATE document SET state = 'odd' WHERE id = ?",
        "UPDATE page SET forms = NULL WHERE document_id = ?",
    ],
)
def test_documents_that_lack_what_they_should_have(sound: Config, statement: str) -> None:
    with Store(sound.data_folder) as store:
        first = next(store.documents.select("1 = 1")).id
    change(sound, statement, values=[first])
    with pytest.raises(WrongError, match=f"not there: 1 \\({first}\\)") as caught:
        kept.states(Patient(sound))
    assert "hankemuisti doctor --repair" in caught.value.mend


def test_documents_that_are_gone_are_worth_a_look(sound: Config) -> None:
    with Store(sound.data_folder) as store:
        store.places.mark_gone("folder", "", 99)
    with pytest.raises(WorryingError, match="no longer where they were found: 3") as caught:
        kept.places(Patient(sound))
    assert "hankemuisti ingest FOLDER" in caught.value.mend
