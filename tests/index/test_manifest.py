from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from corpus.errors import EngineUnavailable, NoIndexError
from index.manifest import (
    FILES,
    MANIFEST,
    Manifest,
    check_content,
    check_sizes,
    read_manifest,
    seal,
)

MADE = Manifest(3, "2026-11-23T06:00:00+00:00", 2, "7", "4", "test")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    folder = tmp_path / "gen-3"
    (folder / "part-0").mkdir(parents=True)
    (folder / "part-0" / "one.arrays").write_bytes(b"perhe" * 100)
    (folder / "empty").write_bytes(b"")
    seal(folder, MADE)
    return folder


def test_a_manifest_comes_back_and_its_files_are_as_written(sealed: Path) -> None:
    assert read_manifest(sealed) == MADE
    check_sizes(sealed)
    assert check_content(sealed) == 500


def test_a_file_that_is_gone_or_shorter_is_told_by_its_size(sealed: Path) -> None:
    path = sealed / "part-0" / "one.arrays"
    path.write_bytes(b"perhe" * 99)
    with pytest.raises(EngineUnavailable, match=r"one\.arrays.*hankemuisti reindex"):
        check_sizes(sealed)
    path.unlink()
    with pytest.raises(EngineUnavailable, match=r"one\.arrays"):
        check_content(sealed)


@pytest.mark.parametrize("place", [0, 250, 499])
def test_a_flipped_bit_is_told_by_the_content(sealed: Path, place: int) -> None:
    path = sealed / "part-0" / "one.arrays"
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)
    check_sizes(sealed)
    with pytest.raises(NoIndexError, match=r"one\.arrays.*hankemuisti reindex"):
        check_content(sealed)


def test_damage_is_not_taken_for_right_by_who_shares_the_file(sealed: Path) -> None:
    """The sums are those of the file when it was new, and only of the very same file."""
    path = sealed / "part-0" / "one.arrays"
    folder = sealed.with_name("gen-4")
    (folder / "part-0").mkdir(parents=True)
    os.link(path, folder / "part-0" / "one.arrays")
    (folder / "empty").write_bytes(b"not the same")
    with path.open("r+b") as file:
        file.write(b"P")
    seal(folder, MADE, sealed)
    with pytest.raises(NoIndexError, match=r"one\.arrays"):
        check_content(folder)
    path.with_name("new").write_bytes(b"perhe" * 100)
    path.with_name("new").replace(folder / "part-0" / "one.arrays")
    assert check_content(folder) == 512


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"generation": 3}', '{"unheard": 1}', "\udcff"]
)
def test_a_manifest_that_cannot_be_read_is_one_line(sealed: Path, written: str) -> None:
    (sealed / MANIFEST).write_bytes(written.encode(errors="surrogateescape"))
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        read_manifest(sealed)


@pytest.mark.parametrize("files", [7, {"a": 3}, {"a": ["x", "y"]}, ["a"]])
def test_files_named_wrongly_are_one_line(sealed: Path, files: object) -> None:
    raw = json.loads((sealed / MANIFEST).read_text())
    (sealed / MANIFEST).write_text(json.dumps({**raw, FILES: files}))
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        check_sizes(sealed)


def test_a_generation_that_names_no_files_has_none_to_check(sealed: Path) -> None:
    raw = json.loads((sealed / MANIFEST).read_text())
    del raw[FILES]
    (sealed / MANIFEST).write_text(json.dumps(raw))
    check_sizes(sealed)
    assert read_manifest(sealed) == MADE
