"""A crawl, once in quiet and once killed again and again: the same corpus, nothing asked twice."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from benchmarks.sources.child import SOURCE
from benchmarks.sources.pages import DELAY, fill
from corpus.store import Store
from tests.servers.site import Asked, Site

_PATIENCE = 300.0  # seconds until a run that should go on is taken for hung


def measure(pages: int = 2000, kills: int = 20) -> dict[str, float]:
    """Run both crawls. The figures, of which `wrong` must be 0."""
    with tempfile.TemporaryDirectory(prefix="crawl-") as folder, Site() as site:
        fill(site, pages)
        quiet, killed = Path(folder, "quiet"), Path(folder, "killed")
        began = time.monotonic()
        _run(quiet, site)
        seconds = time.monotonic() - began
        first = list(site.log)
        site.log.clear()
        under_way = _run_and_kill(killed, site, len(first), kills)
        second = list(site.log)
        twice = _twice(second)
        excused = {path: min(count, under_way[path]) for path, count in twice.items()}
        differ = _hash(quiet) != _hash(killed)
        site.log.clear()
        _run(quiet, site)
        third = list(site.log)
        figures = {
            "documents": _documents(quiet),
            "requests in quiet": len(first),
            "seconds in quiet": seconds,
            "asked twice in quiet": sum(_twice(first).values()),
            "kills": kills,
            "requests with kills": len(second),
            "asked again, under way when killed": sum(excused.values()),
            "asked twice though kept": sum(twice.values()) - sum(excused.values()),
            "forbidden, asked": sum("/hallinta" in asked.path for asked in (*first, *second)),
            "pauses too short": _hurried(first) + _hurried(second),
            "corpora that differ": int(differ),
            "content sent again when nothing changed": _sent_again(third),
        }
    wrong = ("asked twice in quiet", "asked twice though kept", "forbidden, asked")
    more = ("pauses too short", "corpora that differ", "content sent again when nothing changed")
    return {**figures, "wrong": sum(figures[name] for name in (*wrong, *more))}


def _start(folder: Path, site: Site) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.sources.child", str(folder), f"{site.url}/"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _run(folder: Path, site: Site) -> None:
    if _start(folder, site).wait(_PATIENCE):
        raise SystemExit("the crawl failed")


def _run_and_kill(folder: Path, site: Site, requests: int, kills: int) -> Counter[str]:
    """Kill it `kills` times at even distances, and give what had been asked last each time."""
    under_way: Counter[str] = Counter()
    chance = random.Random(1)  # noqa: S311 - the same moments every time
    step = requests // (kills + 1)
    for _ in range(kills):
        goal, limit = len(site.log) + step, time.monotonic() + _PATIENCE
        child = _start(folder, site)
        while len(site.log) < goal and child.poll() is None and time.monotonic() < limit:
            time.sleep(0.001)
        time.sleep(chance.random() * 2 * DELAY)
        child.kill()  # SIGKILL
        if child.wait() == 0:
            raise SystemExit("the crawl was over before it could be killed so often")
        time.sleep(0.05)
        under_way[site.log[-1].path] += 1
    _run(folder, site)
    return under_way


def _twice(log: list[Asked]) -> dict[str, int]:
    counts = Counter(asked.path for asked in log if asked.path != "/robots.txt")
    return {path: count - 1 for path, count in counts.items() if count > 1}


def _hurried(log: list[Asked]) -> int:
    """Requests that came sooner after the one before than robots.txt asks for."""
    # robots.txt itself is asked before it can be known.
    pairs = pairwise(log)
    return sum(
        after.at - before.done < DELAY
        for before, after in pairs
        if before.path != "/robots.txt" and after.path != "/robots.txt"
    )


def _sent_again(log: list[Asked]) -> int:
    always = ("/robots.txt", "/kartta.xml", "/k1.xml.gz", "/k2.xml", "/kalenteri")
    return sum(
        asked.status == 200 and not asked.path.startswith(always) for asked in log
    ) - _noindexed(log)


def _noindexed(log: list[Asked]) -> int:
    """Pages that ask not to be kept cannot be known to be the same."""
    return sum(
        asked.status == 200 and asked.path.rpartition("-")[2].endswith("99") for asked in log
    )


def _documents(folder: Path) -> int:
    with Store(folder, read_only=True) as store:
        return store.places.counts()[SOURCE]["documents"]


def _hash(folder: Path) -> str:
    """Of every place with the id and the content of its document, the archive read through."""
    found = hashlib.sha256()
    with Store(folder, read_only=True) as store:
        for place in store.places.all(SOURCE):
            document = store.documents.get(place.document_id)
            content = document.sha256 if document else ""
            whole = bool(content) and store.archive.intact(content)
            line = f"{place.location} {place.document_id} {content} {whole} {place.gone}\n"
            found.update(line.encode())
    return found.hexdigest()
