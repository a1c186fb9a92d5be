"""Bouts: each kind is hunted in a process of its own, which may die; another one goes on then."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.fuzz.documents import LIMITS
from benchmarks.fuzz.guard import Guard
from benchmarks.fuzz.hunt import Hunt, Setting
from benchmarks.fuzz.judge import Fault
from benchmarks.fuzz.kinds import KINDS
from pipeline.process import how
from pipeline.worker import isolate, silence

_START = 60.0
"""Seconds until a process has its seeds, its dictionary and, for some, a corpus."""
_GRACE = 15.0
"""Seconds over an input's time after which its process hangs where no signal reaches it."""
_BEAT = 1.0
"""Seconds between two signs of life."""


@dataclass(slots=True)
class Bout:
    """What hunting one kind came to. `lost` counts processes that ended before their time."""

    kind: str
    seconds: float = 0.0
    executions: int = 0
    lines: int = 0
    kept: int = 0
    lost: int = 0
    faults: dict[str, tuple[Fault, bytes]] = field(default_factory=dict)


def hunted(kind: str, seconds: float, setting: Setting) -> Bout:
    """Hunt one kind for so many seconds (after the start) in processes of its own."""
    bout = Bout(kind)
    kept: list[bytes] = []
    while seconds - bout.seconds > _BEAT or not bout.executions:
        before = len(bout.faults), bout.executions
        _one_process(bout, kept, seconds - bout.seconds, setting)
        if (len(bout.faults), bout.executions) == before:
            break  # it does not even start
    return bout


def _one_process(bout: Bout, kept: list[bytes], seconds: float, setting: Setting) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    done, begun = bout.executions, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as room:
        process = context.Process(
            target=_hunt,
            args=(theirs, bout.kind, Path(room), seconds, kept, (setting, list(bout.faults))),
            daemon=False,  # the reading room's corpus is made by workers of its own
        )
        process.start()
        theirs.close()
        ended = ""
        try:
            patience = _START
            while not ended:
                if not ours.poll(patience):
                    ended = "hang"
                    continue
                said = ours.recv()
                patience = setting.seconds + _GRACE
                if said[0] == "ready":
                    begun = time.monotonic()
                elif said[0] == "beat":
                    bout.executions = done + said[1]
                    bout.lines = max(bout.lines, said[2])
                    kept += said[3]
                elif said[0] == "fault":
                    bout.faults.setdefault(said[1].sign, (said[1], said[2]))
                else:
                    ended = "done"
        except EOFError:
            process.join(_GRACE)
            ended = f"crash {how(process.exitcode, LIMITS.memory_mib)}"
        bout.seconds += time.monotonic() - begun
        bout.kept = len(kept)
        if ended != "done":
            bout.lost += 1
            now = Path(room, "now")
            content = now.read_bytes() if now.exists() else b""
            bout.faults.setdefault(ended, (Fault(ended, "the process had to be ended"), content))
        process.kill()
        process.join()
        ours.close()


def _hunt(
    connection: Connection,
    name: str,
    room: Path,
    seconds: float,
    kept: list[bytes],
    known: tuple[Setting, list[str]],
) -> None:
    """In a process: hunt, and tell what is found."""
    kind, (setting, signs) = KINDS[name], known
    silence()
    os.environ["TMPDIR"] = tempfile.tempdir = str(room)
    try:
        inside = room / "room"
        inside.mkdir()
        os.chdir(inside)  # what is written to a relative path lands here
        guard = Guard(room)
        hunt = Hunt(kind, kind.opened(inside), room / "now", guard, setting, signs=set(signs))
        isolate(LIMITS.memory_mib)
        guard.set_up()
        connection.send(("ready",))
        until = time.monotonic() + seconds
        for fault, content in hunt.faults(kept, _beating(connection, hunt, until, len(kept))):
            connection.send(("fault", fault, content))
    except Exception:
        fault = Fault("fuzzer", traceback.format_exc()[-1500:])
        connection.send(("fault", fault, b""))
    connection.send(("done",))
    os._exit(0)  # servers and pools of the program have threads that nobody waits for


def _beating(connection: Connection, hunt: Hunt, until: float, known: int) -> Callable[[], bool]:
    """Whether to go on; tells from time to time how far the hunt is, and what it keeps."""
    told, last = len(hunt.kind.seeds()) + known, 0.0

    def go_on() -> bool:
        nonlocal told, last
        now = time.monotonic()
        if now - last > _BEAT or now > until:
            new = hunt.pool[told:]
            told, last = max(told, len(hunt.pool)), now
            connection.send(("beat", hunt.executions, hunt.reach.lines, new))
        return now < until

    return go_on
