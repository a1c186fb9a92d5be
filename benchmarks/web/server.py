"""The real server in processes of its own, and the work and the memory that they take."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 2
START, STOP = 120.0, 30.0
"""Seconds that the server may take to answer, and to end."""

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, the process that started it, the corpus it serves."""

    base: str
    pid: int
    data: Path

    def generation(self) -> int:
        """The generation of the index that it answers from. Raises httpx.HTTPError."""
        answer = httpx.get(f"{self.base}/healthz", timeout=START, trust_env=False)
        answer.raise_for_status()
        found = re.search(r"generation (\d+)", answer.text)
        assert found, answer.text
        return int(found[1])

    def reindex(self) -> subprocess.Popen[bytes]:
        """Begin to build a new generation of its corpus, in a process that ends when it answers."""
        command = [sys.executable, "-m", "benchmarks.web.reindex", str(self.data)]
        return subprocess.Popen(command, cwd=ROOT)

    def cpu_seconds(self) -> float:
        """What all its processes have worked so far, in user mode and in the kernel."""
        return sum(_cpu_seconds(pid) for pid in _family(self.pid))

    @contextmanager
    def on(self, cores: Set[int]) -> Iterator[None]:
        """Let all its threads work on these cores only; afterwards on those of this process."""
        own = os.sched_getaffinity(0)
        self._bind(cores)
        try:
            yield
        finally:
            self._bind(own)

    def _bind(self, cores: Set[int]) -> None:
        for pid in _family(self.pid):
            for task in Path(f"/proc/{pid}/task").iterdir():
                os.sched_setaffinity(int(task.name), cores)

    def memory(self) -> dict[str, float]:
        """MiB of all its processes: the most that they held, mapped files included (what they
        share counts for each), and what is their own now."""
        status = [Path(f"/proc/{pid}/status").read_text("ascii") for pid in _family(self.pid)]
        return {
            "server_processes": len(status),
            "server_peak_mib": round(sum(_mib(text, "VmHWM") for text in status), 1),
            "server_private_mib": round(sum(_mib(text, "RssAnon") for text in status), 1),
        }


@contextmanager
def serving(data: Path, log: Path, processes: int = PROCESSES) -> Iterator[Server]:
    """Serve a corpus at a free port of this machine, without a limit of requests for a reader.

    What the server says goes into the file `log`. Raises SystemExit when it does not start.
    """
    environment = {
        **os.environ,
        "HANKEMUISTI_WEB__RATE": "0",
        "HANKEMUISTI_WEB__PROCESSES": str(processes),
    }
    command = [sys.executable, "-m", "cli", "--data", str(data)]
    command += ["serve", "--host", "127.0.0.1", "--port", "0"]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stderr=file, start_new_session=True
        )
    try:
        server = Server(_address(process, log), process.pid, data)
        server.generation()
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # a session of its own: it and its children
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        if found := _ADDRESS.search(log.read_text("utf-8", "replace")):
            return found[0]
        time.sleep(0.05)
    raise SystemExit(f"the server did not start: {log.read_text('utf-8', 'replace')}")


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _cpu_seconds(pid: int) -> float:
    # The name, in brackets, may hold blanks: fields are counted behind it (proc(5), utime, stime).
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _mib(status: str, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
