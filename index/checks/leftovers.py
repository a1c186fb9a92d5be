"""What killed runs left behind: half-written files, half-built generations, a lock's text."""

from __future__ import annotations

import fcntl
import time
from pathlib import Path

from corpus.archive import FOLDER_NAME as ORIGINALS
from corpus.archive import PART_PREFIX
from corpus.errors import NoIndexError
from corpus.lock import FILE_NAME as LOCK
from index.build import FOLDER_NAME as INDEX
from index.build import Generations
from index.checks.check import Patient, WorryingError, some
from index.manifest import MANIFEST
from index.whoosh_engine import WhooshEngine

OLD = 3600.0
"""Seconds after which a half-written file in the data folder itself is nobody's work: some
commands write there without the lock, for milliseconds."""


def holder(data_folder: Path) -> str:
    """What the lock says of who is at work, or said when it was killed."""
    try:
        return " ".join((data_folder / LOCK).read_text("utf-8", "replace").split())[:200]
    except OSError:
        return ""


def at_work(data_folder: Path) -> bool:
    """Whether somebody holds the lock. The text alone may be that of a run that was killed.

    Asking takes the lock for a moment, so it is done only where somebody has left a text.
    """
    if not holder(data_folder):
        return False
    try:
        with (data_folder / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def lock(patient: Patient) -> str:
    """Nobody is at work, or who is."""
    folder = patient.config.data_folder
    text = holder(folder)
    if not text:
        return "free"
    if at_work(folder):
        return f"in use by {text}"
    raise WorryingError(
        f"free, but {text}, did not come to its end",
        "run that command again, it goes on where it was; or: hankemuisti doctor --repair",
    )


def parts(data_folder: Path) -> list[Path]:
    """Files and folders that were being written when their run was killed."""
    inside = [*data_folder.glob(f"{ORIGINALS}/*/{PART_PREFIX}*")]
    inside += data_folder.glob(f"{INDEX}/{PART_PREFIX}*")
    return sorted(inside + [path for path in data_folder.glob(f"{PART_PREFIX}*") if _old(path)])


def _old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > OLD
    except OSError:
        return False


def half_built(data_folder: Path) -> list[Path]:
    """Generations that were being built when their run was killed: those without a manifest."""
    generations = Generations(data_folder, WhooshEngine())
    try:
        current = generations.current()
    except NoIndexError:
        return []  # which one answers is not clear: a rebuild tidies up
    answering = current.generation if current else 0
    folders = [generations.folder / f"gen-{number}" for number in generations.numbers()]
    return [
        folder
        for folder in folders
        if not (folder / MANIFEST).is_file() and folder.name != f"gen-{answering}"
    ]


def leftovers(patient: Patient) -> str:
    """Nothing half written lies about."""
    folder = patient.config.data_folder
    if at_work(folder):
        return "not looked for while a run is at work"
    found = [str(path.relative_to(folder)) for path in (*parts(folder), *half_built(folder))]
    if found:
        raise WorryingError(
            f"left half written by runs that were killed: {len(found)} ({some(found)})",
            "hankemuisti doctor --repair",
        )
    return "none"
