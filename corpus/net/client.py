"""The client: one polite, safe and bounded request at a time."""

from __future__ import annotations

import email.utils
import importlib.metadata
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

import httpx

from corpus.clock import now
from corpus.closing import Closing
from corpus.config import NetConfig
from corpus.document import Validators
from corpus.errors import FetchError
from corpus.net.address import Resolver, resolve
from corpus.net.answer import REDIRECT, GoneError, Response, StatusError
from corpus.net.body import ENCODINGS, read_body
from corpus.net.pace import Circuit, LeftAloneError, Pace
from corpus.net.robots import MOST_BYTES, Robots, Rules
from corpus.net.timing import Clock, Deadline
from corpus.net.transport import NetTransport
from corpus.net.url import checked

REDIRECTS = 10
"""Browsers give up after 20; what needs more than a few is a loop."""

MOST_MIB = 100
_FIRST_BYTES = 1024
_BUSY = (429, 502, 503, 504)
_GONE = (404, 410)


class BusyError(FetchError):
    """The host did not answer, or not now: a later try may do better."""


class RobotsError(FetchError):
    """The site's robots.txt forbids it."""


class UnwantedError(FetchError):
    """Of a kind that nobody wants: pictures, films."""


class _Asked(NamedTuple):
    validators: Validators | None
    accept: str
    most: int
    method: str = "GET"
    unwanted: tuple[str, ...] = ()
    cut: bool = False


class Client(Closing):
    """Asks other people's servers. For one thread; a run shares one among its sources.

    `transport` stands in for the network: a recorder, or recorded answers.
    """

    def __init__(
        self,
        net: NetConfig | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
    ) -> None:
        self.net = net or NetConfig()
        self.clock = clock or Clock()
        self.agent = self.net.agent
        self._deadline = Deadline(self.clock)
        allowed = frozenset(
            host.strip().lower() for host in self.net.allow_hosts.split(",") if host.strip()
        )
        self._transport = transport or NetTransport(
            allowed, self._deadline, resolver, open_internet=bool(self.net.contact.strip())
        )
        self._pace = Pace(self.clock)
        self._circuit = Circuit(self.net.failures)
        self._robots = Robots(self._ask_robots)

    def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = "",
        max_bytes: int = MOST_MIB * 1024 * 1024,
        robots: bool = True,
        follow: bool = True,
        unwanted: tuple[str, ...] = (),
    ) -> Response:
        """Ask for `url`, following redirects.

        With `validators` the answer may be that nothing has changed. `robots=False` is for
        interfaces made for machines, OAI-PMH for instance, which robots.txt does not speak of.
        With `follow=False`, a redirect is an answer, too: `redirect_to` says where it leads. Of
        media types that begin with one of `unwanted` the content is not read.
        Raises GoneError for 404 and 410, RobotsError, LeftAloneError, BusyError, and FetchError
        with a one-line reason for everything else that gives no content.
        """
        asked = _Asked(validators, accept, max_bytes, unwanted=unwanted)
        return self._ask(url, asked, robots=robots, follow=follow)

    def head(self, url: str) -> Response:
        """Ask whether `url` is there, with as little of its content as its server lets us.

        Raises as `get` does.
        """
        try:
            return self._ask(url, _Asked(None, "", 0, "HEAD"), robots=True, follow=True)
        except StatusError:
            # Some servers refuse HEAD, and some say then that nothing is there.
            few = _Asked(None, "", _FIRST_BYTES, cut=True)
            return self._ask(url, few, robots=True, follow=True)

    def _ask(self, url: str, asked: _Asked, *, robots: bool, follow: bool) -> Response:
        target, moved_to, for_good = checked(url), "", True
        for _ in range(REDIRECTS + 1):
            if robots:
                self._obey(target)
            response = self._patiently(target, asked)
            if response.status not in REDIRECT:
                return _told(response, moved_to, asked)
            target = checked(response.redirect_to, str(target))
            for_good = for_good and response.for_good
            if for_good:
                moved_to = str(target)
            if not follow:
                return replace(response, moved_to=moved_to)
        raise FetchError(f"more than {REDIRECTS} redirects")

    def rest(self, url: str) -> None:
        """As if the host of `url` had just been asked: an earlier run may have done so."""
        self._pace.done(checked(url).host)

    def rules(self, url: str) -> Rules:
        """What the robots.txt of the site of `url` says."""
        return self._robots.of(checked(url))

    def close(self) -> None:
        """Close the connections. Asking again opens new ones."""
        self._transport.close()

    def _obey(self, url: httpx.URL) -> None:
        rules = self._robots.of(url)
        if rules.refusal:
            raise LeftAloneError(f"{url.host} is left alone for this run: {rules.refusal}")
        if not rules.allows(str(url), self.agent):
            raise RobotsError("robots.txt asks that this is not fetched")
        asked = rules.delay(self.agent)
        if asked > self.net.longest_delay:
            raise RobotsError(
                f"robots.txt asks for {asked:g} seconds between requests,"
                f" over net.longest_delay = {self.net.longest_delay:g}"
            )

    def _ask_robots(self, url: str) -> tuple[int, bytes]:
        target, asked = checked(url), _Asked(None, "text/plain", MOST_BYTES, cut=True)
        for _ in range(REDIRECTS):
            response = self._patiently(target, asked)
            if response.status not in REDIRECT:
                return response.status, response.content
            target = checked(response.redirect_to, str(target))
        return 404, b""  # RFC 9309, 2.3.1.2: too many redirects are as good as none there

    def _patiently(self, url: httpx.URL, asked: _Asked) -> Response:
        """One address, tried again while its host is busy."""
        host = url.netloc.decode("ascii")
        self._circuit.check(host)
        reason = ""
        for attempt in range(max(1, self.net.attempts)):
            self._pace.wait(url.host, self._delay(url))
            wait = 2.0**attempt * (0.5 + self.clock.chance() / 2)
            try:
                response = self._once(url, asked)
            except httpx.TimeoutException:
                reason = f"no whole answer within net.seconds = {self.net.seconds:g}"
            except httpx.TransportError as error:
                reason = _one_line(str(error) or type(error).__name__)
            else:
                if response.status not in _BUSY:
                    self._circuit.succeeded(host)
                    return response
                reason = _status(response.status)
                later = response.headers.get("retry-after", "")
                wait = max(wait, retry_after(later, self.clock.date()))
            finally:
                self._pace.done(url.host)
            if wait > self.net.patience:
                reason = f"{reason}; it asks to come back after {wait:,.0f} seconds"
                break
            if attempt + 1 < self.net.attempts:
                self.clock.sleep(wait)
        self._circuit.failed(host, reason)
        raise BusyError(reason)

    def _delay(self, url: httpx.URL) -> float:
        known = self._robots.known(url)
        return max(self.net.delay, known.delay(self.agent) if known else 0.0)

    def _once(self, url: httpx.URL, asked: _Asked) -> Response:
        request = httpx.Request(asked.method, url, headers=self._headers(asked))
        self._deadline.start(self.net.seconds)
        with closing(self._transport.handle_request(request)) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            status, content = answer.status_code, b""
            media_type = headers.get("content-type", "").strip().lower()
            if status == 200 and asked.unwanted and media_type.startswith(asked.unwanted):
                raise UnwantedError(f"is {media_type[:60]}, no document")
            if status == 200 and asked.method != "HEAD":
                encoding = headers.get("content-encoding", "")
                content = read_body(self._in_time(answer), encoding, asked.most, cut=asked.cut)
        return Response(str(url), status, headers, content, now())

    def _in_time(self, answer: httpx.Response) -> Iterable[bytes]:
        assert isinstance(answer.stream, httpx.SyncByteStream)
        for chunk in answer.stream:
            if self._deadline.left() <= 0:
                raise httpx.ReadTimeout("the answer took too long")
            yield chunk

    def _headers(self, asked: _Asked) -> dict[str, str]:
        validators = asked.validators
        headers = {
            "User-Agent": user_agent(self.net),
            "Accept": asked.accept or "*/*",
            "Accept-Encoding": ENCODINGS,
        }
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers


def user_agent(net: NetConfig) -> str:
    """Who asks, with where to complain."""
    try:
        version = importlib.metadata.version("hankemuisti")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    contact = net.contact.strip()
    return f"{net.agent}/{version}" + (f" (+{contact})" if contact else "")


def retry_after(text: str, date: float) -> float:
    """Seconds that Retry-After asks for, given as such or as a date (RFC 9110, 10.2.3); else 0."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - date)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _told(response: Response, moved_to: str, asked: _Asked) -> Response:
    status = response.status
    if status in _GONE:
        raise GoneError(_status(status), status)
    if status != 200 and not (status == 304 and asked.validators):
        raise StatusError(_status(status), status)
    return replace(response, moved_to=moved_to)


def _one_line(text: str) -> str:
    """What a server said may be long and wild; its beginning is enough to know what is wrong."""
    return " ".join(text.split())[:200]


def _status(status: int) -> str:
    phrase = httpx.codes.get_reason_phrase(status)
    return f"the server answers {status} {phrase}".strip()


__all__ = [
    "BusyError",
    "Client",
    "GoneError",
    "LeftAloneError",
    "Response",
    "RobotsError",
    "StatusError",
    "UnwantedError",
    "user_agent",
]
