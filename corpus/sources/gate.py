"""The gate of a crawl: which of the addresses that it meets go into its queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.errors import FetchError
from corpus.net.url import normal
from corpus.sources.bounds import Bounds
from corpus.sources.frontier import SITEMAP, Frontier

_MOST_SITEMAP_HOPS = 3  # an index of indexes is rare, a longer chain is a loop
_MOST_SITEMAPS = 1000  # of 50,000 addresses each: larger than any site we would crawl
_WAITING_ROOM = 20
"""The queue may hold so many addresses for each page that may be fetched."""
_REMEMBERED = 100_000
"""Addresses passed over that are counted once each; beyond, nobody reads the figure."""


@dataclass(frozen=True, slots=True)
class Site:
    """What to crawl. `documents` is "all", "attachments", or patterns of the pages to keep."""

    start: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()
    find_sitemaps: bool = True
    max_pages: int = 5000
    max_depth: int = 20
    documents: tuple[str, ...] = ("all",)


class Gate:
    """Offers addresses to the frontier, and counts in `passed_over` why others stay outside."""

    def __init__(
        self, site: Site, bounds: Bounds, frontier: Frontier, passed_over: Counter[str]
    ) -> None:
        self._site, self._bounds, self._frontier = site, bounds, frontier
        self._passed_over = passed_over
        self._outside: set[str] = set()
        self._sitemaps = 0

    def offer(self, url: str, depth: int, metadata: Mapping[str, str] | None = None) -> None:
        """One normal address, `depth` links from the start."""
        bounds, why_not = self._bounds, self._bounds.why_not(url)
        if not why_not and depth > self._site.max_depth:
            why_not = "beyond max_depth"
        if not why_not and "?" in url and bounds.full(url):
            why_not = "too many queries of one page"
        if why_not:
            if url not in self._outside and len(self._outside) < _REMEMBERED:
                self._outside.add(url)
                self._passed_over[why_not] += 1
            return
        # With so many waiting, the crawl ends at max_pages and says so; more would not change it.
        room = self._frontier.size < _WAITING_ROOM * self._site.max_pages
        if room and self._frontier.offer(url, bounds.kind(url), depth, metadata=metadata):
            bounds.count(url)

    def offer_pages(self, addresses: Iterable[str], base: str) -> None:
        """What a sitemap at `base` names."""
        for address in addresses:
            url = _normal(address, base)
            if url:
                self.offer(url, 1)

    def offer_sitemaps(self, addresses: Iterable[str], base: str, hops: int) -> None:
        """Sitemaps that robots.txt, the configuration or a sitemap at `base` names."""
        for address in addresses if hops <= _MOST_SITEMAP_HOPS else ():
            url = _normal(address, base)
            if url and self._sitemaps < _MOST_SITEMAPS:
                self._sitemaps += self._frontier.offer(url, SITEMAP, 0, hops=hops)


def _normal(address: str, base: str) -> str:
    try:
        return normal(address, base)
    except FetchError:
        return ""
