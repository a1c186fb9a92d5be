"""Backups: what has come since the last one is copied, and nothing that is there is changed.

The corpus may be written meanwhile: a snapshot has it as it was at one moment (corpus.snapshot).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.archive import PART_PREFIX, sync_folder, write_atomically
from corpus.clock import now
from corpus.copying import copy_checked
from corpus.database import FILE_NAME, no_corpus
from corpus.errors import StoreError, UsageError
from corpus.lock import FILE_NAME as LOCK
from corpus.lock import locked
from corpus.manifest import FORMAT, MANIFEST, SEAL, Manifest, Member, original_name
from corpus.origins import tool
from corpus.snapshot import Snapshot, Steps, take
from corpus.vault import FOLDER_NAME, Vault, damage, number

KEEP = 7
"""Snapshots that are kept, unless said otherwise: a week of nights."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made: the snapshot, how many originals were new, and which the corpus has lost.

    `removed` are the older snapshots that gave way.
    """

    name: str
    manifest: Manifest
    copied: int
    lost: tuple[str, ...]
    removed: tuple[str, ...]


def back_up(
    data_folder: Path, folder: Path, steps: Steps, *, keep: int = KEEP, recheck: bool = False
) -> Backup:
    """Add a snapshot of the corpus in `data_folder` to the backups in `folder`.

    Of originals that are there already the size is looked at, with `recheck` the hash too; what is
    damaged is copied again. The newest `keep` snapshots stay; originals always do.

    Raises UsageError for a folder that cannot be, LockedError when another backup is at work
    there, StoreError when the database is damaged: then nothing is added.
    """
    if not (data_folder / FILE_NAME).is_file():
        raise no_corpus(data_folder)
    _check_apart(data_folder.resolve(), folder.resolve())
    vault = Vault(folder)
    try:
        with locked(folder, "backup"):
            for beside in (folder / FOLDER_NAME, vault.archive.folder):
                beside.mkdir(exist_ok=True)
            sync_folder(folder)
            sync_folder(folder.parent)
            vault.sweep()
            part = folder / FOLDER_NAME / f"{PART_PREFIX}{secrets.token_hex(8)}"
            part.mkdir()
            try:
                manifest, copied, lost = _fill(data_folder, vault, part, steps, recheck=recheck)
                name = _next_name(vault)
                part.rename(vault.path(name))
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            sync_folder(part.parent)
            return Backup(name, manifest, copied, lost, _prune(vault, keep))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{error.filename or folder}: {reason}; no backup was made") from error


def _check_apart(data_folder: Path, folder: Path) -> None:
    """Raises UsageError when the backup would lie in the corpus, or among other things."""
    if folder.is_relative_to(data_folder) or data_folder.is_relative_to(folder):
        raise UsageError(f"{folder}: the corpus and its backup need folders apart")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    names = {path.name for path in folder.iterdir()}
    if FILE_NAME in names or (names - {LOCK} and FOLDER_NAME not in names):
        raise UsageError(f"{folder}: holds other things; give the backup a folder of its own")


def _next_name(vault: Vault) -> str:
    last = max(map(number, vault.names()), default=0)
    return f"{last + 1:04}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def _fill(
    data_folder: Path, vault: Vault, part: Path, steps: Steps, *, recheck: bool
) -> tuple[Manifest, int, tuple[str, ...]]:
    """Write all of a snapshot, durably, that only lacks its name then."""
    steps.stage("copying the database", None)
    snapshot = take(data_folder, part / FILE_NAME)
    if found := damage(snapshot.database):
        raise StoreError(
            f"{data_folder / FILE_NAME}: damaged ({found[0].partition(': ')[2]}); no backup was "
            "made. The last one can be brought back with: hankemuisti restore"
        )
    copied, lost = _copy_originals(snapshot, vault, steps, recheck=recheck)
    for extra, content in snapshot.extras.items():
        write_atomically(part / extra, content)
    manifest = _manifest(snapshot, {k: v for k, v in snapshot.originals.items() if k not in lost})
    content = manifest.dumped()
    seal = f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n".encode()
    write_atomically(part / MANIFEST, content)
    write_atomically(part / SEAL, seal)
    return manifest, copied, tuple(sorted(lost))


def _copy_originals(
    snapshot: Snapshot, vault: Vault, steps: Steps, *, recheck: bool
) -> tuple[int, set[str]]:
    """How many were copied, and which could not be, for the corpus no longer has them."""
    copied, lost = 0, set[str]()
    steps.stage("copying originals", len(snapshot.originals))
    for sha256, size in snapshot.originals.items():
        target = vault.archive.path(sha256)
        there = vault.archive.intact(sha256) if recheck else _has_size(target, size)
        if not there:
            if copy_checked(snapshot.archive.path(sha256), target, sha256):
                copied += 1
            else:
                lost.add(sha256)
        steps.step()
    return copied, lost


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _manifest(snapshot: Snapshot, originals: Mapping[str, int]) -> Manifest:
    with snapshot.database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    members = {
        FILE_NAME: Member(snapshot.database.stat().st_size, digest),
        **{
            name: Member(len(content), hashlib.sha256(content).hexdigest())
            for name, content in snapshot.extras.items()
        },
        **{original_name(sha256): Member(size, sha256) for sha256, size in originals.items()},
    }
    return Manifest(FORMAT, tool(), now(), snapshot.schema, snapshot.counts, members)


def _prune(vault: Vault, keep: int) -> tuple[str, ...]:
    """Let old snapshots go. Each loses its name first, so that none is ever half there."""
    old = vault.names()[:-keep]
    for name in old:
        aside = vault.path(f"{PART_PREFIX}{name}")
        vault.path(name).rename(aside)
        shutil.rmtree(aside)
    return tuple(old)
