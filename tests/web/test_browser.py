"""The pages in a real browser: with scripts and without, back and forth."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.conftest import BLOCKED
from tests.web.made import REPORT, Made


@pytest.mark.parametrize("script", [True, False])
def test_search_filter_and_back(visit: Any, script: bool) -> None:
    page = visit("/", java_script_enabled=script)
    page.locator("#q").fill("perhekeskuksessa")
    page.get_by_role("button", name="Hae").click()
    expect(page.locator("#count")).to_have_text("3 asiakirjaa")
    page.get_by_label("Loppuraportti").check()
    page.get_by_role("button", name="Näytä tulokset").click()
    expect(page.locator("#count")).to_have_text("1 asiakirja")
    assert "kind=loppuraportti" in page.url
    expect(page.locator(".hits mark").first).to_be_visible()
    page.go_back()
    expect(page.locator("#count")).to_have_text("3 asiakirjaa")
    page.go_forward()
    page.get_by_role("link", name="Poista rajaus").click()
    expect(page.locator("#count")).to_have_text("3 asiakirjaa")


def test_a_year_a_region_and_their_tables_filter(visit: Any) -> None:
    page = visit("/haku")
    page.locator("svg.map a:has(title:text('Lappi'))").click()
    expect(page.locator(".hits h3")).to_have_text(["Pitkä raportti"])
    page.goto("/haku")
    page.locator("svg.years a").first.click()
    expect(page.locator("#count")).to_have_text("1 asiakirja")
    page.goto("/haku")
    page.get_by_text("Taulukkona").first.click()
    page.locator("figure table").first.get_by_role("link", name="2018").click()
    expect(page.locator(".hits h3")).to_have_text(["Purjevene-hanke verkossa"])


def test_a_tick_tells_how_many_are_left(visit: Any) -> None:
    page = visit("/haku?q=perhekeskus")
    page.get_by_label("Hankesuunnitelma").check()
    expect(page.locator("#live")).to_have_text("1 asiakirja")
    expect(page.get_by_role("button", name="Näytä tulokset")).to_have_text(
        "Näytä tulokset: 1 asiakirja"
    )
    page.get_by_label("Loppuraportti").check()
    expect(page.locator("#live")).to_have_text("2 asiakirjaa")


@pytest.mark.parametrize("script", [True, False])
def test_why_a_hit_was_found_opens_in_its_place(visit: Any, script: bool) -> None:
    page = visit("/haku?q=perhekeskuksessa", java_script_enabled=script)
    row = page.locator(".hits > li").nth(1)
    title = row.locator("h3").text_content()
    row.get_by_role("link", name="Miksi tämä löytyi?").focus()
    page.keyboard.press("Enter")
    opened = page.locator(".hits > li", has=page.locator("details.why[open]"))
    expect(opened).to_have_count(1)
    expect(opened.locator("h3")).to_have_text(str(title))
    expect(opened.locator(".why li").first).to_contain_text("perhekesku")
    assert ("miksi=" in page.url) is not script


def test_a_missing_document_is_asked_for_without_scripts(visit: Any, made: Made) -> None:
    page = visit("/haku?q=perhekeskus+purjevene", java_script_enabled=False)
    page.get_by_label("Miksi jokin asiakirja ei ole").fill(made.ids[REPORT])
    page.get_by_role("button", name="Selvitä").click()
    expect(page.locator(".told li").last).to_have_text("puuttuu: purjevene")


def test_a_permanent_link_leads_to_its_passage(visit: Any, made: Made) -> None:
    page = visit(
        f"/asiakirja/{made.ids[REPORT]}?sivu=2&sanat=aamupaloista",
        viewport={"width": 360, "height": 500},
    )
    with page.expect_navigation():
        page.get_by_role("link", name="Pysyvä linkki").click()
    assert page.url.endswith("#kohta")
    expect(page.locator(".leaf mark.passage")).to_have_text("aamupaloista")
    expect(page.locator(".leaf mark.passage")).to_be_in_viewport()


def test_a_citation_is_copied(visit: Any, made: Made) -> None:
    page = visit(
        f"/asiakirja/{made.ids[REPORT]}", permissions=["clipboard-write", "clipboard-read"]
    )
    page.locator("#lainaus").get_by_role("button", name="Kopioi").click()
    expect(page.get_by_role("button", name="Kopioitu")).to_be_visible()
    assert "Majakanvalo" in page.evaluate("navigator.clipboard.readText()")
    page.locator("#citation").click()
    assert page.evaluate("getSelection().toString()").startswith("Kajaani (2012)")


def test_what_is_selected_can_be_quoted(visit: Any, made: Made) -> None:
    page = visit(f"/asiakirja/{made.ids[REPORT]}")
    page.locator(".leaf p", has_text="aamupaloista").select_text()
    expect(page.locator("textarea[name=sanat]")).to_have_value(
        "Koulu ja perhekeskus sopivat yhteisistä aamupaloista."
    )
    page.get_by_role("button", name="Tee lainaus").click()
    expect(page.locator("blockquote")).to_contain_text("sopivat yhteisistä")


def test_an_original_page_runs_no_script(visit: Any, made: Made) -> None:
    page = visit("/")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    with page.expect_console_message(lambda message: message.text.startswith(BLOCKED)):
        page.goto(f"/alkuperainen/{made.ids[2]}")
    assert "Tervetuloa" in page.content()
