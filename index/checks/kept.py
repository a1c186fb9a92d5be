"""The corpus database: sound, of the present form, and at one with itself."""

from __future__ import annotations

import sqlite3

from corpus.archive import FOLDER_NAME as ORIGINALS
from corpus.database import FILE_NAME
from corpus.document import State
from corpus.errors import NoCorpusError, StoreError
from corpus.schema import SCHEMA_VERSION
from corpus.store import Store
from index.checks.check import NONE_YET, Patient, WorryingError, WrongError, some

_KNOWN = ", ".join(f"'{state}'" for state in State)
_READ = f"'{State.EXTRACTED}', '{State.DESCRIBED}', '{State.INDEXED}'"
_UNREAD = f"""
SELECT id FROM document WHERE state NOT IN ({_KNOWN})
OR ((state IN ({_READ}) OR describe_version != '')
    AND NOT EXISTS (SELECT 1 FROM page WHERE document_id = id)) ORDER BY id
"""  # noqa: S608 - our own words only
_UNANALYSED = f"""
SELECT id FROM document WHERE state IN ({_KNOWN}) AND analyse_version != ''
AND EXISTS (SELECT 1 FROM page WHERE document_id = id AND forms IS NULL) ORDER BY id
"""  # noqa: S608 - our own words only
_OTHER_CONTENT = """
SELECT id FROM document LEFT JOIN version ON document_id = id AND number = document.version
WHERE version.sha256 IS NOT document.sha256 ORDER BY id
"""


def corpus(patient: Patient) -> str:
    """The database can be read to its last page, and its tables refer to each other rightly."""
    folder = patient.config.data_folder
    try:
        with Store(folder, read_only=True) as store:
            _sound(store, patient)
            documents = sum(store.documents.states().values())
            return f"{documents} documents, {store.pages.count()} pages, schema {SCHEMA_VERSION}"
    except NoCorpusError:
        if (folder / ORIGINALS).exists():
            lost = f"{folder} has originals, and no {FILE_NAME} that knows them"
            raise WrongError(lost, back(patient)) from None
        return f"{NONE_YET}; make one with: hankemuisti ingest FOLDER"
    except (sqlite3.Error, StoreError) as error:
        cause = error.__cause__ if isinstance(error, StoreError) else error
        # Of its kinds, damage is the plain one; the others are locks, rights and full disks.
        if type(cause) is not sqlite3.DatabaseError:
            raise
        raise WrongError(f"{folder / FILE_NAME} is damaged ({cause})", back(patient)) from error


def _sound(store: Store, patient: Patient) -> None:
    connection = store.database.connection
    said = " ".join(str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]).split())
    if said != "ok":
        raise WrongError(f"{store.database.path} is damaged ({said})", back(patient))
    dangling = connection.execute("PRAGMA foreign_key_check").fetchmany(100)
    if dangling:
        tables = some(sorted({str(row[0]) for row in dangling}))
        raise WrongError(
            f"{store.database.path}: rows of {tables} name documents that are not there",
            back(patient),
        )
    other = [str(row[0]) for row in connection.execute(_OTHER_CONTENT)]
    if other:
        raise WrongError(
            f"the content of {some(other)} is not that of their last version", back(patient)
        )


def back(patient: Patient) -> str:
    """What to do when the database is lost."""
    return (
        "bring the last backup back with: hankemuisti restore --force FOLDER; without one, move "
        f"{patient.config.data_folder} away and ingest again"
    )


def unread(store: Store) -> list[str]:
    """The documents of which it says that they have been read, while their pages are not there."""
    return _ids(store, _UNREAD)


def unanalysed(store: Store) -> list[str]:
    """The documents whose pages have lost their words."""
    return _ids(store, _UNANALYSED)


def _ids(store: Store, query: str) -> list[str]:
    return [str(row[0]) for row in store.database.connection.execute(query)]


def states(patient: Patient) -> str:
    """Each document has what its state says it has."""
    with Store(patient.config.data_folder, read_only=True) as store:
        wrong = [*unread(store), *unanalysed(store)]
        counts = store.documents.states()
    if wrong:
        raise WrongError(
            f"documents whose pages or words are not there: {len(wrong)} ({some(wrong)})",
            "hankemuisti doctor --repair reads them again",
        )
    return ", ".join(f"{state} {count}" for state, count in counts.items()) or "no documents"


def places(patient: Patient) -> str:
    """Every document is still where it was found."""
    with Store(patient.config.data_folder, read_only=True) as store:
        gone = [
            store.location(document.id)
            for document in store.documents.select(
                "id IN (SELECT document_id FROM place GROUP BY document_id HAVING min(gone) = 1)"
            )
        ]
    if gone:
        raise WorryingError(
            f"no longer where they were found: {len(gone)} ({some(gone)}); they are still "
            "searched, from the corpus' own copy",
            "what is gone by mistake, put back and run again: hankemuisti ingest FOLDER",
        )
    return "every document is still where it was found"
