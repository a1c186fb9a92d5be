"""The files of a record: named in it, or found on its page in the repository."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree, html

from corpus.errors import FetchError
from corpus.net.client import Client, Response
from corpus.sources import dspace
from corpus.sources.folder import SUFFIXES
from corpus.sources.names import numbered, printable
from corpus.sources.oaianswers import Record
from corpus.sources.oaifields import addresses

PAGE = 8 * 1024 * 1024
"""Bytes of a record's page; they have some tens of kilobytes."""

_HANDLE = re.compile(r"oai:[^:\s]+:(\d[\d.]*/[\w.\-]+)")
_BITSTREAM = ("/bitstream/", "/bitstreams/")
_PDF = "application/pdf"
_TYPES = ("application/pdf", "application/msword", "application/vnd.", "application/rtf", "text/")
_MOST = 50
"""Files of one record."""


class Named(NamedTuple):
    """A file: its address, and a name that no other file of the record has."""

    name: str
    href: str


def of_record(record: Record, base: str) -> list[Named]:
    """The documents that the record itself names, the PDF files first; relative to `base`."""
    files = [
        each
        for each in record.files
        if (each.media_type.startswith(_TYPES) if each.media_type else _is_document(each.href))
    ]
    files.sort(key=lambda each: each.media_type != _PDF and _suffix(each.href) != ".pdf")
    found = [(_joined(base, each.href), each.name) for each in files]
    if any(href for href, _ in found):
        return _named(each for each in found if each[0])
    return _named((each, "") for each in addresses(record) if _is_bitstream(each))


def landing(record: Record, base: str) -> str:
    """The address of the record's page, or "". `base` is where the repository is, "" for one that
    is not DSpace: there the page follows from the record's identifier (oai:HOST:HANDLE)."""
    pages = [each for each in addresses(record) if not _is_bitstream(each)]
    own = next((each for each in pages if "/handle/" in each or "/items/" in each), "")
    handle = _HANDLE.fullmatch(record.identifier) if base else None
    # What resolvers of handles and URNs lead to is the same page, by a site of others.
    return own or (f"{base}/handle/{handle[1]}" if handle else "") or next(iter(pages), "")


def of_page(client: Client, page: Response) -> list[Named]:
    """The files of a record whose page in the repository was fetched, never none of them.

    Raises FetchError when there is none.
    """
    if len(page.content) > PAGE:
        raise FetchError(f"the record's page is over {PAGE >> 20} MiB")
    found = on_page(page.content, page.url) or _named(dspace.files(client, page.url))
    if not found:
        raise FetchError("the record's page names no file")
    return found


def on_page(content: bytes, url: str) -> list[Named]:
    """The files that a record's page names for search engines, else those it links to."""
    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    told = [
        str(meta.get("content") or "")
        for meta in root.iter("meta")
        if str(meta.get("name") or "").lower() == "citation_pdf_url"
    ]
    linked = [str(each.get("href")) for each in root.iter("a") if each.get("href")]
    joined = [_joined(url, each) for each in told]
    if not any(joined):
        joined = [each for each in (_joined(url, link) for link in linked) if _is_bitstream(each)]
    return _named((each, "") for each in joined if each)


def _named(found: Iterable[tuple[str, str]]) -> list[Named]:
    names: dict[str, int] = {}
    files: dict[str, Named] = {}
    for href, told in found:
        # The same file is linked to by its picture and its name, with other parameters.
        key = href.partition("?")[0]
        if key in files or len(files) >= _MOST:
            continue
        name = printable(told.replace("/", " ") or _name(href))[:200]
        names[name] = names.get(name, 0) + 1
        files[key] = Named(numbered(name, names[name]), href)
    return list(files.values())


def _name(href: str) -> str:
    """What a file is called by its address; in DSpace 7 it is …/bitstreams/ID/download."""
    parts = [unquote(part) for part in _path(href).split("/") if part]
    if parts and parts[-1] in ("download", "content") and len(parts) > 1:
        parts.pop()
    return parts[-1].replace("/", " ") if parts else "file"


def _joined(base: str, link: str) -> str:
    try:
        found = urljoin(base, link.strip())
    except ValueError:
        return ""
    if not found.startswith(("http://", "https://")):
        return ""
    address = found.partition("#")[0]
    if address.isprintable():
        return address
    return "".join(c if c.isprintable() else quote(c, errors="replace") for c in address)


def _is_bitstream(href: str) -> bool:
    path = _path(href)
    if any(part in path for part in _BITSTREAM):
        # Pictures of the first page lie there, too.
        return _suffix(path) in SUFFIXES or path.endswith(("/download", "/content"))
    return _suffix(path) == ".pdf"


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def _is_document(href: str) -> bool:
    return _suffix(href) in SUFFIXES or _is_bitstream(href)


def _suffix(href: str) -> str:
    return PurePosixPath(unquote(href.partition("?")[0])).suffix.lower()
