"""Boxes that say what they are go; content under such a word stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Extraction
from tests.pipeline.extract.conftest import whole

ReadHtml = Callable[..., Extraction]
BODY = "<h1>Kylän tuki</h1>" + "<p>Perheet saivat tukea kotiin koko vuoden ajan.</p>" * 12


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>Lue myös</h3><p><a href=x>Muu sivu</a></p></div>",
        "<div><div><h2>Jätä kommentti</h2></div><p>Osoitettasi ei julkaista.</p></div>",
        "<h2>Samankaltaisia hankkeita</h2><ul><li><a href=x>Muu sivu toisesta aiheesta</a></ul>",
        "<div><h2>Ajankohtaista</h2><p><a href=x>Uimahalli on suljettu viikon</a></p></div>",
        "<div><p>Käytämme sivuilla evästeitä, jotta ne toimisivat.</p><a href=e>Hyväksy</a></div>",
        "<section><h2>Oliko tästä sivusta hyötyä?</h2><p>Kerro meille mielipiteesi siitä.</p>"
        "</section>",
    ],
)
def test_boxes_go(box: str, read_html: ReadHtml) -> None:
    assert whole(read_html(f"<main>{BODY}{box}</main>")).endswith("vuoden ajan.")


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div><h2>Ajankohtaista</h2><p>Kysely on auki perheille.</p></div>", "Kysely"),
        ("<div><h2>Lue myös</h2><a href=x.pdf>Loppuraportti</a></div>", "Loppuraportti"),
        (
            "<h2>Arkistot</h2><p>Arkistot avattiin tutkijoille ensimmäisen kerran.</p>",
            "tutkijoille",
        ),
        ("<p>Tutkimme, miten evästeet vaikuttavat nuoriin.</p>", "evästeet"),
    ],
)
def test_content_stays(box: str, kept: str, read_html: ReadHtml) -> None:
    assert kept in whole(read_html(f"<main>{BODY}{box}</main>"))


def test_page_about_cookies_stays(read_html: ReadHtml) -> None:
    found = read_html("<main><h1>Evästeet</h1><p>Käytämme evästeitä.</p></main>")
    assert "Käytämme evästeitä." in whole(found)


@pytest.mark.parametrize("box", ["<div><h2>Lue myös</h2>", "<h2>Lue myös</h2><ul><li>a</ul>"])
def test_many_boxes(box: str, read_html: ReadHtml) -> None:
    assert "koko vuoden" in whole(read_html(BODY + box * 5000))
