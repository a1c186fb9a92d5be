"""Servers that mean harm, or have lost their mind: what each does, and what is to come of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from tests.servers.site import Answer, Asked, Site, bomb, endless

START = "/alku"
"""The address that is asked in every case."""

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@dataclass(frozen=True, slots=True)
class Case:
    """What a server does, and a pattern of the one line that tells of it ("" for content)."""

    name: str
    make: Callable[[Site], None]
    outcome: str


def _raw(*chunks: bytes) -> Callable[[Site], None]:
    return lambda site: site.raw(START, lambda: chunks)


def _endless(head: bytes, piece: bytes, pause: float = 0.0) -> Callable[[Site], None]:
    return lambda site: site.raw(START, endless(head, piece, pause))


def _answer(status: int = 200, body: bytes = b"", **headers: str) -> Callable[[Site], None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda site: site.answer(START, Answer(status, named, body))


def _redirect(target: str) -> Callable[[Site], None]:
    return lambda site: site.redirect(START, target)


def _onward(site: Site) -> None:
    def next_one(asked: Asked) -> Answer:
        number = int(asked.path.partition("n=")[2] or 0)
        return Answer(302, {"Location": f"{START}?n={number + 1}"})

    site.answer(START, next_one)


def _to_and_fro(site: Site) -> None:
    site.redirect(START, "/toinen")
    site.redirect("/toinen", START)


def _robots(body: bytes, **headers: str) -> Callable[[Site], None]:
    def make(site: Site) -> None:
        site.page(START, "teksti")
        site.add("/robots.txt", body, "text/plain", **headers)

    return make


def _robots_circle(site: Site) -> None:
    site.page(START, "teksti")
    site.redirect("/robots.txt", "/robots.txt")


def _robots_endless(site: Site) -> None:
    site.page(START, "teksti")
    site.raw("/robots.txt", endless(b"HTTP/1.1 200 OK\r\n\r\n", b"Disallow: /x\n" * 5000))


_TWICE = gzip.compress(gzip.compress(bytes(10**7), mtime=0), mtime=0)
_BOMB = bomb(300)

CASES = (
    Case("redirects without an end", _onward, "more than 10 redirects"),
    Case("redirect to itself", _redirect(START), "more than 10 redirects"),
    Case("redirects to and fro", _to_and_fro, "more than 10 redirects"),
    Case("redirect to a file", _redirect("file:///etc/passwd"), "only http and https"),
    Case("redirect to a script", _redirect("javascript:alert(1)"), "only http and https"),
    Case("redirect to a private network", _redirect("http://10.0.0.1/"), "not on the open"),
    Case("redirect to this machine", _redirect("http://localhost/"), "not on the open"),
    Case("redirect to cloud metadata", _redirect("http://169.254.169.254/x"), "not on the open"),
    Case("redirect to a number", _redirect("http://2130706433/"), "not on the open"),
    Case("redirect to a mapped address", _redirect("http://[::ffff:7f00:1]/"), "not on the open"),
    Case("redirect with a password", _redirect("http://a:b@example.fi/"), "user or a password"),
    Case("redirect to nowhere", _answer(302), "more than 10 redirects|not an address"),
    Case("redirect to an endless name", _redirect("/" + "a" * 5000), "longer than 2000"),
    Case("redirect to no port", _redirect("http://example.fi:99999/"), "no port|not an address"),
    Case("a bomb", _answer(body=_BOMB, Content_Encoding="gzip"), "more than 5 MiB|a bomb"),
    Case("a bomb in deflate", _answer(body=_BOMB, Content_Encoding="deflate"), "broken|a bomb"),
    Case("packed twice", _answer(body=_TWICE, Content_Encoding="gzip, gzip"), "was not asked for"),
    Case("in brotli", _answer(body=b"\x0b\x02", Content_Encoding="br"), "was not asked for"),
    Case("broken gzip", _answer(body=b"ei gzip", Content_Encoding="gzip"), "broken gzip"),
    Case(
        "gzip cut short",
        _answer(body=gzip.compress(b"a" * 9999)[:-9], Content_Encoding="gzip"),
        "broken gzip: cut short",
    ),
    Case("endless body", _endless(_OK + b"\r\n", b"x" * 65536), "more than 5 MiB"),
    Case(
        "endless chunks",
        _endless(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b"x" * 16384 + b"\r\n"),
        "more than 5 MiB",
    ),
    Case("drops of a body", _endless(_OK + b"\r\n", b"x", 0.05), "no whole answer within"),
    Case("drops of headers", _endless(_OK, b"X-A: b\r\n", 0.05), "no whole answer within"),
    Case("endless headers", _endless(_OK, b"X-A: b\r\n" * 1000), "header|too long|too many"),
    Case("an endless header", _endless(_OK + b"X-A: ", b"b" * 65536), "header|too long|too many"),
    Case(
        "endless patience",
        _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        "no whole answer within",
    ),
    Case("silence", _endless(b"", b"", 0.05), "no whole answer within"),
    Case("hangs up", _raw(), "disconnected"),
    Case("no HTTP", _raw(b"\x00\x01\x02 hei\r\n\r\n"), "illegal|status line|disconnected"),
    Case("other protocol", _raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "illegal|status line|disconnected"),
    Case("too short a body", _raw(_OK + b"Content-Length: 100\r\n\r\nlyhyt"), "incomplete|without"),
    Case("no number of bytes", _raw(_OK + b"Content-Length: x\r\n\r\n"), "Content-Length"),
    Case("fewer than no bytes", _raw(_OK + b"Content-Length: -1\r\n\r\n"), "Content-Length"),
    Case(
        "two lengths",
        _raw(_OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        "Content-Length",
    ),
    Case(
        "a broken chunk",
        _raw(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        "chunk|illegal|disconnected",
    ),
    Case("a header over lines", _raw(_OK + b"X: a\x00b\r\n\r\n"), "illegal|header"),
    Case("nothing", _answer(204), "204"),
    Case("a part", _answer(206, b"osa"), "206"),
    Case("not modified, unasked", _answer(304), "304"),
    Case("no such status", _answer(799), "799"),
    Case("busy for ever", _answer(503), "503"),
    Case("busy for a year", _answer(503, Retry_After="31536000"), "come back after"),
    Case("busy until long ago", _answer(429, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"), "429"),
    Case("busy in a strange way", _answer(503, Retry_After="9" * 500), "come back after"),
    Case("robots.txt in a circle", _robots_circle, ""),
    Case("robots.txt without an end", _robots_endless, ""),
    Case("robots.txt of stars", _robots(b"User-agent: *\nDisallow: /" + b"*a" * 9999), ""),
    Case("robots.txt of noise", _robots(bytes(range(256)) * 40), ""),
    Case("robots.txt forbids", _robots(b"User-agent: *\nDisallow: /"), "robots.txt asks"),
    Case(
        "robots.txt wants a day between", _robots(b"User-agent: *\nCrawl-delay: 86400"), "86400 sec"
    ),
    Case("robots.txt is a bomb", _robots(_BOMB, Content_Encoding="gzip"), "robots.txt cannot|^$"),
)


def _links(count: int, pattern: str) -> Callable[[Site], None]:
    body = "".join(f'<a href="{pattern.format(number)}">x</a>' for number in range(count))
    return lambda site: site.page(START, body)


def _deeper_and_deeper(site: Site) -> None:
    answer = Answer(200, {"Content-Type": "text/html"}, b'<a href="alas/">alas</a> <p>teksti')
    site.everywhere(lambda _: answer)


def _always_new(site: Site) -> None:
    def make(asked: Asked) -> Answer:
        links = "".join(f'<a href="/s/{abs(hash((asked.path, n)))}">x</a>' for n in range(20))
        return Answer(200, {"Content-Type": "text/html"}, links.encode())

    site.everywhere(make)


def _sitemap(body: bytes) -> Callable[[Site], None]:
    def make(site: Site) -> None:
        site.page(START, "teksti")
        site.add("/sitemap.xml", body, "application/xml")

    return make


def _maps_of_maps(site: Site) -> None:
    site.page(START, "teksti")

    def make(asked: Asked) -> Answer:
        loc = f"<sitemap><loc>{site.url}/sitemap.xml?n={asked.at}</loc></sitemap>"
        return Answer(200, {}, f"<sitemapindex>{loc * 3}</sitemapindex>".encode())

    site.answer("/sitemap.xml", make)


def _fetched(body: bytes, media_type: str) -> Callable[[Site], None]:
    def make(site: Site) -> None:
        site.page(START, '<a href="/raportti.pdf">r</a><a href="/lataa?id=1">l</a>')
        site.add("/raportti.pdf", body, media_type)
        site.add("/lataa", body, media_type)

    return make


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "ha"><!ENTITY b "%s"><!ENTITY c "%s">
<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>&c;&f;</loc></url></urlset>""" % (
    b"&a;" * 5000,
    b"&b;" * 5000,
)
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20

CRAWLS = (
    Case("100,000 links to itself", _links(10**5, START), "1 document"),
    Case("100,000 queries of itself", _links(10**5, START + "?n={}"), "[0-9]+ document"),
    Case("100,000 fragments of itself", _links(10**5, START + "#n{}"), "1 document"),
    Case("100,000 addresses that are none", _links(10**5, "http://[{}"), "1 document"),
    Case("paths that grow", _deeper_and_deeper, "document"),
    Case("pages without an end", _always_new, "document.*max_pages"),
    Case("tags without an end", lambda site: site.page(START, "<div><b>" * 10**5), "1 document"),
    Case("a base elsewhere", lambda s: s.page(START, "<a href=x>", "<base href='//[x'>"), "1 doc"),
    Case("a sitemap that laughs", _sitemap(_LAUGHS), "1 document"),
    Case("a sitemap that bursts", _sitemap(_BOMB), "1 document"),
    Case("sitemaps of sitemaps", _maps_of_maps, "1 document"),
    Case("a sitemap of noise", _sitemap(bytes(range(256)) * 999), "1 document"),
    Case("a picture called PDF", _fetched(_PNG, "application/pdf"), "3 documents"),
    Case("a picture called a page", _fetched(_PNG, "text/html"), "known format"),
    Case("an error called PDF", _fetched(b"<!doctype html>Virhe", "application/pdf"), "web page"),
    Case("a PDF called a page", _fetched(b"%PDF-1.4 x", "text/html"), "3 documents"),
)
"""The same for whole crawls from `START`: a pattern of the line that sums one up."""
