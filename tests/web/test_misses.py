from __future__ import annotations

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import TestClient
from tests.web.made import GONE, LONG, PLAN, REPORT, SWEDISH, Made
from web.languages import language
from web.misses import absence
from web.notes import met


def told(client: TestClient, query: str, named: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/haku?q={quote(query)}&puuttuu={quote(named)}")
    assert answer.status_code == 200
    found = BeautifulSoup(answer.text, "lxml").select_one(".told")
    return found.get_text(" ", strip=True) if found else ""


def test_the_part_that_a_document_lacks_is_told(client: TestClient, made: Made) -> None:
    said = told(client, "perhekeskus purjevene", made.ids[REPORT])
    assert "tämä haku ei löydä sitä" in said
    assert "on : perhekeskus" in said
    assert "puuttuu : purjevene" in said


def test_a_filter_that_does_not_fit_is_told_with_what_the_document_has(
    client: TestClient, made: Made
) -> None:
    answer = client.get(f"/sv/haku?q=perhekeskus&region=Lappi&puuttuu={made.ids[REPORT]}")
    said = BeautifulSoup(answer.text, "lxml").select_one(".told")
    assert said is not None
    assert "stämmer inte : Landskap. I dokumentet: Kajanaland" in said.get_text(" ", strip=True)


@pytest.mark.parametrize(
    "form",
    ["{id}", "http://localhost/sv/asiakirja/{id}?q=koulu", "{address}", "PURJEVENE-hanke"],
)
def test_a_document_is_named_in_any_way(client: TestClient, made: Made, form: str) -> None:
    named = form.format(id=made.ids[2], address="https://example.org/raportit/asiakirja-1.pdf")
    assert "ei löydä sitä" in told(client, "tuuliviiri", named)


@pytest.mark.parametrize(
    "named",
    [
        "ffffffffff",
        "https://example.org/muualla.pdf",
        "tuuliviiri",
        '"( -',
        "/asiakirja/abc",
        "\x00",
    ],
)
def test_what_names_no_document_is_said_so(client: TestClient, named: str) -> None:
    assert told(client, "koulu", named) in ("Tällaista asiakirjaa aineistossa ei ole.", "")


def test_a_path_of_this_machine_is_not_looked_up(client: TestClient) -> None:
    said = told(client, "eiole", "/home/somebody/raportit/asiakirja-0.pdf")
    assert said == "Tällaista asiakirjaa aineistossa ei ole."


def test_a_document_that_is_found_is_said_to_be(client: TestClient, made: Made) -> None:
    assert "this search finds it" in told(client, "perhekeskus", made.ids[PLAN], "/en")


def test_why_an_index_has_no_such_document() -> None:
    swedish = language("sv")
    said = {
        absence(text, swedish)
        for text in (
            "it is a copy of 12ab, which stands for it",
            "it is in quarantine: broken",
            "it came after this index was made: hankemuisti reindex",
        )
    }
    assert len(said) == 3
    assert met("part", swedish) == "som del av en sammansättning"
    assert met("elsewhere", swedish) == "elsewhere"


def test_why_a_hit_was_found(client: TestClient, made: Made) -> None:
    page = BeautifulSoup(client.get("/haku?q=perhekeskuksessa").text, "lxml")
    row = page.select_one(f"#h-{made.ids[REPORT]}")
    assert row is not None
    link = row.select_one("a[data-why]")
    assert link is not None
    assert not page.select("details.why")
    page = BeautifulSoup(client.get(str(link["href"])).text, "lxml")
    opened = page.select("details.why[open]")
    assert len(opened) == 1
    said = opened[0].get_text(" ", strip=True)
    assert "perhekeskuksia 1" in said
    assert "tekstissä" in said
    assert "paino" in said
    assert opened[0].find_parent(id=f"h-{made.ids[REPORT]}")
    widened = client.get(f"/haku?q=lastensuojelu&bridge=expand&miksi={made.ids[SWEDISH]}").text
    assert "vastineen kautta" in widened
    assert "data-why" not in client.get("/haku?region=Kainuu&miksi=1").text


def test_rows_say_what_is_gone_and_what_is_printed(client: TestClient, made: Made) -> None:
    page = BeautifulSoup(client.get("/haku?q=aukioloaika").text, "lxml")
    row = page.select_one(f"#h-{made.ids[GONE]} .gone")
    assert row is not None
    assert row.get_text() == "ei enää paikallaan"
    page = BeautifulSoup(client.get("/haku?q=aamupala").text, "lxml")
    shown = page.select_one(".snippet .page")
    assert shown is not None
    assert shown.get_text() == "s. 4 (tiedostossa 2)"
    assert made.ids[LONG] not in str(page)
