"""Tables: rows of data with tabs, layout that is none, records of labels and values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Extraction
from pipeline.extract import dom, tables
from tests.pipeline.extract.conftest import whole

ReadHtml = Callable[..., Extraction]


def table(markup: str) -> dom.Node:
    root = dom.parse(f"<table>{markup}</table>").root
    dom.measure(root)
    found = dom.first(root, ("table",))
    assert found is not None
    return found


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (row("Kunta", "Käyntejä") + row("Lapua", "12"), True),
        (row("<p>Kunta</p>", "<p>Käyntejä</p>") + row("<p>Lapua</p>", "<p>12<br>13</p>"), True),
        (row("Kunta", "Käyntejä"), False),
        (row("Kunta") + row("Lapua"), False),
        (row("Kunta", "a" * 300) + row("Lapua", "b"), False),
        (row("Kunta", "Kuvaus", tag="th") + row("Lapua", "b" * 300), True),
        (row("a", "<h2>b</h2>") + row("c", "d"), False),
        (row("a", "<table><tr><td>b</table>") + row("c", "d"), False),
    ],
)
def test_data_or_layout(markup: str, expected: bool) -> None:
    assert tables.is_data(table(markup)) is expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (row("Rahoittaja", "Kunta") + row("Kesto", "vuosi"), True),
        (row("Otsake") + row("Kesto", "vuosi"), True),
        (row("Kunta", "Väki", tag="th") + row("Lapua", "ohjaaja"), False),
        (row("Menot", "Euroa") + row("Palkat", "45 600") + row("Matkat", "3 210"), False),
        (row("a", "b", "c"), False),
        ("", False),
    ],
)
def test_records(markup: str, expected: bool) -> None:
    assert tables.is_record(table(markup)) is expected


def test_spans_of_tables(read_html: ReadHtml) -> None:
    first = row("Kunta", "2016", "2017", tag="th") + row("Lapua", "", "12") + row("Ilmajoki", "3")
    found = read_html(
        f"<main><h1>Käynnit</h1><table><caption>Käynnit kunnittain</caption>{first}</table>"
        f"<p>Väliin jää yksi kappale.</p><table>{row('a', 'b') + row('<b>c</b>', ' d ')}</table>"
        "<h2>Lopuksi</h2><p>Loppu.</p></main>"
    )
    (page,) = found.pages
    assert [page.text[start:end] for start, end in page.tables] == [
        "Kunta\t2016\t2017\nLapua\t\t12\nIlmajoki\t3",
        "a\tb\nc\td",
    ]
    assert [page.text[start:end] for start, end in page.headings] == ["Käynnit", "Lopuksi"]
    assert "Käynnit kunnittain\nKunta" in page.text


def test_layout_has_no_spans(read_html: ReadHtml) -> None:
    text = "Projekti tuo perhetyön kotiin. " * 20
    found = read_html(f"<table>{row('Alku', 'Keskus')}{row('Valikko', text)}</table>")
    assert found.pages[0].tables == ()
    assert "\t" not in whole(found)


def test_table_over_two_pages(read_html: ReadHtml) -> None:
    many = "".join(row(f"Kunta numero {number}", "kolme käyntiä") for number in range(500))
    found = read_html(f"<main><table>{many}</table></main>")
    assert len(found.pages) > 1
    assert all(page.tables == ((0, len(page.text)),) for page in found.pages)
