"""A time limit for what this process does itself, not a worker that could be ended."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLongError(BaseException):
    """The block is over its time. Not an Exception, so that nothing within takes it for its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError within the block when it has taken `seconds` (0: as long as it likes).

    By a signal, which Python delivers between two steps of a program and within a long match of a
    regular expression. Only the main thread gets signals: elsewhere there is no limit.
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    if not seconds or not in_main_thread or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(*_: object) -> None:
    raise TookTooLongError
