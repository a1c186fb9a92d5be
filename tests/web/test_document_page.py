from __future__ import annotations

import itertools
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import TestClient
from tests.web.made import EXTREME, GONE, HOSTILE, HTML, LONG, PDF, PLAN, REPORT, SWEDISH, WEB, Made


def page_of(client: TestClient, made: Made, place: int, rest: str = "") -> BeautifulSoup:
    answer = client.get(f"/asiakirja/{made.ids[place]}{rest}")
    assert answer.status_code == 200, answer.text[:400]
    assert len(answer.content) < 60_000
    return BeautifulSoup(answer.text, "lxml")


def test_metadata_with_the_words_behind_it(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT)
    text = page.get_text(" ", strip=True)
    for wanted in ("Kainuu", "Loppuraportti", "2010–2012", "318\N{NO-BREAK SPACE}000 €", "Kuhmo"):
        assert wanted in text
    why = page.select("dl.known details a")
    assert why
    assert "alku=0" in str(why[0]["href"])
    assert "Satakunta" in text, "what was met and not taken"
    assert "90" in text, "how certain it is"


def test_the_evidence_leads_to_its_words(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT)
    link = page.select_one("dl.known details a")
    assert link is not None
    there = BeautifulSoup(client.get(str(link["href"]).partition("#")[0]).text, "lxml")
    assert [mark.get_text() for mark in there.select("#kohta mark")] == ["Tulokset"]


def test_text_has_its_headings_tables_and_notes(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT)
    assert page.select_one("h4").get_text(strip=True) == "Tulokset"  # type: ignore[union-attr]
    rows = [[c.get_text(strip=True) for c in r.select("td")] for r in page.select(".leaf tr")]
    assert rows == [["Kunta", "Kävijät"], ["Kajaani", "80"], ["Kuhmo", "40"]]
    assert "perhekeskusten" in page.select_one(".note").get_text()  # type: ignore[union-attr]
    assert page.select_one("#s3 + .notes"), "a page that cannot be trusted says so"


def test_hits_are_marked_and_lead_on(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT, "?q=perhekeskus")
    marks = page.select("mark[id]")
    assert [mark["id"] for mark in marks] == [f"osuma-{n}" for n in range(1, len(marks) + 1)]
    assert len(marks) >= 3
    for mark, following in itertools.pairwise(marks):
        assert mark.a is not None
        assert str(mark.a["href"]) == f"#{following['id']}"
    assert marks[-1].a is None
    assert f"{len(marks)} osumaa" in page.get_text()


def test_hits_lead_over_the_parts_of_a_long_text(client: TestClient, made: Made) -> None:
    page = page_of(client, made, LONG, "?q=osallisuus")
    parts = page.select(".pager span")
    assert parts[0].get_text().startswith("Osa 1/")
    last = page.select("mark[id]")[-1]
    assert last.a is not None
    target = str(last.a["href"])
    assert target.startswith("/asiakirja/")
    there = BeautifulSoup(client.get(target.partition("#")[0]).text, "lxml")
    assert there.select_one(f'[id="{urlsplit(target).fragment}"]')
    numbers = [leaf["data-page"] for leaf in there.select(".leaf")]
    assert numbers[0] != "1"
    assert len(page.select(".hitbar li")) == 12


def test_every_part_of_a_long_text_is_there(client: TestClient, made: Made) -> None:
    seen: list[str] = []
    address = f"/asiakirja/{made.ids[LONG]}"
    for _ in range(20):
        page = BeautifulSoup(client.get(address).text, "lxml")
        seen += [str(leaf["data-page"]) for leaf in page.select(".leaf")]
        after = page.select_one("a[rel=next]")
        if after is None:
            break
        address = str(after["href"]).partition("#")[0]
    assert seen == [str(n) for n in range(1, 13)]


def test_a_passage_by_its_words_and_its_permalink(client: TestClient, made: Made) -> None:
    words = quote("varhainen tuki  JOKAISELLE")
    page = page_of(client, made, PLAN, f"?sivu=2&sanat={words}")
    box = page.select_one(".quotation")
    assert box is not None
    assert box.blockquote is not None
    assert box.blockquote.get_text() == "varhainen tuki jokaiselle"
    reference = box.select_one(".cite")
    assert reference is not None
    assert "s. 1." in reference.get_text(), "the page as it is printed"
    link = box.select_one("a")
    assert link is not None
    assert str(link["href"]).startswith("http://localhost/asiakirja/")
    again = BeautifulSoup(client.get(str(link["href"]).partition("#")[0]).text, "lxml")
    assert again.select_one("#kohta mark").get_text() == "varhainen tuki jokaiselle"  # type: ignore[union-attr]
    missed = page_of(client, made, PLAN, "?sivu=2&sanat=ei+ole")
    assert "ei ole sivulla 2" in missed.get_text()
    assert not page_of(client, made, PLAN, "?sivu=99&alku=1&loppu=5").select(".quotation")


def test_what_reference_managers_read(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT)
    tags = {str(tag["name"]): str(tag["content"]) for tag in page.select("meta[name]")}
    assert tags["citation_title"] == "Majakanvalo: loppuraportti"
    assert tags["citation_author"] == "Kajaani"
    assert tags["citation_publication_date"] == "2012"
    assert tags["citation_pdf_url"] == f"http://localhost/alkuperainen/{made.ids[REPORT]}"
    assert tags["citation_technical_report_institution"] == "Kajaani"
    # Zotero: these two prefixes are known to its "Embedded Metadata" without a declaration.
    assert tags["z:itemType"] == "report"
    assert tags["DC.title"] == tags["citation_title"]
    assert tags["DC.date"] == "2012"
    assert tags["DC.identifier"] == tags["citation_public_url"]
    assert not page.select(".Z3988")
    web = page_of(client, made, WEB)
    kind = web.select_one("meta[name='z:itemType']")
    assert kind is not None
    assert kind["content"] == "webpage"
    text = page.get_text()
    assert "@techreport{hankemuisti-" in text
    assert "TY  - RPRT" in text


def test_the_project_is_a_timeline(client: TestClient, made: Made) -> None:
    page = page_of(client, made, REPORT)
    stops = [stop.get_text(" ", strip=True) for stop in page.select(".timeline li")]
    assert [stop[:4] for stop in stops] == ["2010", "2012"]
    here = page.select_one(".timeline [aria-current]")
    assert here is not None
    assert "loppuraportti" in here.get_text()
    assert not page_of(client, made, WEB).select(".timeline")


def test_attachments_and_places(client: TestClient, made: Made) -> None:
    page = page_of(client, made, PLAN)
    assert page.select('a[href="https://example.org/liite.pdf"]')
    assert "asiakirja-0.pdf" in page.get_text()
    gone = page_of(client, made, GONE)
    assert "ei ole enää siellä" in gone.get_text()


def test_a_hostile_document_is_shown_and_does_no_harm(client: TestClient, made: Made) -> None:
    answer = client.get(f"/asiakirja/{made.ids[HOSTILE]}?q=perhekeskus")
    assert answer.status_code == 200
    for harm in ("<script>alert", "<b>lihavoitu", "<img", "\u202e", "\x00", "javascript:", "/etc/"):
        assert harm not in answer.text
    assert "&lt;b&gt;lihavoitu" in answer.text


@pytest.mark.parametrize(
    ("place", "kind", "how"),
    [
        (PLAN, "application/pdf", "inline"),
        (WEB, "text/html", "inline"),
        (SWEDISH, "text/plain", "inline"),
    ],
)
def test_originals_open_where_they_can_do_no_harm(
    client: TestClient, made: Made, place: int, kind: str, how: str
) -> None:
    answer = client.get(f"/alkuperainen/{made.ids[place]}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith(how)
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'none'" in policy if kind == "application/pdf" else "sandbox;" in policy
    assert "allow-scripts" not in policy
    if place == WEB:
        assert answer.content == HTML


def test_originals_can_be_had_by_parts(client: TestClient, made: Made) -> None:
    answer = client.get(f"/alkuperainen/{made.ids[PLAN]}", headers={"range": "bytes=0-4"})
    assert answer.status_code == 206
    assert answer.content == PDF[:5]


def test_the_name_of_an_original_cannot_break_its_header(client: TestClient, made: Made) -> None:
    answer = client.get(f"/alkuperainen/{made.ids[HOSTILE]}")
    told = answer.headers["content-disposition"]
    assert "\n" not in told
    assert told.count('"') == 2
    assert "<" not in told


@pytest.mark.parametrize(
    "path",
    [
        "/alkuperainen/..%2f..%2fcorpus.sqlite",
        "/alkuperainen/%2e%2e",
        "/asiakirja/..%2f..",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_corpus(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rest", ["?sivu=x", "?alku=-1", "?kohta=1e9", "?loppu=99999999999"])
def test_numbers_that_are_none(client: TestClient, made: Made, rest: str) -> None:
    assert client.get(f"/asiakirja/{made.ids[PLAN]}{rest}").status_code == 400


def test_an_extreme_document_comes_in_small_parts(client: TestClient, made: Made) -> None:
    seen, hits = set(), set()
    address = f"/asiakirja/{made.ids[EXTREME]}?q={quote('ääripää')}"
    first = BeautifulSoup(client.get(address).text, "lxml")
    assert "ja 115 muuta" in first.get_text()
    for _ in range(400):
        answer = client.get(address)
        assert answer.status_code == 200
        assert len(answer.content) < 60_000
        page = BeautifulSoup(answer.text, "lxml")
        seen |= {str(leaf["data-page"]) for leaf in page.select(".leaf")}
        marks = page.select("mark[id]")
        hits |= {str(mark["id"]) for mark in marks}
        assert len(marks) <= 150
        if marks[-1].a is None:
            break
        address = str(marks[-1].a["href"]).partition("#")[0]
    assert len(hits) == 89 * 120, "following the hits meets every one of them"
    assert len(seen) == 89


def test_what_cannot_be_shown_is_to_keep(client: TestClient, made: Made) -> None:
    answer = client.get(f"/alkuperainen/{made.ids[EXTREME]}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
