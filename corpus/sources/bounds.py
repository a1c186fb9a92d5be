"""How far a crawl goes, and how it keeps out of traps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.sources.folder import SUFFIXES

PAGE_SUFFIXES = frozenset(
    ".html .htm .xhtml .shtml .php .asp .aspx .jsp .do .cfm .cgi .pl .fi .sv .en".split()
)
ATTACHMENTS = SUFFIXES - PAGE_SUFFIXES
OTHER = frozenset(
    ".jpg .jpeg .png .gif .svg .webp .ico .bmp .tif .tiff .css .js .mjs .json .map .woff .woff2"
    " .ttf .eot .otf .mp3 .mp4 .m4a .m4v .avi .mov .wmv .webm .ogg .wav .zip .rar .7z .gz .tar"
    " .exe .dmg .apk .iso .xls .xlsx .xlsm .ods .csv .ics .vcf .kml .gpx .swf .xml .rss"
    " .atom".split()
)
"""Endings of what is no document; anything not in these lists is asked what it is."""

DEEPEST, MOST_REPEATS = 20, 3
"""Segments of a path, and how often the same one may stand in it: sites that link relatively
where they mean absolutely make endless paths of the same few names."""
MOST_VARIANTS = 100
"""Addresses with the same path and other queries: calendars and filters make endless ones."""


@dataclass(slots=True)
class Bounds:
    """Which addresses a crawl takes.

    `prefixes` are those under which pages are; `include` and `exclude` are patterns: a piece of
    an address that it must begin with, or anywhere a ``*`` for any characters; one that begins
    with ``/`` is compared with path and query alone. `attachment_hosts` may have "*".
    """

    prefixes: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    attachment_hosts: frozenset[str] = frozenset()
    variants: int = MOST_VARIANTS
    _variants: Counter[str] = field(default_factory=Counter)

    def kind(self, url: str) -> str:
        """What an address seems to be: "page" or "attachment"."""
        return "attachment" if _suffix(urlsplit(url).path) in ATTACHMENTS else "page"

    def why_not(self, url: str) -> str:
        """Why an address is not taken, in a word or two; "" for one that is."""
        parts = urlsplit(url)
        suffix = _suffix(parts.path)
        if suffix in OTHER:
            return suffix
        inside = any(url.startswith(prefix) for prefix in self.prefixes)
        if not inside and not (suffix in ATTACHMENTS and self._lends(parts.hostname or "")):
            return "other sites"
        if any(matches(pattern, url) for pattern in self.exclude):
            return "excluded"
        if self.include and not any(matches(pattern, url) for pattern in self.include):
            return "not included"
        return _trap(parts.path)

    def count(self, url: str) -> None:
        """One more address is in the queue."""
        self._variants[url.partition("?")[0]] += 1

    def full(self, url: str) -> bool:
        """Whether the queue has enough addresses with this path."""
        return self._variants[url.partition("?")[0]] >= self.variants

    def _lends(self, host: str) -> bool:
        return "*" in self.attachment_hosts or host in self.attachment_hosts


def matches(pattern: str, url: str) -> bool:
    """Whether an address begins with `pattern`, in which ``*`` is any characters, also none.

    In linear time: each piece is looked for once, behind the one before.
    """
    parts = urlsplit(url)
    text = f"{parts.path}?{parts.query}" if parts.query else parts.path
    text = text if pattern.startswith("/") else url
    first, *others = pattern.split("*")
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in others:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _suffix(path: str) -> str:
    return PurePosixPath(path.rpartition("/")[2]).suffix.lower()


def _trap(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > DEEPEST:
        return "too deep a path"
    if segments and Counter(segments).most_common(1)[0][1] > MOST_REPEATS:
        return "a path that repeats itself"
    return ""
