"""The files that web archives come in: .warc, .warc.gz, and the ones inside a .wacz."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from corpus.errors import FetchError
from corpus.sources.names import printable
from corpus.sources.zipfiles import Zip, refusal

SUFFIXES = (".warc", ".warc.gz", ".wacz")

_LOCAL_HEADER = struct.Struct("<4s22xHH")  # PKWARE's APPNOTE, 4.3.7
_DEFLATED = "packed inside the .wacz, against its specification: unpack it, and give the .warc.gz"


class Volume(NamedTuple):
    """One WARC file: its name to show, and where its bytes are; `length` is -1 for a whole file."""

    name: str
    path: Path
    start: int = 0
    length: int = -1
    refusal: str = ""


class _Window(io.RawIOBase):
    """A stretch of a file, as a file."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self._file, self._start, self._length = file, start, length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (0, self._at, self._length)[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        with memoryview(buffer) as view:
            piece = self._file.read(max(0, min(len(view), self._length - self._at)))
            view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def volumes(path: Path) -> list[Volume]:
    """The WARC files in the file at `path`: itself, or those of a .wacz.

    Raises FetchError for a .wacz that cannot be read.
    """
    shown = printable(str(path))
    if not path.name.lower().endswith(".wacz"):
        return [Volume(shown, path)]
    with Zip.at(path) as archive:
        members = [each for each in archive.members() if each.name.startswith("archive/")]
    with path.open("rb") as file:
        return [
            _inside(file, path, f"{shown}/{member.name}", member.info)
            for member in members
            if member.name.lower().endswith(SUFFIXES[:2])
        ]


def _inside(file: IO[bytes], path: Path, name: str, info: zipfile.ZipInfo) -> Volume:
    if reason := refusal(info):
        return Volume(name, path, refusal=reason)
    if info.compress_type != zipfile.ZIP_STORED:
        return Volume(name, path, refusal=_DEFLATED)
    file.seek(info.header_offset)
    head = file.read(_LOCAL_HEADER.size)
    if len(head) < _LOCAL_HEADER.size:
        return Volume(name, path, refusal="broken or cut off")
    magic, named, extra = _LOCAL_HEADER.unpack(head)
    if magic != b"PK\x03\x04":
        return Volume(name, path, refusal="broken: not where the archive says it is")
    start = info.header_offset + _LOCAL_HEADER.size + named + extra
    return Volume(name, path, start, info.file_size)


@contextmanager
def opened(volume: Volume) -> Iterator[IO[bytes]]:
    """The bytes of a WARC file, to seek in. Raises FetchError when it cannot be read."""
    if volume.refusal:
        raise FetchError(volume.refusal)
    try:
        file = volume.path.open("rb")
    except OSError as error:
        raise FetchError(f"cannot be read: {error.strerror}") from error
    with file:
        if volume.length < 0:
            yield file
        else:
            yield io.BufferedReader(_Window(file, volume.start, volume.length), 64 * 1024)
