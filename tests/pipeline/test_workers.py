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
from pipeline.attempts import Fatal
from pipeline.extract.context import Context
from pipeline.workers import Job, Workers

LIMITS = LimitsConfig(seconds=60)
ROOT = Path(__file__).resolve().parents[2]


def work(path: Path, media_type: str, context: Context) -> Extraction:
    """Do what the file's name says, in another process."""
    name, *bad = path.name.split("-")
    if bad:
        return _paged(name, {int(number) for number in bad}, context)
    _act(name, context)
    if name == "refuse":
        raise ExtractionError("nothing to read")
    known = "known" if context.knows("kissa") else "unknown"
    return Extraction((Page(1, f"{name} {media_type} {known}"),))


def _paged(name: str, bad: set[int], context: Context) -> Extraction:
    pages = []
    for number in range(1, 10):
        if number in context.avoid:
            continue
        context.reading(number)
        if number in bad:
            _act(name, context)
        pages.append(Page(number, "teksti"))
    return Extraction(tuple(pages))


def _act(name: str, context: Context) -> None:
    match name:
        case "hang":
            time.sleep(600)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "eat":
            bytearray(context.limits.memory_mib * 2**20)


def jobs(*names: str) -> list[Job]:
    return [Job(name, Path(name), "text/plain") for name in names]


def outcomes(pool: Workers, *names: str) -> dict[str, str]:
    return {
        job.id: f"! {result}" if isinstance(result, ExtractionError) else result.pages[0].text
        for job, result, _ in pool.extract_all(jobs(*names))
    }


def test_each_bad_document_costs_itself_alone() -> None:
    limits = LimitsConfig(seconds=4, memory_mib=1500)
    with Workers(2, limits, work=work) as pool:
        found = outcomes(pool, "a", "hang", "b", "crash", "leave", "c", "eat", "refuse", "d")
    assert found == {
        **{name: f"{name} text/plain known" for name in "abcd"},
        "hang": "! took longer than 4 s",
        "crash": "! crashed the extractor (signal SIGSEGV)",
        "leave": "! crashed the extractor (exit code 3)",
        "eat": "! needed more than 1500 MiB",
        "refuse": "! nothing to read",
    }


def test_the_other_pages_are_kept() -> None:
    limits = LimitsConfig(seconds=12, memory_mib=1500)
    names = ("hang-7", "crash-1-9", "eat-3", "crash-2-3-4-5", "crash-1-2-3-4")
    with Workers(2, limits, work=work) as pool:
        found = {job.id: result for job, result, _ in pool.extract_all(jobs(*names))}
    kept = {
        name: ([page.number for page in result.pages], result.partial)
        for name, result in found.items()
        if isinstance(result, Extraction)
    }
    crash = "crashed the extractor (signal SIGSEGV)"
    assert kept == {
        "hang-7": ([1, 2, 3, 4, 5, 6, 8, 9], "page 7 took longer than 3 s and was left out"),
        "crash-1-9": ([2, 3, 4, 5, 6, 7, 8], f"pages 1 and 9 {crash} and were left out"),
        "eat-3": ([1, 2, 4, 5, 6, 7, 8, 9], "page 3 needed more than 1500 MiB and was left out"),
        "crash-2-3-4-5": ([1], f"pages 2, 3, 4 and 5 {crash}; nothing from page 2 on was read"),
    }
    lost = found["crash-1-2-3-4"]
    assert isinstance(lost, Fatal)
    assert str(lost) == f"{crash} on page 1"


def test_a_job_may_have_its_own_time() -> None:
    with Workers(1, LIMITS, work=work) as pool:
        ((_, result, _),) = pool.extract_all([Job("1", Path("hang"), "", seconds=1)])
    assert str(result) == "took longer than 1 s"


def test_extracts_real_files(tmp_path: Path) -> None:
    file = tmp_path / "muistio.txt"
    file.write_text("Muistio\n\nKokous alkoi ajallaan.\n", encoding="utf-8")
    with Workers(1, LIMITS) as pool:
        ((job, result, _),) = pool.extract_all([Job("1", file, "text/plain")])
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
        assert len(multiprocessing.active_children()) == before


def test_leaves_no_process_behind() -> None:
    pool = Workers(2, LIMITS, work=work)
    with pool:
        assert "a" in outcomes(pool, "a")
        assert any(process.is_alive() for process in multiprocessing.active_children())
        before = set(multiprocessing.active_children())
    assert not any(process.is_alive() for process in before)
    pool.close()


def test_a_wrong_morphology_is_the_callers_error() -> None:
    with Workers(1, LIMITS, voikko="sanakirja", work=work) as pool, pytest.raises(UsageError):
        list(pool.extract_all(jobs("a")))


PROGRAM = textwrap.dedent(
    """
    import multiprocessing, sys
    from tests.pipeline.test_workers import LIMITS, jobs, work
    from pipeline.workers import Workers
    if __name__ == "__main__":
        print("begun", flush=True)
        try:
            with Workers(2, LIMITS, work=work) as pool:
                for job, _, _ in pool.extract_all(jobs("a", "b", "hang", "hang")):
                    ids = [process.pid for process in multiprocessing.active_children()]
                    print(*ids, flush=True)
        except KeyboardInterrupt:
            sys.exit("keskeytetty")
    """
)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        yield child
        child.kill()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX signals")
def test_interrupt_leaves_no_orphans(program: subprocess.Popen[str]) -> None:
    assert program.stdout is not None
    program.stdout.readline()
    processes = [int(number) for number in program.stdout.readline().split()]
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=30)
    assert said == "keskeytetty\n"
    assert processes
    deadline = time.monotonic() + 20
    while any(map(_lives, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, processes))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX signals")
def test_an_early_interrupt_shows_one_line(program: subprocess.Popen[str]) -> None:
    time.sleep(0.1)  # the server of processes is importing the extractors, or about to
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=30)
    assert said == "keskeytetty\n"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[-1].split()[0] != "Z"


def test_a_program_that_processes_cannot_import(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable],
        input=PROGRAM,
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    last = done.stderr.strip().rsplit("\n", 1)[-1]
    assert last.startswith("corpus.errors.HankemuistiError: no process can be started")


def test_no_processes_means_one_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Workers(0, LIMITS).count >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert Workers(0, LIMITS).count >= 1


def test_spawns_where_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert workers._context().get_start_method() == "spawn"
