from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.net.address import AddressError
from corpus.net.robots import MOST_BYTES, Robots

SITE = httpx.URL("https://x.fi/a")


def _robots(status: int, body: bytes = b"") -> Robots:
    return Robots(lambda url: (status, body))


def test_rules_of_ours_and_of_everybody() -> None:
    text = (
        b"User-agent: *\nDisallow: /a\n\nUser-agent: hankemuisti\nDisallow: /b\nCrawl-delay: 2.5\n"
    )
    rules = _robots(200, text).of(SITE)
    assert rules.allows("https://x.fi/a", "Hankemuisti")
    assert not rules.allows("https://x.fi/b/c", "Hankemuisti")
    assert not rules.allows("https://x.fi/a", "Muu")
    assert (rules.delay("Hankemuisti"), rules.delay("Muu")) == (2.5, 0.0)


def test_the_most_exact_rule_wins_and_stars_match() -> None:
    text = b"User-agent: *\nDisallow: /*.pdf$\nAllow: /julkinen/\nDisallow: /julkinen\n"
    rules = _robots(200, text).of(SITE)
    assert not rules.allows("https://x.fi/a/b.pdf", "H")
    assert rules.allows("https://x.fi/a/b.pdf?x", "H")
    assert rules.allows("https://x.fi/julkinen/a", "H")
    assert not rules.allows("https://x.fi/julkinen", "H")


def test_sitemaps_and_a_rate() -> None:
    text = b"\xef\xbb\xbf" + b"Sitemap: https://x.fi/k.xml\n" * 2
    text += b"User-agent: *\nRequest-rate: 1/10\n"
    rules = _robots(200, text).of(SITE)
    assert rules.sitemaps == ["https://x.fi/k.xml"]
    assert rules.delay("H") == 10.0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204, 206])
def test_without_rules_everything_is_allowed(status: int) -> None:
    assert _robots(status, b"User-agent: *\nDisallow: /").of(SITE).allows("https://x.fi/a", "H")


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_a_site_that_cannot_tell_its_rules_is_left_alone(status: int) -> None:
    rules = _robots(status).of(SITE)
    assert not rules.allows("https://x.fi/a", "H")
    assert rules.refusal == f"its robots.txt answers {status}"


def test_rules_that_cannot_be_had_forbid() -> None:
    def ask(url: str) -> tuple[int, bytes]:
        raise FetchError("it is down")

    assert Robots(ask).of(SITE).refusal == "its robots.txt cannot be had (it is down)"


def test_an_address_that_is_refused_is_told_as_such() -> None:
    def ask(url: str) -> tuple[int, bytes]:
        raise AddressError("x.fi is 10.0.0.1")

    with pytest.raises(AddressError):
        Robots(ask).of(SITE)


def test_each_origin_is_asked_once() -> None:
    asked: list[str] = []

    def ask(url: str) -> tuple[int, bytes]:
        asked.append(url)
        return 404, b""

    robots = Robots(ask)
    for url in ("https://x.fi/a", "https://x.fi/b", "http://x.fi/", "https://x.fi:8443/"):
        robots.of(httpx.URL(url))
    assert asked == [
        "https://x.fi/robots.txt",
        "http://x.fi/robots.txt",
        "https://x.fi:8443/robots.txt",
    ]
    assert robots.known(httpx.URL("https://y.fi/")) is None
    assert robots.known(SITE) is not None


def test_only_the_first_kilobytes_count() -> None:
    text = b"User-agent: *\nDisallow: /a\n".ljust(MOST_BYTES, b"#") + b"\nDisallow: /b\n"
    rules = _robots(200, text).of(SITE)
    assert not rules.allows("https://x.fi/a", "H")
    assert rules.allows("https://x.fi/b", "H")


@given(st.binary(max_size=300))
def test_any_bytes_are_rules_or_none(body: bytes) -> None:
    rules = _robots(200, b"User-agent: *\n" + body).of(SITE)
    assert rules.allows("https://x.fi/a", "H") in (True, False)
    assert rules.delay("H") >= 0
    assert isinstance(rules.sitemaps, list)
