"""Pace: how long each host is left in peace, and which are left alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.errors import FetchError
from corpus.net.timing import Clock


@dataclass(slots=True)
class Pace:
    """One request at a time, and a pause before the next to the same host."""

    clock: Clock
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, delay: float) -> None:
        """Sleep until `delay` seconds have gone since the last answer of `host`."""
        last = self._last.get(host)
        if last is not None:
            left = last + delay - self.clock.now()
            if left > 0:
                self.clock.sleep(left)

    def done(self, host: str) -> None:
        """An answer of `host`, or its failure, has just ended."""
        self._last[host] = self.clock.now()


@dataclass(slots=True)
class Circuit:
    """Hosts that fail again and again are left alone for the life of this object."""

    most: int
    _failures: dict[str, tuple[int, str]] = field(default_factory=dict)

    def check(self, host: str) -> None:
        """Raises LeftAloneError for a host that has failed too often."""
        count, reason = self._failures.get(host, (0, ""))
        if self.most and count >= self.most:
            raise LeftAloneError(
                f"{host} is left alone for this run: {count} requests in a row failed,"
                f" the last with: {reason}"
            )

    def failed(self, host: str, reason: str) -> None:
        """A request has failed, with all its tries."""
        self._failures[host] = (self._failures.get(host, (0, ""))[0] + 1, reason)

    def succeeded(self, host: str) -> None:
        """The host is there."""
        self._failures.pop(host, None)


class LeftAloneError(FetchError):
    """The host is not asked any more in this run; the next one may."""
