"""What a worker process does: it reads one document after another, as its parent asks.

It says READY, or the error for which it cannot start. For each Task it then says 0, the number
of each page that it begins, and at last its Answer.
"""

from __future__ import annotations

import functools
import os
import pickle
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.config import LimitsConfig
from corpus.document import Extraction
from corpus.errors import ExtractionError, HankemuistiError
from pipeline.extract.context import Context
from pipeline.extract.ocr import find_tesseract
from pipeline.finnish.voikko import open_voikko

try:
    import resource
except ImportError:  # Windows cannot limit a process this way
    resource = None  # type: ignore[assignment]

READY = "ready"
SOFT = 0.8
"""Share of a document's time after which no further page is begun: the rest is for finishing."""
_GRACE = 5.0
"""Seconds over its time after which a process ends itself, should its parent be gone."""
_KNOWN_WORDS = 200_000
"""Answers of the dictionary that each process remembers."""

Work = Callable[[Path, str, Context], Extraction]
Answer = Extraction | ExtractionError | MemoryError


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all that a process reads."""

    work: Work
    limits: LimitsConfig
    voikko: str
    languages: str


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read in `seconds` (math.inf: no limit), without the pages in `avoid`."""

    path: Path
    media_type: str
    seconds: float
    ocr: bool = False
    avoid: frozenset[int] = frozenset()


def serve(connection: Connection, setting: Setting) -> None:
    """Read what is asked for, until the parent is gone."""
    mib = setting.limits.memory_mib
    isolate(mib)
    silence()
    try:
        dictionary(setting.voikko)
    except HankemuistiError as error:
        connection.send(error)
        return
    except MemoryError:
        connection.send(HankemuistiError(f"limits.memory_mib = {mib} does not hold the dictionary"))
        return
    connection.send(READY)
    try:
        while True:
            task = connection.recv()
            connection.send(0)
            _wake(task.seconds + _GRACE)
            answer = packed(task, setting, connection.send)
            _wake(0)
            connection.send_bytes(answer)
    except (EOFError, OSError):
        return


def packed(task: Task, setting: Setting, reading: Callable[[int], None]) -> bytes:
    """The pickled answer to a task; never much larger than the largest file."""
    try:
        answer = pickle.dumps(_answer(task, setting, reading))
    except MemoryError:
        return pickle.dumps(MemoryError())
    most = setting.limits.file_mib
    if len(answer) > most * 2**20:
        return pickle.dumps(ExtractionError(f"gives more than {most} MiB of text"))
    return answer


def _answer(task: Task, setting: Setting, reading: Callable[[int], None]) -> Answer:
    context = Context(
        setting.limits,
        dictionary(setting.voikko),
        reading,
        task.avoid,
        time.monotonic() + SOFT * task.seconds,
        find_tesseract(setting.languages, setting.limits.ocr_seconds) if task.ocr else None,
    )
    try:
        found = setting.work(task.path, task.media_type, context)
    except ExtractionError as error:
        return MemoryError() if lacked_memory(error) else ExtractionError(str(error))
    # A read-only mapping does not travel between processes.
    return replace(found, metadata=dict(found.metadata))


def lacked_memory(error: BaseException | None) -> bool:
    """Whether a lack of memory is behind an error, whatever a library made of it."""
    met = set()
    while error is not None and id(error) not in met:
        if isinstance(error, MemoryError):
            return True
        met.add(id(error))
        error = error.__cause__ or error.__context__
    return False


@functools.lru_cache(maxsize=1)
def dictionary(voikko: str) -> Callable[[str], bool]:
    """Whether a word is in the dictionary; the handle is opened once in each process."""
    return functools.lru_cache(maxsize=_KNOWN_WORDS)(open_voikko(voikko).knows)


def isolate(mib: int) -> None:
    """Limit this process' address space (MiB; 0: not), and let it leave no core files behind.

    It leads a group of its own, so that the programs it starts can be ended with it.
    """
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    if resource is None:
        return
    _limit(resource.RLIMIT_CORE, 0)
    if mib:
        _limit(resource.RLIMIT_AS, mib * 2**20)


def _limit(kind: int, wanted: int) -> None:
    try:
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            wanted = min(wanted, most)
        resource.setrlimit(kind, (wanted, most))
    except (ValueError, OSError):
        pass  # macOS knows the limit of memory and refuses to set it


def silence() -> None:
    """Nothing that a library says of a hostile document reaches the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _wake(seconds: float) -> None:
    """Die of SIGALRM after so many seconds; 0: stay alive."""
    if hasattr(signal, "setitimer") and seconds < float("inf"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
