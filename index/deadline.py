"""A time budget: work that somebody waits for ends in time, with less to show or with an error.

The budget is the thread's own (its context's): none of the calls between a page and the posting
lists needs to know of it, and where nobody set one, as on the command line, nothing is ever late.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple

from corpus.errors import HankemuistiError

IN_HASTE = 0.6
"""The share of a budget that may go before extras are left out; the rest is for what is basic."""

HASTY = "this took long: hits may be shown without their passages"


class LateError(HankemuistiError):
    """The budget is used up, and there is no answer."""


class _Deadline(NamedTuple):
    hurry: float
    end: float


_own: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def until(end: float) -> Iterator[None]:
    """What is done inside must be done at `end`, in seconds of time.monotonic."""
    now = monotonic()
    token = _own.set(_Deadline(now + IN_HASTE * (end - now), end))
    try:
        yield
    finally:
        _own.reset(token)


def check() -> None:
    """Raises LateError when the budget is used up. Takes a tenth of a microsecond."""
    deadline = _own.get()
    if deadline and monotonic() > deadline.end:
        raise LateError("this takes too long and was given up")


def hurried() -> bool:
    """Whether so much of the budget is gone that extras are to be left out."""
    deadline = _own.get()
    return deadline is not None and monotonic() > deadline.hurry


def left_out() -> tuple[str, ...]:
    """What is to be said of an answer made until now, if anything."""
    return (HASTY,) if hurried() else ()
