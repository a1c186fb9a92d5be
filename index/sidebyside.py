"""The shares of a long piece of work done side by side, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from corpus.errors import HankemuistiError

Step = Callable[[], None]
"""Told of every step of the work."""

NICE_SHARE, NICE_BESIDE = 15, 5
"""How far each steps back for readers who are served meanwhile; what is done beside the shares
takes as long as they all do, and so goes first."""

TRIES = 5
_AUTOGROUP = Path("/proc/self/autogroup")

Work = Callable[[Any, Step], int]
"""Does a share and counts what was done. A function of a module, as its share must be a value that
can be sent to another process."""


def side_by_side(work: Work, shares: Sequence[Any], step: Step) -> int:
    """Do all shares and add their counts; a single one is done here.

    What a share raises in another process becomes a HankemuistiError that says the same, but an
    OSError stays one; the other shares are then ended. They also end, at their next step, when this
    process is gone.
    """
    if len(shares) == 1:
        return work(shares[0], step)
    with ExitStack() as processes:
        connections = [
            processes.enter_context(_process(work, share, NICE_SHARE, told=True))
            for share in shares
        ]
        return _gather(connections, step)


@contextmanager
def beside(work: Work, share: Any, *, alone: bool = False) -> Iterator[None]:
    """Do a share in another process while the block runs, and wait for it at the block's end.

    With `alone` it is done here, after the block. Raises what `side_by_side` does.
    """
    if alone:
        yield
        work(share, _nothing)
        return
    # Nobody reads during the block: what told of its steps would soon wait to be heard.
    with _process(work, share, NICE_BESIDE, told=False) as connection:
        yield
        _gather([connection], _nothing)


def _step_back(nice: int) -> None:
    """Be nice to all others.

    Linux shares time among sessions first, and being nice helps only within one: it takes a session
    of one's own that is nice (sched(7), "The autogroup feature"). Its number is not written sooner
    than a tenth of a second after that of another.
    """
    os.nice(nice)
    if not _AUTOGROUP.exists():
        return
    os.setsid()
    for _ in range(TRIES):
        try:
            _AUTOGROUP.write_text(str(nice))
            return
        except BlockingIOError:
            time.sleep(0.1)
        except OSError:  # /proc may be closed to us
            return


def _while_wanted() -> Step:
    """A step that ends the work when the process that began it is gone."""
    parent = os.getppid()

    def step() -> None:
        if os.getppid() != parent:
            raise BrokenPipeError

    return step


def _nothing() -> None:
    """A step that nobody is told of."""


@contextmanager
def _process(work: Work, share: Any, nice: int, *, told: bool) -> Iterator[Connection]:
    """A process that does a share; what is left of it ends with the block.

    With `told` the connection gives None for every step, and must be read all the time.
    """
    context = multiprocessing.get_context("spawn")  # a fork would share open databases
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, work, share, nice, told), daemon=True)
    try:
        with _uninterrupted():
            child.start()
        theirs.close()
        yield ours
    finally:
        if child.pid is not None:
            child.terminate()
            child.join()
        ours.close()


def _gather(connections: Sequence[Connection], step: Step) -> int:
    left, total = list(connections), 0
    while left:
        for connection in wait(left):
            assert isinstance(connection, Connection)
            try:
                said = connection.recv()
            except EOFError:
                raise HankemuistiError("a process that builds the index has ended") from None
            if said is None:
                step()
            elif isinstance(said, int):
                total += said
                left.remove(connection)
            elif isinstance(said, OSError):
                raise said
            else:
                raise HankemuistiError(f"a process that builds the index failed: {said}")
    return total


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is for this process, which then ends the others: they inherit what is blocked here."""
    resource_tracker.ensure_running()  # starting it would unblock the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _child(connection: Connection, work: Work, share: Any, nice: int, told: bool) -> None:
    _step_back(nice)
    try:
        connection.send(work(share, (lambda: connection.send(None)) if told else _while_wanted()))
    except BrokenPipeError:
        return
    except OSError as error:  # a full disk is told as one, whoever meets it
        connection.send(OSError(error.errno, error.strerror or str(error), error.filename))
    except Exception as error:
        connection.send(f"{type(error).__name__}: {error}")
