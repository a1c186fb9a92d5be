"""A bundle: a whole corpus in one tar file, to move it between machines.

The manifest comes first, then the database, then the originals, then the manifest's checksum. The
index is not in it: it is made from the corpus. So is the configuration not, nor what it names.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from corpus.archive import PART_PREFIX, sync_folder
from corpus.clock import now
from corpus.database import FILE_NAME
from corpus.errors import StoreError, UsageError
from corpus.manifest import (
    FORMAT,
    MANIFEST,
    SEAL,
    Manifest,
    Member,
    original_name,
)
from corpus.origins import tool
from corpus.packing import ENDINGS, packing
from corpus.snapshot import Snapshot, Steps, take


def export_corpus(data_folder: Path, file: Path, steps: Steps, *, force: bool = False) -> Manifest:
    """Write the corpus of `data_folder` to `file`, whole or not at all; packed as its ending says.

    Others may go on reading and writing the corpus meanwhile. An existing file is replaced only
    by `force`. Raises UsageError for a file that cannot be, StoreError for an original that is
    damaged or not there.
    """
    if not file.name.endswith(ENDINGS):
        raise UsageError(f"{file}: its name must end with one of {', '.join(ENDINGS)}")
    if file.exists() and not force:
        raise UsageError(f"{file}: is there already; --force replaces it")
    try:
        with tempfile.TemporaryDirectory(prefix=PART_PREFIX, dir=file.parent) as work:
            snapshot = take(data_folder, Path(work) / FILE_NAME)
            part = Path(work) / file.name
            with part.open("xb") as raw:
                with packing(raw, file.name) as stream:
                    manifest = write(snapshot, stream, steps)
                raw.flush()
                os.fsync(raw.fileno())
            part.replace(file)
            sync_folder(file.parent)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    return manifest


def write(snapshot: Snapshot, stream: IO[bytes], steps: Steps) -> Manifest:
    """Write a snapshot to a stream as a tar, and give its manifest. Raises StoreError, OSError."""
    with snapshot.database.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = Manifest(
        FORMAT,
        tool(),
        now(),
        snapshot.schema,
        snapshot.counts,
        {
            FILE_NAME: Member(snapshot.database.stat().st_size, sha256),
            **{
                name: Member(len(content), hashlib.sha256(content).hexdigest())
                for name, content in snapshot.extras.items()
            },
            **{original_name(sha): Member(size, sha) for sha, size in snapshot.originals.items()},
        },
    )
    dumped = manifest.dumped()
    seal = f"{hashlib.sha256(dumped).hexdigest()}  {MANIFEST}\n".encode()
    steps.stage("exporting", len(snapshot.originals))
    # GNU's form holds files over 8 GiB in the same single header as all others.
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as tar:
        _add(tar, MANIFEST, io.BytesIO(dumped), len(dumped))
        with snapshot.database.open("rb") as file:
            _add(tar, FILE_NAME, file, manifest.members[FILE_NAME].size)
        for name, content in snapshot.extras.items():
            _add(tar, name, io.BytesIO(content), len(content))
        for sha256, size in snapshot.originals.items():
            _add_original(tar, snapshot, sha256, size)
            steps.step()
        _add(tar, SEAL, io.BytesIO(seal), len(seal))
    return manifest


def _add_original(tar: tarfile.TarFile, snapshot: Snapshot, sha256: str, size: int) -> None:
    """Hash it on its way: what is damaged must not leave."""
    path = snapshot.archive.path(sha256)
    try:
        with path.open("rb") as file:
            hashed = _Hashed(file)
            if os.fstat(file.fileno()).st_size == size:
                _add(tar, original_name(sha256), hashed, size)
    except FileNotFoundError as error:
        raise StoreError(f"{path}: this original is not there; nothing was exported") from error
    if hashed.sha256.hexdigest() != sha256:
        raise StoreError(f"{path}: this original is damaged; nothing was exported")


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes] | _Hashed, size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size = size
    tar.addfile(info, file)


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        content = self._file.read(size)
        self.sha256.update(content)
        return content
