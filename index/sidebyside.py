"""The shares of a long piece of work done side by side, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from corpus.errors import HankemuistiError

Step = Callable[[], None]
"""Told of every step of the work."""

Work = Callable[[Any, Step], int]
"""Does a share and counts what was done. A function of a module, as its share must be a value that
can be sent to another process."""


def side_by_side(work: Work, shares: Sequence[Any], step: Step) -> int:
    """Do all shares and add their counts; a single one is done here.

    What a share raises in another process becomes a HankemuistiError that says the same; the other
    shares are then ended. They also end, at their next step, when this process is gone.
    """
    if len(shares) == 1:
        return work(shares[0], step)
    context = multiprocessing.get_context("spawn")  # a fork would share open databases
    children, connections = [], []
    try:
        for share in shares:
            ours, theirs = context.Pipe(duplex=False)
            connections.append(ours)
            child = context.Process(target=_child, args=(theirs, work, share), daemon=True)
            with _uninterrupted():
                child.start()
            children.append(child)
            theirs.close()
        return _gather(connections, step)
    finally:
        for child in children:
            child.terminate()
            child.join()
        for connection in connections:
            connection.close()


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


def _child(connection: Connection, work: Work, share: Any) -> None:
    try:
        connection.send(work(share, lambda: connection.send(None)))
    except BrokenPipeError:
        return
    except Exception as error:
        connection.send(f"{type(error).__name__}: {error}")
