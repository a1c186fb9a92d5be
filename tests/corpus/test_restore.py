from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from corpus import restore as module
from corpus.backup import back_up
from corpus.errors import LockedError, StoreError, UsageError
from corpus.lock import locked
from corpus.restore import UNFINISHED, restore
from corpus.store import Store
from corpus.vault import Vault
from tests.corpus.bundling import CONTENTS, Silence, fill
from tests.corpus.test_backup import flip, original


@pytest.fixture
def vault(store: Store, tmp_path: Path) -> Vault:
    """Two snapshots: of three documents, and of four."""
    fill(store, *CONTENTS)
    back_up(store.folder, tmp_path / "backup", Silence())
    fill(store, "Uusi raportti valmistui.")
    back_up(store.folder, tmp_path / "backup", Silence())
    return Vault(tmp_path / "backup")


def texts(data: Path) -> set[str]:
    with Store(data, read_only=True) as store:
        assert all(store.archive.intact(each.sha256) for each in store.documents.select("1 = 1"))
        return {
            stored.page.text
            for document in store.documents.select("1 = 1")
            for stored in store.pages.of(document.id)
            if stored.page.number
        }


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "no folders at all"])
def test_the_newest_comes_back_whole(there: str, vault: Vault, tmp_path: Path) -> None:
    parent = tmp_path / "machine"
    data = parent / "deep" / "data" if there.startswith("no f") else parent / "data"
    if there != "no folders at all":
        parent.mkdir()
    if there == "an empty folder":
        data.mkdir()
    told = Silence()
    done = restore(vault.folder, data, told)
    assert (done.snapshot, done.aside, done.lost) == (vault.names()[-1], None, 0)
    assert texts(data) == {*CONTENTS, "Uusi raportti valmistui."}
    assert told.steps == len(done.manifest.members)
    assert [path.name for path in data.parent.iterdir()] == ["data"]
    assert not (data / UNFINISHED).exists()
    with locked(data, "ingest"):
        pass


def test_an_older_one_by_its_name(vault: Vault, tmp_path: Path) -> None:
    first = vault.names()[0]
    assert restore(vault.folder, tmp_path / "new", Silence(), snapshot=first).snapshot == first
    assert texts(tmp_path / "new") == set(CONTENTS)
    with pytest.raises(UsageError, match=f"no snapshot 'x'; there are {first}, "):
        restore(vault.folder, tmp_path / "other", Silence(), snapshot="x")
    with pytest.raises(UsageError, match="no backup of hankemuisti is in it"):
        restore(tmp_path / "nowhere", tmp_path / "other", Silence())


@pytest.mark.parametrize("atomic", [True, False])
def test_what_was_there_is_moved_aside(
    atomic: bool, vault: Vault, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not atomic:
        monkeypatch.setattr("corpus.exchange.ctypes.CDLL", lambda *_, **__: object())
    fill(store, "Tätä ei ole varmuuskopiossa.")
    (store.folder / "own.txt").write_text("mine")
    store.close()
    with pytest.raises(UsageError, match="--force moves it aside"):
        restore(vault.folder, store.folder, Silence())
    done = restore(vault.folder, store.folder, Silence(), force=True)
    assert texts(store.folder) == {*CONTENTS, "Uusi raportti valmistui."}
    assert done.aside
    assert done.aside.name.startswith("data.before-")
    assert "Tätä ei ole varmuuskopiossa." in texts(done.aside)
    assert (done.aside / "own.txt").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"data", "backup", done.aside.name}


def test_a_run_at_work_is_not_pulled_away(vault: Vault, store: Store) -> None:
    with (
        locked(store.folder, "ingest reports"),
        pytest.raises(LockedError, match=f"ingest reports, process {os.getpid()}, since 2"),
    ):
        restore(vault.folder, store.folder, Silence(), force=True)
    assert len(texts(store.folder)) == 4


@pytest.mark.parametrize("damage", ["original", "database", "manifest", "seal", "no manifest"])
def test_what_is_damaged_changes_nothing(
    damage: str, vault: Vault, store: Store, tmp_path: Path
) -> None:
    newest = vault.path(vault.find())
    if damage == "original":
        flip(original(vault.archive.folder), 2)
    elif damage == "database":
        flip(newest / "corpus.sqlite", 5000)
    elif damage == "no manifest":
        (newest / "manifest.json").unlink()
    else:
        flip(newest / f"manifest.{'json' if damage == 'manifest' else 'sha256'}", 20)
    before = {path: path.stat().st_mtime_ns for path in store.folder.rglob("*")}
    for data, force in ((store.folder, True), (tmp_path / "new", False)):
        with pytest.raises(StoreError, match=r"; nothing was restored$") as caught:
            restore(vault.folder, data, Silence(), force=force)
        assert "\n" not in str(caught.value)
    changed = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert {path.name for path in changed} <= {"lock", "corpus.sqlite-shm"}
    assert {path.name for path in tmp_path.iterdir()} == {"data", "backup"}


def test_too_little_room_is_said_before_anything_is_copied(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("corpus.restore.shutil.disk_usage", lambda _: usage._replace(free=10))
    with pytest.raises(StoreError, match=r"and 10 are free in .*; nothing was restored"):
        restore(vault.folder, tmp_path / "new", Silence())
    assert {path.name for path in tmp_path.iterdir()} == {"data", "backup"}


def test_a_folder_that_cannot_change_its_name(
    vault: Vault, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_one: Path, other: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(other))

    monkeypatch.setattr(module, "exchange", busy)
    with pytest.raises(UsageError, match="data: Device or resource busy; nothing was restored"):
        restore(vault.folder, store.folder, Silence(), force=True)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "backup"}
    assert len(texts(store.folder)) == 4


def test_what_killed_restores_left_goes_and_nothing_else(vault: Vault, tmp_path: Path) -> None:
    dead, busy, corpus = (tmp_path / f"new.before-{name}" for name in ("1", "2", "3"))
    for folder in (dead, busy, corpus):
        (folder / "originals" / "ab").mkdir(parents=True)
        (folder / "corpus.sqlite").write_text("half")
    (dead / UNFINISHED).touch()
    (busy / UNFINISHED).touch()
    with locked(busy, "restore"):
        restore(vault.folder, tmp_path / "new", Silence())
    assert not dead.exists()
    assert (busy / "corpus.sqlite").exists()
    assert (corpus / "corpus.sqlite").exists()


def test_originals_that_were_lost_before_the_backup(
    vault: Vault, store: Store, tmp_path: Path
) -> None:
    shutil.rmtree(vault.folder)
    original(store.archive.folder).unlink()
    back_up(store.folder, vault.folder, Silence())
    assert restore(vault.folder, tmp_path / "new", Silence()).lost == 1
    with Store(tmp_path / "new", read_only=True) as there:
        kept = [there.archive.intact(each.sha256) for each in there.documents.select("1 = 1")]
    assert sorted(kept) == [False, True, True, True]
