"""The pictures of docs/img, taken anew of a served corpus.

``python -m tests.web.pictures ADDRESS``, with `hankemuisti serve` running there over the corpus of
`hankemuisti demo`. Needs Chromium; not a test.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.conftest import chromium

FOLDER = Path(__file__).parents[2] / "docs" / "img"
REPORT = "Majakka-LAPE: valo joka pihaan"

# Name → address, width and height in pixels, theme.
PICTURES = {
    "search": ("/haku?q=perhekeskus", 1280, 900, "light"),
    "search-dark": ("/sv/haku?q=familjecenter+stöd&bridge=expand", 1280, 900, "dark"),
    "search-narrow": ("/haku?q=perhekeskus", 360, 780, "light"),
    "document": ("{report}", 1280, 900, "light"),
    "trends": ("/trendit?q=perhekeskus%0Aosallisuus%0A%22varhainen+tuki%22", 1280, 900, "light"),
    "coverage": ("/en/kattavuus", 1280, 1000, "light"),
}


def main(address: str) -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (path, width, height, theme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if theme == "dark" else "light",
                base_url=address,
                locale="fi-FI",
            )
            if "{report}" in path:
                page.goto("/haku?q=perhekeskus")
                page.get_by_role("link", name=REPORT, exact=True).click()
                page.wait_for_load_state()
            else:
                page.goto(path)
            page.screenshot(path=FOLDER / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
