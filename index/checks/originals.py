"""The archive against the database: what is missing or damaged there, and what nobody knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.archive import PART_PREFIX
from corpus.store import Store
from index.checks.check import Patient, WorryingError, WrongError, some
from pipeline.progress import Progress

SAMPLE = 50
"""Originals whose hash is looked at; of all the others it is the size."""


class Original(NamedTuple):
    """An original that the database names."""

    sha256: str
    size: int
    document_id: str


def named(store: Store) -> list[Original]:
    """The originals of every version of every document, each once."""
    rows = store.database.connection.execute(
        "SELECT sha256, size, min(id) FROM ("
        " SELECT sha256, size, document_id AS id FROM version"
        " UNION SELECT sha256, size, id FROM document) GROUP BY sha256 ORDER BY sha256"
    )
    return [Original(*row) for row in rows]


def broken(store: Store, *, thorough: bool, progress: Progress) -> list[Original]:
    """Those that are missing or are not what they were, as far as their bytes are looked at."""
    wanted = named(store)
    step = 1 if thorough else max(1, len(wanted) // SAMPLE)
    progress.stage("checking originals", len(wanted))
    found = []
    for place, original in enumerate(wanted):
        right = _has_size(store.archive.path(original.sha256), original.size)
        if right and place % step == 0:
            right = store.archive.intact(original.sha256)
        if not right:
            found.append(original)
        progress.step()
    return found


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def strays(store: Store) -> list[Path]:
    """Files of the archive that nothing in the database names, whole or not, without parts."""
    known = {original.sha256 for original in named(store)}
    rows = store.database.connection.execute("SELECT sha256 FROM frontier WHERE sha256 != ''")
    known.update(str(row[0]) for row in rows)
    return [path for path in _files(store.archive.folder) if path.name not in known]


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if not name.startswith(PART_PREFIX):
                yield Path(place, name)


def originals(patient: Patient) -> str:
    """Every original is there and, in the sample or all over, what it was."""
    with Store(patient.config.data_folder, read_only=True) as store:
        count = len(named(store))
        found = broken(store, thorough=patient.thorough, progress=patient.progress)
        if found:
            ids = list(dict.fromkeys(original.document_id for original in found))
            raise WrongError(
                f"{len(found)} of {count} missing or changed, of {some(ids)}; searches go on "
                "without",
                f"hankemuisti doctor {'--all ' if patient.thorough else ''}--repair takes them "
                "from where they came from; --from FOLDER: from a backup; --fetch: from the web",
            )
        unknown = strays(store)
    if unknown:
        names = some([path.name[:12] for path in unknown])
        raise WorryingError(
            f"files that no document knows: {len(unknown)} ({names})",
            "hankemuisti doctor --repair --prune removes them",
        )
    looked = count if patient.thorough else len(range(0, count, max(1, count // SAMPLE)))
    return f"{count} there, the bytes of {looked} looked at" + (
        "" if looked == count else " (--all: every one)"
    )
