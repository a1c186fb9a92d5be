"""Worker processes that survive documents which hang, crash or eat memory.

PDFium is C++ on hostile input, and pages can be made to take for ever: each document is
extracted in a process of its own kind, under a time and a memory limit, and costs itself alone.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from corpus.closing import Closing
from corpus.config import LimitsConfig
from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.finnish.voikko import open_voikko

try:
    import resource
except ImportError:  # Windows cannot limit a process' memory this way
    resource = None  # type: ignore[assignment]

TASKS_PER_PROCESS = 200
"""Documents after which a process is replaced: what a library leaks is given back."""
MOST_PROCESSES = 64
"""However many are asked for: each takes memory and time to start."""
LOOK_AHEAD = 2
"""Documents given out for each process; results wait in memory until they are taken."""
_KNOWN_WORDS = 200_000
"""Answers of the dictionary that each process remembers."""

Work = Callable[[Path, str, Context], Extraction]
Result = Extraction | ExtractionError


@dataclass(frozen=True, slots=True)
class Job:
    """One document to extract: the caller's name for it, and where and what it is."""

    id: str
    path: Path
    media_type: str


class Workers(Closing):
    """Extracts documents in `count` processes (0: one for each core). A context manager.

    `voikko` chooses the morphology ("auto", "native", "portable"); each process opens it once.
    No process is started before the first job; leaving the context ends them all. `work` does
    the extracting, and must be a function that another process can import.
    """

    def __init__(
        self, count: int, limits: LimitsConfig, voikko: str = "auto", work: Work = extract
    ) -> None:
        self.count = min(count, MOST_PROCESSES) or _cores()
        self._limits = limits
        self._voikko = voikko
        self._work = work
        self._pool: ProcessPool | None = None

    def extract_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Extract all `jobs`, giving each with its result or its error as it is done.

        Takes from `jobs` only a little more than is being worked on. Raises HankemuistiError when
        the morphology cannot be opened.
        """
        waiting = iter(jobs)
        running: dict[Future[Result], Job] = {}
        again: set[str] = set()
        try:
            while True:
                for job in waiting:
                    running[self._schedule(job)] = job
                    if len(running) >= LOOK_AHEAD * self.count:
                        break
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    job = running.pop(future)
                    if isinstance(future.exception(), BrokenProcessPool) and job.id not in again:
                        # A process died between two documents and took the pool along
                        again.add(job.id)
                        self._renew()
                        running[self._schedule(job)] = job
                    else:
                        yield job, self._result(future)
        finally:
            for future in running:
                future.cancel()

    def _schedule(self, job: Job) -> Future[Result]:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self.count,
                max_tasks=TASKS_PER_PROCESS,
                initializer=_limit_memory,
                initargs=(self._limits.memory_mib,),
                context=_context(),
            )
        arguments = (self._work, job, self._limits, self._voikko)
        future: Future[Result] = self._pool.schedule(
            _do, args=arguments, timeout=self._limits.seconds
        )
        return future

    def _result(self, future: Future[Result]) -> Result:
        try:
            return future.result()
        except TimeoutError:
            return ExtractionError(f"took longer than {self._limits.seconds} s")
        except MemoryError:
            return ExtractionError(f"needed more than {self._limits.memory_mib} MiB")
        except ProcessExpired as error:
            return ExtractionError(f"crashed the extractor ({_end(error.exitcode)})")
        except BrokenProcessPool:
            return ExtractionError("crashed the extractor, twice")

    def _renew(self) -> None:
        """Start again with a new pool, unless another document's failure has done so already."""
        if self._pool is not None and not self._pool.active:
            self.close()

    def close(self) -> None:
        """End all processes."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


def _do(work: Work, job: Job, limits: LimitsConfig, voikko: str) -> Result:
    """What a process does for one job."""
    try:
        found = work(job.path, job.media_type, Context(limits, _dictionary(voikko)))
    except ExtractionError as error:
        return ExtractionError(str(error))
    # A read-only mapping does not travel between processes.
    return replace(found, metadata=dict(found.metadata))


@functools.lru_cache(maxsize=1)
def _dictionary(voikko: str) -> Callable[[str], bool]:
    """Whether a word is in the dictionary; the handle is opened once in each process."""
    return functools.lru_cache(maxsize=_KNOWN_WORDS)(open_voikko(voikko).knows)


def _limit_memory(mib: int) -> None:
    """Limit the address space of this process, where the system can."""
    if resource is None or not mib:
        return
    try:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = mib * 2**20
        if most != resource.RLIM_INFINITY:
            wanted = min(wanted, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ValueError, OSError):
        pass  # macOS knows the limit and refuses to set it


def _context() -> BaseContext:
    """Processes from a server that has the extractors imported; afresh where there is none.

    Never by fork: the program has threads (the pool's own), and a fork copies their locks.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.extract.base", "pipeline.finnish.voikko"])
    return context


def _end(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return f"signal {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"signal {-exit_code}"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
