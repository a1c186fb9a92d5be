"""Lists of pages that sites keep for machines: sitemaps, their indexes, feeds, plain lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.net.body import read_body

MOST_ENTRIES = 50_000
"""Of one sitemap (sitemaps.org, "Sitemap file requirements")."""
MOST_BYTES = 50 * 1024 * 1024
"""Of one sitemap, unpacked (the same)."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists: addresses of pages, and of further sitemaps, each once, in order."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(content: bytes) -> Sitemap:
    """Read a sitemap, a sitemap index, RSS, Atom, or a text of one address a line; gzip or not.

    What is broken is read as far as it goes. Raises FetchError for a bomb.
    """
    if content.startswith(_GZIP):
        content = read_body([content], "gzip", MOST_BYTES)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = content.decode("utf-8-sig", "replace").split("\n", MOST_ENTRIES)[:MOST_ENTRIES]
        return Sitemap(tuple(_once(line for line in lines if line.lstrip().startswith("http"))))
    pages: list[str] = []
    sitemaps: list[str] = []
    for name, address in _entries(content):
        (sitemaps if name == "sitemap" else pages).append(address)
    return Sitemap(tuple(_once(pages)), tuple(_once(sitemaps)))


def _entries(content: bytes) -> Iterator[tuple[str, str]]:
    """What stands in each entry: the entry's name and the address."""
    parser = etree.XMLPullParser(
        ("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    found = 0
    for start in range(0, len(content), 65536):
        try:
            parser.feed(content[start : start + 65536])
            events = list(parser.read_events())
        except etree.XMLSyntaxError:
            return
        for _, element in events:
            try:
                entry = _address(element)
            except UnicodeDecodeError:  # a reference to half a character
                continue
            if entry and found < MOST_ENTRIES:
                found += 1
                yield entry
            if found >= MOST_ENTRIES:
                return


def _address(element: etree._Element) -> tuple[str, str] | None:
    name, parent = _name(element), element.getparent()
    above = _name(parent) if parent is not None else ""
    address = ""
    if name == "loc" and above in ("url", "sitemap"):
        address = element.text or ""
    elif name == "link" and above in ("item", "entry"):
        relation = element.get("rel", "alternate")
        address = (element.get("href") if relation == "alternate" else "") or element.text or ""
    elif name in ("url", "sitemap", "item", "entry"):
        element.clear()  # its address has been read; a long list must not fill the memory
    address = address.strip()
    return (above, address) if address else None


def _name(element: etree._Element) -> str:
    tag = element.tag
    return str(tag).rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _once(addresses: list[str] | Iterator[str]) -> Iterator[str]:
    return iter(dict.fromkeys(address.strip() for address in addresses))
