from __future__ import annotations

import ctypes
import errno
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.exchange import exchange

Folders = tuple[Path, Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    return one, other


def answering(code: int) -> Callable[..., SimpleNamespace]:
    """A C library whose renameat2 fails so."""

    def rename(*_: object) -> int:
        ctypes.set_errno(code)
        return -1

    return lambda *_, **__: SimpleNamespace(renameat2=rename)


def without(*_: object, **__: object) -> object:
    """A C library that has no renameat2."""
    return SimpleNamespace()


def swapped(folders: Folders) -> bool:
    one, other = folders
    return (one / "other").exists() and (other / "one").exists()


@pytest.mark.parametrize("library", [None, without, answering(errno.EINVAL)])
def test_two_folders_swap_their_names(
    library: Callable[..., object] | None, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library:
        monkeypatch.setattr("corpus.exchange.ctypes.CDLL", library)
    exchange(*folders)
    assert swapped(folders)
    assert len(list(folders[0].parent.iterdir())) == 2
    exchange(*folders)
    assert not swapped(folders)


def test_what_the_system_refuses_is_an_error(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.exchange.ctypes.CDLL", answering(errno.EBUSY))
    with pytest.raises(OSError, match="busy"):
        exchange(*folders)
    assert not swapped(folders)


@pytest.mark.parametrize("library", [None, without])
def test_one_that_is_not_there_leaves_the_other(
    library: Callable[..., object] | None, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library:
        monkeypatch.setattr("corpus.exchange.ctypes.CDLL", library)
    with pytest.raises(FileNotFoundError):
        exchange(folders[0].with_name("nowhere"), folders[1])
    assert (folders[1] / "other").exists()
