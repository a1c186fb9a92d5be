"""The pages in a real browser: with scripts and without, by keyboard, small, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.conftest import chromium
from tests.web.made import HOSTILE, LONG, REPORT, Made

PAGES = (
    "/",
    "/haku?q=perhekeskus&region=Kainuu",
    "/haku?q=eiole",
    "/asiakirja/{report}?q=perhekeskus",
    "/asiakirja/{report}?sivu=1&alku=10&loppu=30",
    "/asiakirja/{long}?q=osallisuus",
    "/asiakirja/{hostile}",
    "/konkordanssi?q=perhekeskus",
    "/trendit?q=perhekeskus%0Aosallisuus",
    "/trendit?q=perhekeskus&by=theme",
    "/kattavuus",
    "/tila",
    "/tietoa",
    "/sisaan",
    "/nope",
)
FOCUSED = """(() => {
  const element = document.activeElement;
  element.dataset.seen ||= Math.random();
  return element.dataset.seen;
})()"""
"""Gives the element that has the focus a name of its own."""

BLOCKED = "Blocked script execution in"
"""What the browser says of an original page's script."""

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without its own sandbox, for tests are run by root in containers.
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Any]:
    """Open a page of ours; an error of a script or of the policy fails the test."""
    contexts = []
    said: list[str] = []

    def opened(path: str, **settings: Any) -> Page:
        settings.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(locale="fi-FI", base_url=address, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: said.append(request.url) if address not in request.url else None,
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    harmless = ("Failed to load resource: the server responded with a status of 404", BLOCKED)
    assert [line for line in said if not line.startswith(harmless)] == []


def named(path: str, made: Made) -> str:
    return path.format(report=made.ids[REPORT], long=made.ids[LONG], hostile=made.ids[HOSTILE])


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_theme_and_all_fits(visit: Any, made: Made, path: str) -> None:
    page = visit(named(path, made))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{theme}: {found.generate_report()}"
    # A window of 320 is what 1280 become when enlarged four times.
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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


def test_by_keyboard_alone(visit: Any) -> None:
    page = visit("/haku?q=perhekeskus")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Siirry sisältöön")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("End")
    page.keyboard.type(" koulu")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("2 asiakirjaa")
    page.locator("h3 a", has_text="loppuraportti").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Majakanvalo: loppuraportti")
    hits = page.locator("mark a")
    hits.first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#osuma-2")


def test_every_control_can_be_reached(visit: Any) -> None:
    page = visit("/haku?q=perhekeskus&region=Kainuu")
    wanted = page.locator(
        "a[href]:visible:not([tabindex]), button:visible, input:visible, summary:visible"
    ).count()
    seen = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(FOCUSED))
    assert len(seen) >= wanted


def test_what_is_selected_can_be_quoted(visit: Any, made: Made) -> None:
    page = visit(f"/asiakirja/{made.ids[REPORT]}")
    page.locator(".leaf p", has_text="aamupaloista").select_text()
    expect(page.locator("textarea[name=sanat]")).to_have_value(
        "Koulu ja perhekeskus sopivat yhteisistä aamupaloista."
    )
    page.get_by_role("button", name="Tee lainaus").click()
    expect(page.locator("blockquote")).to_contain_text("sopivat yhteisistä")


def test_completion_by_keyboard(visit: Any) -> None:
    page = visit("about:blank")
    page.route(
        "**/api/v1/suggest*",
        lambda route: route.fulfill(json={"completions": ["perhekeskus", "perhetyö"]}),
    )
    page.goto("/haku")
    box = page.get_by_role("combobox")
    box.press_sequentially("perhe")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially("k")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=perhekeskus"))


def test_nothing_moves_while_a_page_comes(visit: Any) -> None:
    page = visit("/haku?q=perhekeskus")
    shift = page.evaluate(
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
        " for (const each of list.getEntries()) sum += each.value; })"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"
    )
    assert shift < 0.01


def test_print_leaves_the_controls_out(visit: Any, made: Made) -> None:
    page = visit(f"/asiakirja/{made.ids[REPORT]}?q=perhekeskus")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".leaf").first).to_be_visible()


def test_an_original_page_runs_no_script(visit: Any, made: Made) -> None:
    page = visit("/")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    with page.expect_console_message(lambda message: message.text.startswith(BLOCKED)):
        page.goto(f"/alkuperainen/{made.ids[2]}")
    assert "Tervetuloa" in page.content()
