"""A corpus brought back from a backup: all of it verified aside, then put in its place at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.archive import sync_folder
from corpus.copying import copy_checked
from corpus.database import FILE_NAME
from corpus.errors import LockedError, StoreError, UsageError
from corpus.exchange import exchange
from corpus.lock import locked
from corpus.manifest import Manifest
from corpus.snapshot import Steps, check
from corpus.vault import Vault, lost

UNFINISHED = "unfinished"
"""The file that marks a folder as a restore under way: only what has it may ever be removed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back; `aside` is where the corpus of before lies now, if there was one.

    `lost` counts the originals that were lost already when the snapshot was made.
    """

    snapshot: str
    manifest: Manifest
    aside: Path | None
    lost: int


def restore(
    folder: Path, data_folder: Path, steps: Steps, *, snapshot: str = "", force: bool = False
) -> Restored:
    """Make a snapshot of the backups in `folder`, or the newest, the corpus in `data_folder`.

    What is in `data_folder` is moved aside by `force`, never removed; without it, the folder must
    be empty or not there. Raises UsageError, LockedError when a run is at work in `data_folder`,
    StoreError when a byte of the snapshot is wrong; what was there stays as it was then.
    """
    vault, data_folder = Vault(folder), data_folder.resolve()
    name = vault.find(snapshot)
    occupied = data_folder.exists() and (not data_folder.is_dir() or any(data_folder.iterdir()))
    if occupied and not force:
        raise UsageError(
            f"{data_folder}: is not empty; --force moves it aside, --data DIR chooses another"
        )
    try:
        with ExitStack() as held:
            if occupied:
                held.enter_context(locked(data_folder, "restore"))
            _sweep(data_folder)
            work = held.enter_context(_beside(data_folder))
            manifest = vault.manifest(name)
            missing = _fill(vault, name, manifest, work, steps)
            os.sync()  # all is on the disk before it gets its name
            _put(work, data_folder, occupied=occupied)
    except StoreError as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"{folder}: {name}: {reason}; nothing was restored") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{error.filename or folder}: {reason}; nothing was restored") from error
    return Restored(name, manifest, work if occupied else None, missing)


def _put(work: Path, data_folder: Path, *, occupied: bool) -> None:
    """Give what is whole its place; what was there has its name then."""
    (work / UNFINISHED).unlink()  # the last moment: the folder changed for it is never to go
    try:
        if occupied:
            exchange(work, data_folder)
        else:
            work.rename(data_folder)
    except OSError:
        (work / UNFINISHED).touch()  # a mount point, for one, cannot be moved
        raise
    sync_folder(data_folder.parent)


@contextmanager
def _beside(data_folder: Path) -> Iterator[Path]:
    """A folder beside, locked and marked; removed if it comes to nothing.

    Its name is the one that the present corpus will have, once the two have changed places.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    work = data_folder.with_name(f"{data_folder.name}.before-{stamp}-{os.getpid()}")
    work.mkdir(parents=True)
    (work / UNFINISHED).touch()
    with locked(work, "restore"):
        try:
            yield work
        except BaseException:
            if (work / UNFINISHED).exists():
                _remove(work)
            raise


def _sweep(data_folder: Path) -> None:
    """Remove what killed restores left half made, unless one is still at work."""
    prefix = f"{data_folder.name}.before-"
    parent = data_folder.parent
    beside = list(parent.iterdir()) if parent.is_dir() else []
    for path in beside:
        if path.name.startswith(prefix) and (path / UNFINISHED).is_file():
            try:
                with locked(path, "restore"):
                    _remove(path)
            except LockedError:
                continue


def _remove(work: Path) -> None:
    """Its mark goes last, lest what is half removed be taken for somebody's corpus."""
    for path in work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != UNFINISHED:
            path.unlink()
    (work / UNFINISHED).unlink()
    work.rmdir()


def _fill(vault: Vault, name: str, manifest: Manifest, work: Path, steps: Steps) -> int:
    """Copy and verify; how many originals the snapshot knows to be lost. Raises StoreError."""
    needed = sum(member.size for member in manifest.members.values())
    free = shutil.disk_usage(work).free
    if needed > free:
        raise StoreError(f"needs {needed} bytes, and {free} are free in {work.parent}")
    steps.stage("restoring", len(manifest.members))
    for file, member in manifest.members.items():
        source = vault.file(name, file)
        if not copy_checked(source, work / file, member.sha256):
            raise StoreError(f"{source} is missing or damaged")
        steps.step()
    missing = lost(work / FILE_NAME, manifest)
    check(work, {**manifest.originals(), **missing}, manifest.counts)
    return len(missing)
