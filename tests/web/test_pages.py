from __future__ import annotations

import itertools
import re

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import TestClient
from tests.web.made import GONE, LONG, REPORT, SWEDISH, Made

PAGES = (
    "/",
    "/haku",
    "/haku?q=perhekeskus",
    "/haku?q=perhekeskuksessa&region=Kainuu&year=2010..2012&sort=newest",
    "/haku?q=familjecenter+OR+barnskydd",
    "/haku?q=ei-ole-mitaan-tallaista",
    "/konkordanssi",
    "/konkordanssi?q=perhekeskus&order=left",
    "/trendit",
    "/trendit?q=perhekeskus%0Aosallisuus",
    "/trendit?q=perhekeskus&q=osallisuus&by=theme",
    "/kattavuus",
    "/kattavuus?rows=theme&columns=kind&region=Kainuu",
    "/tila",
    "/tietoa",
    "/sisaan",
)


def soup(client: TestClient, address: str, status: int = 200, **headers: str) -> BeautifulSoup:
    answer = client.get(address, headers={"accept-language": "fi", **headers})
    assert answer.status_code == status, answer.text[:500]
    return BeautifulSoup(answer.text, "lxml")


def titles(page: BeautifulSoup) -> list[str]:
    return [hit.get_text() for hit in page.select(".hits h3 a")]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_every_page_is_small_whole_and_safe(client: TestClient, address: str, prefix: str) -> None:
    answer = client.get(prefix + address)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = BeautifulSoup(answer.text, "lxml")
    assert page.html is not None
    assert page.html["lang"] == (prefix.strip("/") or "fi")
    assert not page.select("[style], style, [onclick], script:not([src])")
    for element in page.select("[src], link[href]:not([rel=alternate])"):
        target = str(element.get("src") or element.get("href"))
        assert target.startswith("/"), "nothing is fetched from elsewhere"
    assert len(page.select("h1")) == 1
    levels = [int(head.name[1]) for head in page.select("h1, h2, h3, h4")]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), levels
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len({*ids})


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, address: str) -> None:
    page = soup(client, address)
    targets = {str(link["href"]) for link in page.select("a[href]")}
    for target in sorted(targets):
        if target.startswith("/"):
            answer = client.get(target.partition("#")[0])
            assert answer.status_code == 200, (target, answer.text[:300])
        elif target.startswith("#"):
            assert page.select_one(f'[id="{target[1:]}"]'), target


def test_a_search_finds_every_inflection_and_shows_where(client: TestClient) -> None:
    page = soup(client, "/haku?q=perhekeskuksessa")
    assert "Majakanvalo: loppuraportti" in titles(page)
    marks = {mark.get_text() for mark in page.select(".snippet mark")}
    assert {"Perhekeskuksia", "Perhekeskus"} & marks
    understood = page.select_one(".understood")
    assert understood is not None
    assert "perhekeskuksessa" in understood.get_text()
    assert "perhekeskus" in understood.get_text()


def test_facts_of_a_hit(client: TestClient) -> None:
    page = soup(client, "/haku?q=aamupala")
    assert titles(page) == ["Majakanvalo: loppuraportti"]
    facts = [fact.get_text() for fact in page.select(".facts span")]
    assert facts == ["Loppuraportti", "Kajaani", "Kainuu", "2010–2012"]
    link = page.select_one(".snippet a.page")
    assert link is not None
    assert link.get_text() == "s. 4 (tiedostossa 2)", "the page as it is printed"
    assert "sivu=2#s2" in str(link["href"])


def test_filters_within_a_facet_are_either_and_across_both(client: TestClient) -> None:
    kainuu = soup(client, "/haku?region=Kainuu")
    both = soup(client, "/haku?region=Kainuu&region=Pohjanmaa")
    narrow = soup(client, "/haku?region=Kainuu&region=Pohjanmaa&theme=lastensuojelu")
    assert len(titles(kainuu)) == 3
    assert len(titles(both)) == 4
    assert titles(narrow) == ["Fyren – slutrapport"]
    chips = [chip.get_text(" ", strip=True) for chip in both.select(".chips a")]
    assert any("Maakunta: Pohjanmaa" in chip for chip in chips)
    ticked = [box["value"] for box in both.select("input[name=region][checked]")]
    assert sorted(ticked) == ["Kainuu", "Pohjanmaa"]


def test_a_chip_takes_its_filter_away(client: TestClient) -> None:
    page = soup(client, "/haku?q=osallisuus&region=Lappi")
    chip = page.select_one(".chips a")
    assert chip is not None
    assert str(chip["href"]) == "/haku?q=osallisuus"


def test_names_of_filters_may_be_in_any_language(client: TestClient) -> None:
    assert titles(soup(client, "/haku?region=nyland")) == ["Kadonnut tiedote"]
    page = soup(client, "/haku?region=uusima", 400)
    assert "did you mean Uusimaa?" in page.get_text()


def test_order_and_pages(client: TestClient) -> None:
    newest = soup(client, "/haku?sort=newest")
    assert titles(newest)[0] == "Pitkä raportti"
    assert titles(soup(client, "/haku?sort=oldest"))[0] == "Kadonnut tiedote"
    assert "sivua ei ole" in soup(client, "/haku?page=9").get_text()
    assert not soup(client, "/haku").select(".pager")


def test_pages_are_turned(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = soup(client, "/haku")
    assert len(titles(page)) == 8
    count = page.select_one("#count")
    assert count is not None
    assert count.get_text() == "8 asiakirjaa"


def test_the_map_and_the_histogram_are_facets_and_have_tables(client: TestClient) -> None:
    page = soup(client, "/haku?q=perhekeskus&region=Kainuu")
    regions = page.select("svg.map a")
    assert len(regions) == 19
    chosen = page.select("svg.map a.on title")
    assert [title.get_text() for title in chosen] == ["Kainuu: 2"]
    years = {title.get_text() for title in page.select("svg.years title")}
    assert "2012: 1" in years
    tables = page.select("figure table")
    assert len(tables) == 2
    assert "Tilastokeskus" in page.get_text()
    assert "CC BY 4.0" in page.get_text()
    for link in page.select("svg a"):
        assert link["tabindex"] == "-1", "the table is for the keyboard"


def test_what_a_document_says_is_never_markup(client: TestClient) -> None:
    for address in ("/haku", "/haku?q=takaperin", "/trendit?q=%3Cb%3E", '/haku?q="><b>x'):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<b>x" not in text
        assert "<i>hanke" not in text
        assert "\u202e" not in text
        assert "\x00" not in text


def test_snippets_say_their_language(client: TestClient, made: Made) -> None:
    page = soup(client, "/haku?q=familjecenter")
    snippet = page.select_one(".snippet")
    assert snippet is not None
    assert snippet["lang"] == "sv"
    heading = page.select_one(".hits h3")
    assert heading is not None
    assert heading["lang"] == "sv"
    assert not soup(client, "/sv/haku?q=familjecenter").select(".snippet[lang]")
    assert made.ids[SWEDISH] in str(page)


def test_the_language_follows_the_reader_or_the_address(client: TestClient) -> None:
    assert "Rajaa hakua" in client.get("/haku").text
    swedish = client.get("/haku", headers={"accept-language": "sv"})
    assert "Avgränsa" in swedish.text
    assert swedish.headers["vary"].startswith("Accept-Language")
    named = client.get("/en/haku", headers={"accept-language": "sv"})
    assert "Narrow the search" in named.text
    assert named.headers["content-language"] == "en"
    page = BeautifulSoup(client.get("/sv/haku?q=koulu").text, "lxml")
    inner = [str(a["href"]) for a in page.select("main a[href^='/']")]
    free = ("/api/", "/syote", "/static/")
    assert all(href.startswith("/sv/") for href in inner if not href.startswith(free))


def test_words_over_the_languages(client: TestClient) -> None:
    page = soup(client, "/haku?q=lastensuojelu")
    assert "barnskydd" in page.get_text()
    widened = soup(client, "/haku?q=lastensuojelu&bridge=expand")
    assert "Fyren – slutrapport" in titles(widened)


def test_concordance_lines(client: TestClient) -> None:
    page = soup(client, "/konkordanssi?q=perhekeskus&order=right&words=3")
    rows = page.select("table.kwic tbody tr")
    assert len(rows) >= 4
    assert {row.select_one("mark").get_text().lower()[:10] for row in rows} == {"perhekesku"}  # type: ignore[union-attr]
    few = soup(client, "/konkordanssi?q=perhekeskus&limit=2")
    assert len(few.select("table.kwic tbody tr")) == 2
    assert "enintään tuhat" in few.get_text()


def test_trends_have_a_picture_and_its_table(client: TestClient) -> None:
    page = soup(client, "/trendit?q=perhekeskus%0Aosallisuus")
    assert len(page.select("svg.plot path.line")) >= 2
    head = [cell.get_text() for cell in page.select("thead th")]
    assert head == ["Vuosi", "perhekeskus", "osallisuus"]
    bars = soup(client, "/trendit?q=perhekeskus&by=region")
    assert bars.select("svg.plot rect")
    eight = "&".join(f"q=sana{n}" for n in range(9))
    soup(client, f"/trendit?{eight}", 400)


def test_coverage_shows_counts_and_holes(client: TestClient) -> None:
    page = soup(client, "/kattavuus")
    rows = {row.select("th")[0].get_text(): row for row in page.select("tbody tr")}
    assert rows["Lappi"].get_text().count("1") == 1
    assert rows["Ahvenanmaa"].select("td.s0")
    assert not rows["Ahvenanmaa"].select("td:not(.s0)")


def test_the_state_names_no_folder(client: TestClient, made: Made) -> None:
    for address in ("/tila", "/haku", "/api/v1/status", f"/asiakirja/{made.ids[GONE]}"):
        text = client.get(address).text
        assert str(made.config.data_folder) not in text
        assert "/home/somebody" not in text


def test_pages_that_are_not_there(client: TestClient) -> None:
    for address in (
        "/nope",
        "/asiakirja/0000000000",
        "/alkuperainen/0000000000",
        "/static/../app.py",
    ):
        page = soup(client, address, 404)
        assert "Sivua ei ole" in page.get_text()
    assert client.post("/haku").status_code == 405
    assert client.get("/haku?" + "theme=x&" * 999).status_code == 400


def test_static_files_may_be_kept_for_they_change_their_address(client: TestClient) -> None:
    page = soup(client, "/")
    sheet = page.select_one("link[rel=stylesheet]")
    assert sheet is not None
    assert re.search(r"\?v=[0-9a-f]{10}$", str(sheet["href"]))
    answer = client.get(str(sheet["href"]))
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["style.css", "reading.css", "script.js", "icon.svg"])
def test_own_files_are_small(client: TestClient, name: str) -> None:
    assert len(client.get(f"/static/{name}").content) < 12_000


def test_a_long_report_is_found(client: TestClient, made: Made) -> None:
    assert made.ids[LONG] in client.get("/haku?q=havainto").text
    assert made.ids[REPORT] in client.get("/haku?q=aamupala").text


def test_a_misspelt_word_is_answered_with_what_may_be_meant(client: TestClient) -> None:
    page = soup(client, "/haku?q=perhekesksu")
    meant = page.select_one(".understood a")
    assert meant is not None
    assert meant.get_text() == "perhekeskus"
    assert str(meant["href"]) == "/haku?q=perhekeskus"
    assert "Tarkoititko" not in soup(client, "/haku?q=perhekeskus").get_text()
