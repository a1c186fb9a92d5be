from __future__ import annotations

import re
import signal
import threading

import pytest

from pipeline.timelimit import TookTooLongError, time_limit


def loop() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # as a library does that wants no error to come through
            continue


def test_a_loop_is_ended() -> None:
    with pytest.raises(TookTooLongError), time_limit(0.05):
        loop()


def test_a_match_that_blows_up_is_ended() -> None:
    with pytest.raises(TookTooLongError), time_limit(0.05):
        re.fullmatch(r"(?:a|a)*b", "a" * 60)


def test_what_is_done_in_time_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    with time_limit(0):
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    with pytest.raises(ZeroDivisionError), time_limit(60):
        raise ZeroDivisionError
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == before


def test_other_threads_have_no_limit() -> None:
    done = []

    def work() -> None:
        with time_limit(0.001):
            threading.Event().wait(0.01)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
