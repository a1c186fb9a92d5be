from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.sources import sitemaps
from corpus.sources.sitemaps import Sitemap, read_sitemap
from tests.servers.site import bomb

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_a_sitemap() -> None:
    text = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACE}
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc> https://x.fi/a?b&amp;c </loc><lastmod>2011-01-01</lastmod>
      <image:image><image:loc>https://x.fi/kuva.jpg</image:loc></image:image></url>
      <url><loc>https://x.fi/ä</loc></url><url><loc>https://x.fi/ä</loc></url><url/></urlset>"""
    assert read_sitemap(text.encode()) == Sitemap(("https://x.fi/a?b&c", "https://x.fi/ä"))


def test_an_index_in_gzip() -> None:
    text = f"<sitemapindex {NAMESPACE}><sitemap><loc>https://x.fi/1</loc></sitemap></sitemapindex>"
    assert read_sitemap(gzip.compress(text.encode())) == Sitemap((), ("https://x.fi/1",))


def test_feeds() -> None:
    rss = "<rss><channel><link>https://x.fi/</link><item><link>https://x.fi/a</link></item></channel></rss>"
    assert read_sitemap(rss.encode()).pages == ("https://x.fi/a",)
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://x.fi/"/>
      <entry><link rel="edit" href="https://x.fi/e"/><link href="https://x.fi/a"/></entry></feed>"""
    assert read_sitemap(atom.encode()).pages == ("https://x.fi/a",)


def test_lines() -> None:
    text = "\ufeffhttps://x.fi/a\r\n# ei\nhttps://x.fi/b\n"
    assert read_sitemap(text.encode()).pages == ("https://x.fi/a", "https://x.fi/b")


def test_what_is_broken_is_read_as_far_as_it_goes() -> None:
    text = "<urlset><url><loc>https://x.fi/a</loc></url><url><loc>https://x.fi/b</lo"
    assert read_sitemap(text.encode()).pages[:1] == ("https://x.fi/a",)
    assert read_sitemap(b"<!doctype html><p>404") == Sitemap()
    assert read_sitemap(b"") == Sitemap()


def test_entities_lead_nowhere_and_do_not_grow() -> None:
    text = b"""<!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "%s">]>
      <urlset><url><loc>https://x.fi/&f;%s</loc></url><url><loc>https://x.fi/b</loc></url></urlset>"""
    found = read_sitemap(text % (b"a" * 1000, b"&a;" * 1000)).pages
    assert not any("root" in page or len(page) > 5000 for page in found)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(FetchError, match="a bomb"):
        read_sitemap(bomb(30))


def test_a_long_one_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 3)
    urls = "".join(f"<url><loc>https://x.fi/{number}</loc></url>" for number in range(9))
    assert len(read_sitemap(f"<urlset>{urls}</urlset>".encode()).pages) == 3
    assert len(read_sitemap(b"https://x.fi/\n" * 9).pages) == 1


@given(st.binary(max_size=300))
def test_any_bytes_give_a_list_or_a_reason(content: bytes) -> None:
    for data in (content, b"<urlset><url><loc>" + content, b"\x1f\x8b" + content):
        try:
            found = read_sitemap(data)
        except FetchError:
            continue
        assert all(isinstance(page, str) and page == page.strip() for page in found.pages)


def test_half_a_character_costs_its_entry() -> None:
    entries = "".join(
        f"<url><loc>http://a.fi/{each}</loc></url>" for each in ("1", "&#xD800;", "2")
    )
    found = read_sitemap(f"<?xml version='1.0'?><urlset>{entries}</urlset>".encode())
    assert all(page.isprintable() for page in found.pages)
    assert "http://a.fi/1" in found.pages
