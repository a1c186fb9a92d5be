"""The zip archive that an office document is: its members, read within limits."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

from corpus.errors import ExtractionError
from pipeline.extract.office.xml import Element

MOST_MEMBERS = 20_000
"""A report with a picture on each of a thousand pages has some 2,000."""
LARGEST_MEMBER = 64 * 2**20
"""Bytes of one member. A thousand pages of Word's XML are some 20 MiB; a tree takes tenfold."""
LARGEST_TOTAL = 256 * 2**20
"""Bytes of all members read. With these two limits no ratio of packing needs to be judged."""

HEAD = 4096
"""Bytes of a member that are enough to see its root element."""

ENCRYPTED = "encrypted: needs a password"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What the standards of both families allow (ISO 29500-2, ODF 1.3 part 2)."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile raises on files that are damaged or made to harm."""
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Archive:
    """Reads the members of the zip at `path`, none of which is ever unpacked to the disk.

    A context manager. Raises ExtractionError when the file is no zip, is broken, or has more
    members than MOST_MEMBERS.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                # Office wraps an encrypted document in the file format of its old versions.
                raise ExtractionError(ENCRYPTED)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise ExtractionError("broken or cut off: not a readable zip archive") from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._read = 0
        self.damaged: list[str] = []
        """One line for each lesser part that could not be read."""
        if len(self._members) > MOST_MEMBERS:
            self._zip.close()
            raise ExtractionError(f"more than {MOST_MEMBERS} members in the archive")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def has_folder(self, name: str) -> bool:
        """Whether there are members in the folder `name` of the archive."""
        return any(member.startswith(f"{name}/") for member in self._members)

    def head(self, name: str) -> bytes:
        """The first HEAD bytes of the member `name`; none when it cannot be read."""
        try:
            return self._unpacked(name, HEAD)
        except ExtractionError:
            return b""

    def read(self, name: str) -> bytes:
        """The bytes of the member `name`.

        Raises ExtractionError when it is missing, encrypted, broken or too large.
        """
        most = min(LARGEST_MEMBER, LARGEST_TOTAL - self._read)
        content = self._unpacked(name, most + 1)
        if len(content) > most:
            raise ExtractionError(f"{_short(name)} unpacks to more than {most >> 20} MiB")
        self._read += len(content)
        return content

    def _unpacked(self, name: str, size: int) -> bytes:
        """The first `size` bytes of a member."""
        info = self._members.get(name)
        if info is None:
            raise ExtractionError(f"broken: {_short(name)} is missing")
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ExtractionError(ENCRYPTED)
        if info.compress_type not in _PACKED:
            raise ExtractionError(f"broken: {_short(name)} is packed in an unknown way")
        try:
            with self._zip.open(info) as member:
                return member.read(size)
        except _BROKEN as error:
            raise ExtractionError(f"broken: {_short(name)} cannot be unpacked") from error

    def tree(self, name: str) -> Element:
        """The root of the XML member `name`; comments and instructions are left out.

        Nothing is fetched and no entity is replaced; a document type, which no office program
        writes, is refused. Raises ExtractionError.
        """
        content = self.read(name)
        if any(doctype in content for doctype in _DOCTYPES):
            raise ExtractionError(f"{_short(name)} declares a document type")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())[:80]
            raise ExtractionError(f"broken: {_short(name)} is no XML ({reason})") from error

    def lesser(self, name: str) -> Element | None:
        """The root of an XML member without which the document can be read: None when there is
        none, or when it is damaged, which `damaged` tells."""
        if name not in self:
            return None
        try:
            return self.tree(name)
        except ExtractionError as error:
            self.damaged.append(f"left out: {error}")
            return None


def _short(name: str) -> str:
    """A member's name for a message of one line."""
    shown = "".join(char if char.isprintable() else "?" for char in name)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
