"""Files that a command writes where it was told to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.archive import write_atomically
from corpus.errors import UsageError


def save(path: Path, pieces: Iterable[str], encoding: str = "utf-8") -> None:
    """Write a text, whole or not at all; line ends stay as they are.

    A folder that is not there is not made: more often than not it is a slip of the keyboard.
    Raises UsageError with the path and the reason when that cannot be.
    """
    content = "".join(pieces).encode(encoding, "replace")
    try:
        if not path.parent.is_dir():
            raise UsageError(f"{path}: cannot be written: there is no folder {path.parent}")
        if path.exists() and not path.is_file():  # a pipe or a device, which must stay one
            path.write_bytes(content)
        else:
            write_atomically(path, content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
