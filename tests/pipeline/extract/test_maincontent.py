"""Where the content is, and what is cut off around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Extraction
from tests.pipeline.extract.conftest import whole

ReadHtml = Callable[..., Extraction]
TEXT = "<p>Perheet saivat tukea kotiin koko vuoden ajan.</p>" * 12


@pytest.mark.parametrize(
    ("beside", "stays"),
    [
        ("<div>Seutu ry · Katu 3 · 45100 Kylä</div>", False),
        ("<div><h5>Asioi verkossa</h5><p>Torikatu 1</p></div>", False),
        ("<div>Hanketta tekee Seutu ry ja sen jäsenet. © 2020 Seutu.</div>", False),
        ("<div>Päivitetty 3.4.2012</div>", True),
        ("<div><h2>Yhteys</h2>Katu 3</div>", True),
        ("<div><a href=a.pdf>Liite</a></div>", True),
        ("<div>Rahoituksen myönsi lopulta kuntien yhteinen lautakunta.</div>", True),
        ("<div id=ftn1>[1] Tilinpäätös.</div>", True),
        ("<div class=contentheading>Kylän tuki</div>", True),
        ("<p>Lyhyt</p>", True),
    ],
)
def test_what_stands_beside(beside: str, stays: bool, read_html: ReadHtml) -> None:
    words = whole(read_html(f"<div><div class=a>{TEXT}</div>{beside}</div>"))
    assert words.startswith("Perheet saivat")
    assert (words.count("\n") > 11) is stays


def test_few_rows_are_layout(read_html: ReadHtml) -> None:
    rows = f"<tr><td>Yläosa</td></tr><tr><td>{TEXT}</td></tr><tr><td>Alaosa</td></tr>"
    assert "osa" not in whole(read_html(f"<table>{rows}</table>"))
    pairs = f"<tr><td>Yläosa</td><td>a</td></tr><tr><td>b</td><td>{TEXT}</td></tr>"
    assert "Yläosa" in whole(read_html(f"<table>{pairs}</table>"))
    more = "<tr><td>Kesto</td><td>vuosi</td></tr>" * 3
    assert "Alaosa" in whole(read_html(f"<table>{more}{rows}</table>"))


@pytest.mark.parametrize(
    "wrapper",
    [
        "<main>{}</main>",
        "<article>{}</article>",
        "<div id=content>{}</div>",
        "<div role=main>{}</div>",
    ],
)
def test_content_that_is_called_so(wrapper: str, read_html: ReadHtml) -> None:
    beside = "<div><h2>Sivussa</h2><p>Tämä lause on sivupalkissa eikä sisällössä.</p></div>"
    assert "Sivussa" not in whole(read_html(beside + wrapper.format(TEXT) + beside))
