from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from corpus.backup import back_up
from corpus.errors import LockedError, NoCorpusError, StoreError, UsageError
from corpus.lock import locked
from corpus.restore import restore
from corpus.store import Store
from corpus.vault import Vault, verify
from tests.corpus.bundling import CONTENTS, Silence, fill
from tests.corpus.conftest import Child, Unprivileged
from tests.corpus.test_bundle import WRITER


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, *CONTENTS)
    return store


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "backup")


def original(archive_folder: Path) -> Path:
    """One of the originals in a folder of them."""
    return min(path for path in archive_folder.rglob("*") if path.is_file())


def problems(vault: Vault) -> list[str]:
    return [problem for each in verify(vault, Silence()) for problem in each.problems]


def flip(path: Path, place: int) -> None:
    """Change one bit, and neither size nor name."""
    content = bytearray(path.read_bytes())
    content[place] ^= 0x01
    path.write_bytes(content)


def test_a_second_backup_copies_only_what_is_new(filled: Store, vault: Vault) -> None:
    (filled.folder / "watches.json").write_text("{}")
    first = back_up(filled.folder, vault.folder, Silence())
    assert (first.copied, first.lost, first.removed) == (3, (), ())
    inodes = {path: path.stat().st_ino for path in vault.archive.folder.glob("*/*")}

    fill(filled, "Uusi raportti valmistui.")
    second = back_up(filled.folder, vault.folder, Silence())
    assert (second.copied, second.manifest.counts["originals"]) == (1, 4)
    assert vault.names() == [first.name, second.name]
    assert {path: path.stat().st_ino for path in inodes} == inodes
    assert (vault.path(second.name) / "watches.json").read_text() == "{}"
    assert problems(vault) == []
    assert not list(vault.folder.rglob(".part-*"))


def test_the_oldest_snapshots_give_way_and_no_original_does(filled: Store, vault: Vault) -> None:
    names = [back_up(filled.folder, vault.folder, Silence(), keep=2).name for _ in range(2)]
    fill(filled, "Uusi raportti valmistui.")
    made = back_up(filled.folder, vault.folder, Silence(), keep=2)
    assert made.removed == (names[0],)
    assert vault.names() == [names[1], made.name]
    assert len(list(vault.archive.folder.glob("*/*"))) == 4
    assert problems(vault) == []


def test_names_rise_though_the_clock_goes_back(filled: Store, vault: Vault) -> None:
    (vault.folder / "snapshots" / "0041-29990101T000000Z").mkdir(parents=True)
    made = back_up(filled.folder, vault.folder, Silence())
    assert made.name.startswith("0042-")
    assert vault.find() == made.name


def test_others_write_meanwhile(filled: Store, vault: Vault, tmp_path: Path, child: Child) -> None:
    with child(WRITER, filled.folder):
        counted = []
        for number in range(3):
            made = back_up(filled.folder, vault.folder, Silence())
            counted.append(made.manifest.counts["documents"])
            data = tmp_path / f"data-{number}"
            assert restore(vault.folder, data, Silence()).manifest == made.manifest
    assert counted == sorted(counted)
    assert problems(vault) == []


@pytest.mark.parametrize("damage", ["gone", "shorter", "other"])
def test_a_damaged_original_is_found_and_mended(damage: str, filled: Store, vault: Vault) -> None:
    back_up(filled.folder, vault.folder, Silence())
    path = original(vault.archive.folder)
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "shorter":
        path.write_bytes(whole[:-1])
    else:
        flip(path, 0)
    assert problems(vault) == [f"{path}: missing or damaged"]
    # A size that is right is believed, unless all is read.
    silent = back_up(filled.folder, vault.folder, Silence())
    assert silent.copied == (damage != "other")
    mended = back_up(filled.folder, vault.folder, Silence(), recheck=True)
    assert mended.copied == (damage == "other")
    assert path.read_bytes() == whole
    assert problems(vault) == []


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_what_the_corpus_has_lost_is_told_and_kept_from_before(
    damage: str, filled: Store, vault: Vault
) -> None:
    lost = original(filled.archive.folder)
    content = lost.read_bytes()
    lost.unlink() if damage == "gone" else flip(lost, 3)
    made = back_up(filled.folder, vault.folder, Silence())
    assert made.lost == (lost.name,)
    assert made.copied == 2
    assert not vault.archive.path(lost.name).exists()
    [seen] = verify(vault, Silence())
    assert (seen.problems, seen.lost) == ((), 1)

    lost.write_bytes(content)
    assert back_up(filled.folder, vault.folder, Silence()).copied == 1
    lost.unlink()
    again = back_up(filled.folder, vault.folder, Silence(), recheck=True)
    assert (again.copied, again.lost) == (0, ())


def test_a_damaged_database_makes_no_backup(filled: Store, vault: Vault) -> None:
    first = back_up(filled.folder, vault.folder, Silence())
    filled.close()
    with (filled.folder / "corpus.sqlite").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    with pytest.raises(StoreError, match="damaged"):
        back_up(filled.folder, vault.folder, Silence())
    assert vault.names() == [first.name]
    assert not list(vault.folder.rglob(".part-*"))
    assert problems(vault) == []


def test_two_backups_at_once(filled: Store, vault: Vault) -> None:
    with locked(vault.folder, "backup"):
        with pytest.raises(LockedError, match=f"backup, process {os.getpid()}, since 2"):
            back_up(filled.folder, vault.folder, Silence())
        assert vault.names() == []
    assert back_up(filled.folder, vault.folder, Silence()).copied == 3


def test_what_a_killed_backup_left_is_removed(filled: Store, vault: Vault) -> None:
    left = vault.folder / "snapshots" / ".part-0011"
    left.mkdir(parents=True)
    (left / "corpus.sqlite").write_text("half")
    (vault.folder / "originals" / "aa").mkdir(parents=True)
    (vault.folder / "originals" / "aa" / ".part-22").write_text("half")
    back_up(filled.folder, vault.folder, Silence())
    assert not list(vault.folder.rglob(".part-*"))


def test_folders_that_cannot_be(filled: Store, tmp_path: Path) -> None:
    data = filled.folder
    (tmp_path / "file").touch()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "summer.jpg").touch()
    for folder, said in (
        (data / "backup", "folders apart"),
        (data, "folders apart"),
        (tmp_path, "folders apart"),
        (tmp_path / "file", "is no folder"),
        (tmp_path / "photos", "holds other things"),
    ):
        with pytest.raises(UsageError, match=said):
            back_up(data, folder, Silence())
    assert {path.name for path in tmp_path.iterdir()} == {"data", "file", "photos"}
    with pytest.raises(NoCorpusError):
        back_up(tmp_path / "none", tmp_path / "backup", Silence())
    assert not (tmp_path / "backup").exists()


def test_a_folder_that_may_only_be_read(shared_folder: Path, unprivileged: Unprivileged) -> None:
    vault = Vault(shared_folder / "backup")
    with Store(shared_folder / "data") as store:
        fill(store, *CONTENTS)
    back_up(shared_folder / "data", vault.folder, Silence())
    for path in (shared_folder, *shared_folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with unprivileged():
        for folder in (vault.folder, shared_folder / "new"):
            with pytest.raises(StoreError, match="cannot be written: Permission denied"):
                back_up(shared_folder / "data", folder, Silence())
        assert problems(vault) == []
    assert len(vault.names()) == 1
    assert problems(vault) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from corpus.backup import back_up
from corpus.errors import HankemuistiError
from tests.corpus.bundling import Silence
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]), Silence())
except HankemuistiError as error:
    print("ready")
    print(str(error), flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on the size of files")
@pytest.mark.parametrize("room", [0, 60, 100_000])
def test_a_full_disk_is_one_line(
    room: int, filled: Store, vault: Vault, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("COV")]:
        monkeypatch.delenv(name)  # coverage's own file would meet the limit, too
    back_up(filled.folder, vault.folder, Silence())
    fill(filled, "Pitkä raportti. " * 10_000)
    with child(FULL, filled.folder, vault.folder, room) as process:
        assert process.stdout
        said = process.stdout.read().splitlines()
    assert len(said) == 1
    assert any(word in said[0] for word in ("full", "too large", "disk I/O")), said
    assert len(vault.names()) == 1
    assert problems(vault) == []
    assert not list(vault.folder.rglob(".part-*"))
    assert back_up(filled.folder, vault.folder, Silence()).copied == 1
