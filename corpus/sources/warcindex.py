"""Which captures of web archives are wanted, and which of an address is the newest."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from corpus.sources.folder import SUFFIXES
from corpus.sources.names import printable
from corpus.sources.warcfiles import Volume
from corpus.sources.warcrecords import Capture

MEDIA_TYPES = (
    "application/pdf",
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/msword",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.presentation",
    "application/rtf",
    "text/rtf",
)
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
"""Types that say nothing: there the ending of the address decides."""

_DOCUMENTS = frozenset({"response", "resource", "revisit"})
_ABOUT = frozenset({"warcinfo", "request", "metadata"})
"""Records about captures: nothing that could be a document is left aside with them."""


class Filter(NamedTuple):
    """Which captures are wanted; an empty list or text wants all."""

    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    media_types: tuple[str, ...] = MEDIA_TYPES
    since: str = ""
    until: str = ""

    def leaves_out(self, capture: Capture) -> str:
        """Why the capture is no document for us: the kind to count; "" when it is one."""
        if capture.type not in _DOCUMENTS:
            return f"{capture.type or 'nameless'} record"
        if not (address := _address(capture.url)):
            return "not a web address"
        if capture.type == "response" and capture.status != 200:
            return f"status {capture.status}"
        if capture.type == "revisit" and capture.status not in (0, 200, 304):
            return f"status {capture.status}"
        if not self._is_ours(address):
            return "another site"
        day = capture.date[:10]
        if (self.since and day < self.since) or (self.until and day > self.until):
            return "another time"
        return "" if capture.type == "revisit" else self.wrong_type(capture, capture.url)

    def _is_ours(self, address: SplitResult) -> bool:
        host, path = (address.hostname or "").lower(), address.path or "/"
        ours = not self.hosts or any(host == h or host.endswith(f".{h}") for h in self.hosts)
        return ours and (not self.paths or path.startswith(self.paths))

    def wrong_type(self, capture: Capture, url: str) -> str:
        """The media type, or the ending of the address, that is no document; "" for one."""
        if capture.media_type in _VAGUE:
            suffix = PurePosixPath(unquote(url.partition("?")[0])).suffix.lower()
            return "" if suffix in SUFFIXES else (printable(suffix[:10]) or "no media type")
        wanted = not self.media_types or capture.media_type in self.media_types
        return "" if wanted else printable(capture.media_type)


def _address(url: str) -> SplitResult | None:
    try:
        address = urlsplit(url)
        named = address.scheme in ("http", "https") and address.hostname
    except ValueError:
        return None
    return address if named else None


class Spot(NamedTuple):
    """Where a capture is, and the program that made it."""

    volume: Volume
    capture: Capture
    tool: str


class Found(NamedTuple):
    """The newest capture of an address, and the one that holds its content: mostly the same."""

    seen: Capture
    content: Spot


class Index:
    """What the files hold, as far as it is wanted; the rest is counted in `passed_over`."""

    def __init__(self, wanted: Filter, passed_over: Counter[str]) -> None:
        self._wanted, self._passed_over = wanted, passed_over
        self._newest: dict[str, Spot] = {}
        self._revisits: dict[str, Capture] = {}
        self._contents: dict[str, Spot] = {}

    def add(self, spot: Spot) -> None:
        """Take a capture in. One that is not wanted may be the content of one that is."""
        capture = spot.capture
        if (kind := self._wanted.leaves_out(capture)) and capture.type not in _ABOUT:
            self._passed_over[kind] += 1
        if capture.type == "revisit":
            before = self._revisits.get(capture.url)
            if not kind and (before is None or before.date <= capture.date):
                self._revisits[capture.url] = capture
        elif capture.type in _DOCUMENTS and capture.status in (0, 200):
            self._contents[f"{capture.date} {capture.url}"] = spot
            if capture.digest:
                self._contents.setdefault(capture.digest, spot)
            newest = self._newest.get(capture.url)
            if not kind and (newest is None or newest.capture.date <= capture.date):
                self._newest[capture.url] = spot

    def newest(self) -> dict[str, Found]:
        """Address → its newest capture, in the order of the files."""
        found = {url: Found(spot.capture, spot) for url, spot in self._newest.items()}
        for url, revisit in self._revisits.items():
            if url in found and found[url].seen.date > revisit.date:
                continue
            content = self._content(revisit)
            if content is None:
                self._passed_over["revisit without its content"] += 1
            elif kind := self._wanted.wrong_type(content.capture, url):
                self._passed_over[kind] += 1
            else:
                found[url] = Found(revisit, content)
        return dict(sorted(found.items(), key=lambda item: _place(item[1].content)))

    def _content(self, revisit: Capture) -> Spot | None:
        refers = f"{revisit.refers_date} {revisit.refers_url or revisit.url}"
        found = self._contents.get(refers) or self._contents.get(revisit.digest or "-")
        return self._newest.get(revisit.url) if found is None and revisit.status == 304 else found


def _place(spot: Spot) -> tuple[str, int]:
    return spot.volume.name, spot.capture.offset
