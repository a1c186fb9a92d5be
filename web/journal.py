"""What was asked how often and how long it took: a line for each request, and figures.

Nobody's words are kept: neither query nor address of the reader is written down anywhere.
The figures are in the text format of Prometheus, version 0.0.4; each process has its own.
"""

from __future__ import annotations

import logging
import os
import threading
from bisect import bisect_left
from collections import Counter
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("hankemuisti.web")

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds of the classes of durations, in seconds."""


class Journal:
    """Counts of requests by route, method and status, and of their durations. For many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._classes = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0
        self.open = 0

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request that has been answered."""
        with self._lock:
            self._requests[route, method, status] += 1
            self._classes[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds
        log.info("%s %s %d %.0f ms", method, route, status, seconds * 1000)

    def figures(self, gauges: dict[str, float]) -> str:
        """All counts, and the `gauges` given, for Prometheus."""
        with self._lock:
            requests, classes = dict(self._requests), list(self._classes)
            seconds = self._seconds
        own = f'process="{os.getpid()}"'
        lines = ["# TYPE hankemuisti_requests_total counter"]
        for (route, method, status), count in sorted(requests.items()):
            told = f'{own},route="{route}",method="{method}",status="{status}"'
            lines.append(f"hankemuisti_requests_total{{{told}}} {count}")
        lines.append("# TYPE hankemuisti_request_seconds histogram")
        total = 0
        for bound, count in zip((*BOUNDS, "+Inf"), classes, strict=True):
            total += count
            lines.append(f'hankemuisti_request_seconds_bucket{{{own},le="{bound}"}} {total}')
        lines += [
            f"hankemuisti_request_seconds_sum{{{own}}} {seconds:.6f}",
            f"hankemuisti_request_seconds_count{{{own}}} {total}",
        ]
        for name, value in {"open_requests": self.open, **gauges}.items():
            lines += [f"# TYPE hankemuisti_{name} gauge", f"hankemuisti_{name} {value:g}"]
        return "\n".join([*lines, ""])


class Noted:
    """Middleware that notes every request in a journal."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self._app = app
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._journal.open += 1
        try:
            await self._app(scope, receive, noted)
        finally:
            self._journal.open -= 1
            self._journal.note(_route(scope), _method(scope), status, perf_counter() - began)


def _route(scope: Scope) -> str:
    """The pattern that was met, so that no id and no word is written down."""
    return str(getattr(scope.get("route"), "path", "none"))


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "OTHER"
