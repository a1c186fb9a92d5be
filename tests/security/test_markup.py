"""HTML, SVG and XML injection: what a document or a reader supplies is text, in every answer."""

from __future__ import annotations

from collections import deque
from urllib.parse import quote, urljoin, urlsplit

import pytest

from tests.security.conftest import Attacked
from tests.security.hostile import MARK, WORD, html_faults, xml_faults
from tests.web.conftest import BASE

ASKED = quote(MARK)
SEEDS = (
    "/",
    f"/haku?q={WORD}",
    f"/haku?q={ASKED}",
    f"/haku?q={WORD}&miksi={{id}}&puuttuu={{id}}",
    f"/haku?q={WORD}&puuttuu={ASKED}",
    f"/haku?project={ASKED}",
    "/haku?q=zqx",
    f"/konkordanssi?q={WORD}&order=left",
    f"/konkordanssi?q={ASKED}",
    f"/trendit?q={WORD}&q={ASKED}&by=theme",
    f"/trendit?q={WORD}&by=kind",
    f"/kattavuus?rows=project&columns=theme&region={ASKED}",
    "/kattavuus?rows=project&columns=theme",
    "/tila",
    "/tietoa",
    "/sisaan",
    f"/asiakirja/{{id}}?q={WORD}&sivu=1",
    f"/asiakirja/{{id}}?q={ASKED}&sanat={ASKED}",
    "/asiakirja/{id}?sivu=1&alku=0&loppu=60",
    f"/asiakirja/{ASKED}",
    f"/ei-ole/{ASKED}",
    f"/haku?sort={ASKED}",
    f"/haku?page={ASKED}",
)
MOST = 140
"""Pages that are looked at: all of the seeds, and what they lead to."""

XML = (
    "/syote",
    f"/syote?q={WORD}",
    f"/syote?q={ASKED}",
    f"/syote?project={ASKED}",
    "/opensearch.xml",
    f"/api/v1/trends?q={WORD}&q={ASKED}&by=theme&format=svg",
    f"/api/v1/trends?q={WORD}&by=kind&format=svg",
    f"/api/v1/trends?q={ASKED}&by=year&format=svg",
    "/api/v1/coverage?rows=project&columns=theme&format=svg",
    "/api/v1/coverage?rows=language&columns=kind&format=svg",
)


def shape(address: str) -> tuple[str, ...]:
    """Addresses of one shape are made by the same template in the same way."""
    parts = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return (parts.path, *names)


def test_pages(attacked: Attacked) -> None:
    """From the seeds on, every page that a page leads to."""
    waiting = deque(seed.format(id=one) for seed in SEEDS for one in attacked.ids[:2])
    seen, faults, shown = set[tuple[str, ...]](), list[str](), 0
    done = set[str]()
    while waiting and len(done) < MOST:
        address = waiting.popleft()
        if address in done:
            continue
        done.add(address)
        answer = attacked.client.get(address, follow_redirects=False)
        kind = answer.headers.get("content-type", "")
        assert answer.status_code < 500, (address, answer.text[-300:])
        if not kind.startswith("text/html") or address.startswith("/alkuperainen/"):
            continue
        shown += "zxq" in answer.text
        faults += [f"{address}: {fault}" for fault in html_faults(answer.text)]
        from lxml import html

        for target in html.document_fromstring(answer.text).xpath("//a/@href"):
            whole = urljoin(f"{BASE}{address}", str(target)).partition("#")[0]
            new = shape(whole)
            if whole.startswith(f"{BASE}/") and new not in seen and "/api/" not in whole:
                seen.add(new)
                waiting.append(whole.removeprefix(BASE))
    assert faults == []
    assert shown > 30, "the marks are shown, so the test sees them"


@pytest.mark.parametrize("address", XML)
def test_feeds_and_pictures(attacked: Attacked, address: str) -> None:
    answer = attacked.client.get(address)
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 200:
        assert xml_faults(answer.text) == []
    else:
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_feed_shows_the_marks(planted: Attacked) -> None:
    assert "&lt;zxq onzxq=1&gt;" in planted.client.get("/syote").text
    drawn = planted.client.get("/api/v1/coverage?rows=project&columns=theme&format=svg").text
    assert "zxq" in drawn


@pytest.mark.parametrize(
    "path",
    [
        f"/search?q={WORD}",
        f"/search?q={ASKED}",
        f"/search?nope={ASKED}",
        f"/search?region={ASKED}",
        "/documents/{id}",
        "/documents/{id}/pages/1",
        f"/documents/{ASKED}",
        "/documents/{id}/citation?format=csl",
        f"/concordance?q={WORD}",
        f"/trends?q={WORD}&by=theme",
        "/coverage?rows=project&columns=theme",
        "/status",
        f"/suggest?q={ASKED}",
        f"/suggest?q={WORD[:4]}",
        "/openapi.json",
    ],
)
def test_no_browser_takes_an_answer_of_the_api_for_a_page(attacked: Attacked, path: str) -> None:
    for document_id in attacked.ids:
        answer = attacked.client.get(f"/api/v1{path.format(id=document_id)}")
        assert "json" in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        answer.json()
        if "{id}" not in path:
            break
