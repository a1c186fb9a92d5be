"""Worker processes that survive documents which hang, crash or eat memory.

PDFium is C++ on hostile input, and pages can be made to take for ever: each document is
extracted in a process of its own kind, under a time and a memory limit, and costs itself alone.
Of one that ends its process, the pages that can be read without doing so are kept.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import NamedTuple

from corpus.closing import Closing
from corpus.config import LimitsConfig
from pipeline.attempts import Result, read
from pipeline.extract.base import extract
from pipeline.process import Process
from pipeline.worker import Setting, Task, Work

MOST_PROCESSES = 64
"""However many are asked for: each takes memory and time to start."""
LOOK_AHEAD = 2
"""Documents given out for each process; results wait in memory until they are taken."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to extract: the caller's name for it, and where and what it is.

    It may take `seconds` (0: those of the limits), whatever is tried; with `ocr`, the pages that
    need it are recognised.
    """

    id: str
    path: Path
    media_type: str
    seconds: int = 0
    ocr: bool = False


class Done(NamedTuple):
    """A job with its result or its error, and the seconds that it took in its process."""

    job: Job
    result: Result
    seconds: float


class Workers(Closing):
    """Extracts documents in `count` processes (0: one for each core). A context manager.

    `voikko` chooses the morphology ("auto", "native", "portable"); each process opens it once.
    `languages` are those that OCR reads. No process is started before the first job; leaving the
    context ends them all. `work` does the extracting, and must be a function that another
    process can import.
    """

    def __init__(
        self,
        count: int,
        limits: LimitsConfig,
        voikko: str = "auto",
        languages: str = "fin+swe",
        work: Work = extract,
    ) -> None:
        self.count = min(count, MOST_PROCESSES) or _cores()
        self._limits = limits
        self._setting = Setting(work, limits, voikko, languages)
        self._processes: list[Process] = []
        self._idle: SimpleQueue[Process] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def extract_all(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Extract all `jobs`, giving each as it is done.

        Takes from `jobs` only a little more than is being worked on. Raises HankemuistiError when
        the morphology cannot be opened, or no process be started.
        """
        waiting = iter(jobs)
        running: set[Future[Done]] = set()
        try:
            while True:
                for job in islice(waiting, LOOK_AHEAD * self.count - len(running)):
                    running.add(self._started().submit(self._extract, job))
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    running.discard(future)
                    yield future.result()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.discard()
        self._processes, self._idle, self._threads = [], SimpleQueue(), None

    def _started(self) -> ThreadPoolExecutor:
        """A thread for each process: it waits for one document at a time."""
        if self._threads is None:
            context = _context()
            self._processes = [Process(context, self._setting) for _ in range(self.count)]
            for process in self._processes:
                self._idle.put(process)
            self._threads = ThreadPoolExecutor(self.count, "worker")
        return self._threads

    def _extract(self, job: Job) -> Done:
        process, begun = self._idle.get(), monotonic()
        try:
            seconds = job.seconds or self._limits.seconds or math.inf
            task = Task(job.path, job.media_type, seconds, job.ocr)
            result = read(process.do, task, self._limits.pages)
            return Done(job, result, monotonic() - begun)
        finally:
            self._idle.put(process)


def _context() -> BaseContext:
    """Processes from a server that has the extractors imported; afresh where there is none.

    Never by fork: the program has threads, and a fork copies their locks.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.extract.base", "pipeline.worker"])
    # Ctrl-C is for the program, which then ends the processes. They inherit what is blocked here;
    # the tracker comes first because starting it unblocks the signal.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
