from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.archive import Archive, write_atomically
from corpus.errors import StoreError

CONTENT = b"Hankkeen loppuraportti, 2011"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_content_is_kept_by_its_hash(archive: Archive, tmp_path: Path) -> None:
    sha256 = archive.put(CONTENT)
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert archive.path(sha256) == tmp_path / "originals" / sha256[:2] / sha256
    assert archive.path(sha256).read_bytes() == CONTENT


def test_the_same_content_is_written_once(archive: Archive, tmp_path: Path) -> None:
    first = archive.put(CONTENT)
    before = archive.path(first).stat()
    assert archive.put(CONTENT) == first
    after = archive.path(first).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_empty_content_has_a_place_too(archive: Archive) -> None:
    assert archive.intact(archive.put(b""))


def test_intact_tells_kept_from_changed_and_missing(archive: Archive) -> None:
    sha256 = archive.put(CONTENT)
    assert archive.intact(sha256)
    archive.path(sha256).write_bytes(CONTENT[:-1])
    assert not archive.intact(sha256)
    archive.path(sha256).unlink()
    assert not archive.intact(sha256)
    assert not archive.intact("0" * 64)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pointer"
    write_atomically(path, b"gen-1")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("corpus.archive.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"gen-2")
    assert path.read_bytes() == b"gen-1"
    assert [found.name for found in tmp_path.iterdir()] == ["pointer"]


def test_an_interrupted_write_is_cleaned_up(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.archive.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        archive.put(CONTENT)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_new_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "pointer"
    write_atomically(path, b"a longer first content")
    write_atomically(path, b"short")
    assert path.read_bytes() == b"short"
    assert not list(path.parent.glob(".part-*"))


def test_a_damaged_original_is_mended_when_its_bytes_come_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"teksti")
    archive.path(sha256).write_bytes(b"tek")
    assert archive.put(b"teksti") == sha256
    assert archive.intact(sha256)


def test_what_killed_runs_left_is_swept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"teksti")
    left = archive.path(sha256).with_name(".part-0123")
    left.write_bytes(b"te")
    archive.sweep()
    assert not left.exists()
    assert archive.intact(sha256)


def test_a_folder_that_is_in_the_way_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be written"):
        Archive(tmp_path).put(b"teksti")
