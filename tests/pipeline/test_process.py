"""One worker process: started, watched, lost, replaced."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.document import Extraction, Page
from corpus.errors import HankemuistiError, UsageError
from pipeline import process as module
from pipeline.extract.context import Context
from pipeline.process import End, Failure, Process
from pipeline.worker import Setting, Task, Work
from pipeline.workers import _context

LIMITS = LimitsConfig(memory_mib=1500)


def work(path: Path, media_type: str, context: Context) -> Extraction:
    """Do what the file's name says on page 2, in another process."""
    for page in (1, 2):
        context.reading(page)
    match path.name:
        case "hang":
            time.sleep(600)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "abort":
            os.abort()
        case "eat":
            bytearray(context.limits.memory_mib * 2**20)
        case "wear":
            kept.append(bytearray(900 * 2**20))
        case "child":
            program = subprocess.Popen(["sleep", "600"])
            Path(media_type).write_text(str(program.pid))
            time.sleep(600)
    return Extraction((Page(1, str(os.getpid())),))


kept: list[bytearray] = []


def made(work: Work = work, limits: LimitsConfig = LIMITS, voikko: str = "auto") -> Process:
    return Process(_context(), Setting(work, limits, voikko, "fin"))


@pytest.fixture
def process() -> Iterator[Process]:
    process = made()
    yield process
    process.kill()
    process.discard()


def task(name: str, seconds: float = math.inf, media_type: str = "") -> Task:
    return Task(Path(name), media_type, seconds)


def pid(found: object) -> int:
    assert isinstance(found, Extraction)
    return int(found.pages[0].text)


def test_one_process_for_many_documents(process: Process) -> None:
    assert pid(process.do(task("a"))) == pid(process.do(task("b", 100.0)))


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("hang", Failure(End.TIME, "took longer than 0.1 s", 2)),
        ("crash", Failure(End.CRASH, "crashed the extractor (signal SIGSEGV)", 2)),
        ("eat", Failure(End.MEMORY, "needed more than 1500 MiB", 2)),
    ],
)
def test_a_lost_process_is_replaced(process: Process, name: str, failure: Failure) -> None:
    before = pid(process.do(task("a")))
    assert process.do(task(name, 0.4 if name == "hang" else 60.0)) == failure
    assert pid(process.do(task("b"))) != before


def test_a_hint_of_what_aborts(process: Process) -> None:
    found = process.do(task("abort"))
    assert isinstance(found, Failure)
    assert "SIGABRT, often a sign that 1500 MiB were not enough" in found.reason


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_a_worn_process_is_replaced(process: Process) -> None:
    before = pid(process.do(task("wear")))
    assert pid(process.do(task("a"))) != before


def test_a_process_is_replaced_after_many_documents(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TASKS_PER_PROCESS", 2)
    first, second, third = (pid(process.do(task("a"))) for _ in range(3))
    assert first == second != third


def test_an_idle_process_that_died_is_replaced(process: Process) -> None:
    before = pid(process.do(task("a")))
    os.kill(before, signal.SIGKILL)
    assert pid(process.do(task("a"))) != before


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX")
def test_programs_that_a_process_started_end_with_it(process: Process, tmp_path: Path) -> None:
    place = tmp_path / "pid"
    found = process.do(task("child", 8.0, str(place)))
    assert isinstance(found, Failure)
    child = int(place.read_text())
    deadline = time.monotonic() + 20
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[-1].split()[0] != "Z"
    except OSError:
        return False


def test_none_is_started_after_the_end() -> None:
    process = made()
    process.kill()
    with pytest.raises(HankemuistiError, match="closed"):
        process.do(task("a"))
    process.discard()


def test_a_wrong_morphology_is_told() -> None:
    process = made(voikko="sanakirja")
    with pytest.raises(UsageError):
        process.do(task("a"))
    process.discard()


def test_too_little_memory_to_start_is_told() -> None:
    process = made(limits=LimitsConfig(memory_mib=1))
    with pytest.raises(HankemuistiError):
        process.do(task("a"))
    process.discard()


def test_processes_that_cannot_start_are_given_up() -> None:
    started = []

    class Context:
        def __init__(self) -> None:
            self._real = _context()
            self.Pipe = self._real.Pipe

        def Process(self, **options: object) -> object:  # noqa: N802
            started.append(options)
            return self._real.Process(target=os._exit, args=(7,))  # type: ignore[attr-defined]

    process = Process(Context(), Setting(work, LIMITS, "auto", ""))  # type: ignore[arg-type]
    with pytest.raises(HankemuistiError, match=r"no process can be started .*exit code 7"):
        process.do(task("a"))
    assert len(started) == 3
    process.discard()


def test_a_process_that_never_greets_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_START_SECONDS", 0.01)
    monkeypatch.setattr(module, "_END_SECONDS", 0.01)
    monkeypatch.setattr(module, "_STARTS", 1)

    class Context:
        def __init__(self) -> None:
            self._real = _context()
            self.Pipe = self._real.Pipe

        def Process(self, **options: object) -> object:  # noqa: N802
            return self._real.Process(target=time.sleep, args=(60,))  # type: ignore[attr-defined]

    process = Process(Context(), Setting(work, LIMITS, "auto", ""))  # type: ignore[arg-type]
    with pytest.raises(HankemuistiError, match="no process can be started"):
        process.do(task("a"))
    process.discard()


def test_a_system_that_refuses_processes() -> None:
    class Refusing:
        def start(self) -> None:
            raise OSError("too many")

    class Context:
        Pipe = staticmethod(_context().Pipe)

        def Process(self, **_: object) -> Refusing:  # noqa: N802
            return Refusing()

    process = Process(Context(), Setting(work, LIMITS, "auto", ""))  # type: ignore[arg-type]
    with pytest.raises(HankemuistiError, match="too many"):
        process.do(task("a"))
    process.discard()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (None, "exit code None"),
        (0, "exit code 0"),
        (-9, "signal SIGKILL, often a sign that the machine ran out of memory"),
        (-11, "signal SIGSEGV"),
        (-14, "signal SIGALRM: its time was up"),
        (-6, "signal SIGABRT"),
        (-200, "signal 200"),
    ],
)
def test_names_how_a_process_ended(code: int | None, shown: str) -> None:
    assert module.how(code, 0) == shown
    hint = ", often a sign that 9 MiB were not enough" if code == -6 else ""
    assert module.how(code, 9) == shown + hint


def test_size_where_nothing_tells_it() -> None:
    assert module._size_mib(None) == 0.0
