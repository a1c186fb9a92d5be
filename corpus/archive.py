"""The archive: original bytes by their sha256, written atomically, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

FOLDER_NAME = "originals"


class Archive:
    """Originals under ``originals/ab/abcdef…`` in the data folder."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER_NAME

    def path(self, sha256: str) -> Path:
        """Where the original with this hash is, or would be."""
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep `content` and return its sha256. Content already there is not written again."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            write_atomically(path, content)
        return sha256

    def intact(self, sha256: str) -> bool:
        """Whether the original is there and still has its hash."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable (a rename is not, until its folder is synced)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
