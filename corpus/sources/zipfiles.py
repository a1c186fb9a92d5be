"""Zip archives opened within limits: their members by name, and the bytes of one in memory.

Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO, NamedTuple, cast

from corpus.closing import Closing
from corpus.errors import FetchError
from corpus.sources.names import harmless, numbered

MOST_MEMBERS = 100_000
LARGEST_DIRECTORY = 16 * 1024 * 1024
"""Bytes of the list of members. A hundred thousand long names take ten; each becomes an object."""
MOST_PACKED = 200
"""Times that a member may grow. Word's XML grows 15 times, a page of spaces 100; bombs 1,000."""
SMALL = 4 * 1024 * 1024
"""Bytes; a smaller member may be packed as tightly as it likes."""

ENCRYPTED = "encrypted: needs a password"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile raises on files that are damaged or made to harm."""

_PIECE = 1024 * 1024
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800
_NORDIC = frozenset("åäöÅÄÖéÉüÜ")


class Member(NamedTuple):
    """A file in an archive: its name to show, and what zipfile knows of it."""

    name: str
    info: zipfile.ZipInfo

    @property
    def fingerprint(self) -> str:
        """The cheap sign of sameness: checksum, size and time, as the archive states them."""
        info = self.info
        return f"{info.CRC:08x}:{info.file_size}:{'-'.join(map(str, info.date_time))}"


class _Guarded:
    """A file that refuses a huge read at once: zipfile reads its list of members in one."""

    def __init__(self, file: IO[bytes]) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._read = file.read

    def read(self, size: int = LARGEST_DIRECTORY) -> bytes:
        if size > LARGEST_DIRECTORY:
            raise FetchError(f"its list of members is over {LARGEST_DIRECTORY >> 20} MiB")
        return self._read(size)


class Zip(Closing):
    """An archive in a file. Raises FetchError when it is none, is broken or has too many members.

    Closes the file.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        try:
            self._archive = zipfile.ZipFile(cast("IO[bytes]", _Guarded(file)))
            infos = self._archive.infolist()
            if len(infos) > MOST_MEMBERS:
                raise FetchError(f"over {MOST_MEMBERS} members in the archive")
            if sum(info.compress_size for info in infos) > file.seek(0, os.SEEK_END):
                # A bomb of a few kilobytes lets thousands of members share the same packed bytes.
                raise FetchError("broken: its members overlap")
        except FetchError:
            self.close()
            raise
        except BROKEN as error:
            self.close()
            raise FetchError("broken or cut off: not a readable zip archive") from error

    @classmethod
    def at(cls, path: Path) -> Zip:
        """The archive at `path`. Raises FetchError as the class does, or without a file."""
        try:
            return cls(path.open("rb"))
        except OSError as error:
            raise FetchError(f"cannot be read: {error.strerror}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __del__(self) -> None:
        self.close()

    def members(self) -> list[Member]:
        """The files of the archive, in its own order; no two have the same name."""
        found: list[Member] = []
        names: dict[str, int] = {}
        for info in self._archive.infolist():
            if info.filename.endswith("/"):  # is_dir() fails on an empty name before Python 3.12
                continue
            name = harmless(_decoded(info))
            names[name] = names.get(name, 0) + 1
            found.append(Member(numbered(name, names[name]), info))
        return found

    def read(self, info: zipfile.ZipInfo, limit: int, limit_name: str) -> bytes:
        """The bytes of a member, `limit` at most, which a message calls `limit_name`.

        Raises FetchError when it is refused, broken, or larger, whatever size it states.
        """
        if reason := refusal(info):
            raise FetchError(reason)
        pieces: list[bytes] = []
        left = limit
        try:
            with self._archive.open(info) as member:
                while left >= 0 and (piece := member.read(_PIECE)):
                    pieces.append(piece)
                    left -= len(piece)
        except NotImplementedError as error:
            raise FetchError(f"packed in a way that is not read: {error}") from error
        except BROKEN as error:
            reason = " ".join(str(error).split())[:100]
            raise FetchError(f"broken in the archive: {reason}") from error
        if left < 0:
            raise FetchError(f"unpacks to over {limit_name}")
        if not pieces:
            raise FetchError("empty file")
        return b"".join(pieces)


def refusal(info: zipfile.ZipInfo) -> str:
    """Why a member must not be read, by what the archive says of it; "" when it may be."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "symbolic link in an archive: not followed"
    if info.flag_bits & _ENCRYPTED_FLAG:
        return ENCRYPTED
    if info.file_size > max(SMALL, MOST_PACKED * info.compress_size):
        return f"packed over {MOST_PACKED} to 1: not a document"
    return ""


def _decoded(info: zipfile.ZipInfo) -> str:
    """A member's name. Without the mark of UTF-8 it may be in any code: UTF-8 all the same, that
    of DOS, or that of Windows; the one that makes Nordic letters of it is the right one."""
    name = info.filename
    if name.isascii() or info.flag_bits & _UTF8_FLAG:
        return name
    raw = name.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        windows = raw.decode("cp1252", "replace")
        return max(name, windows, key=lambda text: sum(c in _NORDIC for c in text))
