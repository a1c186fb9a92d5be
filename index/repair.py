"""What the doctor mends: nothing is removed that could be the only copy of anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import FOLDER_NAME as ORIGINALS
from corpus.archive import write_atomically
from corpus.config import Config
from corpus.database import FILE_NAME, no_corpus
from corpus.document import State
from corpus.errors import StoreError, UsageError
from corpus.lock import locked
from corpus.store import Store
from index.checks import generation, kept
from index.checks.check import Patient, run, some
from index.checks.leftovers import half_built, parts
from index.checks.originals import Original, broken, strays
from index.retrieval import Finder, Found
from index.update import update
from pipeline.progress import Progress

COMMAND = "doctor --repair"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be done beside what is always safe.

    `thorough` reads every original; `fetch` asks servers for those that are missing, `backup` is a
    backup folder that is asked first; `prune` removes originals that no document knows.
    """

    thorough: bool = False
    fetch: bool = False
    prune: bool = False
    backup: Path | None = None


def repair(config: Config, wishes: Wishes, progress: Progress) -> Iterator[str]:
    """Mend what can be, under the lock, and say each thing when it is done.

    Killed at any moment, the next one goes on. Raises UsageError for a backup that is none,
    NoCorpusError, LockedError while a run is at work, and StoreError when the database is damaged:
    nothing but a backup helps then, and nothing is changed.
    """
    folder = config.data_folder
    if wishes.backup and not (wishes.backup / ORIGINALS).is_dir():
        raise UsageError(
            f"{wishes.backup}: has no {ORIGINALS}; give the folder of: hankemuisti backup FOLDER"
        )
    if not (folder / FILE_NAME).exists() and not (folder / ORIGINALS).exists():
        raise no_corpus(folder)
    patient = Patient(config, wishes.thorough, progress)
    with locked(folder, COMMAND):
        _see_that_it_is_sound(patient)
        yield from _tidied(folder)
        with Store(folder) as store:
            yield from _brought_back(store, patient, wishes)
            if wishes.prune:
                yield from _pruned(store)
            yield from _made_ready(store)
    yield from _indexed(patient)
    with locked(folder, COMMAND):
        yield from _without_damaged_rollback(patient)


def _see_that_it_is_sound(patient: Patient) -> None:
    if (patient.config.data_folder / FILE_NAME).exists():
        # An older form becomes the present one. What hinders that, the check tells better.
        with suppress(StoreError), Store(patient.config.data_folder):
            pass
    found = run("corpus", kept.corpus, patient)
    if not found.ok:
        raise StoreError("; ".join(filter(None, (found.found, found.mend))))


def _tidied(data_folder: Path) -> Iterator[str]:
    for path in (*parts(data_folder), *half_built(data_folder)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        yield f"removed {path.relative_to(data_folder)}, left half written by a run that was killed"


def _brought_back(store: Store, patient: Patient, wishes: Wishes) -> Iterator[str]:
    nowhere = []
    with closing(Finder(store, patient.config, wishes.backup, wishes.fetch)) as finder:
        for original in broken(store, thorough=patient.thorough, progress=patient.progress):
            found = finder.find(original)
            if found:
                _put_back(store, original, found)
                yield f"original of {original.document_id} brought back from {found.where}"
            else:
                nowhere.append(original.document_id)
    if nowhere:
        patient.progress.remark(f"originals found nowhere: {len(nowhere)}, of {some(nowhere)}")


def _put_back(store: Store, original: Original, found: Found) -> None:
    # First that it is to be read again, where that had failed: a kill in between loses nothing.
    with store.transaction() as connection:
        connection.execute(
            "UPDATE document SET state = ? WHERE sha256 = ? AND state = ? AND stage = 'extract'",
            (State.FETCHED, original.sha256, State.QUARANTINED),
        )
    path = store.archive.path(original.sha256)
    try:
        write_atomically(path, found.content)
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be written: {error.strerror}") from error


def _pruned(store: Store) -> Iterator[str]:
    for path in strays(store):
        path.unlink(missing_ok=True)
        yield f"removed {path.relative_to(store.folder)}, which no document knows"


def _made_ready(store: Store) -> Iterator[str]:
    """Documents that lack what they should have go back to before they had it."""
    unread, unanalysed = kept.unread(store), kept.unanalysed(store)
    forget = "analyse_version = '', describe_version = ''"
    with store.transaction() as connection:
        connection.executemany(
            f"UPDATE document SET state = ?, {forget} WHERE id = ?",  # noqa: S608 - our own words
            [(State.FETCHED, document_id) for document_id in unread]
            + [(State.EXTRACTED, document_id) for document_id in unanalysed],
        )
    for document_id in unread:
        yield f"document {document_id} is read again: its pages were not there"
    for document_id in unanalysed:
        yield f"document {document_id} is analysed again: its words were not there"


def _indexed(patient: Patient) -> Iterator[str]:
    """Documents go on from where they stand, and the index with them, where anything wants it."""
    index = run("index", generation.index, patient)
    fresh = run("freshness", generation.fresh, patient) if index.ok else index
    if fresh.ok and not fresh.warning:
        return
    patient.progress.remark(f"making the index anew: {fresh.found}")
    done = update(patient.config, (), COMMAND, patient.progress, rebuild=not index.ok)
    if done.manifest:
        yield f"index made anew ({fresh.found}): generation {done.manifest.generation} answers"


def _without_damaged_rollback(patient: Patient) -> Iterator[str]:
    """Nobody can go back to a generation that is damaged, and it is made of what is kept."""
    before = generation.previous(patient)
    if before and run("rollback", generation.rollback, patient).warning:
        shutil.rmtree(before)
        yield f"removed {before.relative_to(patient.config.data_folder)}, which was damaged"
