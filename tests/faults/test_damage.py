"""What is broken ends in an answer all the same, or in one line that says how to mend it.

Every command is a process of its own, as its users start it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.faults.killing import signalled, uncovered

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "yksi.txt": "Perhekeskus Kainuussa\n\nPerhekeskus avattiin Kajaanissa vuonna 2010.\n",
    "kaksi.txt": "Neuvolat Lapissa\n\nNeuvolan työ muuttui Rovaniemellä vuosina 2012–2014.\n",
    "kolme.txt": "Osallisuus koulussa\n\nOppilaat suunnittelivat perhekeskuksen pihan itse.\n",
}
Ended = subprocess.CompletedProcess[str]
Call = Callable[..., Ended]
Limit = Callable[[], None]


def run(
    data: Path, *arguments: object, prefix: Sequence[str] = (), limit: Limit | None = None
) -> Ended:
    """`hankemuisti --data DATA …`, with a minute to end in."""
    command = [*prefix, sys.executable, "-m", "cli", "--data", str(data), *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=data.parent,
        preexec_fn=limit,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and a corpus of them, of two generations."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports").mkdir()
    for name, text in TEXTS.items():
        (folder / "reports" / name).write_text(text, "utf-8")
    assert run(folder / "data", "ingest", folder / "reports").returncode == 0
    assert run(folder / "data", "reindex").returncode == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy that may be broken. Its reports are where the corpus knows them."""
    shutil.copytree(built / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def call(folder: Path) -> Call:
    return lambda *arguments, **options: run(folder / "data", *arguments, **options)


def found(call: Call, query: str = "perhekeskus") -> int:
    ended = call("search", "--json", query)
    assert ended.returncode == 0, ended.stderr
    return int(json.loads(ended.stdout)["total"])


def one_line(ended: Ended, code: int, *words: str) -> None:
    """It ended with one line of complaint, and without a traceback."""
    assert ended.returncode == code, ended.stdout + ended.stderr
    complaints = [line for line in ended.stderr.splitlines() if line.startswith("hankemuisti: ")]
    assert len(complaints) == 1, ended.stderr
    assert "internal error" not in ended.stderr
    for word in words:
        assert word in complaints[0]


def database(folder: Path) -> Path:
    return folder / "data" / "corpus.sqlite"


def index_files(folder: Path) -> list[Path]:
    """The files of the generation that answers, the largest first."""
    current = (folder / "data" / "index" / "current").read_text("utf-8").strip()
    files = [path for path in (folder / "data" / "index" / current).rglob("*") if path.is_file()]
    return sorted(files, key=lambda path: -path.stat().st_size)


def test_a_damaged_page_of_the_database_is_one_line(call: Call, folder: Path) -> None:
    with database(folder).open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 60))
    one_line(call("search", "perhekeskus"), 1, "hankemuisti doctor")
    checked = call("doctor")
    assert checked.returncode == 1
    assert "restore" in checked.stdout


def test_a_truncated_index_file_names_the_command_that_mends_it(call: Call, folder: Path) -> None:
    path = index_files(folder)[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    one_line(call("search", "perhekeskus"), 4, "hankemuisti reindex")
    assert call("reindex").returncode == 0
    assert found(call) == 2


def test_a_flipped_bit_of_the_index_is_found_by_the_doctor(call: Call, folder: Path) -> None:
    path = index_files(folder)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x10
    path.write_bytes(content)
    checked = call("doctor")
    assert checked.returncode == 1, checked.stdout
    assert "reindex" in checked.stdout


def test_an_index_without_its_pointer_is_built_again(call: Call, folder: Path) -> None:
    (folder / "data" / "index" / "current").unlink()
    one_line(call("search", "perhekeskus"), 4, "hankemuisti reindex")
    assert call("reindex").returncode == 0
    assert found(call) == 2


def test_a_missing_original_is_told_and_costs_no_answer(call: Call, folder: Path) -> None:
    lost = sorted((folder / "data" / "originals").glob("??/*"))[0]
    lost.unlink()
    assert found(call) == 2
    checked = call("doctor")
    assert checked.returncode == 1
    assert "originals" in checked.stdout


@pytest.mark.skipif(not (os.getuid() or shutil.which("setpriv")), reason="root may write anywhere")
def test_a_folder_that_may_only_be_read_answers_and_refuses_to_change(
    folder: Path, built: Path
) -> None:
    # Root obeys the modes of files once it may not override them.
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    prefix = [] if os.getuid() else bounded
    paths = [folder / "data", *(folder / "data").rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    one_line(run(folder / "data", "ingest", built / "reports", prefix=prefix), 1, "data")
    ended = run(folder / "data", "search", "--json", "perhekeskus", prefix=prefix)
    for path in paths:
        path.chmod(0o700)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["total"] == 2


def test_without_file_descriptors_it_ends_with_a_line(call: Call, folder: Path) -> None:
    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))

    new = folder / "new"
    new.mkdir()
    for number in range(8):
        (new / f"{number}.txt").write_text(f"Neuvola {number}\n\nNeuvolan arki.\n", "utf-8")
    ended = call("ingest", new, limit=few)
    assert ended.returncode in {0, 1, 3}
    assert "Traceback" not in ended.stderr
    assert found(call) == 2
    assert call("ingest", "--retry", new).returncode == 0
    assert found(call, "neuvola") == 9


def test_a_clock_that_went_back_changes_nothing(call: Call, folder: Path, built: Path) -> None:
    connection_time = "2031-01-01T00:00:00+00:00"
    sql = f"UPDATE run SET started = '{connection_time}', finished = '{connection_time}'"
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    )
    subprocess.run([sys.executable, "-c", code, database(folder), sql], check=True)
    for path in (folder / "data").rglob("*"):
        os.utime(path, (1.9e9, 1.9e9))
    ended = call("ingest", "--json", built / "reports")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["unchanged"] == len(TEXTS)
    assert found(call) == 2


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("seconds", [0.0, 0.4])
def test_a_signal_at_any_stage_leaves_what_answers(
    call: Call, folder: Path, which: signal.Signals, seconds: float
) -> None:
    new = folder / "new"
    new.mkdir()
    for number in range(12):
        (new / f"{number}.txt").write_text(f"Neuvola {number}\n\nNeuvolan arki.\n", "utf-8")
    command = [sys.executable, "-m", "cli", "--data", str(folder / "data"), "ingest", str(new)]
    environment = {**uncovered(), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        lock = folder / "data" / "lock"
        while process.poll() is None and f"process {process.pid}," not in lock.read_text("utf-8"):
            time.sleep(0.005)  # it is still starting
        time.sleep(seconds)
        told = signalled(process, which)
    assert "Traceback" not in told
    assert found(call) == 2
    assert call("ingest", new).returncode == 0
    assert found(call, "neuvola") == 13


def test_a_second_run_is_told_who_is_at_work_and_since_when(call: Call, folder: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from corpus.lock import locked\n"
        "with locked(Path(sys.argv[1]), 'ingest'):\n    print('ready', flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code, folder / "data"], env=environment, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        one_line(call("reindex"), 5, f"process {holder.pid}", "since 2")
        assert found(call) == 2
        holder.kill()
    assert call("reindex").returncode == 0
