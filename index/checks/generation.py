"""The index: the generation that answers, whether it shows everything, and the one before it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus.document import State
from corpus.errors import NoIndexError
from corpus.store import Store
from index.build import Generations
from index.checks.check import NONE_YET, Patient, WorryingError, WrongError
from index.manifest import MANIFEST, check_content
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import configured_analyzer

_REINDEX = "hankemuisti reindex"


def index(patient: Patient) -> str:
    """The generation that answers is whole, of the present versions, and as it was written."""
    generations = _generations(patient)
    analyzer = configured_analyzer(patient.config).version
    try:
        if generations.current() is None:
            return NONE_YET
        manifest, opened = generations.open(analyzer)
        with closing(opened):
            count = opened.count()
        checked = generations.check() / 2**20
    except NoIndexError as error:
        raise WrongError(_what(error), _REINDEX) from error
    if count != manifest.documents:
        raise WrongError(f"documents are missing: {manifest.documents - count}", _REINDEX)
    return f"generation {manifest.generation}, {count} documents, {checked:.1f} MiB as written"


def fresh(patient: Patient) -> str:
    """Every document is in the index, as the corpus has it now. Raises NoIndexError, too."""
    with Store(patient.config.data_folder, read_only=True) as store:
        counts, revision = store.documents.states(), store.database.revision()
    manifest = _generations(patient).current()
    if manifest is None:
        if counts:
            raise WrongError(f"there is none; documents: {sum(counts.values())}", _REINDEX)
        return NONE_YET
    behind = sum(counts.values()) - counts.get(State.INDEXED, 0) - counts.get(State.QUARANTINED, 0)
    if behind:
        raise WorryingError(f"documents that the index lacks as they are now: {behind}", _REINDEX)
    if manifest.revision != revision:
        raise WorryingError("the corpus has changed since the index was made", _REINDEX)
    return "the index shows the corpus as it is now"


def rollback(patient: Patient) -> str:
    """The generation that `reindex --rollback` would go back to is as it was written."""
    before = previous(patient)
    if before is None:
        return "no generation to go back to"
    try:
        check_content(before)
    except NoIndexError as error:
        raise WorryingError(
            f"the generation to go back to is damaged ({_what(error)})",
            "the one that answers is not concerned; hankemuisti doctor --repair removes it",
        ) from error
    return f"{before.name} is as written"


def previous(patient: Patient) -> Path | None:
    """The folder of the whole generation before the one that answers."""
    generations = _generations(patient)
    try:
        current = generations.current()
    except NoIndexError:
        return None  # which is what the check of the index tells
    below = [
        generations.folder / f"gen-{number}"
        for number in generations.numbers()
        if current and number < current.generation
    ]
    whole = [folder for folder in below if (folder / MANIFEST).is_file()]
    return whole[-1] if whole else None


def _generations(patient: Patient) -> Generations:
    return Generations(patient.config.data_folder, WhooshEngine())


def _what(error: NoIndexError) -> str:
    """What is wrong, without the command that every such message ends with."""
    return str(error).rpartition("; ")[0] or str(error)
