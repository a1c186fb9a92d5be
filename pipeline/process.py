"""A worker process as its parent sees it: started when needed, watched, ended, replaced.

It is ended from outside, by a signal that no library can catch, and shares no lock and no queue
with the others: whatever it does, they go on.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import threading
import time
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from corpus.document import Extraction
from corpus.errors import ExtractionError, HankemuistiError
from pipeline.worker import Setting, Task, serve

TASKS_PER_PROCESS = 200
"""Documents after which a process is replaced: what a library leaks is given back."""
PAGE = 0.25
"""Share of a document's time that one page may take, besides that for recognising it: three of
them leave time for the others."""
_STARTS = 3
"""Failures in a row after which processes cannot be started at all."""
_START_SECONDS = 60.0
"""A process that is not ready by then never will be; they take a tenth of a second."""
_END_SECONDS = 5.0
"""A process whose connection has ended is dead within that, or hangs."""
_WORN = 0.5
"""Share of the memory limit above which a process that is done is replaced: it would not come
back down, and the next document would have the less."""
_ABORTS = frozenset({"SIGABRT", "SIGTRAP", "SIGILL"})


class End(StrEnum):
    """How a document ended its process."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class Failure(NamedTuple):
    """A document that ended its process: why, and on which page (0: on none)."""

    end: End
    reason: str
    page: int = 0


class Process:
    """One worker process. Used by one thread at a time; `kill` may come from any."""

    def __init__(self, context: BaseContext, setting: Setting) -> None:
        self._context = context
        self._setting = setting
        self._lock = threading.Lock()
        self._killed = False
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._tasks = 0

    def do(self, task: Task) -> Extraction | ExtractionError | Failure:
        """Have a document read. Raises HankemuistiError when no process can be started."""
        connection = self._begin(task)
        answer = self._watch(connection, task)
        self._tasks += 1
        if isinstance(answer, Failure) or self._tasks >= TASKS_PER_PROCESS or self._is_worn():
            self.discard()
        return answer

    def kill(self) -> None:
        """End the process, for good."""
        with self._lock:
            self._killed = True
            self._signal()

    def discard(self) -> None:
        """End the process, and let go of what belongs to it; the next task gets a new one."""
        self._signal()
        if self._process is not None and self._process.pid is not None:
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None
        self._tasks = 0

    def _begin(self, task: Task) -> Connection:
        """A process has begun the task. An idle one may have died, so that a new one is needed."""
        reason = ""
        for _ in range(_STARTS):
            connection = self._connection or self._start()
            try:
                if self._tasks == 0:
                    _greeted(connection)
                connection.send(task)
                connection.recv()
                return connection
            except (EOFError, OSError):
                reason = self._exit()
                self.discard()
        raise HankemuistiError(f"no process can be started to read documents ({reason})")

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, self._setting), daemon=True
        )
        with self._lock:
            if self._killed:
                raise HankemuistiError("the workers are closed")
            try:
                process.start()
            except (OSError, EOFError) as error:
                raise HankemuistiError(f"no process can be started ({error})") from error
            self._process, self._connection = process, ours
        theirs.close()
        return ours

    def _watch(self, connection: Connection, task: Task) -> Extraction | ExtractionError | Failure:
        page, begun = 0, time.monotonic()
        hard = until = begun + task.seconds
        one = PAGE * task.seconds + (self._setting.limits.ocr_seconds if task.ocr else 0)
        try:
            while connection.poll(_left(until)):
                said = connection.recv()
                if isinstance(said, MemoryError):
                    reason = f"needed more than {self._setting.limits.memory_mib} MiB"
                    return Failure(End.MEMORY, reason, page)
                if isinstance(said, Extraction | ExtractionError):
                    return said
                page, begun = said, time.monotonic()
                # Half of what is left remains for a second attempt without the page
                until = begun + min(one, (hard - begun) / 2) if page else hard
        except (EOFError, OSError):
            return Failure(End.CRASH, f"crashed the extractor ({self._exit()})", page)
        return Failure(End.TIME, f"took longer than {_shown(until - begun)} s", page)

    def _is_worn(self) -> bool:
        limit = self._setting.limits.memory_mib
        return limit > 0 and _size_mib(self._process) > _WORN * limit

    def _signal(self) -> None:
        process = self._process
        if process is None or process.pid is None:
            return
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):  # gone, or not yet so far as to have a group
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()

    def _exit(self) -> str:
        """How the process ended, after it did."""
        if self._process is None:
            return "gone"
        self._process.join(_END_SECONDS)
        return how(self._process.exitcode, self._setting.limits.memory_mib)


def how(code: int | None, memory_mib: int) -> str:
    """What an exit code says, and what it may be a sign of."""
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
    if name in _ABORTS and memory_mib:
        # PDFium and others end themselves so when memory is refused to them
        return f"signal {name}, often a sign that {memory_mib} MiB were not enough"
    if name == "SIGALRM":
        return f"signal {name}: its time was up"
    if name == "SIGKILL":
        return f"signal {name}, often a sign that the machine ran out of memory"
    return f"signal {name}"


def _greeted(connection: Connection) -> None:
    """Wait until a new process is ready. Raises the error for which it is not."""
    if not connection.poll(_START_SECONDS):
        raise EOFError
    said = connection.recv()
    if isinstance(said, HankemuistiError):
        raise said


def _left(until: float) -> float | None:
    return None if until == math.inf else max(0.0, until - time.monotonic())


def _shown(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= 2 else f"{seconds:.1f}".removesuffix(".0")


def _size_mib(process: BaseProcess | None) -> float:
    """Address space of a process, where the system tells it; else 0."""
    try:
        pages = Path(f"/proc/{process.pid if process else 0}/statm").read_text().split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError):
        return 0.0
