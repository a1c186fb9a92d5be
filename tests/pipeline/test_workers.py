"""Workers: a document that hangs, crashes or eats memory costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.document import Extraction, Page
from corpus.errors import ExtractionError, UsageError
from pipeline import workers
from pipeline.extract.context import Context
from pipeline.workers import Job, Workers

LIMITS = LimitsConfig(seconds=60)
ROOT = Path(__file__).resolve().parents[2]


def work(path: Path, media_type: str, context: Context) -> Extraction:
    """Do what the file's name says, in another process."""
    match path.name:
        case "hang":
            time.sleep(600)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "eat":
            bytearray(context.limits.memory_mib * 2**20)
        case "refuse":
            raise ExtractionError("nothing to read")
    known = "known" if context.knows("kissa") else "unknown"
    return Extraction((Page(1, f"{path.name} {media_type} {known}"),))


def jobs(*names: str) -> list[Job]:
    return [Job(name, Path(name), "text/plain") for name in names]


def outcomes(pool: Workers, *names: str) -> dict[str, str]:
    return {
        job.id: f"! {result}" if isinstance(result, ExtractionError) else result.pages[0].text
        for job, result in pool.extract_all(jobs(*names))
    }


def test_each_bad_document_costs_itself_alone() -> None:
    limits = LimitsConfig(seconds=2, memory_mib=1500)
    with Workers(2, limits, work=work) as pool:
        found = outcomes(pool, "a", "hang", "b", "crash", "leave", "c", "eat", "refuse", "d")
    assert found == {
        **{name: f"{name} text/plain known" for name in "abcd"},
        "hang": "! took longer than 2 s",
        "crash": "! crashed the extractor (signal SIGSEGV)",
        "leave": "! crashed the extractor (exit code 3)",
        "eat": "! needed more than 1500 MiB",
        "refuse": "! nothing to read",
    }


def test_extracts_real_files(tmp_path: Path) -> None:
    file = tmp_path / "muistio.txt"
    file.write_text("Muistio\n\nKokous alkoi ajallaan.\n", encoding="utf-8")
    with Workers(1, LIMITS) as pool:
        ((job, result),) = pool.extract_all([Job("1", file, "text/plain")])
    assert job.id == "1"
    assert isinstance(result, Extraction)
    assert result.pages[0].text == "Muistio\n\nKokous alkoi ajallaan."
    assert result.metadata == {}


def test_takes_few_jobs_ahead() -> None:
    taken = []

    def endless() -> Iterator[Job]:
        for number in range(1000):
            taken.append(number)
            yield Job(str(number), Path(str(number)), "")

    with Workers(1, LIMITS, work=work) as pool:
        results = pool.extract_all(endless())
        for _ in range(3):
            next(results)
        assert len(taken) <= 3 + workers.LOOK_AHEAD


def test_starts_no_process_before_the_first_job() -> None:
    before = len(multiprocessing.active_children())
    with Workers(2, LIMITS, work=work) as pool:
        assert list(pool.extract_all([])) == []
        assert pool._pool is None
        assert len(multiprocessing.active_children()) == before


def test_a_wrong_morphology_is_the_callers_error() -> None:
    with Workers(1, LIMITS, voikko="sanakirja", work=work) as pool, pytest.raises(UsageError):
        list(pool.extract_all(jobs("a")))


def test_a_dead_idle_process_is_replaced() -> None:
    with Workers(1, LIMITS, work=work) as pool:
        assert "a" in outcomes(pool, "a")
        assert pool._pool is not None
        for process in list(pool._pool._pool_manager.worker_manager.workers.values()):
            process.kill()
            process.join()
        found = outcomes(pool, "b", "c")
    assert found == {"b": "b text/plain known", "c": "c text/plain known"}


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX signals")
def test_interrupt_leaves_no_orphans(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import os, sys
        from tests.pipeline.test_workers import LIMITS, jobs, work
        from pipeline.workers import Workers
        if __name__ == "__main__":
            with Workers(2, LIMITS, work=work) as pool:
                for job, _ in pool.extract_all(jobs("a", "b", "hang", "hang")):
                    ids = [p.pid for p in pool._pool._pool_manager.worker_manager.workers.values()]
                    print(*ids, flush=True)
        """
    )
    script = tmp_path / "program.py"
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    child = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert child.stdout is not None
    child.stdout.readline()
    processes = [int(number) for number in child.stdout.readline().split()]
    os.killpg(child.pid, signal.SIGINT)
    child.wait(timeout=30)
    child.stdout.close()
    assert processes
    deadline = time.monotonic() + 20
    while any(map(_lives, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, processes))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[-1].split()[0] != "Z"


@pytest.mark.parametrize(
    ("code", "shown"),
    [(None, "exit code None"), (0, "exit code 0"), (-9, "signal SIGKILL"), (-200, "signal 200")],
)
def test_names_how_a_process_ended(code: int | None, shown: str) -> None:
    assert workers._end(code) == shown


def test_no_processes_means_one_for_each_core() -> None:
    assert Workers(0, LIMITS).count >= 1


def test_what_a_process_does() -> None:
    (good, bad) = jobs("a", "refuse")
    found = workers._do(work, good, LIMITS, "auto")
    assert isinstance(found, Extraction)
    assert type(found.metadata) is dict
    refused = workers._do(work, bad, LIMITS, "auto")
    assert isinstance(refused, ExtractionError)
    assert str(refused) == "nothing to read"
    assert refused.__cause__ is None


def test_memory_limit_where_the_system_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    class Refusing:
        RLIMIT_AS, RLIM_INFINITY = 9, -1

        def getrlimit(self, _: int) -> tuple[int, int]:
            return (-1, 2**40)

        def setrlimit(self, _: int, limits: tuple[int, int]) -> None:
            asked.append(limits)
            raise ValueError("not here")

    monkeypatch.setattr(workers, "resource", Refusing())
    workers._limit_memory(0)
    workers._limit_memory(1024)
    assert asked == [(2**30, 2**40)]
    monkeypatch.setattr(workers, "resource", None)
    workers._limit_memory(1024)


def test_spawns_where_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert workers._context().get_start_method() == "spawn"
