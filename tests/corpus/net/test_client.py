from __future__ import annotations

import email.utils

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.config import NetConfig
from corpus.document import Validators
from corpus.errors import FetchError
from corpus.net.answer import Response, StatusError
from corpus.net.client import (
    BusyError,
    Client,
    GoneError,
    LeftAloneError,
    RobotsError,
    UnwantedError,
    retry_after,
    user_agent,
)
from tests.corpus.net.conftest import NET, Turned
from tests.servers.site import Answer, Asked, Site, gzipped


def _patient(turned: Turned, **changes: float) -> Client:
    known: dict[str, float] = {"delay": 0.0, "attempts": 4, "seconds": 5.0, **changes}
    net = NetConfig(allow_hosts="127.0.0.1", **known)  # type: ignore[arg-type]
    return Client(net, clock=turned.clock)


def test_an_answer_is_whole(site: Site, client: Client) -> None:
    site.page("/a", "Perhekeskus")
    response = client.get(f"{site.url}/a")
    assert (response.status, response.url, response.moved_to) == (200, f"{site.url}/a", "")
    assert "Perhekeskus" in response.content.decode()
    assert response.media_type == "text/html"
    assert response.fetched.endswith("+00:00")
    assert not response.not_modified
    origin = response.origin
    assert origin.headers["content-type"] == "text/html; charset=utf-8"
    assert (origin.url, origin.status, origin.tool) == (response.url, 200, "")


def test_who_asks_is_told(site: Site) -> None:
    site.page("/a", "x")
    net = NetConfig(allow_hosts="127.0.0.1", delay=0, contact="me@example.fi")
    with Client(net) as client:
        client.get(f"{site.url}/a", accept="text/html")
    for asked in site.log:
        assert asked.headers["user-agent"] == user_agent(net)
        assert asked.headers["user-agent"].startswith("Hankemuisti/")
        assert asked.headers["user-agent"].endswith(" (+me@example.fi)")
        assert asked.headers["accept-encoding"] == "gzip, deflate"
        assert "cookie" not in asked.headers
    assert site.log[-1].headers["accept"] == "text/html"
    assert "(" not in user_agent(NetConfig())


def test_packed_answers_are_unpacked(site: Site, client: Client) -> None:
    site.answer("/a", gzipped(b"teksti" * 1000))
    assert client.get(f"{site.url}/a").content == b"teksti" * 1000


def test_what_has_not_changed_is_not_sent_again(site: Site, client: Client) -> None:
    site.page("/a", "x")
    first = client.get(f"{site.url}/a")
    assert first.validators.etag
    again = client.get(f"{site.url}/a", validators=first.validators)
    assert again.not_modified
    assert again.content == b""
    site.page("/a", "y")
    assert not client.get(f"{site.url}/a", validators=first.validators).not_modified


def test_dates_are_validators_too(site: Site, client: Client) -> None:
    since = "Tue, 01 Feb 2011 10:00:00 GMT"

    def make(asked: Asked) -> Answer:
        known = asked.headers.get("if-modified-since") == since
        return Answer(304 if known else 200, {"Last-Modified": since}, b"" if known else b"x")

    site.answer("/a", make)
    first = client.get(f"{site.url}/a")
    assert first.validators == Validators("", since)
    assert client.get(f"{site.url}/a", validators=first.validators).not_modified


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told_apart(status: int, site: Site, client: Client) -> None:
    site.answer("/a", Answer(status))
    with pytest.raises(GoneError, match=str(status)) as caught:
        client.get(f"{site.url}/a")
    assert caught.value.status == status


def test_other_refusals_have_their_status(site: Site, client: Client) -> None:
    site.answer("/a", Answer(403))
    with pytest.raises(StatusError, match="403 Forbidden") as caught:
        client.get(f"{site.url}/a")
    assert not isinstance(caught.value, GoneError)


def test_redirects_for_good_and_for_now(site: Site, client: Client) -> None:
    site.redirect("/a", "/b", 301)
    site.redirect("/b", "c", 308)
    site.redirect("/c", "/d", 302)
    site.redirect("/d", "/e", 301)
    site.page("/e", "x")
    response = client.get(f"{site.url}/a")
    assert response.url == f"{site.url}/e"
    assert response.moved_to == f"{site.url}/c", "what comes after a redirect for now is for now"
    assert client.get(f"{site.url}/c").moved_to == ""


def test_a_redirect_can_be_an_answer(site: Site, client: Client) -> None:
    site.redirect("/a", "/b?x#y", 301)
    response = client.get(f"{site.url}/a", follow=False)
    assert (response.status, response.redirect_to, response.for_good) == (301, "/b?x#y", True)
    assert response.moved_to == f"{site.url}/b?x"
    assert site.paths() == ["/a"]


def test_cookies_are_not_kept(site: Site, client: Client) -> None:
    site.answer("/a", Answer(302, {"Location": "/b", "Set-Cookie": "a=b"}))
    site.page("/b", "x")
    client.get(f"{site.url}/a")
    assert all("cookie" not in asked.headers for asked in site.log)


def test_robots_are_obeyed_on_every_hop(site: Site, client: Client) -> None:
    site.add("/robots.txt", b"User-agent: *\nDisallow: /salainen\n", "text/plain")
    site.redirect("/a", "/salainen/b")
    with pytest.raises(RobotsError, match=r"robots\.txt asks that this is not fetched"):
        client.get(f"{site.url}/a")
    assert site.paths() == ["/a"]
    site.page("/salainen/b", "x")
    assert client.get(f"{site.url}/salainen/b", robots=False).status == 200
    assert client.rules(site.url).sitemaps == []


def test_robots_are_asked_once_and_followed_where_they_have_moved(
    site: Site, client: Client
) -> None:
    site.redirect("/robots.txt", "/r.txt")
    site.add("/r.txt", b"User-agent: *\nDisallow: /b\n", "text/plain")
    site.page("/a", "x")
    client.get(f"{site.url}/a")
    client.get(f"{site.url}/a")
    with pytest.raises(RobotsError):
        client.get(f"{site.url}/b")
    assert site.paths() == ["/r.txt", "/a", "/a"]


def test_a_site_whose_robots_fail_is_not_asked(site: Site, client: Client) -> None:
    site.answer("/robots.txt", Answer(500))
    site.page("/a", "x")
    with pytest.raises(LeftAloneError, match=r"its robots\.txt answers 500"):
        client.get(f"{site.url}/a")
    assert site.paths() == []


def test_pauses_are_kept_and_crawl_delay_is_heard(site: Site, turned: Turned) -> None:
    site.add("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    site.page("/a", "x")
    with _patient(turned, delay=2.0) as client:
        client.get(f"{site.url}/a")
        client.get(f"{site.url}/a")
        assert turned.slept == [7, 7], "its rules are known before the first page is asked for"
        client.rest(f"{site.url}/")
        turned.time += 3
        client.get(f"{site.url}/a")
        assert turned.slept == [7, 7, 4]


def test_a_busy_host_is_asked_again_later(site: Site, turned: Turned) -> None:
    site.answer("/robots.txt", Answer(404))
    busy = Answer(503, {"Retry-After": "30"})
    site.answer("/a", busy, Answer(429), Answer(502), Answer(200, {}, b"x"))
    with _patient(turned) as client:
        assert client.get(f"{site.url}/a").content == b"x"
    assert turned.slept == [30, 2, 4], "what it asks for, else twice as long each time"


def test_retry_after_as_a_date(site: Site, turned: Turned) -> None:
    later = email.utils.formatdate(turned.time + 50, usegmt=True)
    site.answer("/a", Answer(503, {"Retry-After": later}), Answer(200, {}, b"x"))
    with _patient(turned) as client:
        client.get(f"{site.url}/a")
    assert turned.slept == [50]


def test_who_asks_for_too_much_patience_is_left(site: Site, turned: Turned) -> None:
    site.answer("/a", Answer(503, {"Retry-After": "3600"}))
    with _patient(turned) as client, pytest.raises(BusyError, match="come back after 3,600 sec"):
        client.get(f"{site.url}/a")
    assert (turned.slept, site.counts()["/a"]) == ([], 1)


def test_connections_that_break_are_tried_again(site: Site, turned: Turned) -> None:
    pieces = [[b""], [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"]]
    site.raw("/a", lambda: pieces.pop(0) if pieces else [b"HTTP/1.0 200 OK\r\n\r\nhei"])
    with _patient(turned) as client:
        assert client.get(f"{site.url}/a").content == b"hei"
    assert site.counts()["/a"] == 3


def test_a_host_that_keeps_failing_is_left_alone(site: Site, turned: Turned) -> None:
    site.answer("/a", Answer(503))
    site.page("/b", "x")
    with _patient(turned, attempts=2, failures=2) as client:
        for _ in range(2):
            with pytest.raises(BusyError):
                client.get(f"{site.url}/a")
        with pytest.raises(LeftAloneError, match="left alone for this run"):
            client.get(f"{site.url}/b")
    assert site.counts() == {"/a": 4}


def test_missing_pages_are_no_failures_of_the_host(site: Site, turned: Turned) -> None:
    with _patient(turned, failures=2) as client:
        for _ in range(5):
            with pytest.raises(GoneError):
                client.get(f"{site.url}/puuttuu")


def test_what_nobody_wants_is_not_read(site: Site, client: Client) -> None:
    site.add("/a", b"x" * 1000, "Image/PNG")
    with pytest.raises(UnwantedError, match="is image/png, no document"):
        client.get(f"{site.url}/a", unwanted=("image/",))


def test_head_asks_again_where_it_is_refused(site: Site, client: Client) -> None:
    site.page("/a", "x" * 100_000)
    assert client.head(f"{site.url}/a").content == b""

    def refuse(asked: Asked) -> Answer:
        return Answer(405 if asked.method == "HEAD" else 200, {}, b"x" * 100_000)

    site.answer("/b", refuse)
    assert len(client.head(f"{site.url}/b").content) == 1024
    with pytest.raises(GoneError):
        client.head(f"{site.url}/c")
    methods = [asked.method for asked in site.log if asked.path != "/robots.txt"]
    assert methods == ["HEAD", "HEAD", "GET", "HEAD", "GET"]


def test_a_closed_client_opens_anew(site: Site) -> None:
    site.page("/a", "x")
    client = Client(NET)
    client.get(f"{site.url}/a")
    client.close()
    assert client.get(f"{site.url}/a").status == 200
    client.close()


def test_recorded_answers_stand_in_for_the_network() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        return httpx.Response(404 if path == "/robots.txt" else 200, content=path.encode())

    with Client(NetConfig(delay=0), transport=httpx.MockTransport(answer)) as client:
        assert client.get("https://example.fi/raportti").content == b"/raportti"


def test_what_cannot_be_asked_is_told() -> None:
    with Client(NET) as client, pytest.raises(FetchError, match="only http and https"):
        client.get("gopher://x.fi/")


def test_an_answer_without_headers() -> None:
    response = Response("http://x.fi/", 200)
    assert (response.media_type, response.redirect_to) == ("", "")
    assert response.validators == Validators()


@given(st.text(max_size=30), st.floats(0, 1e10))
def test_any_retry_after_is_a_number_of_seconds(text: str, date: float) -> None:
    assert 0 <= retry_after(text, date) < float("inf")
    assert retry_after("15", date) == 15
