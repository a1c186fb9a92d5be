"""Records of labels and values, told from text by their structure."""

from __future__ import annotations

import pytest

from pipeline.extract import dom
from pipeline.extract.blocks import blocks
from pipeline.extract.fields import add, of_content


def read(markup: str) -> dict[str, str]:
    root = dom.parse(markup).root
    lines = blocks(root)
    return of_content(root, lines)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<dl><dt>Paikka</dt><dd>Lapua</dd><dd>Kurikka</dd></dl>", {"Paikka": "Lapua; Kurikka"}),
        ("<dl><div><dt>Paikka</dt><dd>Lapua</dd></div></dl>", {"Paikka": "Lapua"}),
        ("<table><tr><th>Kesto</th><td>1.1.–2.2.<br>2010</td></tr></table>", None),
        ('<div><span class="label">Luotu</span><span>3.4.2016</span></div>', {"Luotu": "3.4.2016"}),
        ("<p><b>Vaihe:</b> <i>kokeilu</i></p>", {"Vaihe": "kokeilu"}),
        (
            "<div><div class=k><i>Paikka</i><b>Lapua</b></div><div class=k><i>Vaihe</i><b>uusi</b>"
            "</div><div class=k><i>Luotu</i><b>1.2.2020</b></div></div>",
            {"Paikka": "Lapua", "Vaihe": "uusi", "Luotu": "1.2.2020"},
        ),
        (
            "<p>Aika: 4.2.</p><p>Paikka: kunnantalo</p><p>Läsnä: kaikki</p>",
            {"Aika": "4.2.", "Paikka": "kunnantalo", "Läsnä": "kaikki"},
        ),
    ],
)
def test_records(markup: str, expected: dict[str, str] | None) -> None:
    assert read(markup) == (expected or {"Kesto": "1.1.–2.2.; 2010"})


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>Tilat: keittiö</li><li>Väki: yksi ohjaaja</li><li>Aika: aamu</li></ul>",
        "<ul><li><b>Tilat:</b> <i>keittiö</i></li></ul>",
        "<p>Tilat: keittiö</p><p>Väki: yksi ohjaaja</p><p>Muuta kerrottavaa ei ole.</p>",
        "<table><tr><td>Menot</td><td>Euroa</td></tr><tr><td>Palkat</td><td>45</td></tr></table>",
        "<div><div><h3>Koulutus</h3><p>a</p></div><div><h3>Kysely</h3><p>b</p></div>"
        "<div><h3>Kokous</h3><p>c</p></div></div>",
        "<div><div><i>Paikka</i><b>Lapua</b></div><div><i>Vaihe</i><b>uusi</b></div></div>",
        "<div><span class=label><a href=x>Linkki</a></span><span>arvo</span></div>",
    ],
)
def test_text_is_no_record(markup: str) -> None:
    assert read(markup) == {}


def test_pairs_that_are_none() -> None:
    found = {"Paikka": "Lapua"}
    for label, value in [("x", "a"), ("2010", "a"), ("Pitkä " * 20, "a"), ("Arvo", "a" * 700)]:
        add(found, label, value)
    add(found, "Paikka:", " Lapua ")
    assert found == {"Paikka": "Lapua"}
