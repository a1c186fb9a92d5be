"""Names, addresses and connections: with a resolver that lies, and real sockets."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

import httpcore
import httpx
import pytest

from corpus.config import NetConfig
from corpus.errors import ConfigError, FetchError
from corpus.net.address import AddressError
from corpus.net.client import BusyError, Client
from corpus.net.timing import Clock, Deadline
from corpus.net.transport import Backend, NetTransport
from tests.corpus.net.conftest import NET, Turned
from tests.servers.site import Site


class Sockets(httpcore.NetworkBackend):
    """Writes down where connections would go."""

    def __init__(self, dead: Iterable[str] = ()) -> None:
        self.asked: list[tuple[str, int]] = []
        self._dead = set(dead)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.asked.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectError("refused")
        return httpcore.NetworkStream()


class Rebinding:
    """A name server that tells another address each time."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self._answers[min(self.asked, len(self._answers)) - 1]


def _backend(resolver: Rebinding, sockets: Sockets, *allowed: str, contact: bool = True) -> Backend:
    deadline = Deadline(Clock())
    return Backend(frozenset(allowed), deadline, resolver, sockets, open_internet=contact)


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    resolver, sockets = Rebinding(["8.8.8.8"], ["127.0.0.1"]), Sockets()
    backend = _backend(resolver, sockets)
    backend.connect_tcp("x.fi", 80)
    assert (sockets.asked, resolver.asked) == ([("8.8.8.8", 80)], 1)
    with pytest.raises(AddressError, match=r"x\.fi is 127\.0\.0\.1"):
        backend.connect_tcp("x.fi", 80)
    assert sockets.asked == [("8.8.8.8", 80)]


def test_rebinding_between_robots_and_the_page_reaches_nothing(site: Site) -> None:
    """The name is somewhere on the internet first, then this machine."""
    site.page("/salaisuus", "salaisuus")
    resolver = Rebinding(["203.0.113.1", "127.0.0.1"], ["127.0.0.1"])
    port = site.url.rpartition(":")[2]
    with Client(NetConfig(contact="me@example.fi", attempts=1), resolver=resolver) as client:
        for _ in range(3):
            with pytest.raises(AddressError, match="not on the open internet"):
                client.get(f"http://paha.example.fi:{port}/salaisuus")
    assert site.log == []


def test_a_redirect_is_resolved_and_checked_again(site: Site) -> None:
    site.redirect("/a", "http://sisainen.example.fi/")

    def resolver(host: str, port: int) -> list[str]:
        return ["192.168.0.1"] if host.startswith("sisainen") else [host]

    net = NetConfig(contact="me@example.fi", allow_hosts="127.0.0.1", delay=0, attempts=1)
    with (
        Client(net, resolver=resolver) as client,
        pytest.raises(AddressError, match=r"sisainen\.example\.fi is 192\.168\.0\.1"),
    ):
        client.get(f"{site.url}/a")


def test_an_address_that_does_not_answer_leaves_the_next() -> None:
    sockets = Sockets(["8.8.8.8"])
    _backend(Rebinding(["8.8.8.8", "10.0.0.1", "8.8.4.4"]), sockets).connect_tcp("x.fi", 1)
    assert sockets.asked == [("8.8.8.8", 1), ("8.8.4.4", 1)]
    with pytest.raises(httpcore.ConnectError, match="refused"):
        _backend(Rebinding(["8.8.8.8"]), sockets).connect_tcp("x.fi", 1)


def test_a_host_that_is_allowed_may_be_anywhere() -> None:
    sockets = Sockets()
    backend = _backend(Rebinding(["10.0.0.1"]), sockets, "intra.fi", contact=False)
    backend.connect_tcp("INTRA.fi", 80)
    assert sockets.asked == [("10.0.0.1", 80)]
    with pytest.raises(httpcore.ConnectError, match="no address"):
        _backend(Rebinding([]), sockets, "intra.fi").connect_tcp("intra.fi", 80)


def test_nobody_is_asked_without_a_contact() -> None:
    with pytest.raises(ConfigError, match=r"net\.contact is empty"):
        _backend(Rebinding(["8.8.8.8"]), Sockets(), contact=False).connect_tcp("x.fi", 80)


def test_a_name_that_nobody_knows() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    net = NetConfig(contact="x", attempts=1, allow_hosts="127.0.0.1")
    with (
        Client(net, resolver=unknown) as client,
        pytest.raises(FetchError, match=r"x\.fi is not known"),
    ):
        client.get("http://x.fi/")


def test_no_time_is_left(turned: Turned) -> None:
    deadline = Deadline(turned.clock)
    deadline.start(5)
    turned.time += 6
    backend = Backend(frozenset(["x"]), deadline, Rebinding(["8.8.8.8"]), Sockets())
    with pytest.raises(httpcore.ConnectTimeout):
        backend.connect_tcp("x", 80)


def test_nothing_listens() -> None:
    with Client(NET) as client, pytest.raises(FetchError, match="cannot be had"):
        client.get("http://127.0.0.1:1/")


def test_a_server_without_tls(site: Site) -> None:
    """What speaks plain HTTP on a port of https is an error in one line, not a hang."""
    deadline = Deadline(Clock())
    deadline.start(5)
    transport = NetTransport(frozenset(["127.0.0.1"]), deadline)
    with pytest.raises(httpx.TransportError):
        transport.handle_request(httpx.Request("GET", site.url.replace("http:", "https:") + "/"))
    transport.close()
    assert ssl.OPENSSL_VERSION


def test_proxies_of_the_environment_are_not_used(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    site.page("/", "teksti")
    assert b"teksti" in client.get(f"{site.url}/").content


def test_a_busy_error_is_told_apart() -> None:
    assert issubclass(BusyError, FetchError)
