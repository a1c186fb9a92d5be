from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.copying import copy_checked

CONTENT = b"Perhekeskus avattiin. " * 100_000  # several pieces
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(CONTENT)
    return path


def test_a_file_is_copied_into_a_folder_that_is_made(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "ab" / "target"
    assert copy_checked(source, target, SHA256)
    assert target.read_bytes() == CONTENT
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("what", ["other bytes", "nothing", "a folder"])
def test_a_target_is_left_alone_when_the_source_is_not_right(what: str, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "to" / "target"
    target.parent.mkdir()
    target.write_text("as it was")
    if what == "other bytes":
        source.write_bytes(CONTENT[:-1])
    elif what == "a folder":
        source.mkdir()
    assert not copy_checked(source, target, SHA256)
    assert target.read_text() == "as it was"
    assert list(target.parent.iterdir()) == [target]


def test_a_damaged_target_is_replaced(source: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"x" * len(CONTENT))
    assert copy_checked(source, tmp_path / "target", SHA256)
    assert (tmp_path / "target").read_bytes() == CONTENT


def test_a_target_that_cannot_be_is_an_error(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="File exists"):
        copy_checked(source, tmp_path / "file" / "target", SHA256)
