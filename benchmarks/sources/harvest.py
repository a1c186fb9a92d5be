"""A repository of thousands of records, some deleted, on a server that fails again and again."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from corpus.config import LimitsConfig, NetConfig, SourceConfig
from corpus.document import State
from corpus.net.client import Client
from corpus.net.timing import Clock
from corpus.sources.base import open_source
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent
from tests.servers.oai import Item, Repository, serving

_NAME = "repository"
_LATER = "2024-06-02T00:00:00Z"

Corpus = dict[str, str]
"""Location → hash of its content, of the places that are not gone."""


def measure(
    records: int = 5000, deleted: float = 0.05, fail_every: int = 50, kills: int = 10
) -> dict[str, float]:
    """Harvest a repository in one go, then with kills, then what has changed in it since.

    "wrong" counts what was lost, doubled or different, and stderr tells each.
    """
    every = round(1 / deleted)
    items = [
        Item(number, deleted=number % every == 0, files={f"r{number}.pdf": _pdf(number)})
        for number in range(records)
    ]
    faults: list[str] = []
    figures: dict[str, float] = {"records": records, "deleted": sum(i.deleted for i in items)}
    with (
        tempfile.TemporaryDirectory(prefix="hankemuisti-harvest-") as folder,
        serving(Repository(items, fail_every=fail_every)) as repository,
    ):
        expected = {i.identifier for i in items if not i.deleted}
        quiet, seconds = _quiet(repository, Path(folder, "quiet"))
        figures["seconds in one go"] = seconds
        figures["documents in one go"] = len(quiet)
        figures["answers 503"] = len(repository.requests) // fail_every
        _compare({each.partition("#")[0] for each in quiet}, expected, "in one go", faults)
        _no_more_than(repository, 0, "in one go", faults)
        repository.served.clear()
        killed, times = _killed(repository, Path(folder, "killed"), kills, len(expected))
        figures["kills"] = times
        figures["documents after the kills"] = len(killed)
        figures["files asked for again"] = _asked_again(repository)
        if killed != quiet:
            faults.append("the corpus is another one when the harvest is killed on the way")
        _no_more_than(repository, times, "with kills", faults)
        figures |= _later(repository, Path(folder, "quiet"), every, faults)
    for fault in faults:
        print(fault, file=sys.stderr)
    figures["wrong"] = len(faults)
    return figures


def _later(repository: Repository, data: Path, every: int, faults: list[str]) -> dict[str, float]:
    """Harvest once more, when records have been changed and deleted."""
    items = repository.items
    _change(items, every)
    repository.now, repository.requests = _LATER, []
    found, _ = _harvest(repository, data)
    gone, changed = len(found.gone), len(found.changed)
    if (gone, changed) != (_count(items, every, 1), _count(items, every, 2)):
        faults.append("the later harvest did not see what has changed")
    asked = len(repository.requests)
    return {"gone later": gone, "changed later": changed, "requests of the later harvest": asked}


def _pdf(number: int) -> bytes:
    return f"%PDF-1.4\n% raportti {number}\n".encode() * 20


def _count(items: list[Item], every: int, rest: int) -> int:
    return sum(item.number % every == rest for item in items)


def _change(items: list[Item], every: int) -> None:
    """Since the first harvest as many records as before are deleted, and as many are changed."""
    for item in items:
        if item.number % every in (1, 2):
            item.datestamp = _LATER
        if item.number % every == 1:
            item.deleted = True
        elif item.number % every == 2:
            item.files = {name: content + b"%\n" for name, content in item.files.items()}


def _harvest(repository: Repository, data: Path) -> tuple[Intake, Corpus]:
    return _harvest_at(repository.url, data)


def _harvest_at(url: str, data: Path) -> tuple[Intake, Corpus]:
    net = NetConfig(delay=0, allow_hosts="127.0.0.1", contact="benchmark")
    # Waiting is left out: what is measured is that nothing is lost, not how long servers are busy.
    client = Client(net, clock=Clock(sleep=lambda _: None))
    source = open_source(SourceConfig(_NAME, "oaipmh", {"url": url}, net), Path(), client)
    with Store(data) as store:
        found = take_in(store, source, LimitsConfig(), store.runs.start("benchmark"), Silent())
        return found, _corpus(store)


def _corpus(store: Store) -> Corpus:
    rows = store.database.connection.execute(
        "SELECT location, sha256 FROM place JOIN document ON document.id = document_id"
        " WHERE NOT gone AND place.state = ?",
        (State.FETCHED,),
    )
    return {row[0]: row[1] for row in rows}


def _quiet(repository: Repository, data: Path) -> tuple[Corpus, float]:
    started = time.monotonic()
    _, corpus = _harvest(repository, data)
    return corpus, round(time.monotonic() - started, 1)


def _killed(repository: Repository, data: Path, kills: int, files: int) -> tuple[Corpus, int]:
    """Harvest in processes that are killed, the first after a part of the files, and so on."""
    times = 0
    for number in range(1, kills + 1):
        process = multiprocessing.get_context("spawn").Process(
            target=_harvest_at, args=(repository.url, data)
        )
        process.start()
        while process.is_alive() and sum(repository.served.values()) < files * number / (kills + 1):
            time.sleep(0.002)
        times += process.is_alive()
        process.kill()
        process.join()
    return _harvest(repository, data)[1], times


def _asked_again(repository: Repository) -> int:
    return sum(times - 1 for times in repository.served.values())


def _compare(found: set[str], expected: set[str], when: str, faults: list[str]) -> None:
    if missing := expected - found:
        faults.append(f"{len(missing)} records are missing {when}")
    if extra := found - expected:
        faults.append(f"{len(extra)} records too many {when}")


def _no_more_than(repository: Repository, most: int, when: str, faults: list[str]) -> None:
    """A kill may cost the file that is on its way, no more."""
    if (again := _asked_again(repository)) > most:
        faults.append(f"{again} files were fetched again {when}, over {most}")
