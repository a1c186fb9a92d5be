"""The way out: names looked up once, addresses checked, and exactly those connected to."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import httpcore
import httpx

from corpus.errors import ConfigError
from corpus.net.address import Resolver, chosen, resolve
from corpus.net.timing import Deadline

_CONNECT = 20.0
"""Seconds to reach a host; servers that are there answer within one."""


class _Stream(httpcore.NetworkStream):
    """A connection that waits no longer than until the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore.WriteTimeout("the request took too long")
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = max(0.001, self._deadline.left(timeout))
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only, so that a name cannot change its meaning in between."""

    def __init__(
        self,
        allowed: frozenset[str],
        deadline: Deadline,
        resolver: Resolver = resolve,
        inner: httpcore.NetworkBackend | None = None,
        *,
        open_internet: bool = True,
    ) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._resolver = resolver
        self._inner = inner or httpcore.SyncBackend()
        self._open_internet = open_internet

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises FetchError for a host that may not be asked, httpcore's errors otherwise."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            left = self._deadline.left(timeout)
            if left <= 0:
                failure = httpcore.ConnectTimeout("could not be reached in time")
                break
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        if host.lower() not in self._allowed and not self._open_internet:
            raise ConfigError(
                'net.contact is empty: set it to a mail address or page, as in contact = "me@x.fi",'
                " where the keepers of the sites that are asked can reach you"
            )
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        return addresses if host.lower() in self._allowed else chosen(host, addresses)


class NetTransport(httpx.BaseTransport):
    """Real connections. No proxies of the environment, no credentials, no cookies."""

    def __init__(
        self,
        allowed: frozenset[str],
        deadline: Deadline,
        resolver: Resolver = resolve,
        *,
        open_internet: bool = True,
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=15,
            network_backend=Backend(allowed, deadline, resolver, open_internet=open_internet),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; the body is read as it is asked for. Raises httpx's transport errors."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": {"connect": _CONNECT}},
        )
        try:
            answer = self._pool.handle_request(asked)
        except _ERRORS as error:
            raise _translated(error) from error
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        self._pool.close()


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading them takes 30 ms, so once."""
    return httpx.create_ssl_context()


_ERRORS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError)


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._inner
        except _ERRORS as error:
            raise _translated(error) from error

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close:
            close()


def _translated(error: Exception) -> httpx.TransportError:
    if isinstance(error, httpcore.TimeoutException):
        return httpx.ReadTimeout(str(error))
    if isinstance(error, httpcore.NetworkError):
        return httpx.ReadError(str(error))
    return httpx.RemoteProtocolError(str(error))
