"""Readers: requests to a server, one at a time or at a steady rate, and what came of them.

At a rate the load is open: a request starts at its time whether or not the earlier ones have been
answered, and its duration counts from that time, so that a server which falls behind is seen to.
Every request has a connection of its own, as if each came from another reader.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from time import perf_counter
from typing import NamedTuple

import httpx

PATIENCE = 30.0
"""Seconds that a reader waits before a request counts as failed."""

MOST_OPEN = 1000
"""Requests under way at once; one that finds no room in PATIENCE seconds has failed, too."""

HITS = b'<ol class="hits"'


class Visit(NamedTuple):
    """One request: milliseconds, what failed ("" when nothing), bytes of the page and whether it
    lists hits."""

    milliseconds: float
    failed: str
    size: int
    hits: bool


def one_at_a_time(base: str, paths: Iterable[str]) -> list[Visit]:
    """Ask for each path after the answer to the one before."""

    async def ask() -> list[Visit]:
        async with _client(base) as client:
            return [await _visit(client, path, perf_counter()) for path in paths]

    return asyncio.run(ask())


def at_rate(
    base: str,
    paths: Iterator[str],
    rate: float,
    seconds: float,
    enough: Callable[[], bool] = lambda: False,
) -> list[Visit]:
    """Ask `rate` times a second for so many seconds, or until `enough` says so."""

    async def ask() -> list[Visit]:
        async with _client(base) as client, asyncio.TaskGroup() as group:
            begin, tasks = perf_counter(), []
            for number, path in enumerate(islice(paths, max(1, round(rate * seconds)))):
                due = begin + number / rate
                await asyncio.sleep(max(0.0, due - perf_counter()))
                if enough():
                    break
                tasks.append(group.create_task(_visit(client, path, due)))
        return [task.result() for task in tasks]

    return asyncio.run(ask())


def _client(base: str) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=MOST_OPEN, max_keepalive_connections=0)
    return httpx.AsyncClient(base_url=base, timeout=PATIENCE, limits=limits, trust_env=False)


async def _visit(client: httpx.AsyncClient, path: str, due: float) -> Visit:
    try:
        answer = await client.get(path)
    except httpx.HTTPError as error:
        return Visit(1000 * (perf_counter() - due), type(error).__name__, 0, hits=False)
    taken, page = 1000 * (perf_counter() - due), answer.content
    failed = "" if answer.status_code == httpx.codes.OK else str(answer.status_code)
    return Visit(taken, failed, len(page), HITS in page)


def told(name: str, visits: Sequence[Visit]) -> dict[str, float]:
    """The figures of some requests; the times are of all, failed ones included."""
    times = [visit.milliseconds for visit in visits]
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return {
        f"{name}_requests": len(visits),
        f"{name}_failed": sum(bool(visit.failed) for visit in visits),
        f"{name}_without_hits": sum(not visit.failed and not visit.hits for visit in visits),
        **{f"{name}_p{p}_ms": round(cuts[p - 1], 1) for p in (50, 95, 99)},
    }
