"""A site of some thousand pages, with everything that real ones have in them."""

from __future__ import annotations

import gzip
import random

from tests.servers.site import Answer, Site

DELAY = 0.01
"""What robots.txt asks for, in seconds between requests."""
ROBOTS = """User-agent: *
Disallow: /hallinta/
Crawl-delay: {delay}

User-agent: Pahis
Disallow: /

Sitemap: {url}/kartta.xml
"""


def fill(site: Site, pages: int, seed: int = 7) -> None:
    """So many pages that a crawl should find, and beside them what it should leave alone."""
    chance = random.Random(seed)  # noqa: S311 - the same site every time
    site.add("/robots.txt", ROBOTS.format(delay=DELAY, url=site.url).encode(), "text/plain")
    names = [_name(number) for number in range(pages)]
    for number, name in enumerate(names):
        links = [names[child] for child in (2 * number + 1, 2 * number + 2) if child < pages]
        links += chance.sample(names, 3)
        links = [_written(link, site, chance) for link in links]
        links += _odd(number)
        site.page(name, _text(number, links), _head(number, name))
    for number in range(0, pages, 10):
        pdf = f"%PDF-1.4\n% Loppuraportti {number}\n%%EOF\n".encode()
        site.add(f"/liitteet/raportti-{number}.pdf", pdf, "application/pdf")
    site.answer("/kalenteri", _calendar)
    site.redirect("/vanha-etusivu", "/")
    for number in range(20):
        site.redirect(f"/vanha/{number}", names[number], 301 if number % 2 else 302)
    _maps(site, names)


def _name(number: int) -> str:
    return f"/hanke/{number % 7}/sivu-{number}" if number else "/"


def _written(link: str, site: Site, chance: random.Random) -> str:
    """The same page, as different people write its address."""
    ways = (
        link,
        link,
        f"{link}#luku-2",
        f"{link}?utm_source=uutiskirje&utm_medium=email",
        f"{link};jsessionid={chance.randrange(10**9)}" if link != "/" else link,
        f"{site.url}/x/..{link}",
        link.replace("sivu", "%73ivu"),
    )
    return chance.choice(ways)


def _odd(number: int) -> list[str]:
    links = ["/hallinta/kirjaudu", "/kuvat/logo.png", "mailto:kaste@example.fi", "javascript:0"]
    if number % 10 == 0:
        links.append(f"/liitteet/raportti-{number}.pdf")
    if number % 50 == 0:
        links += [f"/puuttuu/{number}", f"/vanha/{number // 50 % 20}", "/kalenteri?kk=1"]
    return links


def _text(number: int, links: list[str]) -> str:
    anchors = " ".join(f'<a href="{link}">linkki {place}</a>' for place, link in enumerate(links))
    return f"<h1>Hankkeen sivu {number}</h1><p>Perhekeskuksen arki, osa {number}.</p>{anchors}"


def _head(number: int, name: str) -> str:
    own = f'<link rel=canonical href="{name}">' if number % 3 == 0 else ""
    return own + ("<meta name=robots content=noindex>" if number % 100 == 99 else "")


def _calendar(asked: object) -> Answer:
    """Each month leads to the next, without an end."""
    month = int(str(getattr(asked, "path", "")).partition("kk=")[2] or 0)
    body = f'<h1>Kuukausi {month}</h1><a href="/kalenteri?kk={month + 1}">seuraava</a>'
    return Answer(200, {"Content-Type": "text/html"}, body.encode())


def _maps(site: Site, names: list[str]) -> None:
    third = len(names) // 3
    index = "".join(
        f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in ("/k1.xml.gz", "/k2.xml")
    )
    site.add("/kartta.xml", f"<sitemapindex>{index}</sitemapindex>".encode(), "application/xml")
    packed = gzip.compress(_map(site, names[:third]), mtime=0)
    site.add("/k1.xml.gz", packed, "application/gzip")
    site.add("/k2.xml", _map(site, names[third : 2 * third]), "application/xml")


def _map(site: Site, names: list[str]) -> bytes:
    urls = "".join(f"<url><loc>{site.url}{name}</loc></url>" for name in names)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()
