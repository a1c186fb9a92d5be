"""Scenarios in which a whole corpus moves: import, backup, restore."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from corpus.backup import back_up
from corpus.bundle import export_corpus
from corpus.errors import NoIndexError
from corpus.restore import UNFINISHED, restore
from corpus.unbundle import import_corpus
from corpus.vault import Vault, verify
from tests.corpus.bundling import Silence
from tests.faults.corpus import answers, ingest, originals, sound, write_reports
from tests.faults.killing import quietly
from tests.faults.scenario import LostError, Scenario

OLD, NEW = range(4), range(4, 8)


def seen(folder: Path) -> Any:
    """The documents of the corpus in ``data``, and what its index answers, if it has one."""
    if not (folder / "data").exists():
        return None
    sound(folder)
    try:
        found = answers(folder)
    except NoIndexError:
        if (folder / "data" / "index" / "current").exists():
            raise
        found = None
    return originals(folder / "data"), found


def _corpus(folder: Path, numbers: range) -> None:
    write_reports(folder / "reports", numbers)
    quietly(lambda: ingest(folder))


class Import(Scenario):
    """A corpus is taken over from a bundle, where there is none, and indexed."""

    def prepare(self) -> None:
        """A bundle."""
        self.folder.mkdir(parents=True)
        origin = self.folder.with_name(f"{self.folder.name}-origin")
        _corpus(origin, OLD)
        quietly(lambda: export_corpus(origin / "data", self.folder / "c.tar", Silence()))
        self.halfway = ((originals(origin / "data"), None),)

    def work(self) -> None:
        """`hankemuisti import-corpus`."""
        import_corpus(self.folder / "c.tar", self.folder / "data", Silence())
        ingest(self.folder, rebuild=True)

    def following(self) -> None:
        """The same again; where the corpus is there already, `reindex`, as searches say."""
        if (self.folder / "data").exists():
            ingest(self.folder, rebuild=True)
        else:
            self.work()

    def state(self) -> Any:
        """No corpus, one without an index, or one with."""
        return seen(self.folder)

    def held(self) -> frozenset[str]:
        """There is nothing yet that could be lost."""
        return frozenset()

    def left(self) -> list[str]:
        """What is neither the bundle nor the corpus."""
        return sorted({path.name for path in self.folder.iterdir()} - {"c.tar", "data"})


class Backup(Scenario):
    """A second snapshot is added, and the first one gives way."""

    def prepare(self) -> None:
        """A backup that is behind the corpus."""
        self.data, self.vault = self.folder / "data", Vault(self.folder / "backup")
        _corpus(self.folder, OLD)
        quietly(lambda: back_up(self.data, self.vault.folder, Silence()))
        _corpus(self.folder, NEW)
        shutil.rmtree(self.data / "index")
        first = self.vault.manifest(self.vault.find()).originals()
        self.halfway = ((frozenset(first), originals(self.data)),)

    def work(self) -> None:
        """`hankemuisti backup --keep 1`."""
        back_up(self.data, self.vault.folder, Silence(), keep=1)

    def state(self) -> Any:
        """What the snapshots hold, every byte of it verified; several of one corpus are one."""
        found = list(verify(self.vault, Silence()))
        assert found, "no snapshot is left"
        assert not [each for each in found if each.problems], found
        held = [frozenset(self.vault.manifest(each.name).originals()) for each in found]
        return tuple(dict.fromkeys(held))

    def held(self) -> frozenset[str]:
        """The originals of the corpus."""
        return originals(self.data)

    def left(self) -> list[str]:
        """Parts, and snapshots that were to give way."""
        names = self.vault.names()
        return [str(path) for path in self.vault.folder.rglob(".part-*")] + names[:-1]


class Restore(Scenario):
    """A corpus comes back from a backup, in the place of another one, and is indexed."""

    def prepare(self) -> None:
        """A corpus that is not the one in the backup."""
        data, vault = self.folder / "data", self.folder / "backup"
        _corpus(self.folder, OLD)
        quietly(lambda: back_up(data, vault, Silence()))
        self.halfway = ((originals(data), None),)
        shutil.rmtree(data)
        shutil.rmtree(self.folder / "reports")
        _corpus(self.folder, NEW)

    def work(self) -> None:
        """`hankemuisti restore --force`."""
        restore(self.folder / "backup", self.folder / "data", Silence(), force=True)
        ingest(self.folder, rebuild=True)

    def following(self) -> None:
        """The same again; where it is back already, `reindex`, as searches say."""
        if self.state() in self.halfway:
            ingest(self.folder, rebuild=True)
        elif self.state() != self.after:
            self.work()

    def state(self) -> Any:
        """The one corpus or the other, never none."""
        found = seen(self.folder)
        if found is None:
            raise LostError("no corpus is where it should be")
        return found

    def held(self) -> frozenset[str]:
        """The originals of the corpus that is there, and of those moved aside."""
        folders = [self.folder / "data", *self.folder.glob("data.before-*")]
        whole = [folder for folder in folders if not (folder / UNFINISHED).exists()]
        return frozenset().union(*(originals(folder) for folder in whole))

    def left(self) -> list[str]:
        """Restores that came to nothing."""
        return [str(path) for path in self.folder.rglob(UNFINISHED)]
