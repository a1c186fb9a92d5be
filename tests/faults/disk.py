"""What of a folder would outlive a power cut: contents and names that somebody synced."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.database import FILE_NAME, Database

LOG = f"{FILE_NAME}-wal"


class Disk:
    """The durable part of a data folder, kept outside of it by number of inode.

    What `os.fsync` is given is copied at that moment: the content of a file, the names in a folder.
    A file whose name was synced and whose content was not is empty; a name that was not synced is
    gone, or stands for the old file.

    SQLite syncs by itself, unseen. By its own rules (sqlite.org, "WAL mode", synchronous = NORMAL)
    the log is synced before any of it goes into the database file, and not before that: while that
    file is as it was, the log may end anywhere after its last durable byte.
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        self.folder, self.kept = folder, kept
        self.begin()

    def begin(self) -> None:
        """All that is there now is durable."""
        shutil.rmtree(self.kept, ignore_errors=True)
        self.kept.mkdir()
        for path in (self.folder, *self.folder.rglob("*")):
            self._keep(path)
        self._keep_log()

    def _keep(self, path: Path) -> None:
        part = self.kept / "part"
        if path.is_dir():
            part.write_text(json.dumps({name.name: _key(name) for name in path.iterdir()}))
        else:
            shutil.copyfile(path, part)
        part.replace(self.kept / _key(path))

    def _keep_log(self) -> None:
        """From now on the log is durable up to here, as long as the database is as it is."""
        log, part = self.folder / LOG, self.kept / "part"
        head = _salt(log)
        length = log.stat().st_size if log.exists() else 0
        part.write_text(json.dumps([_digest(self.folder / FILE_NAME), head, length]))
        part.replace(self.kept / "log")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Keep what is synced."""
        sync, make_durable = os.fsync, Database.make_durable

        def kept(file: Any) -> None:
            sync(file)
            number = file if isinstance(file, int) else file.fileno()
            self._keep(Path(f"/proc/self/fd/{number}").readlink())

        def made_durable(database: Database) -> None:
            make_durable(database)
            self._keep_log()

        os.fsync = kept  # type: ignore
        Database.make_durable = made_durable  # type: ignore
        try:
            yield
        finally:
            os.fsync = sync
            Database.make_durable = make_durable  # type: ignore

    def cut(self, chance: random.Random) -> None:
        """Leave of the folder what is durable."""
        beside = self.folder.with_name("cut")
        log = self._log(chance)
        self._lay_out(_key(self.folder), beside)
        shutil.copyfile(self.folder / FILE_NAME, beside / FILE_NAME)
        (beside / f"{FILE_NAME}-shm").unlink(missing_ok=True)
        (beside / LOG).write_bytes(log)
        shutil.rmtree(self.folder)
        beside.rename(self.folder)

    def _log(self, chance: random.Random) -> bytes:
        """What is left of SQLite's log."""
        path = self.folder / LOG
        written = path.read_bytes() if path.exists() else b""
        digest, salt, length = json.loads((self.kept / "log").read_text())
        if _digest(self.folder / FILE_NAME) != digest:
            return written
        least = length if _salt(path) == salt else 0
        return written[: chance.randint(min(least, len(written)), len(written))]

    def _lay_out(self, key: str, target: Path) -> None:
        kept = self.kept / key
        if key.startswith("folder-"):
            target.mkdir()
            names = json.loads(kept.read_text()) if kept.exists() else {}
            for name, inside in names.items():
                self._lay_out(inside, target / name)
        elif kept.exists():
            shutil.copyfile(kept, target)
        else:
            target.touch()


def _key(path: Path) -> str:
    """By what a file or folder is kept: its number is given anew when it has gone."""
    return f"{'folder' if path.is_dir() else 'file'}-{path.lstat().st_ino}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _salt(log: Path) -> str:
    """What tells a log from the one before it in the same file (sqlite.org, "WAL file format")."""
    return log.read_bytes()[16:24].hex() if log.exists() else ""
