"""Menus and trails by their looks; lists of content stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Extraction
from tests.pipeline.extract.conftest import whole

ReadHtml = Callable[..., Extraction]
TEXT = "<h1>Kylän tuki</h1>" + "<p>Perheet saivat tukea kotiin koko vuoden ajan.</p>" * 12


def links(*targets: str, name: str = "Kohta") -> str:
    items = (f"<li><a href='{target}'>{name} {n}</a></li>" for n, target in enumerate(targets))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    ("listed", "stays"),
    [
        (links("/a", "/b", "/c"), False),
        (links("#a", "#b", "#c", name="Pitkä luvun otsikko, jossa on paljon sanoja"), False),
        ("<p><a href=a>Alku</a> &gt; <a href=b>Kohta</a> &gt; Tämä</p>", False),
        ("<div>Sijainti: <a href=a>Kohta</a> <a href=b>Tämä</a></div>", False),
        (links("/a", "/b", "/c.pdf"), True),
        (links("http://a.fi/", "http://www.b.fi/", "/c"), True),
        (links("http://facebook.com/a", "http://twitter.com/b", "/c"), False),
        (links("/web/2005/http://a.fi/x", "/web/2005/http://a.fi/y", "/c"), False),
        (links("http://[", "/b", "/c"), False),
        ("<h2>Alueet</h2>" + links("/a", "/b", "/c"), True),
        ("<div><h5>Valikko</h5>" + links("/a", "/b", "/c") + "</div>", False),
        ("<p><a href=a>Kohta.pdf</a> | <a href=b>Toinen</a> | <a href=c>Kolmas</a></p>", True),
    ],
)
def test_lists(listed: str, stays: bool, read_html: ReadHtml) -> None:
    assert ("Kohta" in whole(read_html(f"<div>{TEXT}{listed}</div>"))) is stays
