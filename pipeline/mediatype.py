"""What kind of file is it? By its first bytes, then by the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

PDF = "application/pdf"
HTML = "text/html"
PLAIN = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
RTF = "application/rtf"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"

_BY_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": PDF,
        ".html": HTML,
        ".htm": HTML,
        ".xhtml": HTML,
        ".txt": PLAIN,
        ".docx": DOCX,
        ".pptx": PPTX,
        ".odt": ODT,
        ".odp": ODP,
        ".rtf": RTF,
        ".doc": DOC,
        ".ppt": PPT,
    }
)
DOCUMENT_SUFFIXES: tuple[str, ...] = tuple(_BY_SUFFIX)
"""Endings, in lower case, of files that a folder takes for documents. Spreadsheets are data."""

HEAD = 4096
"""Bytes of the file that are enough for `sniff`."""

_PDF_HEAD = 1024
"""Viewers look for %PDF in the first kilobyte (Adobe's implementation note 13 to PDF 1.7)."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Control characters that no text has, whatever its encoding (tab, line ends, form feed and
# escape may stand in text; 0x1A ended text files in DOS; 0x02 and 0x1F are word processors').
_BINARY = re.compile(rb"[\x00\x01\x03-\x06\x0e-\x19\x1c-\x1e]")
_MARKUP = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ODF_TYPE = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z]+)")


def sniff(head: bytes, name: str) -> str:
    """Media type of a file that begins with `head` (HEAD bytes are enough) and is called `name`.

    Magic bytes win over the ending. Gives "" for what is no document to us: tables of data,
    pictures, programs. Bytes that cannot be text never are text/plain.
    """
    suffix = PurePath(name).suffix.lower()
    claimed = _BY_SUFFIX.get(suffix, "")
    if not head.strip():
        return claimed
    if b"%PDF-" in head[:_PDF_HEAD] and not _MARKUP.match(head):
        return PDF
    if head.startswith(_ZIP):
        return _in_zip(head, claimed)
    if head.startswith(_OLE):
        return _in_ole(head, claimed)
    if head.startswith(b"{\\rtf"):
        return RTF
    return _text(head, claimed)


def _in_zip(head: bytes, claimed: str) -> str:
    odf = _ODF_TYPE.search(head)
    if odf:
        found = odf[1].decode("ascii")
        return found if found in (ODT, ODP) else ""
    for folder, found in ((b"word/", DOCX), (b"ppt/", PPTX), (b"xl/", XLSX)):
        if folder in head:
            return "" if found == XLSX else found
    return claimed if claimed in (DOCX, PPTX, ODT, ODP) else ""


def _in_ole(head: bytes, claimed: str) -> str:
    for stream, found in (("WordDocument", DOC), ("PowerPoint Document", PPT)):
        if stream.encode("utf-16-le") in head:
            return found
    # What is encrypted, DOCX and PPTX included, is wrapped in the old format, too.
    return claimed if claimed in (DOC, PPT, DOCX, PPTX) else ""


def _text(head: bytes, claimed: str) -> str:
    if head.startswith(_UTF16):
        return claimed if claimed in (HTML, PLAIN) else ""
    if _BINARY.search(head):
        # A broken PDF is still a PDF to be told so; a binary called .txt is nothing.
        return claimed if claimed not in (HTML, PLAIN) else ""
    body = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(body):
        return HTML if claimed in ("", HTML, PLAIN, DOC, PDF) else claimed
    return claimed
