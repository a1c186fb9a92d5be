from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.sources.folder import FolderSource
from index.following import Rhythm, followed, look, wait
from tests.corpus.sources.kit.listing import Listing


class Time:
    """A clock that goes on only when somebody sleeps or looks."""

    def __init__(self, takes: float = 0.0) -> None:
        self.now = 0.0
        self.takes = takes
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def rhythm(self) -> Rhythm:
        return Rhythm(now=lambda: self.now, sleep=self.sleep)


def _waited(time: Time, seen: Iterable[str]) -> str:
    signs = iter(seen)

    def looked() -> str:
        time.now += time.takes
        return next(signs)

    return wait(looked, "a", time.rhythm())


def test_a_change_counts_when_it_has_come_to_rest() -> None:
    time = Time()
    assert _waited(time, "aaabcdd") == "d"
    assert len(time.slept) == 7


def test_what_changes_back_was_no_change() -> None:
    assert _waited(Time(), "abaabacc") == "c"


def test_a_folder_that_never_rests() -> None:
    time = Time()
    assert _waited(time, map(str, itertools.count())) == "30"
    assert time.now == 62


def test_a_slow_look_is_taken_less_often() -> None:
    time = Time(takes=3)
    assert _waited(time, "aabb") == "b"
    assert time.slept == [2, 30, 30, 30]


def test_every_change_is_seen(tmp_path: Path) -> None:
    folder = FolderSource("r", tmp_path / "r")
    signs = [look([folder])]
    (tmp_path / "r").mkdir()
    for change in (
        lambda: (tmp_path / "r" / "a.txt").write_text("1"),
        lambda: (tmp_path / "r" / "a.txt").write_text("22"),
        lambda: (tmp_path / "r" / "a.toml").write_text("title = 'x'"),
        lambda: (tmp_path / "r" / "a.txt").rename(tmp_path / "r" / "b.txt"),
        (tmp_path / "r" / "b.txt").unlink,
    ):
        signs.append(look([folder]))
        assert look([folder]) == signs[-1]
        change()
    signs.append(look([folder]))
    assert signs[-1] == signs[1]  # the folder is empty again
    assert len(set(signs)) == len(signs) - 1


def test_only_folders_are_followed(tmp_path: Path) -> None:
    folder = FolderSource("r", tmp_path)
    assert followed([folder]) == [folder]
    with pytest.raises(UsageError, match="--watch is for folders, and sivu is none"):
        followed([folder, Listing("sivu", "https://example.fi/")])
