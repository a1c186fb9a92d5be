from __future__ import annotations

import threading
from time import monotonic

import pytest

from index.deadline import HASTY, IN_HASTE, LateError, check, hurried, left_out, until
from index.engine import Everything
from index.evaluate import evaluate
from index.lists import Lists
from index.occurrences import Seeker
from index.passages import find


def test_without_a_budget_nothing_is_late() -> None:
    check()
    assert not hurried()
    assert left_out() == ()


def test_there_is_time_until_there_is_none() -> None:
    with until(monotonic() + 60):
        check()
        assert not hurried()
    with until(monotonic() - 1), pytest.raises(LateError):
        check()
    check()


def test_extras_are_left_out_before_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("index.deadline.monotonic", lambda: now)
    with until(110.0):
        now = 100 + 10 * IN_HASTE
        assert not hurried()
        now += 0.1
        assert hurried()
        assert left_out() == (HASTY,)
        check()
        now = 110.1
        with pytest.raises(LateError):
            check()


def test_a_budget_is_the_threads_own() -> None:
    seen = []
    with until(monotonic() - 1):
        thread = threading.Thread(target=lambda: seen.append(hurried()))
        thread.start()
        thread.join()
        assert hurried()
    assert seen == [False]


def test_work_is_given_up_between_its_steps() -> None:
    seeker = Seeker([])
    with until(monotonic() - 1):
        with pytest.raises(LateError):
            evaluate(Lists([]), Everything())
        with pytest.raises(LateError):
            seeker.met([])
        with pytest.raises(LateError):
            find([], lambda _: [], seeker, 1, 1)
