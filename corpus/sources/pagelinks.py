"""Where a web page leads, and what it says of itself to robots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.errors import FetchError
from corpus.net.url import normal
from corpus.sources.names import legible

MOST_LINKS = 10_000
"""Of one page. Long indexes of reports have some thousand."""
MOST_VARIANTS = 500
"""Links of one page to the same path with other queries."""
_LONGEST_TEXT = 200

_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_REFRESH = re.compile(r"\A\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a page in order, address → the words of the link, each address once.

    `canonical` is the address that the page calls its own, or "". `index` and `follow` are False
    when the page asks robots not to show it, or not to follow its links.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    canonical: str = ""
    index: bool = True
    follow: bool = True


def is_page(media_type: str, content: bytes) -> bool:
    """Whether links are to be looked for: a PDF that is called text/html has none."""
    named = media_type in ("text/html", "application/xhtml+xml", "")
    return named and not content.startswith(_MAGIC)


def read_links(
    content: bytes, url: str, headers: Mapping[str, str] | None = None, agent: str = ""
) -> PageLinks:
    """Read the page at `url`; `headers` of its answer speak, too. Never raises."""
    headers = headers or {}
    reader = _Reader(agent.lower())
    try:
        encoding = _encoding(content, headers.get("content-type", ""))
        parser = etree.HTMLParser(target=reader, encoding=encoding, recover=True)
    except LookupError:
        parser = etree.HTMLParser(target=reader, recover=True)
    try:
        for start in range(0, len(content), 65536):
            parser.feed(content[start : start + 65536])
            if reader.full:
                break
        parser.close()
    except (etree.LxmlError, UnicodeError, ValueError, AssertionError):
        pass  # what was read before is what there is
    reader.directives(headers.get("x-robots-tag", ""))
    base = _address(reader.base, url) or url
    links: dict[str, str] = {}
    variants: Counter[str] = Counter()
    for target, text in reader.found:
        variants[target.partition("?")[0]] += 1
        if variants[target.partition("?")[0]] > MOST_VARIANTS:
            continue
        address = _address(target, base)
        if address and not links.get(address):
            links[address] = legible(text)[:_LONGEST_TEXT]
    canonical = _address(reader.canonical, base) if reader.canonical else ""
    return PageLinks(links, canonical, reader.index, reader.follow)


def _encoding(content: bytes, content_type: str) -> str | None:
    named = re.search(r"charset\s*=\s*[\"']?([\w-]{1,40})", content_type, re.IGNORECASE)
    if named:
        return named[1]
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else "utf-8"


def _address(target: str, base: str) -> str:
    try:
        return normal(target, base) if target.strip() else ""
    except FetchError:
        return ""


class _Reader:
    """Listens to the parser; keeps no tree, so that depth costs nothing."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._open = -1  # the link whose words are being read
        self._texts: list[list[str]] = []
        self._targets: list[str] = []
        self.base = ""
        self.canonical = ""
        self.index = True
        self.follow = True

    @property
    def found(self) -> Iterator[tuple[str, str]]:
        return zip(self._targets, map("".join, self._texts), strict=True)

    @property
    def full(self) -> bool:
        """Whether no more links are taken."""
        return len(self._targets) >= MOST_LINKS

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        relations = attributes.get("rel", "").lower().split()
        match tag:
            case "a" | "area":
                self._open = -1
                if "nofollow" not in relations:
                    self._add(attributes.get("href", ""))
            case "frame" | "iframe":
                self._add(attributes.get("src", ""))
                self._open = -1
            case "link" if "canonical" in relations and not self.canonical:
                self.canonical = attributes.get("href", "")
            case "link" if "next" in relations or "prev" in relations:
                self._add(attributes.get("href", ""))
                self._open = -1
            case "base" if not self.base:
                self.base = attributes.get("href", "")
            case "meta":
                self._meta(attributes)

    def end(self, tag: str) -> None:
        if tag in ("a", "area"):
            self._open = -1

    def data(self, text: str) -> None:
        if self._open >= 0 and len(self._texts[self._open]) < 50:
            self._texts[self._open].append(text[:_LONGEST_TEXT])

    def close(self) -> None:
        """Nothing is left to do; lxml wants the method."""

    def directives(self, text: str) -> None:
        """What a robots meta tag or X-Robots-Tag says."""
        for part in text.lower().split(","):
            agent, colon, rest = part.partition(":")
            if colon and agent.strip() not in ("", self._agent):
                continue  # for another robot
            word = (rest if colon else part).strip()
            self.index = self.index and word not in ("noindex", "none")
            self.follow = self.follow and word not in ("nofollow", "none")

    def _meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        name = attributes.get("name", "").strip().lower()
        if name == "robots" or (name and name == self._agent):
            self.directives(content)
        elif attributes.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(content[:3000])
            if found:
                self._add(found[1])
                self._open = -1

    def _add(self, target: str) -> None:
        if target.strip() and not target.startswith("#") and not self.full:
            self._open = len(self._targets)
            self._targets.append(target)
            self._texts.append([])
