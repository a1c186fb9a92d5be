"""Work that is killed: by itself at its n-th step, or by another process at a moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

STEPS = frozenset(
    "open write writelines flush truncate fsync rename replace link mkdir rmdir unlink remove"
    " execute executemany ftruncate flock close".split()
)
"""What a program does to files and databases, by the names of Python's built-in functions."""

Work = Callable[[], object]


def uncovered() -> dict[str, str]:
    """The environment without coverage's: its file would meet a full disk, too, and a signal can
    end its tracing where it holds a lock that it never lets go of then."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


def signalled(process: subprocess.Popen[str], which: signal.Signals) -> str:
    """Send a signal to a program, which must end soon; what it said on stderr."""
    try:
        process.send_signal(which)
        return process.communicate(timeout=30)[1]
    finally:
        process.kill()


def steps_of(work: Work) -> list[str]:
    """The steps of work that nobody kills, in a process of its own."""
    reading, writing = os.pipe()
    child = _forked(lambda: os.write(writing, "\n".join(_recorded(work)).encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        said = file.read().decode()
    _ended(child)
    return said.split("\n") if said else []


def killed_at(work: Work, step: int) -> bool:
    """Run work and kill it before its step of this number; whether it came so far."""

    def running() -> None:
        left = step

        def count(_frame: Any, event: str, function: Any) -> None:
            nonlocal left
            if event == "c_call" and function.__name__ in STEPS:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        try:
            work()
        finally:
            sys.setprofile(None)

    return _ended(_forked(running))


def killed_after(work: Work, seconds: float) -> bool:
    """Run work and kill it after some seconds; whether it was still at work."""
    child = _forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def quietly(work: Work) -> None:
    """Run work to its end in a process of its own."""
    assert not _ended(_forked(work))


def _recorded(work: Work) -> list[str]:
    steps: list[str] = []

    def note(_frame: Any, event: str, function: Any) -> None:
        if event == "c_call" and function.__name__ in STEPS:
            steps.append(function.__name__)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return steps


def _forked(work: Work) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _ended(child: int) -> bool:
    """Wait for a process; whether it was killed. Raises AssertionError when it failed."""
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or status == 0, f"ended with {status}"
    return killed
