from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.config import WebConfig
from corpus.errors import ConfigError
from tests.web.conftest import TestClient, with_web
from tests.web.made import Made
from web.app import create_app
from web.gate import BURST, MOST_CLIENTS, Gate, Rate, check_binding
from web.visit import split_prefix


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_may_always(host: str) -> None:
    check_binding(WebConfig(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", ""])
def test_others_only_when_it_is_said(host: str) -> None:
    with pytest.raises(ConfigError, match="public"):
        check_binding(WebConfig(host=host))
    check_binding(WebConfig(host=host, public=True))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8460", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8460", 200),
        ("muisti.example.org", 200),
        ("MUISTI.example.org:443", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
        ("localhost:x", 400),
    ],
)
def test_only_names_of_ours_are_served(made: Made, host: str, status: int) -> None:
    config = with_web(made, hosts="muisti.example.org").config
    with TestClient(create_app(config), base_url="http://localhost") as client:
        answer = client.get("/robots.txt", headers={"host": host})
    assert answer.status_code == status
    assert answer.headers["content-security-policy"]


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    rate = Rate(2.0, lambda: now[0])
    for _ in range(int(2 * BURST)):
        assert rate.wait("a") == 0
    assert rate.wait("a") == pytest.approx(0.5)
    assert rate.wait("b") == 0
    now[0] += 0.6
    assert rate.wait("a") == 0
    assert rate.wait("a") > 0


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from("ab")), max_size=80))
@settings(max_examples=50)
def test_nobody_gets_more_than_the_rate(steps: list[tuple[float, str]]) -> None:
    now = [0.0]
    rate = Rate(3.0, lambda: now[0])
    allowed = {"a": 0, "b": 0}
    for step, client in steps:
        now[0] += step
        allowed[client] += rate.wait(client) == 0
    assert all(count <= 3.0 * (BURST + now[0]) + 1e-6 for count in allowed.values())


def test_addresses_are_forgotten() -> None:
    rate = Rate(1.0, lambda: 0.0)
    for number in range(MOST_CLIENTS + 5):
        rate.wait(str(number))
    assert len(rate._buckets) == MOST_CLIENTS


def test_too_many_requests_are_told_so(made: Made) -> None:
    config = with_web(made, rate=1.0).config
    with TestClient(create_app(config), base_url="http://localhost") as client:
        answers = [client.get("/robots.txt") for _ in range(8)]
        static = client.get("/static/icon.svg")
    assert [answer.status_code for answer in answers][:5] == [200] * 5
    last = answers[-1]
    assert last.status_code == 429
    assert last.headers["content-type"] == "application/problem+json"
    assert int(last.headers["retry-after"]) >= 1
    assert static.status_code == 200


def test_whose_requests_count_together() -> None:
    async def nothing(*_arguments: object) -> None:
        return None

    def client(settings: WebConfig, address: str, forwarded: str = "") -> str:
        from starlette.datastructures import Headers

        gate = Gate(nothing, settings)
        headers = Headers({"x-forwarded-for": forwarded} if forwarded else {})
        return gate._client({"client": (address, 1)}, headers)

    plain, proxy = WebConfig(), WebConfig(proxy=True)
    assert client(plain, "192.0.2.1", "198.51.100.1") == "192.0.2.1", "anybody can write a header"
    assert client(proxy, "127.0.0.1", "203.0.113.9, 198.51.100.1") == "198.51.100.1"
    assert client(plain, "2001:db8::1") == client(plain, "2001:db8::ffff") == "2001:db8::/64"
    assert client(plain, "testclient") == "testclient"


def test_a_proxy_says_how_it_is_asked(made: Made) -> None:
    headers = {"x-forwarded-proto": "https"}
    for proxy, scheme in ((True, "https"), (False, "http")):
        config = with_web(made, proxy=proxy).config
        with TestClient(create_app(config), base_url="http://localhost") as client:
            assert (
                f"{scheme}://localhost/haku" in client.get("/opensearch.xml", headers=headers).text
            )


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("/sv/haku", ("sv", "/haku")),
        ("/sv", ("sv", "/")),
        ("/sv/", ("sv", "/")),
        ("/svenska", ("", "/svenska")),
        ("/", ("", "/")),
        ("/haku/sv", ("", "/haku/sv")),
    ],
)
def test_the_language_of_a_path(path: str, split: tuple[str, str]) -> None:
    assert split_prefix(path) == split
