"""One writer at a time: advisory locks in the data folder that a dead process cannot hold."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.clock import now
from corpus.errors import LockedError, StoreError

FILE_NAME = "lock"


@contextmanager
def locked(data_folder: Path, command: str) -> Iterator[None]:
    """Hold the lock of `data_folder` while the block runs.

    A forked child would hold it, too: worker processes are spawned or come from a fork server.

    Raises LockedError, naming the holder, when another run has it.
    """
    path = data_folder / FILE_NAME
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{data_folder}: cannot be written: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another run"
            raise LockedError(
                f"{data_folder}: in use by {holder}; try again when it is done"
            ) from None
        file.truncate(0)
        file.write(f"hankemuisti {command}, process {os.getpid()}, since {now()}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Be the only one to change the file at `path` while the block runs, a matter of milliseconds.

    Waits for another one who has it. The lock is on a file beside it, for `path` itself is
    replaced. Raises StoreError when that cannot be written.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        file = beside.open("a", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{beside}: cannot be written: {error.strerror}") from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
