"""SSRF: a server on this machine that nobody allowed is asked by no spelling of its address."""

from __future__ import annotations

import pytest

from corpus.config import NetConfig
from corpus.errors import FetchError
from corpus.net.client import Client
from tests.servers.site import Answer, Site

SPELT = (
    "http://127.0.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost.:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://\uff11\uff12\uff17.0.0.1:{port}/",
    "http://127\u30020\u30020\u30021:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://169.254.169.254/latest/",
    "http://10.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "data:text/plain,zxq",
    "//127.0.0.1:{port}/",
)
CAUTIOUS = NetConfig(contact="me@example.fi", delay=0, attempts=1, seconds=2.0)


@pytest.mark.parametrize("address", SPELT)
def test_no_spelling_reaches_this_machine(address: str) -> None:
    with Site() as site, Client(CAUTIOUS) as client:
        site.page("/", "salaisuus")
        port = site.url.rpartition(":")[2]
        with pytest.raises(FetchError):
            client.get(address.format(port=port), robots=False)
        assert site.paths() == []


@pytest.mark.parametrize("address", [each for each in SPELT if not each.startswith("//")])
def test_no_redirect_does_either(address: str) -> None:
    """The first server is allowed by its name, the second is the same machine by another one."""
    allowed = NetConfig(
        allow_hosts="localhost", contact="me@example.fi", delay=0, attempts=1, seconds=2.0
    )
    with Site() as outer, Site() as inner, Client(allowed) as client:
        inner.page("/", "salaisuus")
        port = inner.url.rpartition(":")[2]
        outer.answer("/", Answer(302, {"Location": address.format(port=port)}))
        begin = outer.url.replace("127.0.0.1", "localhost")
        with pytest.raises(FetchError):
            client.get(f"{begin}/", robots=False)
        assert outer.paths() == ["/"]
        assert inner.paths() == []


def test_a_name_that_changes_its_meaning_is_looked_up_once_for_each_connection() -> None:
    asked = list[str]()

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    with Site() as site, Client(CAUTIOUS, resolver=rebinding) as client:
        port = site.url.rpartition(":")[2]
        for _ in range(2):
            with pytest.raises(FetchError, match="not on the open internet"):
                client.get(f"http://example.org:{port}/", robots=False)
        assert site.paths() == []
    assert asked == ["example.org", "example.org"]
