"""Word documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.document import Entry, Extraction, Link
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import LIMITS, knows
from tests.pipeline.extract.office.files import docx, p, read, rels, spans, style, texts, zipped

HEADINGS = (
    style("Otsikko1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Oma", "Omatyyli", based_on="Otsikko1")
    + style("Runko", "Leipä", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "Otsikko1")
    + style("Otsikko", "Title")
    + style("Sisluet1", "toc 1")
    + style("Salainen", "Huomautus", "<w:rPr><w:vanish/></w:rPr>")
    + style("Uusi", "Uusi sivu", "<w:pPr><w:pageBreakBefore/></w:pPr>")
    + style("A", "A", based_on="B")
    + style("B", "B", based_on="A")
)


def one(tmp_path: Path, body: str, styles: str = "", **parts: str) -> Extraction:
    return read(docx(tmp_path / "a.docx", body, styles, **parts))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


@pytest.mark.parametrize(
    ("name", "level"),
    [("Otsikko1", 1), ("Oma", 1), ("Runko", 0), ("Otsikko", 1), ("A", 0), ("Puuttuu", 0)],
)
def test_headings_by_style(name: str, level: int, tmp_path: Path) -> None:
    found = one(tmp_path, p("Alku") + p("Kokous", name), HEADINGS)
    assert [entry.level for entry in found.outline] == ([level] if level else [])
    assert spans(found, "headings") == (["Kokous"] if level else [])


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Heading2", 2),
        ("Otsikko3", 3),
        ("Rubrik1", 1),
        ("Title", 1),
        ("Rubrik", 1),
        ("Heading9", 6),
        ("Otsikkorivi", 0),
    ],
)
def test_headings_by_the_id_alone(name: str, level: int, tmp_path: Path) -> None:
    found = one(tmp_path, p("Kokous", name))
    assert [entry.level for entry in found.outline] == ([level] if level else [])


def test_outline_level_of_the_paragraph_wins(tmp_path: Path) -> None:
    body = p("Kokous", "", '<w:outlineLvl w:val="1"/>') + p(
        "Ei", "Otsikko1", '<w:outlineLvl w:val="9"/>'
    )
    assert one(tmp_path, body, HEADINGS).outline == (Entry("Kokous", 1, 2),)


def test_what_is_no_text(tmp_path: Path) -> None:
    body = (
        p("Sisällys", "Sisluet1")
        + p("Salaa", "Salainen")
        + "<w:p>"
        + run("Hanke ")
        + run("piilossa ", "<w:vanish/>")
        + run("näkyvä ", '<w:vanish w:val="0"/>')
        + run("salattu ", '<w:rStyle w:val="Salainen"/>')
        + f"<w:del>{run('poistettu ')}</w:del><w:ins>{run('lisätty ')}</w:ins>"
        + f"<w:moveFrom>{run('siirretty ')}</w:moveFrom>"
        + '<w:r><w:drawing><docPr descr="kuvateksti"/></w:drawing></w:r>'
        + "<w:r><w:commentReference/></w:r>"
        + run("loppu")
        + "</w:p>"
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
        + f'w:val="Table of Contents"/></w:docPartObj></w:sdtPr><x>{p("Luettelo")}</x></w:sdt>'
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><x>{p('Kirjoita tähän')}</x></w:sdt>"
        + f"<w:sdt><w:sdtPr/><x>{p('Kenttä')}</x></w:sdt><w:sdt><x>{p('Toinen')}</x></w:sdt>"
    )
    found = one(tmp_path, body, HEADINGS)
    assert texts(found) == ["Hanke näkyvä lisätty loppu\nKenttä\nToinen"]


def test_characters(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Etelä</w:t><w:noBreakHyphen/><w:t>Savon perhe</w:t><w:softHyphen/>"
        "<w:t>työ</w:t><w:tab/><w:t>ja\xadkaa‑luku</w:t><w:br/><w:t>uusi</w:t><w:cr/>"
        '<w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:char="x"/><w:t>rivi</w:t></w:r></w:p>'
    )
    assert texts(one(tmp_path, body)) == ["Etelä-Savon perhetyö jakaa-luku\nuusi\n•rivi"]


def test_a_heading_has_one_line(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Otsikko1"/></w:pPr>'
        "<w:r><w:t>Hankkeen</w:t><w:br/><w:t>tulokset</w:t></w:r></w:p>"
    )
    assert texts(one(tmp_path, body, HEADINGS)) == ["Hankkeen tulokset"]


def test_tables(tmp_path: Path) -> None:
    body = (
        p("Alku")
        + table(
            cell("Kunta") + cell("Vuosi", '<w:gridSpan w:val="2"/>') + cell("Määrä"),
            "<w:trPr><w:del/></w:trPr>" + cell("poistettu") + cell("rivi"),
            cell("Vaasa") + cell("") + cell("2012") + "<w:tc>" + p("4") + p("kpl") + "</w:tc>",
        )
        + p("Väli")
        + table(cell("a") + cell("b"))
        + table(cell("yksin"))
    )
    found = one(tmp_path, body)
    rows = "Kunta\tVuosi\t\tMäärä\nVaasa\t\t2012\t4 kpl"
    assert texts(found) == [f"Alku\n{rows}\nVäli\na\tb\nyksin"]
    assert spans(found, "tables") == [rows, "a\tb"]


def test_a_page_laid_out_with_a_table_is_no_table(tmp_path: Path) -> None:
    side = f"<w:tc>{p('Tavoite', 'Otsikko1')}{p('Perheet saavat tukea.')}</w:tc>"
    inner = table(cell("x") + cell("y"))
    found = one(tmp_path, table(side + f"<w:tc>{p('Sivu')}{inner}</w:tc>"), HEADINGS)
    assert texts(found) == ["Tavoite\nPerheet saavat tukea.\nSivu\nx\ty"]
    assert spans(found, "tables") == ["x\ty"]


def test_rows_and_cells_outside_a_table(tmp_path: Path) -> None:
    assert texts(one(tmp_path, f"<w:tr>{cell('a')}</w:tr>" + cell("b"))) == ["a\nb"]


def test_notes_stand_at_the_end_of_their_page(tmp_path: Path) -> None:
    def call(kind: str, number: int) -> str:
        return f'<w:p>{run("Teksti")}<w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>'

    body = (
        call("footnote", 5)
        + call("footnote", 5)
        + call("footnote", 9)
        + p("Loppu")
        + p("Toinen sivu", "", "<w:pageBreakBefore/>")
        + table(f"<w:tc>{call('endnote', 2)}</w:tc>" + cell("b"))
    )
    notes = '<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="5">' + p("Ks. laki.")
    found = one(
        tmp_path,
        body,
        _rels=rels(f=("footnotes", "footnotes.xml"), e=("endnotes", "endnotes.xml")),
        footnotes=notes + p("Pykälä 4.") + "</w:footnote>",
        endnotes='<w:endnote w:id="2">' + p("Lähde.") + "</w:endnote>",
    )
    assert texts(found) == [
        "Teksti\nTeksti\nTeksti\nLoppu\n\n1 Ks. laki. Pykälä 4.",
        "Toinen sivu\nTeksti\tb\n\n1 Lähde.",
    ]
    assert spans(found, "notes") == ["1 Ks. laki. Pykälä 4.", "1 Lähde."]


def test_text_boxes_come_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Laatikko')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Alku ')}<w:r><AlternateContent><Choice>{box}</Choice>"
        f"<Fallback>{box}</Fallback></AlternateContent></w:r>{run('jatkuu.')}</w:p>{p('Sitten')}"
    )
    assert texts(one(tmp_path, body)) == ["Alku jatkuu.\nLaatikko\nSitten"]


def test_pages(tmp_path: Path) -> None:
    def section(kind: str = "") -> str:
        inside = f'<w:type w:val="{kind}"/>' if kind else ""
        return f"<w:sectPr>{inside}</w:sectPr>"

    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        f"<w:p>{rendered}{run('Yksi')}</w:p>"
        f"<w:p>{run('Kaksi alkaa ')}{rendered}{run('ja jatkuu')}</w:p>"
        + p("Kolme")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + f"<w:p>{rendered}{run('Neljä')}</w:p>"
        + p("Viisi", "Uusi")
        + p("Kuusi", "Uusi", '<w:pageBreakBefore w:val="0"/>' + section())
        + p("Seitsemän", "", section())
        + p("Kahdeksan", "", section("continuous"))
        + p("Yhdeksän")
        + section()
    )
    assert texts(one(tmp_path, body, HEADINGS)) == [
        "Yksi\nKaksi alkaa ja jatkuu",
        "Kolme",
        "Neljä",
        "Viisi\nKuusi",
        "Seitsemän\nKahdeksan",
        "Yhdeksän",
    ]


def test_a_page_break_in_a_row_parts_the_rows(tmp_path: Path) -> None:
    broken = '<w:tc><w:p><w:r><w:t>c</w:t><w:br w:type="page"/></w:r></w:p></w:tc>'
    found = one(tmp_path, table(cell("a") + cell("b"), broken + cell("d"), cell("e") + cell("f")))
    assert texts(found) == ["a\tb\nc\td", "e\tf"]
    assert spans(found, "tables") == ["a\tb\nc\td", "e\tf"]


def test_long_text_without_breaks_is_cut_at_headings(tmp_path: Path) -> None:
    chapter = p("Tulokset", "Otsikko1") + p("Perhe sai tukea. " * 30) * 5
    found = one(tmp_path, chapter * 4, HEADINGS)
    assert len(found.pages) == 4
    assert all(page.text.startswith("Tulokset\n") for page in found.pages)
    assert [entry.page for entry in found.outline] == [1, 2, 3, 4]


def test_fields_and_links(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def field(instruction: str, result: str) -> str:
        inside = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + run("?")
        return mark("begin") + inside + mark("separate") + run(result) + mark("end")

    body = (
        f'<w:p><w:hyperlink r:id="u">{run("Liite 1")}</w:hyperlink>{run(" ja ")}'
        f'<w:hyperlink r:id="h">{run("sivu")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="x">{run(", luku")}</w:hyperlink>'
        f"{field(' HYPERLINK &quot;liite2.odt&quot; ', ' toinen')}{field('PAGE', '7')}"
        f'<w:fldSimple w:instr="DATE">{run(" 1.2.2012")}</w:fldSimple>{mark("end")}</w:p>'
        f"<w:p>{mark('begin')}{run('kadonnut')}</w:p>" + p("Jatkuu")
    )
    links = rels(u=("hyperlink", "https://a.fi/x.PDF?y"), h=("hyperlink", "https://a.fi/x.html"))
    found = one(tmp_path, body, _rels=links)
    assert texts(found) == ["Liite 1 ja sivu, luku toinen 1.2.2012\nJatkuu"]
    assert found.links == (Link("https://a.fi/x.PDF?y", "Liite 1"), Link("liite2.odt", "toinen"))


def test_diagrams_and_chunks(tmp_path: Path) -> None:
    body = (
        f'<w:p>{run("Kaavio")}<w:r><relIds r:dm="d"/></w:r></w:p>'
        '<w:p><relIds r:dm="puuttuu"/></w:p><w:altChunk r:id="d"/>'
    )
    found = one(tmp_path, body, _rels=rels(d=("diagramData", "data.xml")), data=p("Vaihe"))
    assert texts(found) == ["Kaavio\nVaihe"]
    assert found.warnings == ("a document embedded in this one is not read",)


def test_metadata_without_names(tmp_path: Path) -> None:
    core = (
        "<w:title>Perheen tuki</w:title><w:creator>Maija</w:creator><w:lastModifiedBy>Matti"
        "</w:lastModifiedBy><w:created>2012-03-01T10:00:00Z</w:created>"
    )
    found = one(
        tmp_path,
        p("Perheen tuki arjessa"),
        core=core,
        app="<w:Application>Microsoft Office Word</w:Application><w:AppVersion>12</w:AppVersion>",
        _rels=rels(h=("header", "header1.xml"), f=("footer", "footer1.xml")),
        header1=p("Hanke"),
        footer1=p("Hanke") + p("Sivu"),
    )
    assert found.metadata == {
        "office:title": "Perheen tuki",
        "office:created": "2012-03-01T10:00:00Z",
        "office:application": "Microsoft Office Word 12",
        "running lines": "Hanke · Sivu",
    }
    assert found.title == "Perheen tuki"


@pytest.mark.parametrize(
    ("embedded", "body", "title"),
    [
        ("Muistio.doc", p("Alku") + p("Kokous", "Otsikko1"), "Kokous"),
        ("Muistiopohja", p("Lyhyt alku"), "Lyhyt alku"),
        ("Vuoden 2009 budjetti", p("Alku") + p("Kokous", "Otsikko"), "Kokous"),
        ("Vuoden 2009 budjetti", p("Alku"), "Vuoden 2009 budjetti"),
        ("Dia 1", p("pitkä " * 50), ""),
    ],
)
def test_title(embedded: str, body: str, title: str, tmp_path: Path) -> None:
    found = one(tmp_path, body, HEADINGS, core=f"<w:title>{embedded}</w:title>")
    assert found.title == title


def test_strict_documents_have_other_namespaces(tmp_path: Path) -> None:
    w = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {w}><w:body>{p('Kokous', 'Otsikko1')}</w:body></w:document>"
    found = read(zipped(tmp_path / "a.docx", {"word/document.xml": body}))
    assert spans(found, "headings") == ["Kokous"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"xl/workbook.xml": "<x/>"}, "a workbook: tables of data are not read as documents"),
        ({"muu.xml": "<x/>"}, "broken: word/document.xml is missing"),
        ({"word/document.xml": "<x/>"}, "no text in the document"),
    ],
)
def test_no_document(members: dict[str, str | bytes], reason: str, tmp_path: Path) -> None:
    from pipeline.extract.base import extract
    from pipeline.mediatype import DOCX

    path = zipped(tmp_path / "a.docx", members)
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        extract(path, DOCX, Context(LIMITS, knows))


def test_limits(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("sivu", "", "<w:pageBreakBefore/>") * 4)
    with pytest.raises(ExtractionError, match=r"^more than 3 pages$"):
        read(path, LimitsConfig(pages=3))
    begun: list[int] = []
    context = Context(LIMITS, knows, reading=begun.append, avoid=frozenset({2, 9}))
    found = read(path, context=context)
    assert begun == [1, 3, 4]
    assert texts(found) == ["sivu", "", "sivu", "sivu"]
    assert found.pages[1].faults == ("could not be read",)


def test_time_is_up(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("sivu", "", "<w:pageBreakBefore/>") * 400)
    with pytest.raises(ExtractionError, match=r"^no text: time was up before the end of the text$"):
        read(path, context=Context(LIMITS, knows, deadline=0.0))


def test_time_is_up_while_pages_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter([False] * 3)
    monkeypatch.setattr(Context, "is_late", lambda _: next(asked, True))
    path = docx(tmp_path / "a.docx", p("sivu", "", "<w:pageBreakBefore/>") * 4)
    found = read(path)
    assert 1 <= len(found.pages) < 4
    assert found.partial == f"time was up after page {len(found.pages)} of 4"
