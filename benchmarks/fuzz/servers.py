"""What servers answer: OAI-PMH, sitemaps, robots.txt, pages, records, headers, addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from protego import Protego

from benchmarks.fuzz import judge
from benchmarks.fuzz.judge import BrokenPromiseError
from corpus.errors import FetchError, UsageError
from corpus.net.body import read_body
from corpus.net.client import retry_after
from corpus.net.robots import Rules
from corpus.net.url import checked, normal
from corpus.sources import oaianswers, oaifields, oaifiles, recordlabels
from corpus.sources.kit.answers import parse
from corpus.sources.pagelinks import read_links
from corpus.sources.sitemaps import read_sitemap

T = TypeVar("T")

_BASE = "https://example.org/raportit/"
_LABELS = ("Hankkeen nimi", "Alkaa", "Toteuttaja", "Kuvaus", "Julkaistu", "Tekijä")
_MOST = 5 * 2**20


def oai(_room: Path) -> Callable[[bytes], None]:
    """An answer as each of the answers it may be, and the records in it."""

    def run(content: bytes) -> None:
        for read in (oaianswers.identity, oaianswers.formats):
            try:
                read(content)
            except FetchError:
                continue
        for record in oaianswers.records(content).records:
            judge.line(record.identifier, "identifier")
            for key, value in oaifields.metadata(record).items():
                judge.line(f"{key}{value}", "field of a record")
            judge.line(oaifiles.landing(record, _BASE), "landing page")
            for file in oaifiles.of_record(record, _BASE):
                judge.line(f"{file.name}{file.href}", "file of a record")

    return run


def sitemap(_room: Path) -> Callable[[bytes], None]:
    """A sitemap; the addresses in it are normalised as a crawl does it."""

    def run(content: bytes) -> None:
        found = read_sitemap(content)
        for address in (*found.pages[:50], *found.sitemaps[:50]):
            _normal(address)

    return run


def robots(_room: Path) -> Callable[[bytes], None]:
    """A robots.txt and what is asked of it."""

    def run(content: bytes) -> None:
        rules = Rules(Protego.parse(content.decode("utf-8-sig", "replace")))
        rules.allows(f"{_BASE}a?b=c", "hankemuisti")
        if not rules.delay("hankemuisti") >= 0:
            raise BrokenPromiseError(f"delay: {rules.delay('hankemuisti')}")
        for address in rules.sitemaps[:50]:
            _normal(address)

    return run


def links(_room: Path) -> Callable[[bytes], None]:
    """A page and where it leads; never raises."""

    def run(content: bytes) -> None:
        found = _never(lambda: read_links(content, _BASE, {"content-type": "text/html"}, "x"))
        for address, words in found.links.items():
            judge.line(address, "address of a link")
            judge.line(words, "words of a link")

    return run


def records(_room: Path) -> Callable[[bytes], None]:
    """A page of labels and values, and a record's page; never raises."""

    def run(content: bytes) -> None:
        found = _never(lambda: recordlabels.read(content, "text/html; charset=utf-8", _LABELS))
        for value in found.values():
            judge.line(value, "value of a label")
        for file in _never(lambda: oaifiles.on_page(content, _BASE)):
            judge.line(f"{file.name}{file.href}", "file on a page")

    return run


def answer(_room: Path) -> Callable[[bytes], None]:
    """A recorded answer, its body unpacked as its header says."""

    def run(content: bytes) -> None:
        try:
            found = parse(content, "vastaus.http")
        except UsageError:
            return
        found.dumped()
        wait = retry_after(found.headers.get("retry-after", ""), 1.7e9)
        if not 0 <= wait < 1e12:
            raise BrokenPromiseError(f"Retry-After: {wait}")
        if location := found.headers.get("location"):
            _normal(location)
        read_body([found.body[:100], found.body[100:]], found.headers.get("etag", ""), _MOST)

    return run


def url(_room: Path) -> Callable[[bytes], None]:
    """Addresses, one a line. The normal form of a normal form is itself."""

    def run(content: bytes) -> None:
        text = content.decode("utf-8", "surrogateescape" if content[:1] < b"h" else "replace")
        for line in text.split("\n")[:50]:
            _normal(line)

    return run


def _normal(address: str) -> None:
    try:
        found = normal(address, _BASE)
    except FetchError:
        return
    judge.line(found, "normal address")
    str(checked(found))
    if normal(found) != found:
        raise BrokenPromiseError(f"normal form: {found!r} becomes {normal(found)!r}")


def _never(read: Callable[[], T]) -> T:
    """What `read` gives, for functions that say of themselves that they never raise."""
    try:
        return read()
    except FetchError as error:
        raise BrokenPromiseError(f"never raises: {error}") from error
