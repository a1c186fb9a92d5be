from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.net.url import LONGEST, checked, host_of, normal


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.FI:80/a/../b/%7euser/%2e%2e/c?b=1#f", "http://example.fi/b/c?b=1"),
        ("https://example.fi:443", "https://example.fi/"),
        ("https://example.fi:8443/?", "https://example.fi:8443/"),
        ("https://ääni.fi./ä ö?q=ä", "https://xn--ni-uiaa.fi/%C3%A4%20%C3%B6?q=%C3%A4"),
        ("http://x.fi/%e4%E4?x=%e4", "http://x.fi/%E4%E4?x=%E4"),
        ("http://x.fi/a?utm_source=x&b=2&fbclid=y&UTM_Medium=z", "http://x.fi/a?b=2"),
        ("http://x.fi/a;jsessionid=1F/b;JSESSIONID=2?PHPSESSID=1", "http://x.fi/a/b"),
        ("http://x.fi/a?b&&c=&utmost=1", "http://x.fi/a?b&c=&utmost=1"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        (" http://x.fi/a\n\tb ", "http://x.fi/ab"),
        ("http://x.fi/a%2Fb?c%26d", "http://x.fi/a%2Fb?c%26d"),
        ("http://x.fi/../../a/./b/..", "http://x.fi/a/"),
        ("http://x_y.fi/", "http://x_y.fi/"),
    ],
)
def test_the_one_form(url: str, expected: str) -> None:
    assert normal(url) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("c", "http://x.fi/a/c"),
        ("../c?d", "http://x.fi/c?d"),
        ("//y.fi", "http://y.fi/"),
        ("?q=1", "http://x.fi/a/b?q=1"),
        ("#f", "http://x.fi/a/b?o=1"),
    ],
)
def test_relative_addresses(target: str, expected: str) -> None:
    assert normal(target, "http://x.fi/a/b?o=1") == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "raportti.pdf", "/a", "ftp://x.fi/", "mailto:a@x.fi", "javascript:alert(1)"),
        *("file:///etc/passwd", "http://", "http:///a", "http://./", "http://a:b@x.fi/"),
        *("http://u@x.fi/", "http://x.fi\\@y.fi/", "http://x.fi:99999/", "http://x.fi:0/"),
        *("http://[::1", "http://[x]/", "data:text/html,x", "http://x.fi/" + "a" * LONGEST),
        "http://x.fi/" + "ä" * 500,
    ],
)
def test_what_is_no_address_to_ask(url: str) -> None:
    with pytest.raises(FetchError):
        normal(url)
    with pytest.raises(FetchError):
        checked(url if len(url) != 512 else "")


@given(st.text(max_size=60), st.sampled_from(["", "http://x.fi/a/b", "https://ä.fi:8080/?c"]))
def test_any_text_gives_a_form_that_stays_or_a_reason(text: str, base: str) -> None:
    for url in (text, f"http://x.fi/{text}", f"http://{text}"):
        try:
            found = normal(url, base)
        except FetchError:
            continue
        assert normal(found) == found
        assert found.isascii()
        assert found.isprintable()
        assert " " not in found
        assert "#" not in found
        asked = checked(found)
        assert asked.scheme in ("http", "https")
        assert not asked.userinfo
        assert asked.raw_path.decode() == found[found.index("/", 8) :]


def test_hosts() -> None:
    assert host_of("http://x.fi:80/a") == "x.fi"
    assert host_of("http://[::1") == ""


@pytest.mark.parametrize(
    "url", ["http://xn--/", "http://xn--a.fi/", "http://a.fi/\ud800", "/\udcba"]
)
def test_what_no_request_can_be_made_of(url: str) -> None:
    """A name that stands for no letters; half a character."""
    with pytest.raises(FetchError):
        checked(normal(url, "http://a.fi/"))
