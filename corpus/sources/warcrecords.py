"""The records of a WARC file (ISO 28500): what each holds, where it begins, its payload."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from corpus.errors import FetchError
from corpus.net.body import read_body
from corpus.sources.names import printable
from corpus.sources.warcstream import GZIP, BrokenRecord, RecordStream

MOST_BROKEN = 200
"""Broken places in one file after which the rest of it is not looked through."""

DISAGREES = "damaged: its digest does not agree with its content"

_BLOCK = 1024 * 1024
_START = re.compile(rb"WARC/[01]\.\d")
_BETWEEN = re.compile(rb"\n(?=WARC/[01]\.\d+\r?\n)")
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8} *(?:;[^\n]*)?\r\n")
_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha512"})
_UNREADABLE = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    BrokenRecord,
    AttributeError,  # warcio, of a response without an address
    ValueError,
    EOFError,
)


# Its remarks on odd addresses would stand on stderr where nobody has set up a log.
logging.getLogger("warcio").addHandler(logging.NullHandler())


class Capture(NamedTuple):
    """What the headers of a record say; texts are empty and `status` is 0 where they do not."""

    offset: int
    type: str
    url: str
    date: str
    id: str
    digest: str
    status: int
    media_type: str
    cut: str
    """Why the crawler itself cut the record off."""
    refers_url: str
    refers_date: str
    tool: str
    """In the file's own record: the program that wrote it."""


class Broken(NamedTuple):
    """A place of the file that cannot be read."""

    offset: int
    reason: str


def captures(file: IO[bytes]) -> Iterator[Capture | Broken]:
    """The records in their order, each read to its end; after a broken one goes on with the next
    that can be found."""
    offset, broken = 0, 0
    size = file.seek(0, io.SEEK_END)
    while offset < size:
        try:
            capture, end = _headers(file, offset)
        except _UNREADABLE as error:
            broken += 1
            yield Broken(offset, _reason(error))
            if broken >= MOST_BROKEN:
                yield Broken(offset, f"over {MOST_BROKEN} broken records: the rest is not read")
                return
            offset = _next(file, offset + 1)
        else:
            offset = end
            yield capture


def payload(file: IO[bytes], offset: int, most: int) -> bytes:
    """The content of the record at `offset`, `most` bytes at most, without the codings that HTTP
    put it in. Raises FetchError when it is broken, too large, or not what its digest says."""
    try:
        record = _record(RecordStream(file, offset))
        raw = record.raw_stream.read(2 * most)
        if record.raw_stream.limit:
            raise BrokenRecord(f"more than {most >> 20} MiB" if len(raw) == 2 * most else "cut off")
        plain = _without_chunks(record, raw)
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        if not any(_agrees(digest, each) for each in (raw, plain)):
            raise BrokenRecord(DISAGREES)
        content = _unpacked(record, plain, most)
    except _UNREADABLE as error:
        raise FetchError(_reason(error)) from error
    if not content:
        raise FetchError("empty")
    return content


def normal_digest(text: str) -> str:
    """A digest as the header has it ("sha1:…"), to compare with others; "" for none."""
    return text.strip().lower().rstrip("=")


def _headers(file: IO[bytes], offset: int) -> tuple[Capture, int]:
    stream = RecordStream(file, offset)
    record = _record(stream)
    headers, http = record.rec_headers, record.http_headers

    def said(name: str) -> str:
        return printable((headers.get_header(name) or "").strip())

    tool = ""
    if record.rec_type == "warcinfo":
        tool = _software(record.raw_stream.read(min(record.raw_stream.limit, 64 * 1024)))
    status = http.get_statuscode() if http else ""
    media_type = (http.get_header("Content-Type") if http else None) or (
        said("Content-Type") if record.rec_type == "resource" else ""
    )
    capture = Capture(
        offset=offset,
        type=record.rec_type or "",
        url=said("WARC-Target-URI").partition("#")[0],
        date=said("WARC-Date"),
        id=said("WARC-Record-ID").strip("<>"),
        digest=normal_digest(said("WARC-Payload-Digest")),
        status=int(status) if status.isascii() and status.isdigit() and len(status) == 3 else 0,
        media_type=media_type.partition(";")[0].strip().lower()[:100],
        cut=said("WARC-Truncated") or ("segmented" if said("WARC-Segment-Number") else ""),
        refers_url=said("WARC-Refers-To-Target-URI").partition("#")[0],
        refers_date=said("WARC-Refers-To-Date"),
        tool=tool,
    )
    return capture, stream.skip(record.raw_stream.limit)


def _record(stream: RecordStream) -> ArcWarcRecord:
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    record = loader.parse_record_stream(stream, known_format="warc")
    length = record.rec_headers.get_header("Content-Length") or ""
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise BrokenRecord("a record that does not state its length")
    return record


def _software(block: bytes) -> str:
    for line in block.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "software":
            return printable(value.strip())[:200]
    return ""


def _without_chunks(record: ArcWarcRecord, raw: bytes) -> bytes:
    coding = record.http_headers and record.http_headers.get_header("Transfer-Encoding")
    # Some tools take the chunks apart and leave the header.
    if "chunked" not in (coding or "").lower() or not _CHUNK.match(raw):
        return raw
    try:
        found: bytes = ChunkedDataReader(io.BytesIO(raw), raise_exceptions=True).read()
    except ChunkedDataException as error:
        raise BrokenRecord("damaged: chunks that do not fit together") from error
    return found


def _unpacked(record: ArcWarcRecord, plain: bytes, most: int) -> bytes:
    coding = record.http_headers and record.http_headers.get_header("Content-Encoding")
    coding = (coding or "").strip().lower()
    if coding in ("gzip", "x-gzip") and not plain.startswith(GZIP):
        coding = ""  # unpacked by the tool that wrote the record
    return read_body([plain], coding, most)


def _agrees(digest: str, content: bytes) -> bool:
    """Whether a digest is that of `content`; one of an algorithm we do not know proves nothing."""
    name, _, value = digest.strip().partition(":")
    if name.lower().replace("-", "") not in _DIGESTS:
        return True
    found = hashlib.new(name.lower().replace("-", ""), content, usedforsecurity=False).digest()
    forms = (base64.b32encode(found).decode().rstrip("=").lower(), found.hex())
    return normal_digest(value) in forms


def _next(file: IO[bytes], start: int) -> int:
    """Where the next record that can be seen begins, at `start` or later; the end for none."""
    file.seek(start)
    offset, before = start, b""
    while block := file.read(_BLOCK):
        held = before + block
        for found in re.finditer(re.escape(GZIP) + rb"|" + _BETWEEN.pattern, held):
            place = offset - len(before) + found.start()
            if found[0] != GZIP:
                return place + 1
            if _is_member(file, place):
                return place
        file.seek(offset + len(block))
        offset, before = offset + len(block), held[-16:]
    return offset


def _is_member(file: IO[bytes], place: int) -> bool:
    try:
        return bool(_START.match(RecordStream(file, place).read(8)))
    except BrokenRecord:
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, AttributeError):
        return "a record without an address"
    return printable(" ".join(str(error).split()))[:200] or "cut off"
