"""What stands between a client and the network: one that records, one that replays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx

from corpus.config import NetConfig
from corpus.errors import FetchError
from corpus.net.body import read_body
from corpus.net.client import MOST_MIB, Client
from corpus.net.timing import Clock, Deadline
from corpus.net.transport import NetTransport
from corpus.sources.kit.answers import Answer, without_secrets


class NotRecordedError(FetchError):
    """Nobody has recorded this answer."""


class Replay(httpx.BaseTransport):
    """Answers from memory, in no time. A site without a recorded robots.txt has none.

    Who asks with the validators of the answer is told that it has not changed.
    """

    def __init__(self, answers: Mapping[tuple[str, str], Answer]) -> None:
        self._answers = answers
        self.asked: list[str] = []
        self.missing: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer. Raises NotRecordedError."""
        url = without_secrets(str(request.url))
        self.asked.append(url)
        answer = self._answers.get((request.method, url))
        if answer is None and request.url.path == "/robots.txt":
            return httpx.Response(404)
        if answer is None:
            self.missing.append(url)
            raise NotRecordedError(f"{request.method} {url} was not recorded")
        if _holds(request.headers, answer.headers):
            return httpx.Response(304, headers=answer.headers)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Whole(answer.body))


def _holds(asked: httpx.Headers, kept: Mapping[str, str]) -> bool:
    """What a server compares (RFC 9110, 13.2.2)."""
    if "if-none-match" in asked:
        return asked["if-none-match"] == kept.get("etag")
    return "if-modified-since" in asked and asked["if-modified-since"] == kept.get("last-modified")


class _Whole(httpx.SyncByteStream):
    """Bytes as if they came over a network, so that limits hold for them, too."""

    def __init__(self, content: bytes, piece: int = 64 * 1024) -> None:
        self._content = content
        self._piece = piece

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._content), self._piece):
            yield self._content[start : start + self._piece]


class Recorder(httpx.BaseTransport):
    """Asks for real and keeps every answer that was read to its end."""

    def __init__(
        self, inner: httpx.BaseTransport, folder: Path, before: Callable[[], None] = lambda: None
    ) -> None:
        self._inner = inner
        self._folder = folder
        self._before = before
        self.recorded: list[Path] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask. Raises what the real transport raises."""
        self._before()
        answer = self._inner.handle_request(request)
        assert isinstance(answer.stream, httpx.SyncByteStream)
        stream = _Copied(answer.stream, lambda chunks: self._keep(request, answer, chunks))
        return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)

    def _keep(self, request: httpx.Request, answer: httpx.Response, chunks: list[bytes]) -> None:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        try:
            body = read_body(chunks, headers.get("content-encoding", ""), MOST_MIB * 1024 * 1024)
        except FetchError:
            return  # the client says the same in a moment
        kept = Answer(request.method, str(request.url), answer.status_code, headers, body)
        self.recorded.append(kept.save(self._folder))

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class _Copied(httpx.SyncByteStream):
    """A body that is copied while it is read; one that was left in the middle is not."""

    def __init__(self, inner: httpx.SyncByteStream, done: Callable[[list[bytes]], None]) -> None:
        self._inner = inner
        self._done = done
        self._chunks: list[bytes] = []
        self._state = "unread"

    def __iter__(self) -> Iterator[bytes]:
        self._state = "reading"
        for chunk in self._inner:
            self._chunks.append(chunk)
            yield chunk
        self._state = "read"

    def close(self) -> None:
        self._inner.close()
        # Of redirects and errors the client reads no body.
        if self._state in ("unread", "read"):
            self._done(self._chunks)
        self._state = "done"


def replaying(net: NetConfig, transport: httpx.BaseTransport) -> Client:
    """A client that reaches no network and waits for nothing."""
    clock = Clock(now=lambda: 0.0, date=lambda: 0.0, sleep=_no_sleep, chance=lambda: 0.0)
    return Client(net, transport=transport, clock=clock)


def _no_sleep(_seconds: float) -> None:
    """For what is replayed nobody waits."""


def recording(net: NetConfig, folder: Path) -> tuple[Client, Recorder]:
    """A client that asks for real, and what it records into `folder`."""
    deadline = Deadline(Clock())
    allowed = frozenset(filter(None, (host.strip() for host in net.allow_hosts.lower().split(","))))
    inner = NetTransport(allowed, deadline, open_internet=bool(net.contact.strip()))
    recorder = Recorder(inner, folder, before=lambda: deadline.start(net.seconds))
    return Client(net, transport=recorder), recorder
