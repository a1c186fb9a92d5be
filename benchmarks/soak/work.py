"""The two that work for the whole time, each in a process of its own, and what they report."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.config import Config, DataConfig
from corpus.sources.folder import FolderSource
from index.build import Generations
from index.search import SearchService
from index.update import update
from index.whoosh_engine import WhooshEngine
from pipeline.progress import Silent

REBUILD = 5
"""Every so many rounds the index is built anew, as `hankemuisti reindex` does."""

CHANGED = 4
"""Texts rewritten in a round. None is added: a corpus that grows takes more of everything."""

QUERIES = (
    "perhekeskus",
    '"lapsiperheiden palvelut"~2',
    "lastensuojelu OR neuvola",
    "varhaiskasvatus -koulu",
    "juurrut*",
    "perhe NEAR/5 tuki",
    "region:Kainuu osallisuus",
)


def write(connection: Connection, reports: Path, folder: Path, minutes: float) -> None:
    """Ingest again and again, as texts come, change and go; sends seconds for each round."""
    rng, source = random.Random(7), folder / "reports"  # noqa: S311 - the same texts each time
    shutil.copytree(reports, source)
    config = _config(folder)
    until, number = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < until:
        _disturb(source, rng, number)
        begun = time.perf_counter()
        sources = [FolderSource("folder", source)]
        done = update(config, sources, "soak", Silent(), rebuild=number % REBUILD == REBUILD - 1)
        failed = [f"{where}: {why}" for where, why in done.report.quarantined]
        connection.send((time.perf_counter() - begun, failed))
        number += 1


def search(connection: Connection, folder: Path, minutes: float) -> None:
    """Ask one question after another of whatever generation is current; sends the seconds."""
    config = _config(folder)
    generations = Generations(config.data_folder, WhooshEngine())
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        number = _current(generations)
        if not number:
            time.sleep(0.2)
            continue
        with SearchService.open(config) as service:
            for seconds, failed in _asked(service, generations, number, until):
                connection.send((seconds, failed))


def _asked(
    service: SearchService, generations: Generations, number: int, until: float
) -> Iterator[tuple[float, Sequence[str]]]:
    while _current(generations) == number and time.monotonic() < until:
        for query in QUERIES:
            begun = time.perf_counter()
            answer = service.search(query)
            seconds = time.perf_counter() - begun
            yield seconds, [] if answer.complete else [f"{query}: not complete"]
            time.sleep(0.05)


def _current(generations: Generations) -> int:
    manifest = generations.current()
    return manifest.generation if manifest else 0


def _config(folder: Path) -> Config:
    return Config(base=folder, data=DataConfig(str(folder / "data")))


def _disturb(source: Path, rng: random.Random, number: int) -> None:
    """A few texts are rewritten."""
    words = "perhekeskus neuvola osallisuus kunta hanke tulos tuki koulu työ Kainuu 2012".split()
    for one in range(CHANGED):
        text = " ".join(rng.choices(words, k=400))
        (source / f"soak-{one}.txt").write_text(f"Koe {number}\n\n{text}.\n", "utf-8")
