"""A file copied and hashed in one go, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from corpus.archive import PART_PREFIX, sync_folder

_PIECE = 1024 * 1024


def copy_checked(source: Path, target: Path, sha256: str) -> bool:
    """Copy `source` to `target`, durably, if it has this hash; whether it had.

    A `target` that is there is replaced then, and left alone otherwise. Raises OSError when
    `target` cannot be written; a `source` that cannot be read does not have the hash.
    """
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True)
        sync_folder(target.parent.parent)
    part = target.with_name(f"{PART_PREFIX}{secrets.token_hex(8)}")
    digest = hashlib.sha256()
    try:
        with part.open("xb") as written:
            for piece in _pieces(source):
                digest.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        if digest.hexdigest() != sha256:
            return False
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError:
        return
