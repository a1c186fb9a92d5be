"""Reading a bundle that anybody may have made: nothing of it counts before all is verified.

The tar is read block by block, front to back, by a reader that knows plain files only. Links,
devices, long names and extended headers have no place in a bundle, so nothing can lead out of
the folder, and nothing is read into memory because a header says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import StoreError, UsageError
from corpus.lock import FILE_NAME as LOCK
from corpus.lock import locked
from corpus.manifest import MANIFEST, MOST_BYTES, SEAL, Manifest, Member, parse
from corpus.packing import unpacking
from corpus.snapshot import Steps, check

_BLOCK = 512  # bytes; everything in a tar is padded to it
_PIECE = 1024 * 1024
_LONGEST_SEAL = 200


def import_corpus(file: Path, data_folder: Path, steps: Steps) -> Manifest:
    """Make the corpus of a bundle the one in `data_folder`, which must be empty or not there.

    Everything is written and verified in a folder beside it, which then takes its name. Raises
    UsageError, StoreError; what was there stays as it was.
    """
    if data_folder.exists() and (not data_folder.is_dir() or any(data_folder.iterdir())):
        raise UsageError(f"{data_folder}: is not empty; give a --data folder that is not there yet")
    beside = data_folder.with_name(f".{data_folder.name}.importing")
    try:
        with locked(beside, "import-corpus"):
            try:
                _empty(beside)
                manifest = _unpack(file, beside, steps)
                check(beside, manifest.originals(), manifest.counts)
                os.sync()  # all is on the disk before it gets its name
                beside.rename(data_folder)
            except BaseException:
                shutil.rmtree(beside, ignore_errors=True)
                raise
    except (StoreError, UsageError) as error:
        # SQLite tells of damage in several lines.
        reason = " ".join(str(error).split())
        raise type(error)(f"{file}: {reason}; nothing was imported") from error
    except (EOFError, ValueError) as error:
        raise StoreError(f"{file}: damaged: {error}; nothing was imported") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{error.filename or file}: {reason}; nothing was imported") from error
    return manifest


def _empty(folder: Path) -> None:
    """What a killed import left; its lock is ours now."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()


def _unpack(file: Path, folder: Path, steps: Steps) -> Manifest:
    with unpacking(file) as stream:
        members = _members(stream)
        first = next(members, None)
        if first is None or first.name != MANIFEST:
            raise StoreError("not a bundle of hankemuisti")
        content = first.read(MOST_BYTES)
        manifest = parse(content)
        needed, free = (
            sum(member.size for member in manifest.members.values()),
            shutil.disk_usage(folder).free,
        )
        if needed > free:
            raise StoreError(f"needs {needed} bytes, and {free} are free in {folder.parent}")
        steps.stage("importing", len(manifest.members))
        missing = dict(manifest.members)
        for member in members:
            if member.name == SEAL:
                _check_seal(member.read(_LONGEST_SEAL), content, missing)
                return manifest
            expected = missing.pop(member.name, None)
            if expected is None:
                raise StoreError(f"{member.name!r} is not in its manifest, or there twice")
            _write(member, expected, folder / member.name)
            steps.step()
    raise StoreError("its end is missing")


def _check_seal(seal: bytes, manifest: bytes, missing: dict[str, Member]) -> None:
    if missing:
        raise StoreError(f"{len(missing)} of its files are missing, {min(missing)} for one")
    if seal.split()[:1] != [hashlib.sha256(manifest).hexdigest().encode()]:
        raise StoreError(f"the checksum of {MANIFEST} is wrong")


def _write(member: _Member, expected: Member, path: Path) -> None:
    if member.size != expected.size:
        raise StoreError(f"{member.name}: {member.size} bytes, not {expected.size}")
    path.parent.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256()
    with path.open("xb") as file:
        for piece in member.pieces():
            sha256.update(piece)
            file.write(piece)
    if sha256.hexdigest() != expected.sha256:
        raise StoreError(f"{member.name}: its checksum is wrong")


@dataclass(slots=True)
class _Member:
    """A plain file in the tar, to be read once, before the next is asked for."""

    name: str
    size: int
    stream: IO[bytes]
    left: int

    def pieces(self) -> Iterator[bytes]:
        """The content, in pieces that fit into memory."""
        while self.left:
            piece = _exactly(self.stream, min(self.left, _PIECE))
            self.left -= len(piece)
            yield piece
        _exactly(self.stream, -self.size % _BLOCK)

    def read(self, limit: int) -> bytes:
        """The content in one piece. Raises StoreError when it is over `limit` bytes."""
        if self.size > limit:
            raise StoreError(f"{self.name}: over {limit} bytes")
        return b"".join(self.pieces())


def _members(stream: IO[bytes]) -> Iterator[_Member]:
    while (header := stream.read(_BLOCK)).strip(b"\0"):
        try:
            info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        except (tarfile.HeaderError, ValueError) as error:
            raise StoreError("not a tar, or damaged") from error
        if info.type != tarfile.REGTYPE or info.size < 0:
            raise StoreError(f"{info.name!r} is not a plain file")
        yield _Member(info.name, info.size, stream, info.size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError("ends too early")
    return content
