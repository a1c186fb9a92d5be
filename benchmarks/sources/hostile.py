"""Servers that mean harm: each must end in one line, soon, and without filling the memory."""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from corpus.config import LimitsConfig, NetConfig
from corpus.errors import HankemuistiError
from corpus.net.client import Client
from corpus.sources.website import WebsiteSource
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent
from tests.servers.hostile import CASES, CRAWLS, START, Case
from tests.servers.site import Site

MOST_SECONDS = 10.0
"""Of one case; the answers themselves have 1 second."""
MOST_MIB = 300
_NET = NetConfig(allow_hosts="127.0.0.1", delay=0.0, attempts=1, seconds=1.0, contact="testi")


def measure() -> dict[str, float]:
    """Ask every server. The figures, of which `wrong` must be 0; each outcome on stderr."""
    wrong, slowest = 0, 0.0
    for case in (*CASES, *CRAWLS):
        with Site() as site:
            case.make(site)
            began = time.monotonic()
            line = fetched(site) if case in CASES else crawled(site)
            took = time.monotonic() - began
        as_told = as_expected(case, line) and took < MOST_SECONDS
        wrong += not as_told
        slowest = max(slowest, took)
        print(f"{'ok ' if as_told else 'BAD'} {took:5.2f} s  {case.name}: {line}", file=sys.stderr)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "servers": len(CASES) + len(CRAWLS),
        "slowest, seconds": slowest,
        "memory, MiB": memory,
        "wrong": wrong + (memory > MOST_MIB),
    }


def as_expected(case: Case, line: str) -> bool:
    """Whether one line tells what the case is to come to."""
    if "\n" in line or not line.isprintable():
        return False
    return bool(re.search(case.outcome, line)) if case.outcome else not line


def fetched(site: Site, seconds: float = 1.0) -> str:
    """The reason why one request brought nothing; "" when it brought something."""
    with Client(replace(_NET, seconds=seconds)) as client:
        try:
            client.get(site.url + START, max_bytes=5 * 1024 * 1024)
        except HankemuistiError as error:
            return str(error)
    return ""


def crawled(site: Site) -> str:
    """What a crawl of at most 60 pages came to."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder, Store(Path(folder)) as store:
        settings = {"start": site.url + START, "max_pages": 60}
        source = WebsiteSource.configure("site", settings, Path(folder))
        source.client = Client(_NET)
        remarks = _Remarks()
        try:
            run = store.runs.start("benchmark")
            intake = take_in(store, source, LimitsConfig(file_mib=5), run, remarks)
        except HankemuistiError as error:
            return str(error)
        return _summary(intake, remarks.lines)


def _summary(intake: Intake, remarks: list[str]) -> str:
    count = len(intake.new) + len(intake.duplicates)
    return "; ".join([f"{count} document{'s' * (count != 1)}", *remarks[:3]])


class _Remarks(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def remark(self, line: str) -> None:
        """Keep it."""
        self.lines.append(line)
