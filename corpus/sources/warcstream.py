"""The bytes of one record of a WARC file, unpacked within limits, from an offset on."""

from __future__ import annotations

import io
import os
import zlib
from typing import IO, Any

GZIP = b"\x1f\x8b\x08"
_BLOCK = 64 * 1024
_LONGEST_LINE = 64 * 1024
_MOST_LINES = 1024 * 1024
"""Bytes of header lines in one record. Servers send some kilobytes."""
_BETWEEN = 16
"""Bytes of line ends that may follow a record; the standard has four."""
_SMALL = 64 * 1024 * 1024
_MOST_PACKED = 200
"""Times that a member of over _SMALL bytes may grow; zeros grow a thousand times."""


class BrokenRecord(Exception):
    """Why a record cannot be read, in one line."""


class _Member(io.RawIOBase):
    """The unpacked bytes of the gzip member that begins at `offset`."""

    def __init__(self, file: IO[bytes], offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = b""
        self._read = self._made = 0
        self.offset = offset

    @property
    def end(self) -> int:
        """Where the next member begins, once this one has been read to its end."""
        return self.offset + self._read - len(self._unpacker.unused_data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with memoryview(buffer) as view:
            piece = self._piece(len(view))
            view[: len(piece)] = piece
        return len(piece)

    def _piece(self, size: int) -> bytes:
        piece = b""
        while not piece and not self._unpacker.eof:
            if not self._packed:
                self._packed = self._file.read(_BLOCK)
                self._read += len(self._packed)
            if not self._packed:
                raise BrokenRecord("cut off: the file ends in the record")
            try:
                piece = self._unpacker.decompress(self._packed, size)
            except zlib.error as error:
                raise BrokenRecord(f"damaged: {error}") from error
            self._packed = self._unpacker.unconsumed_tail
        self._made += len(piece)
        if self._made > max(_SMALL, _MOST_PACKED * self._read):
            raise BrokenRecord(f"packed over {_MOST_PACKED} to 1")
        return piece


class RecordStream:
    """What warcio reads a record from: `file` from `offset` on, whether packed or not.

    Raises BrokenRecord where the bytes are damaged or the header lines without end.
    """

    def __init__(self, file: IO[bytes], offset: int) -> None:
        file.seek(offset)
        self.packed = file.read(len(GZIP)) == GZIP
        self._file, self._offset = file, offset
        self._lines = _MOST_LINES
        file.seek(offset)
        self._member = _Member(file, offset) if self.packed else None
        self._bytes: IO[bytes] | io.BufferedReader = (
            io.BufferedReader(self._member, _BLOCK) if self._member else file
        )
        self._count = 0

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer at the end."""
        piece = self._bytes.read(size)
        self._count += len(piece)
        return piece

    def readline(self, size: int = _LONGEST_LINE) -> bytes:
        """A line with its end."""
        line = self._bytes.readline(min(size, _LONGEST_LINE))
        self._count += len(line)
        self._lines -= len(line)
        if self._lines < 0 or (len(line) == _LONGEST_LINE and not line.endswith(b"\n")):
            raise BrokenRecord("header lines without end")
        return line

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._count

    def skip(self, left: int) -> int:
        """Leave out the `left` bytes of the record's content; give where the next one begins."""
        if self._member:
            while piece := self._bytes.read(_BLOCK):
                left -= len(piece)
                if left < -_BETWEEN:
                    raise BrokenRecord(
                        "its records are packed as one: pack them with `warcio recompress`"
                    )
            end = self._member.end
        else:
            end = self._file.seek(left, os.SEEK_CUR)
            if end > self._file.seek(0, os.SEEK_END):
                raise BrokenRecord("cut off: the file ends in the record")
            self._file.seek(end)
            while (line := self._file.readline(_LONGEST_LINE)) and not line.strip():
                end += len(line)
        if self._member and left > 0:
            raise BrokenRecord("cut off: shorter than it states")
        return end
