"""The archive: original bytes by their sha256, written atomically, never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from corpus.errors import StoreError

FOLDER_NAME = "originals"
PART_PREFIX = ".part-"


class Archive:
    """Originals under ``originals/ab/abcdef…`` in the data folder."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER_NAME

    def path(self, sha256: str) -> Path:
        """Where the original with this hash is, or would be."""
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep `content` and return its sha256. Raises StoreError when it cannot be written.

        Content already there is not written again, unless its size says that it is damaged.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        try:
            if not path.exists() or path.stat().st_size != len(content):
                write_atomically(path, content)
        except OSError as error:
            raise StoreError(f"{path.parent}: cannot be written: {error.strerror}") from error
        return sha256

    def sweep(self) -> None:
        """Remove what killed runs left half written. Only for the holder of the lock."""
        for path in self.folder.glob(f"*/{PART_PREFIX}*"):
            path.unlink(missing_ok=True)

    def intact(self, sha256: str) -> bool:
        """Whether the original is there and still has its hash."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one, whole."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
        sync_folder(path.parent.parent)
    part = path.with_name(f"{PART_PREFIX}{secrets.token_hex(8)}")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable (a rename is not, until its folder is synced)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
