"""A backup folder: snapshots of the database by date, and the originals of all of them, each once.

::

    originals/ab/…                      as in a data folder, shared by the snapshots
    snapshots/0003-20260131T120000Z/    corpus.sqlite, watches.json, manifest.json, manifest.sha256

A snapshot is made aside and gets its name when all of it is on the disk, so that one with a name is
whole. Names rise by their number: a clock that went back does not make the newest the oldest.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import PART_PREFIX, Archive
from corpus.database import FILE_NAME
from corpus.errors import StoreError, UsageError
from corpus.manifest import MANIFEST, SEAL, Manifest, Member, original_name, parse
from corpus.snapshot import Steps

FOLDER_NAME = "snapshots"

_NAME = re.compile(r"(\d{4,9})-\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class Verified:
    """A snapshot of which every byte was looked at: what is wrong with it, if anything.

    `lost` counts the originals that the corpus itself no longer had when the snapshot was made.
    """

    name: str
    problems: tuple[str, ...]
    lost: int = 0


class Vault:
    """The snapshots in a backup folder, to read; `corpus.backup` makes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = Archive(folder)

    def names(self) -> list[str]:
        """The whole snapshots, the oldest first."""
        found = (path.name for path in (self.folder / FOLDER_NAME).glob("*/"))
        return sorted(filter(_NAME.fullmatch, found), key=number)

    def path(self, name: str) -> Path:
        """The folder of a snapshot."""
        return self.folder / FOLDER_NAME / name

    def find(self, name: str = "") -> str:
        """The snapshot of this name, or the newest. Raises UsageError when there is none."""
        names = self.names()
        if not names:
            raise UsageError(f"{self.folder}: no backup of hankemuisti is in it")
        if name and name not in names:
            raise UsageError(f"{self.folder}: no snapshot {name!r}; there are {', '.join(names)}")
        return name or names[-1]

    def manifest(self, name: str) -> Manifest:
        """What a snapshot holds. Raises StoreError when that is not as it was written."""
        try:
            content = (self.path(name) / MANIFEST).read_bytes()
            seal = (self.path(name) / SEAL).read_bytes()
        except OSError as error:
            raise StoreError(f"{error.filename}: {error.strerror}") from error
        if seal.split()[:1] != [hashlib.sha256(content).hexdigest().encode()]:
            raise StoreError(f"{self.path(name) / MANIFEST}: is not as it was written")
        return parse(content)

    def file(self, name: str, member: str) -> Path:
        """Where the file lies that a snapshot calls `member`."""
        sha256 = member.rpartition("/")[2]
        shared = member == original_name(sha256)
        return self.archive.path(sha256) if shared else self.path(name) / member

    def sweep(self) -> None:
        """Remove what a killed backup left half written. Only for the holder of the lock."""
        self.archive.sweep()
        for path in (self.folder / FOLDER_NAME).glob(f"{PART_PREFIX}*"):
            shutil.rmtree(path)


def verify(vault: Vault, steps: Steps) -> Iterator[Verified]:
    """Look at every byte of every snapshot; an original that several share is read once."""
    sound: dict[str, bool] = {}
    for name in vault.names():
        try:
            manifest = vault.manifest(name)
        except StoreError as error:
            yield Verified(name, (str(error),))
            continue
        steps.stage(f"verifying {name}", len(manifest.members))
        problems = []
        for file, member in manifest.members.items():
            steps.step()
            path = vault.file(name, file)
            known = sound.get(str(path))
            if known is None:
                known = sound[str(path)] = _as_written(path, member)
            if not known:
                problems.append(f"{path}: missing or damaged")
        if not problems:
            problems += damage(vault.path(name) / FILE_NAME)
        yield Verified(name, tuple(problems), len(lost(vault.path(name) / FILE_NAME, manifest)))


def damage(database: Path) -> list[str]:
    """What SQLite finds wrong with a database file; nothing when it is sound."""
    try:
        with _reading(database) as connection:
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError) as error:
        said = str(error)
    return [] if said == "ok" else [f"{database}: {' '.join(said.split())}"]


def lost(database: Path, manifest: Manifest) -> dict[str, int]:
    """The originals that a database names and its snapshot does not have: sha256 → bytes."""
    kept = manifest.originals()
    try:
        with _reading(database) as connection:
            rows = connection.execute(
                "SELECT sha256, size FROM version UNION SELECT sha256, size FROM document"
            ).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return {}  # damaged, which `damage` and `snapshot.check` tell
    return {str(sha256): int(size) for sha256, size in rows if sha256 not in kept}


def _reading(database: Path) -> closing[sqlite3.Connection]:
    address = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    return closing(sqlite3.connect(address, uri=True))


def number(name: str) -> int:
    """The number of a snapshot, which rises."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def _as_written(path: Path, member: Member) -> bool:
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return (size, digest) == member
