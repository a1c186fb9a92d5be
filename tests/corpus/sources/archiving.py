"""Web archives as warcio writes them, for the tests."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DAY = "2015-03-02T10:11:12Z"


@dataclass(frozen=True, slots=True)
class Visit:
    """One record to write. `digest` is what a revisit refers to."""

    url: str
    body: bytes = b""
    date: str = DAY
    type: str = "response"
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    extra: Mapping[str, str] = field(default_factory=dict)
    refers: tuple[str, str] = ("", "")
    digest: str = ""


def archived(visits: Sequence[Visit], *, packed: bool = True) -> bytes:
    with warnings.catch_warnings():
        # warcio leaves its temporary files to the collector of garbage.
        warnings.simplefilter("ignore", ResourceWarning)
        return _archived(visits, packed=packed)


def _archived(visits: Sequence[Visit], *, packed: bool) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "Koeveto/1.0"}))
    for visit in visits:
        headers = StatusAndHeaders(visit.status, list(visit.headers.items()), protocol="HTTP/1.1")
        if visit.type == "revisit":
            record = writer.create_revisit_record(
                visit.url,
                visit.digest or "sha1:AAAA",
                *visit.refers,
                http_headers=headers if visit.status else None,
                warc_headers_dict={"WARC-Date": visit.date, **visit.extra},
            )
        else:
            record = writer.create_warc_record(
                visit.url,
                visit.type,
                payload=io.BytesIO(visit.body),
                http_headers=headers if visit.type == "response" else None,
                warc_content_type=visit.headers.get("Content-Type", ""),
                warc_headers_dict={"WARC-Date": visit.date, **visit.extra},
            )
        writer.write_record(record)
    return buffer.getvalue()


def wacz(path: Path, files: Mapping[str, bytes], pack: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", pack) as archive:
        archive.writestr("datapackage.json", "{}")
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("pages/pages.jsonl", "")
    return path
