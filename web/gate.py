"""The gate: who may ask, how often, under which name, and what every answer says for safety."""

from __future__ import annotations

import ipaddress
import json
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.config import WebConfig
from corpus.errors import ConfigError
from web.visit import LANGUAGE, PREFIX, split_prefix

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
BURST = 5.0
"""Seconds' worth of requests that may come at once."""

MOST_CLIENTS = 10_000
"""Addresses remembered; the one not seen for longest is forgotten first."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def check_binding(settings: WebConfig) -> None:
    """Raises ConfigError when others could reach the page though nobody said they may."""
    try:
        local = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        local = settings.host == "localhost"
    if not (local or settings.public):
        raise ConfigError(
            f"web.host {settings.host}: others could reach the page; "
            "set web.public = true if that is meant, and web.hosts to its names"
        )


class Gate:
    """Middleware around everything: host names, rate, language of the path, safe headers."""

    def __init__(
        self,
        app: ASGIApp,
        settings: WebConfig,
        clock: Callable[[], float] = monotonic,
        refuse: Callable[[Request, int, str], Response] | None = None,
    ) -> None:
        """`refuse` makes what a known host's reader is told who asks too often."""
        self._app = app
        self._refuse = refuse or (lambda _request, status, detail: refused(status, detail))
        self._proxy = settings.proxy
        own = {name.strip().lower() for name in settings.hosts.split(",")} - {""}
        self._hosts = LOOPBACK_NAMES | own
        self._rate = Rate(settings.rate, clock) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if self._proxy and headers.get("x-forwarded-proto", "") in ("http", "https"):
            scope["scheme"] = headers["x-forwarded-proto"]

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = MutableHeaders(scope=message)
                for name, value in SAFETY.items():
                    ours.setdefault(name, value)
            await send(message)

        stranger = self._stranger(headers)
        if stranger:
            await stranger(scope, receive, safe)
            return
        named, path = split_prefix(scope["path"])
        if named:
            # In the same dictionary, where the journal will look for the route that was met.
            scope["path"], scope["raw_path"] = path, path.encode()
            scope[LANGUAGE], scope[PREFIX] = named, f"/{named}"
        await (self._hurried(scope, headers) or self._app)(scope, receive, safe)

    def _stranger(self, headers: Headers) -> Response | None:
        """The answer to whoever asks for a name that is not ours."""
        name = headers.get("host", "").lower()
        bare = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name
        if bare not in self._hosts:
            return refused(400, "this name is not served here; see web.hosts in config.toml")
        return None

    def _hurried(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to whoever asks too often."""
        if not self._rate or scope["path"].startswith("/static/"):
            return None
        wait = self._rate.wait(self._client(scope, headers))
        if not wait:
            return None
        answer = self._refuse(Request(scope), 429, "too many requests; wait a moment")
        answer.headers["Retry-After"] = str(int(wait) + 1)
        return answer

    def _client(self, scope: Scope, headers: Headers) -> str:
        """Whose requests are counted together; of IPv6 the network a household has."""
        told = headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if self._proxy else ""
        address = told or (scope["client"][0] if scope.get("client") else "")
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return address
        if found.version == 6:
            return str(ipaddress.ip_network((found, 64), strict=False))
        return address


class Rate:
    """A bucket for each client, which fills at `rate` a second up to BURST seconds' worth."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._most = max(1.0, rate * BURST)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """0 when the client may ask now, which it then did; else how many seconds to wait."""
        now = self._clock()
        left, seen = self._buckets.pop(client, (self._most, now))
        left = min(self._most, left + (now - seen) * self._rate)
        allowed = left >= 1
        self._buckets[client] = (left - 1 if allowed else left, now)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate


def refused(status: int, detail: str) -> Response:
    """A problem (RFC 9457) said before any page is asked."""
    told = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(told), status, media_type="application/problem+json")
