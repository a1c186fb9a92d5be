"""Work that breaks the promises on purpose: what counts lost documents must be able to count."""

from __future__ import annotations

import os
import stat

from corpus.backup import back_up
from corpus.database import Database
from tests.corpus.bundling import Silence
from tests.faults.indexing import Extend, Override
from tests.faults.moving import Backup


class Lossy(Backup):
    """A backup that takes the originals with it, and brings them back at its end."""

    def work(self) -> None:
        """Move instead of copying."""
        kept, aside = self.data / "originals", self.folder / "aside"
        if not aside.exists():
            kept.rename(aside)
        back_up(self.data, self.vault.folder, Silence(), keep=1)
        aside.rename(kept)


class HalfVisible(Backup):
    """A backup that gives a snapshot its name before it is whole."""

    def work(self) -> None:
        """Begin one with its name; in the end it gives way to the next."""
        name = self.vault.path("0009-20260101T000000Z")
        name.mkdir(exist_ok=True)
        (name / "corpus.sqlite").write_bytes(b"half")
        super().work()


class Stuck(Backup):
    """A backup with a lock that somebody must remove."""

    def work(self) -> None:
        """Refuse while the file is there."""
        lock = self.folder / "at-work"
        lock.touch(exist_ok=False)
        super().work()
        lock.unlink()


class Unsynced(Extend):
    """The names of an index are synced, and no content is."""

    def work(self) -> None:
        """The same, but that no file is synced."""
        sync = os.fsync
        os.fsync = lambda file: stat.S_ISDIR(os.fstat(file).st_mode) and sync(file)  # type: ignore
        super().work()


class Forgetful(Override):
    """What is decided, or indexed, is never made durable."""

    def work(self) -> None:
        """The same, but that the log of the database is left to chance."""
        Database.make_durable = lambda _database: None  # type: ignore
        super().work()
