"""Threads that answer: each has a search service of its own, and a deadline for every job.

A service belongs to the thread that opened it. Whenever the generation that answers has changed, a
thread opens the new one before its next job, so that a reindex interrupts nobody.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from corpus.config import Config
from corpus.errors import HankemuistiError, NoIndexError
from index.build import FOLDER_NAME, POINTER
from index.deadline import LateError, until
from web.desk import Desk

T = TypeVar("T")
Work = Callable[[Desk], T]

MOST_WAITING = 16
"""Jobs that may wait for each thread: at some 50 ms each, what comes later would wait a second."""

STEPS = 200
"""Instructions of SQLite between two looks at the clock: a fraction of a millisecond."""


class BusyError(HankemuistiError):
    """More is asked than can be answered now, or one answer takes longer than it may."""


class _Job(NamedTuple):
    future: Future[Any]
    work: Work[Any]
    deadline: float


class Pool:
    """Searching threads. `start` and `stop` them; `run` gives them work."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._count = max(1, config.web.threads)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the threads; each opens its service at once, so that no reader waits for it."""
        for number in range(self._count):
            deadline = monotonic() + self._config.web.seconds
            self._jobs.put(_Job(Future(), lambda desk: desk.search("", limit=0), deadline))
            thread = threading.Thread(target=self._serve, name=f"search-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Let the threads finish what they do, close their services and end."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(self._config.web.seconds + 1)
        self._threads.clear()

    async def run(self, work: Work[T], patience: float = 1.0) -> T:
        """What `work` gives of a service. Raises BusyError when that takes too long.

        `patience` is how many times as long as a page it may take.
        """
        if self._jobs.qsize() >= MOST_WAITING * self._count:
            raise BusyError("too much is asked at the moment; try again in a few seconds")
        seconds = self._config.web.seconds * patience
        job = _Job(Future(), work, monotonic() + seconds)
        self._jobs.put(job)
        try:
            result: T = await asyncio.wait_for(asyncio.wrap_future(job.future), seconds + 0.25)
        except TimeoutError:
            raise _too_slow(seconds) from None
        return result

    def _serve(self) -> None:
        current = _Current(self._config)
        while job := self._jobs.get():
            if not job.future.set_running_or_notify_cancel():
                continue  # whoever asked has gone
            try:
                job.future.set_result(self._answer(current, job))
            except BaseException as error:
                job.future.set_exception(error)
            del job  # a waiting thread must not hold what it gave
        current.close()

    def _answer(self, current: _Current, job: _Job) -> Any:
        try:
            with until(job.deadline):
                try:
                    return job.work(current.service(job.deadline))
                except NoIndexError:
                    # Files of a generation opened long ago may be gone by now.
                    current.close()
                    return job.work(current.service(job.deadline))
        except LateError as error:
            raise _too_slow(self._config.web.seconds) from error
        except sqlite3.OperationalError as error:
            if monotonic() > job.deadline:
                raise _too_slow(self._config.web.seconds) from error
            raise


class _Current:
    """The service of one thread, on the generation that answers now."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._pointer = config.data_folder / FOLDER_NAME / POINTER
        self._generation = ""
        self._service: Desk | None = None

    def service(self, deadline: float) -> Desk:
        """The service, opened anew if need be; its database gives up at the deadline."""
        named = self._named()
        if self._service is None or named != self._generation:
            try:
                opened = Desk.open(self._config)
                assert isinstance(opened, Desk)
            except HankemuistiError:
                if self._service is None:
                    raise  # else the generation that is open goes on answering
            else:
                self.close()
                self._service = opened
            self._generation = named
        assert self._service
        connection = self._service.store.database.connection
        connection.set_progress_handler(lambda: monotonic() > deadline, STEPS)
        return self._service

    def close(self) -> None:
        """Close the service, in the thread that opened it."""
        if self._service:
            self._service.close()
        self._service = None

    def _named(self) -> str:
        try:
            return self._pointer.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""


def _too_slow(seconds: float) -> BusyError:
    return BusyError(
        f"this takes longer than {seconds:g} seconds and was given up; ask for less: "
        "more words, or fewer documents by filters"
    )
