from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.net.url import normal
from corpus.sources import pagelinks
from corpus.sources.pagelinks import PageLinks, read_links

URL = "http://x.fi/a/b"


def _read(text: str, **headers: str) -> PageLinks:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read_links(text.encode(), URL, named, "Hankemuisti")


def test_links_with_their_words() -> None:
    found = _read(
        """<p><a href=c>Loppu<b>raportti</b>
        2011</a> <a href="c#luku">toinen</a> <area href=/kartta> <a href="">x</a> <a>y</a>
        <iframe src=/kehys></iframe><frame src=/f2> <link rel="next" href="?sivu=2">
        <a href="mailto:a@x.fi">posti</a> <a href="#ylos">ylös</a>"""
    )
    assert dict(found.links) == {
        "http://x.fi/a/c": "Loppuraportti 2011",
        "http://x.fi/kartta": "",
        "http://x.fi/kehys": "",
        "http://x.fi/f2": "",
        "http://x.fi/a/b?sivu=2": "",
    }
    assert (found.canonical, found.index, found.follow) == ("", True, True)


def test_a_base_and_a_canonical_address() -> None:
    found = _read(
        "<base href='/juuri/'><base href='/toinen/'><link rel='Canonical' href='oma'>"
        "<link rel=canonical href=muu><a href=c>c</a>"
    )
    assert list(found.links) == ["http://x.fi/juuri/c"]
    assert found.canonical == "http://x.fi/juuri/oma"
    assert list(_read("<base href='http://[x'><a href=c>c</a>").links) == ["http://x.fi/a/c"]


@pytest.mark.parametrize(
    ("text", "headers", "index", "follow"),
    [
        ("<meta name=robots content=noindex>", {}, False, True),
        ("<META NAME=Robots CONTENT='Index, NoFollow'>", {}, True, False),
        ("<meta name=hankemuisti content=none>", {}, False, False),
        ("<meta name=googlebot content=noindex>", {}, True, True),
        ("", {"x_robots_tag": "noindex, nofollow"}, False, False),
        ("", {"x_robots_tag": "googlebot: noindex"}, True, True),
        ("", {"x_robots_tag": "hankemuisti: noindex"}, False, True),
    ],
)
def test_what_it_asks_of_robots(
    text: str, headers: dict[str, str], index: bool, follow: bool
) -> None:
    found = _read(text, **headers)
    assert (found.index, found.follow) == (index, follow)


def test_a_link_not_to_be_followed() -> None:
    assert _read("<a rel='noopener NOFOLLOW' href=c>c</a>").links == {}


def test_refresh_is_a_link() -> None:
    page = (
        """<meta http-equiv=refresh content="0; URL='/uusi'"><meta http-equiv=refresh content=5>"""
    )
    assert list(_read(page).links) == ["http://x.fi/uusi"]


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("<a href='/työ'>Työ</a>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<meta charset=windows-1252><a href='/työ'>Työ</a>".encode("cp1252"), "text/html"),
        ("<a href='/työ'>Työ</a>".encode(), ""),
        ("<a href='/työ'>Työ</a>".encode(), "text/html; charset=utf-8"),
    ],
)
def test_the_encoding_of_addresses(content: bytes, header: str) -> None:
    assert read_links(content, URL, {"content-type": header}).links == {
        "http://x.fi/ty%C3%B6": "Työ"
    }


def test_an_unknown_encoding_is_no_reason_to_stop() -> None:
    header = {"content-type": "text/html; charset=klingon"}
    assert list(read_links(b"<a href=/c>c</a>", URL, header).links) == ["http://x.fi/c"]


def test_many_links_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagelinks, "MOST_LINKS", 50)
    monkeypatch.setattr(pagelinks, "MOST_VARIANTS", 5)
    assert len(_read("".join(f"<a href=/{n}>x</a>" for n in range(9999))).links) == 50
    assert len(_read("".join(f"<a href=/?n={n}>x</a>" for n in range(20))).links) == 5


def test_depth_costs_nothing() -> None:
    found = _read("<div>" * 50_000 + "<a href=/c>c</a>")
    assert len(found.links) <= 1


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_addresses_in_their_form(content: bytes) -> None:
    for data in (
        content,
        b"<a href='" + content + b"'>x",
        b"<base href=" + content + b"><a href=x>",
    ):
        found = read_links(data, URL)
        assert all(normal(link) == link for link in found.links)


def test_the_words_of_a_link_are_fit_to_be_kept() -> None:
    found = _read("<a href='a.pdf'>Loppu\x01raportti\n\x7f 2012\u202e</a>")
    assert list(found.links.values()) == ["Loppuraportti 2012"]


def test_hosts_that_are_none_are_no_links() -> None:
    assert all(normal(link) == link for link in _read("<a href='//xn--'>x</a>").links)
