"""The compound file that DOC and PPT are, as far as it tells what is inside. [MS-CFB] 2.6.1."""

from __future__ import annotations

import mmap
from pathlib import Path

from corpus.errors import ExtractionError
from pipeline.extract.office.archive import ENCRYPTED
from pipeline.mediatype import DOC, PPT

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
"""Bytes of an entry of the directory; it begins at a multiple of them."""
_NAME_LENGTH = 64
"""Where in an entry the length of its name stands, in bytes, the closing zero counted."""
_START = 116
"""Where in an entry the number of the stream's first sector stands."""
_FLAGS = 10
_ENCRYPTED_FLAG = 0x100
"""fEncrypted in the flags of a Word document: [MS-DOC] 2.5.2."""


def kind(path: Path) -> str:
    """DOC or PPT, by what is inside the file.

    Raises ExtractionError when it is neither, or needs a password.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[: len(MAGIC)] != MAGIC:
            raise ExtractionError("broken: neither an old Word nor an old PowerPoint file")
        if _entry(data, "EncryptedPackage") or _entry(data, "EncryptedSummary"):
            raise ExtractionError(ENCRYPTED)
        word = _entry(data, "WordDocument")
        if word:
            if _is_encrypted(data, word):
                raise ExtractionError(ENCRYPTED)
            return DOC
        if _entry(data, "PowerPoint Document"):
            return PPT
        if _entry(data, "Workbook") or _entry(data, "Book"):
            raise ExtractionError("a workbook: tables of data are not read as documents")
    raise ExtractionError("cut off, or neither a Word nor a PowerPoint document is inside")


def _entry(data: mmap.mmap, name: str) -> int:
    """The offset of the directory entry called `name`; 0 when there is none."""
    wanted = f"{name}\0".encode("utf-16-le")
    at = data.find(wanted)
    while at >= 0:
        length = int.from_bytes(data[at + _NAME_LENGTH : at + _NAME_LENGTH + 2], "little")
        if at % _ENTRY == 0 and length == len(wanted):
            return at
        at = data.find(wanted, at + 1)
    return 0


def _is_encrypted(data: mmap.mmap, entry: int) -> bool:
    shift = int.from_bytes(data[30:32], "little")
    sector = int.from_bytes(data[entry + _START : entry + _START + 4], "little")
    at = ((sector + 1) << shift if shift in (9, 12) else 0) + _FLAGS
    return bool(int.from_bytes(data[at : at + 2], "little") & _ENCRYPTED_FLAG)
