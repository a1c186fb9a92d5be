"""Websites: crawled within bounds, from page to page and by their sitemaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference
from corpus.errors import FetchError
from corpus.net.url import normal, without_key
from corpus.sources.base import Networked
from corpus.sources.bounds import MOST_VARIANTS, Bounds
from corpus.sources.crawl import Crawl
from corpus.sources.frontier import GONE, REFUSED, Frontier, Spot
from corpus.sources.gate import Site
from corpus.sources.settings import Settings

_KEYS = (
    "start prefixes hosts include exclude attachment_hosts documents sitemaps find_sitemaps"
    " max_pages max_depth max_queries"
).split()


class WebsiteSource(Networked):
    """The pages of a site and the reports that they link to."""

    def __init__(self, name: str, site: Site, bounds: Mapping[str, Any]) -> None:
        self.name = name
        self.scope = ""
        self.passed_over: Counter[str] = Counter()
        self._site = site
        self._bounds = dict(bounds)
        self._spot: Spot | None = None

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> WebsiteSource:
        """Settings, as docs/sources.md tells them: ``start`` is needed. Raises ConfigError."""
        del base  # nothing is read from this machine
        given = Settings(name, settings, _KEYS)
        try:
            start, prefixes, sitemaps = (
                tuple(without_key(normal(each)) for each in given.texts(key))
                for key in ("start", "prefixes", "sitemaps")
            )
        except FetchError as error:
            raise given.wrong(str(error)) from error
        if not start:
            raise given.wrong('needs start = "https://…", where the crawl begins')
        hosts = given.texts("hosts")
        origins = tuple(f"{scheme}://{host}/" for host in hosts for scheme in ("https", "http"))
        site = Site(
            start,
            sitemaps,
            find_sitemaps=given.flag("find_sitemaps", default=True),
            max_pages=_number(given, settings, "max_pages", 5000),
            max_depth=_number(given, settings, "max_depth", 20),
            documents=given.texts("documents", ("all",)),
        )
        bounds = {
            "prefixes": (*prefixes, *origins) or tuple(map(_origin, start)),
            "include": given.texts("include"),
            "exclude": given.texts("exclude"),
            "attachment_hosts": frozenset(map(str.lower, given.texts("attachment_hosts"))),
            "variants": _number(given, settings, "max_queries", MOST_VARIANTS),
        }
        return cls(name, site, bounds)

    def discover(self) -> Iterator[Reference]:
        """Crawl, going on where a killed run was. Raises FetchError when nothing can be had."""
        self.partial = ""
        frontier = Frontier(self.memory)
        crawl = Crawl(
            self._site, Bounds(**self._bounds), self.client, frontier, self.memory.archive
        )
        for spot in crawl.visit(self.limits.file_mib * 1024 * 1024):
            self._spot = spot
            yield self._reference(spot)
        self.partial = crawl.partial
        self.passed_over = crawl.passed_over

    def _reference(self, spot: Spot) -> Reference:
        location = spot.was or spot.url
        if spot.state == GONE:
            return Reference(self.name, location, refusal=spot.outcome, gone=True)
        if spot.state == REFUSED:
            return Reference(self.name, location, refusal=spot.outcome)
        metadata = {key: value for key, value in spot.metadata.items() if value}
        # What has moved must be looked at, also when its bytes are the same.
        fingerprint = "" if spot.was else spot.sha256
        return Reference(self.name, location, fingerprint, metadata)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:
        """The bytes that the crawl has just archived. Raises FetchError when they are not there."""
        del limits  # the crawl has kept to them
        spot = self._spot
        if not spot or reference.location not in (spot.was, spot.url):
            raise FetchError("only what the crawl has just met can be fetched")
        try:
            content = self.memory.archive.path(spot.sha256).read_bytes()
        except OSError as error:
            raise FetchError(f"the archived page cannot be read: {error.strerror}") from error
        if not content:
            raise FetchError("empty answer")
        known = Reference(self.name, reference.location, spot.sha256, reference.metadata)
        media_type = spot.origin.headers.get("content-type", "").partition(";")[0].strip().lower()
        origin = replace(spot.origin, moved_to=spot.url if spot.was else "")
        return RawDocument(known, content, media_type, origin)


def _number(given: Settings, raw: Mapping[str, Any], key: str, default: int) -> int:
    value = raw.get(key, default)
    if type(value) is not int or value < 0:
        raise given.wrong(f"{key} must be a whole number, 0 or more")
    return value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
