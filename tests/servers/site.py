"""A website on loopback that speaks real HTTP, well or badly, and writes down who asked what.

::

    with Site() as site:
        site.page("/", "<a href=/raportti.pdf>Raportti</a>")
        site.add("/raportti.pdf", b"%PDF-…", "application/pdf")
        site.answer("/busy", Answer(503, {"Retry-After": "1"}))
        site.raw("/garbage", lambda: [b"\\x00\\x01 this is no HTTP"])
        …
        site.paths()   # what was asked, in order
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Content-Length is added unless it is given or `chunks` come instead."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the log: seconds as time.monotonic gives them when it came and was answered."""

    path: str
    method: str
    headers: Mapping[str, str]
    at: float
    status: int = 0
    done: float = 0.0


Maker = Callable[[Asked], Answer]


class Site:
    """The site. Every path that was not given one has the answer 404."""

    def __init__(self, robots: str = "") -> None:
        self.log: list[Asked] = []
        self._answers: dict[str, Maker] = {}
        self._raw: dict[str, Callable[[], Iterable[bytes]]] = {}
        self._else: Maker | None = None
        self._lock = threading.Lock()
        self._server = _Server((HOST, 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.daemon = True
        self.url = f"http://{HOST}:{self._server.server_address[1]}"
        if robots:
            self.add("/robots.txt", robots.encode(), "text/plain")

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, path: str, body: bytes, media_type: str = "text/html", **headers: str) -> None:
        """Content with an ETag that is honoured; `headers` with _ for -."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        known = {"Content-Type": media_type, "ETag": etag, **named}

        def make(asked: Asked) -> Answer:
            if asked.headers.get("if-none-match") == known["ETag"] != "":
                return Answer(304, known)
            return Answer(200, known, body)

        self._answers[path] = make

    def page(self, path: str, body: str, head: str = "") -> None:
        """A web page."""
        text = f"<!doctype html><html lang=fi><head><meta charset=utf-8>{head}</head>"
        self.add(path, f"{text}<body>{body}</body></html>".encode(), "text/html; charset=utf-8")

    def answer(self, path: str, *answers: Answer | Maker) -> None:
        """Answers in turn, the last one for ever."""
        left = list(answers)

        def make(asked: Asked) -> Answer:
            with self._lock:
                now = left.pop(0) if len(left) > 1 else left[0]
            return now if isinstance(now, Answer) else now(asked)

        self._answers[path] = make

    def redirect(self, path: str, target: str, status: int = 301) -> None:
        """A redirect."""
        self.answer(path, Answer(status, {"Location": target}))

    def raw(self, path: str, chunks: Callable[[], Iterable[bytes]]) -> None:
        """Bytes on the connection, instead of an answer; then it is closed."""
        self._raw[path] = chunks

    def everywhere(self, maker: Maker) -> None:
        """The answer for every path that was not given one, but for robots.txt."""
        self._else = maker

    def remove(self, path: str) -> None:
        """Nothing is there any more."""
        self._answers.pop(path, None)
        self._raw.pop(path, None)

    def paths(self) -> list[str]:
        """What was asked, in order, without robots.txt."""
        return [asked.path for asked in self.log if asked.path != "/robots.txt"]

    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(self.paths())

    def find(self, path: str) -> Maker | None:
        """What makes the answer for a path: by the whole of it, else by what is before the ?."""
        found = self._answers.get(path) or self._answers.get(path.partition("?")[0])
        return found or (None if path == "/robots.txt" else self._else)

    def find_raw(self, path: str) -> Callable[[], Iterable[bytes]] | None:
        """The same for raw bytes."""
        return self._raw.get(path) or self._raw.get(path.partition("?")[0])

    def note(self, asked: Asked) -> None:
        """One more line of the log."""
        with self._lock:
            self.log.append(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50
    block_on_close = False  # an endless body must not keep a test from ending

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm: ClassVar[bool] = True
        timeout = 10

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, self.command, headers, time.monotonic())
            raw = site.find_raw(self.path)
            if raw:
                site.note(asked)
                self.close_connection = True
                for chunk in raw():
                    self.wfile.write(chunk)
                    self.wfile.flush()
                return
            maker = site.find(self.path)
            answer = maker(asked) if maker else Answer(404, {"Content-Type": "text/html"}, b"404")
            done = time.monotonic()
            site.note(Asked(*_four(asked), answer.status, done))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            has_length = any(name.lower() == "content-length" for name in answer.headers)
            if not has_length and answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD" and answer.status != 304:
                self.wfile.write(answer.body)

        do_HEAD = do_GET  # noqa: N815 - its name there

        def log_message(self, format: str, *args: object) -> None:
            """Not on stderr."""

    return Handler


def _four(asked: Asked) -> tuple[str, str, Mapping[str, str], float]:
    return asked.path, asked.method, asked.headers, asked.at


def bomb(mib: int) -> bytes:
    """So many MiB of zeros, in gzip."""
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1024 * 1024)
    return b"".join([*(packer.compress(zeros) for _ in range(mib)), packer.flush()])


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Callable[[], Iterator[bytes]]:
    """A head, and then the same piece for ever (or until the client hangs up)."""

    def chunks() -> Iterator[bytes]:
        yield head
        while True:
            yield piece
            if pause:
                time.sleep(pause)

    return chunks


def gzipped(body: bytes) -> Answer:
    """A page that came packed."""
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return Answer(200, headers, gzip.compress(body, mtime=0))
