"""Pages of hostile documents in a real browser: nothing of them runs, loads or becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog

from tests.security.conftest import Attacked
from tests.security.hostile import MARK, WORD
from tests.web.conftest import browser, served, visit  # noqa: F401 - fixtures
from tests.web.made import config_of

ASKED = quote(MARK)


@pytest.fixture
def address(attacked: Attacked) -> Iterator[str]:
    """The address of a real server of the hostile corpus; what `visit` opens pages of."""
    with served(config_of(attacked.folder)) as found:
        yield found


def test_what_a_document_says_is_text_to_a_browser(attacked: Attacked, visit: Any) -> None:  # noqa: F811
    page = visit(f"/haku?q={WORD}")
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    document = f"/asiakirja/{attacked.ids[0]}"
    for path in (
        f"/haku?q={WORD}",
        f"/haku?q={ASKED}",
        f"/haku?q={WORD}&miksi={attacked.ids[0]}",
        f"/konkordanssi?q={WORD}",
        f"/trendit?q={WORD}&q={ASKED}&by=theme",
        "/kattavuus?rows=project&columns=theme",
        f"{document}?q={WORD}&sivu=1",
        f"{document}?q={ASKED}&sivu=1",
    ):
        page.goto(path)
        found = "//*[starts-with(name(), 'zxq') or @*[contains(name(), 'zxq')]]"
        assert page.locator(f"xpath={found}").count() == 0, path
        assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0, path
        assert page.get_by_role("main").is_visible(), path
    assert dialogs == []
