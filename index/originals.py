"""Getting an original back, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.archive import write_atomically
from corpus.config import Config
from corpus.errors import StoreError, UsageError
from corpus.store import Store
from corpus.versions import Version, Versions


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one version of a document, verified."""

    document_id: str
    version: Version
    content: bytes

    def as_json(self) -> dict[str, Any]:
        """What it is, without its bytes."""
        return {"id": self.document_id, **asdict(self.version)}


def original(config: Config, document_id: str, number: int | None = None) -> Original:
    """The present content of a document, or that of an older version.

    Raises UsageError for what there is not, StoreError for what is no longer what it was.
    """
    with Store(config.data_folder, read_only=True) as store:
        document = store.find(document_id)
        versions = Versions(store.database).of(document.id)
        wanted = document.version if number is None else number
        found = next((version for version in versions if version.number == wanted), None)
        if found is None:
            raise UsageError(f"{document.id} has no version {wanted}, only 1–{len(versions)}")
        path = store.archive.path(found.sha256)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: this original cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise StoreError(f"{path}: this original is damaged; get it from a backup")
    return Original(document.id, found, content)


def save(path: Path, content: bytes, *, force: bool) -> None:
    """Write the bytes to a file, whole or not at all. Raises UsageError when that cannot be."""
    if path.exists() and not force:
        raise UsageError(f"{path}: is there already; --force replaces it")
    try:
        write_atomically(path, content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
