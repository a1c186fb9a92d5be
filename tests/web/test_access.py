"""The pages in a real browser for everybody: by axe, by keyboard, enlarged, printed, unstyled."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from tests.web.conftest import served, with_web
from tests.web.made import HOSTILE, LONG, REPORT, Made

PAGES = (
    "/",
    "/haku?q=perhekeskus&region=Kainuu",
    "/haku?q=perhekeskuksessa&miksi={report}",
    "/haku?q=perhekeskus+purjevene&puuttuu={report}",
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

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
LOOKED_AT = {
    **WCAG,
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "scrollable-region-focusable"],
    },
}
"""The rules that ask how a page looks: the others find the same in every theme and width."""

AXE = """options => axe.run(document, options).then(found => found.violations.map(
  each => each.id + ": " + each.nodes.map(node => node.target + " " + node.failureSummary)))"""
LOOKS = [(theme, width) for theme in ("light", "dark") for width in (1280, 320)]
SHIFT = """new Promise(done => { let sum = 0; new PerformanceObserver(list => {
  for (const each of list.getEntries()) sum += each.value; })
  .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 150); })"""


def named(path: str, made: Made) -> str:
    return path.format(report=made.ids[REPORT], long=made.ids[LONG], hostile=made.ids[HOSTILE])


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_any_language_theme_and_width(
    visit: Any, made: Made, path: str
) -> None:
    page = visit("about:blank")
    for language in ("fi", "sv", "en"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"/{language}{named(path, made)}")
        assert page.evaluate(SHIFT) == 0, "something moved while the page came"
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.evaluate(AXE_SCRIPT)
        # Colours and sizes do not change with the language: each of them once with the others.
        for theme, width in LOOKS if language == "fi" else (LOOKS[0], LOOKS[3]):
            page.emulate_media(color_scheme=theme)
            # A window of 320 is what 1280 become when enlarged four times.
            page.set_viewport_size({"width": width, "height": 640})
            rules = WCAG if (theme, width) == LOOKS[0] else LOOKED_AT
            assert page.evaluate(AXE, rules) == [], f"{language}, {theme}, {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width


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


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/haku?q=perhekeskus&region=Kainuu",
        "/haku?q=eiole+koulu",
        "/asiakirja/{report}?q=perhekeskus",
        "/konkordanssi?q=perhekeskus",
        "/trendit?q=perhekeskus",
        "/kattavuus",
    ],
)
def test_every_control_can_be_reached(visit: Any, made: Made, path: str) -> None:
    page = visit(named(path, made))
    wanted = page.locator(
        "a[href]:visible:not([tabindex]), button:visible, input:visible, summary:visible"
    ).count()
    seen = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(FOCUSED))
    assert len(seen) >= wanted


def test_map_and_years_by_keyboard(visit: Any) -> None:
    page = visit("/haku")
    for head, name in (("Vuosi", "2018"), ("Maakunta", "Varsinais-Suomi")):
        figure = page.locator("figure").nth(0 if head == "Vuosi" else 1)
        figure.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        figure.get_by_role("link", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".hits h3")).to_have_text(["Purjevene-hanke verkossa"])
        expect(page.locator(".chips")).to_contain_text(name)
    chip = page.locator(".chips a", has_text="Maakunta")
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).not_to_contain_text("Maakunta")


def test_show_more_and_tick_by_keyboard(visit: Any) -> None:
    page = visit("/haku")
    box = page.locator("fieldset.box").filter(has=page.locator("details")).first
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    ticked = page.locator(":focus")
    expect(ticked).to_be_checked()
    value = ticked.get_attribute("value")
    page.get_by_role("button", name="Näytä tulokset").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("haku[?]"))
    expect(page.locator(f"input[type=checkbox][value='{value}']")).to_be_checked()


@pytest.mark.parametrize("path", ["/", "/haku?q=perhekeskus", "/asiakirja/{report}?q=koulu"])
def test_readable_without_styles(visit: Any, made: Made, path: str) -> None:
    page = visit("about:blank")
    page.route("**/*.css*", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(named(path, made))
    order = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(each => +each.tagName[1])"
    )
    assert order[0] == 1
    assert order.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(order))
    assert page.evaluate("document.querySelector('body a').hash") == "#main"
    assert page.evaluate("[...document.images].every(each => each.alt)")


def test_nothing_glides_for_whoever_wants_no_motion(visit: Any) -> None:
    for wish, way in (("reduce", "auto"), ("no-preference", "smooth")):
        page = visit("/haku?q=perhekeskus", reduced_motion=wish)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == way
        assert page.evaluate("document.getAnimations().length") == 0


def test_an_editor_corrects_by_keyboard(
    browser: Browser, own: Made, editor: tuple[str, str]
) -> None:
    token, line = editor
    with served(with_web(own, editors=line).config) as address:
        context = browser.new_context(locale="fi-FI", base_url=address)
        page = context.new_page()
        page.goto("/sisaan")
        page.get_by_label("Tunnuksesi").focus()
        page.keyboard.type(token)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(f"/asiakirja/{own.ids[REPORT]}")
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(AXE, WCAG) == []
        page.get_by_label("Arvo").focus()
        page.keyboard.type("Lappi")
        page.keyboard.press("Tab")
        page.keyboard.type("Mainitaan liitteessä")
        page.keyboard.press("Enter")
        decided = page.locator("#tiedot li", has_text="Anna Arkisto")
        expect(decided).to_contain_text("Lappi")
        expect(decided).to_contain_text("Mainitaan liitteessä")
        decided.get_by_role("button", name="Peru").focus()
        page.keyboard.press("Enter")
        expect(decided).to_have_count(0)
        context.close()


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


def test_print_leaves_the_controls_out(visit: Any, made: Made) -> None:
    page = visit(f"/asiakirja/{made.ids[REPORT]}?q=perhekeskus")
    page.emulate_media(media="print")
    for hidden in (".top", ".hitbar", ".actions", ".quote", ".back", "details summary"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", ".leaf", "#citation", ".known dd"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
