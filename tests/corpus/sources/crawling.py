"""What tests of sources on the web share: runs over a source, with a site on loopback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig, NetConfig
from corpus.net.client import Client
from corpus.sources.base import Networked
from corpus.sources.urls import UrlsSource
from corpus.sources.website import WebsiteSource
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent
from tests.servers.site import Site

NET = NetConfig(contact="testi", allow_hosts="127.0.0.1", delay=0.0, attempts=1, seconds=5.0)


class Stopped(Exception):
    """Stands for whatever ends a run in the middle."""


class Watching(Silent):
    """Keeps the remarks; ends the run at a step."""

    def __init__(self, stop_at: int = 0) -> None:
        self.remarks: list[str] = []
        self._left = stop_at

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Stopped

    def remark(self, line: str) -> None:
        self.remarks.append(line)


def crawl(store: Store, site: Site, watching: Watching | None = None, /, **settings: Any) -> Intake:
    """One run over a website, from its front page unless `settings` say otherwise."""
    given = {"start": f"{site.url}/", "find_sitemaps": False, **settings}
    source = WebsiteSource.configure("site", given, Path())
    return run(store, source, watching)


def ask(store: Store, urls: list[str], watching: Watching | None = None) -> Intake:
    """One run over a list of addresses."""
    return run(store, UrlsSource.configure("list", {"urls": urls}, Path()), watching)


def run(store: Store, source: Any, watching: Watching | None = None) -> Intake:
    """One run over a source."""
    if isinstance(source, Networked):
        source.client = Client(NET)
    number = store.runs.start("test")
    return take_in(store, source, LimitsConfig(file_mib=1), number, watching or Watching())


def names(site: Site, locations: list[str]) -> list[str]:
    """The locations without the site's own address, in order."""
    return sorted(location.removeprefix(site.url) for location in locations)
