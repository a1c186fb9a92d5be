"""Fixtures of the network: a site on loopback, a clock that a test turns, a client for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from corpus.config import NetConfig
from corpus.net.client import Client
from corpus.net.timing import Clock
from tests.servers.site import Site

NET = NetConfig(allow_hosts="127.0.0.1", delay=0.0, attempts=1, seconds=5.0)


@dataclass
class Turned:
    """A clock that only moves when somebody sleeps."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.time, lambda: self.time, self.sleep, lambda: 1.0)


@pytest.fixture
def turned() -> Turned:
    return Turned()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(NET) as opened:
        yield opened
