from __future__ import annotations

import pytest

from corpus.net.pace import Circuit, LeftAloneError, Pace
from tests.corpus.net.conftest import Turned


def test_a_pause_between_requests_to_one_host(turned: Turned) -> None:
    pace = Pace(turned.clock)
    pace.wait("x.fi", 5)
    pace.done("x.fi")
    turned.time += 2
    pace.wait("y.fi", 5)
    pace.wait("x.fi", 5)
    assert turned.slept == [3]
    pace.done("x.fi")
    turned.time += 9
    pace.wait("x.fi", 5)
    assert turned.slept == [3]


def test_a_host_that_keeps_failing_is_left_alone() -> None:
    circuit = Circuit(3)
    for _ in range(2):
        circuit.failed("x.fi", "503")
    circuit.check("x.fi")
    circuit.succeeded("x.fi")
    for _ in range(3):
        circuit.failed("x.fi", "it hung up")
    circuit.check("y.fi")
    with pytest.raises(LeftAloneError, match=r"x\.fi is left alone .* 3 requests .* it hung up"):
        circuit.check("x.fi")


def test_no_limit() -> None:
    circuit = Circuit(0)
    for _ in range(99):
        circuit.failed("x.fi", "503")
    circuit.check("x.fi")
