"""OpenDocument texts and presentations."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Entry, Link
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import LIMITS, knows
from tests.pipeline.extract.office.files import odf, read, spans, texts

STYLES = (
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="Heading_20_2" style:family="paragraph"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Oma">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="P3" style:family="paragraph">'
    '<style:paragraph-properties fo:break-after="page"/></style:style>'
    '<style:style style:name="Piilo" style:family="paragraph">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T1" style:family="text" style:parent-style-name="T2"/>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Taulu" style:family="table">'
    '<style:table-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="dp" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_text(tmp_path: Path) -> None:
    body = (
        f"<text:tracked-changes><text:deletion>{p('poistettu')}</text:deletion>"
        "</text:tracked-changes>"
        + p("Perheiden tuki", "P1")
        + '<text:h text:outline-level="2">Tavoitteet <text:s text:c="3"/>ja<text:line-break/>'
        "keinot</text:h>"
        + p("Alaotsikko", "Heading_20_2")
        + p(
            'Hanke <text:span text:style-name="T1">piilo </text:span><text:span>alkoi</text:span>'
            "<text:tab/>heti<text:line-break/>kunnissa<office:annotation><text:p>kommentti</text:p>"
            "</office:annotation>."
        )
        + p("salattu", "Piilo")
        + f'<text:section text:display="none">{p("salattu")}</text:section>'
        + f"<text:table-of-content>{p('Sisällys')}</text:table-of-content>"
        + "<text:list><text:list-item>"
        + p("Lapsi\xad työ, Etelä‑Savo <text:page-number>4</text:page-number>")
        + "</text:list-item></text:list><text:h>Lopuksi</text:h>"
    )
    found = read(odf(tmp_path / "a.odt", body, STYLES))
    assert texts(found) == [
        "Perheiden tuki\n\nTavoitteet ja keinot\n\nAlaotsikko\nHanke alkoi heti\nkunnissa.\n"
        "Lapsi työ, Etelä-Savo\n\nLopuksi"
    ]
    assert [entry.level for entry in found.outline] == [1, 2, 2, 1]
    assert found.title == "Perheiden tuki"


def test_pages(tmp_path: Path) -> None:
    body = (
        p("Yksi")
        + p("Kaksi alkaa <text:soft-page-break/>ja jatkuu")
        + p("Kolme", "P3")
        + p("Neljä")
        + p("Viisi", "P2")
        + '<table:table table:style-name="Taulu"><table:table-row><table:table-cell>'
        + p("a")
        + "</table:table-cell></table:table-row></table:table>"
    )
    found = read(odf(tmp_path / "a.odt", body, STYLES))
    assert texts(found) == ["Yksi\nKaksi alkaa ja jatkuu", "Kolme", "Neljä", "Viisi", "a"]


def test_tables_boxes_notes_and_links(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        + p("Ks. laki.")
        + "</text:note-body></text:note>"
    )
    row = "<table:table-row>{}</table:table-row>"
    body = (
        p(f'Teksti{note} ja <text:a xlink:href="../liite.odt">liite</text:a>.')
        + p(
            "Kuva<draw:frame><draw:text-box>"
            + p("Laatikko")
            + "</draw:text-box><svg:title>kuvateksti</svg:title></draw:frame> tässä"
        )
        + "<table:table>"
        + row.format(
            f'<table:table-cell table:number-columns-repeated="2">{p("Kunta")}</table:table-cell>'
            f"<table:covered-table-cell/><table:table-cell>{p('4')}</table:table-cell>"
        )
        + "</table:table>"
        + p("Tekijä: <text:title>Otsikko</text:title>")
    )
    found = read(odf(tmp_path / "a.odt", body))
    assert texts(found) == [
        "Teksti ja liite.\nKuva tässä\nLaatikko\nKunta\t\t\t4\nTekijä: Otsikko\n\n1 Ks. laki."
    ]
    assert spans(found, "notes") == ["1 Ks. laki."]
    assert spans(found, "tables") == ["Kunta\t\t\t4"]
    assert found.links == (Link("liite.odt", "liite"),)


def test_metadata_without_names(tmp_path: Path) -> None:
    meta = (
        "<dc:title>Kevään kokous</dc:title>"
        "<dc:creator>Maija</dc:creator><dc:date>2012-03-02</dc:date>"
        "<meta:initial-creator>Matti</meta:initial-creator>"
        "<meta:creation-date>2012-03-01</meta:creation-date><meta:generator>Ohjelma</meta:generator>"
        "<meta:keyword>perhe</meta:keyword><meta:keyword>tuki</meta:keyword>"
    )
    master = f"<style:header>{p('Hanke')}</style:header><style:footer>{p('Sivu')}</style:footer>"
    found = read(odf(tmp_path / "a.odt", p("Muu"), meta=meta, master=master))
    assert found.metadata == {
        "office:title": "Kevään kokous",
        "office:keywords": "perhe, tuki",
        "office:created": "2012-03-01",
        "office:modified": "2012-03-02",
        "office:application": "Ohjelma",
        "running lines": "Hanke · Sivu",
    }
    assert found.title == "Kevään kokous"


def test_presentation(tmp_path: Path) -> None:
    def frame(text: str, kind: str = "") -> str:
        return (
            f'<draw:frame presentation:class="{kind}"><draw:text-box>{p(text)}</draw:text-box>'
            "</draw:frame>"
        )

    notes = (
        f"<presentation:notes>{frame('x', 'page')}{frame('Kiitä.', 'notes')}</presentation:notes>"
    )
    shape = f"<draw:custom-shape>{p('Kuvio')}</draw:custom-shape>"
    body = (
        f"<draw:page>{frame('Teksti')}{frame('Kokous', 'title')}{frame('9', 'page-number')}{notes}"
        f'</draw:page><draw:page draw:style-name="dp">{frame("Salainen")}</draw:page>'
        f"<draw:page>{shape}</draw:page><draw:page>{notes}</draw:page>"
    )
    found = read(odf(tmp_path / "a.odp", body, STYLES, kind="presentation"))
    assert texts(found) == ["Kokous\nTeksti\n\nKiitä.", "Kuvio", "Kiitä."]
    assert spans(found, "notes") == ["Kiitä.", "Kiitä."]
    assert found.outline == (Entry("Kokous", 1),)
    assert [page.label for page in found.pages] == ["1", "3", "4"]
    assert found.warnings == ("hidden slides left out: 2",)
    assert found.title == "Kokous"


def test_no_text(tmp_path: Path) -> None:
    path = odf(tmp_path / "a.odt", "", kind="spreadsheet")
    path.write_bytes(
        path.read_bytes().replace(b"opendocument.spreadsheet", b"opendocument.text" + b" " * 7)
    )
    with pytest.raises(ExtractionError, match="no text in the document: a table or a drawing"):
        read(path)


def test_time_is_up(tmp_path: Path) -> None:
    path = odf(tmp_path / "a.odt", p("sana") * 2000)
    with pytest.raises(ExtractionError, match="no text"):
        read(path, context=Context(LIMITS, knows, deadline=0.0))
