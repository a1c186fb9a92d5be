"""What the keepers of a site ask of robots (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from protego import Protego

from corpus.errors import FetchError
from corpus.net.address import AddressError

MOST_BYTES = 500 * 1024
"""Of a robots.txt; RFC 9309 (2.5) wants at least so much to be read."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin asks. Without `text`, everything is allowed; with `refusal`, nothing is."""

    text: Protego
    refusal: str = ""

    def allows(self, url: str, agent: str) -> bool:
        """Whether this address may be asked."""
        return not self.refusal and bool(self.text.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds between requests that it asks for, 0 when it does not."""
        asked = self.text.crawl_delay(agent)
        rate = self.text.request_rate(agent)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(asked or 0), between)

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that it names."""
        return list(dict.fromkeys(self.text.sitemaps))


@dataclass(slots=True)
class Robots:
    """The rules of every origin met, each asked for once in the life of this object.

    `ask` gives the status and the body of a robots.txt, cut at MOST_BYTES, or raises FetchError.
    """

    ask: Callable[[str], tuple[int, bytes]]
    _known: dict[str, Rules] = field(default_factory=dict)

    def of(self, url: httpx.URL) -> Rules:
        """The rules for the origin of `url`."""
        origin = _origin(url)
        if origin not in self._known:
            self._known[origin] = self._read(f"{origin}/robots.txt")
        return self._known[origin]

    def known(self, url: httpx.URL) -> Rules | None:
        """The same, if they have been asked for already."""
        return self._known.get(_origin(url))

    def _read(self, url: str) -> Rules:
        try:
            status, body = self.ask(url)
        except AddressError:
            raise
        except FetchError as error:
            # RFC 9309, 2.3.1.4: unreachable means that everything is forbidden, for now.
            return Rules(Protego.parse(""), f"its robots.txt cannot be had ({error})")
        if status >= 500 or status == 429:
            return Rules(Protego.parse(""), f"its robots.txt answers {status}")
        if status != 200:
            return Rules(Protego.parse(""))  # RFC 9309, 2.3.1.3: none, so everything is allowed
        return Rules(Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", "replace")))


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
