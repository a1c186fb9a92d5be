"""What a worker process does, done here without one."""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import signal
import threading
import types
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from corpus.config import LimitsConfig
from corpus.document import Extraction, Page
from corpus.errors import ExtractionError, HankemuistiError
from pipeline import worker
from pipeline.extract.context import Context
from pipeline.worker import Setting, Task

LIMITS = LimitsConfig(file_mib=1)


def work(path: Path, media_type: str, context: Context) -> Extraction:
    match path.name:
        case "refuse":
            raise ExtractionError("nothing to read")
        case "eat":
            raise MemoryError
        case "swallow":
            try:
                raise MemoryError
            except MemoryError as error:
                raise ExtractionError("library: it did not work") from error
        case "much":
            return Extraction((Page(1, "ä" * 2**20),))
    context.reading(1)
    known = "known" if context.knows("kissa") else "unknown"
    seen = (context.recogniser is not None, sorted(context.avoid), context.is_late())
    metadata = types.MappingProxyType({"a": "b"})
    return Extraction((Page(1, f"{media_type} {known} {seen}"),), metadata=metadata)


def setting(voikko: str = "auto") -> Setting:
    return Setting(work, LIMITS, voikko, "fin")


def task(name: str, **options: Any) -> Task:
    return Task(Path(name), "text/plain", **{"seconds": math.inf, **options})


def answer(name: str, **options: Any) -> Any:
    return pickle.loads(worker.packed(task(name, **options), setting(), lambda _: None))


def test_answers() -> None:
    found = answer("a")
    assert found.pages[0].text == "text/plain known (False, [], False)"
    assert type(found.metadata) is dict
    late = answer("a", seconds=-1.0, avoid=frozenset({3}))
    assert late.pages[0].text == "text/plain known (False, [3], True)"
    refused = answer("refuse")
    assert type(refused) is ExtractionError
    assert str(refused) == "nothing to read"
    assert isinstance(answer("eat"), MemoryError)
    assert isinstance(answer("swallow"), MemoryError)
    assert str(answer("much")) == "gives more than 1 MiB of text"


def test_reads_pictures_when_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, float]] = []
    monkeypatch.setattr(worker, "find_tesseract", lambda *given: asked.append(given))
    assert "False" in answer("a", ocr=True).pages[0].text
    assert asked == [("fin", LIMITS.ocr_seconds)]


def test_a_lack_of_memory_behind_other_errors() -> None:
    plain, circle = ValueError(), ValueError()
    circle.__cause__ = plain
    plain.__context__ = circle
    assert not worker.lacked_memory(circle)
    plain.__context__ = MemoryError()
    assert worker.lacked_memory(circle)


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Connection:
    """A connection to a served thread, which must not limit the tests' own process."""
    monkeypatch.setattr(worker, "isolate", lambda _: None)
    monkeypatch.setattr(worker, "silence", lambda: None)
    ours, theirs = multiprocessing.Pipe()
    thread = threading.Thread(target=worker.serve, args=(theirs, setting()), daemon=True)
    thread.start()
    return ours


def test_serves(ours: Connection) -> None:
    with ours:
        assert ours.recv() == worker.READY
        for _ in range(2):
            ours.send(task("a"))
            assert [ours.recv(), ours.recv()] == [0, 1]
            assert isinstance(ours.recv(), Extraction)
        ours.send(task("refuse"))
        assert ours.recv() == 0
        assert isinstance(ours.recv(), ExtractionError)


@pytest.mark.parametrize("error", [HankemuistiError("no dictionary"), MemoryError()])
def test_says_why_it_cannot_start(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def dictionary(_: str) -> None:
        raise error

    monkeypatch.setattr(worker, "isolate", lambda _: None)
    monkeypatch.setattr(worker, "silence", lambda: None)
    monkeypatch.setattr(worker, "dictionary", dictionary)
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        worker.serve(theirs, setting())
        said = ours.recv()
    assert isinstance(said, HankemuistiError)
    assert "dictionary" in str(said)


class Resource:
    RLIMIT_AS, RLIMIT_CORE, RLIM_INFINITY = 9, 4, -1

    def __init__(self, most: int, error: type[Exception] | None = None) -> None:
        self.most, self.error = most, error
        self.asked: list[tuple[int, tuple[int, int]]] = []

    def getrlimit(self, _: int) -> tuple[int, int]:
        return (-1, self.most)

    def setrlimit(self, kind: int, limits: tuple[int, int]) -> None:
        self.asked.append((kind, limits))
        if self.error:
            raise self.error("not here")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "setpgid", lambda *_: None)
    for most, wanted in ((-1, 2**30), (2**40, 2**30), (2**20, 2**20)):
        found = Resource(most, ValueError)
        monkeypatch.setattr(worker, "resource", found)
        worker.isolate(1024)
        worker.isolate(0)
        core = (4, (0, most))
        assert found.asked == [core, (9, (wanted, most)), core]


def test_limits_where_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "setpgid")
    monkeypatch.setattr(worker, "resource", None)
    worker.isolate(1024)


def test_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[int] = []
    monkeypatch.setattr(os, "dup2", lambda _, to: copied.append(to))
    worker.silence()
    assert copied == [1, 2]


def test_wakes_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    timers: list[float] = []
    monkeypatch.setattr(signal, "setitimer", lambda _, seconds: timers.append(seconds))
    for seconds in (65.0, math.inf, 0):
        worker._wake(seconds)
    assert timers == [65.0, 0]
