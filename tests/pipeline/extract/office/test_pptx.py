"""PowerPoint presentations."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Entry, Link
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import LIMITS, knows
from tests.pipeline.extract.office.files import pptx, read, rels, shape, slide, spans, texts, zipped

TABLE = (
    "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Kunta</a:t></a:r></a:p>"
    "</a:txBody></a:tc><a:tc><a:p><a:r><a:t>Määrä</a:t></a:r></a:p></a:tc></a:tr>"
    "<a:tr><a:tc><a:p><a:r><a:t>Vaasa</a:t></a:r></a:p></a:tc>"
    "<a:tc><a:p><a:r><a:t>4</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:graphicFrame>"
)


def test_a_slide_is_a_page(tmp_path: Path) -> None:
    first = slide(
        shape("Tekijät", "subTitle"),
        shape("Perheiden palvelut", "ctrTitle"),
        shape("Kunta 2012", "ftr"),
        shape("7", "sldNum"),
        shape("piilossa", hidden=True),
    )
    second = slide(TABLE, shape("Luvut", "title"), shape("Yksi\nKaksi", "body"), shape("Vapaa"))
    found = read(pptx(tmp_path / "a.pptx", first, second, slide()))
    assert texts(found) == [
        "Perheiden palvelut\nTekijät",
        "Luvut\nKunta\tMäärä\nVaasa\t4\nYksi\nKaksi\nVapaa",
        "",
    ]
    assert found.outline == (Entry("Perheiden palvelut", 1), Entry("Luvut", 2))
    assert found.title == "Perheiden palvelut"
    assert spans(found, "tables") == ["Kunta\tMäärä\nVaasa\t4"]
    assert found.metadata == {"running lines": "Kunta 2012"}


def test_hidden_slides_are_left_out(tmp_path: Path) -> None:
    found = read(
        pptx(
            tmp_path / "a.pptx",
            slide(shape("Yksi")),
            slide(shape("Kaksi"), attributes='show="0"'),
            slide(shape("Kolme"), attributes='show="1"'),
        )
    )
    assert texts(found) == ["Yksi", "Kolme"]
    assert [page.label for page in found.pages] == ["1", "3"]
    assert found.warnings == ("hidden slides left out: 2",)


def test_notes_links_and_diagrams(tmp_path: Path) -> None:
    linked = (
        "<p:sp><a:p><a:r><a:rPr><a:hlinkClick r:id='l'/></a:rPr><a:t>Liite</a:t></a:r>"
        "<a:r><a:rPr><a:hlinkClick r:id='x'/></a:rPr><a:t>\xad, muu</a:t></a:r><a:br/>"
        "<a:fld type='slidenum'><a:t>3</a:t></a:fld><a:fld type='x'><a:t>kenttä</a:t></a:fld>"
        "</a:p></p:sp>"
    )
    smart = "<p:graphicFrame><relIds r:dm='d'/><relIds r:dm='x'/></p:graphicFrame>"
    found = read(
        pptx(
            tmp_path / "a.pptx",
            slide(linked, smart),
            slide(),
            **{
                "slides/_rels/slide1.xml.rels": rels(
                    l=("hyperlink", "https://a.fi/liite.pptx"),
                    d=("diagramData", "../diagrams/data1.xml"),
                    n=("notesSlide", "../notesSlides/n1.xml"),
                ),
                "slides/_rels/slide2.xml.rels": rels(n=("notesSlide", "../notesSlides/n1.xml")),
                "diagrams/data1.xml": "<x xmlns:a='a'><a:p><a:t>Vaihe</a:t></a:p><a:p/></x>",
                "notesSlides/n1.xml": slide(
                    shape("Kuva", "sldImg"), shape("Puhu hitaasti.\nKiitä.", "body"), shape("ei")
                ),
            },
        )
    )
    assert texts(found) == [
        "Liite, muu\nkenttä\nVaihe\n\nPuhu hitaasti.\nKiitä.",
        "Puhu hitaasti.\nKiitä.",
    ]
    assert spans(found, "notes") == ["Puhu hitaasti.", "Kiitä."] * 2
    assert found.links == (Link("https://a.fi/liite.pptx", "Liite"),)


def test_a_broken_slide_leaves_the_others(tmp_path: Path) -> None:
    found = read(pptx(tmp_path / "a.pptx", "<p:sld", slide(shape("Toinen dia"))))
    assert texts(found) == ["", "Toinen dia"]
    assert found.warnings[0].startswith("slide 1 left out: broken: ppt/slides/slide1.xml is no")
    assert found.title == "Toinen dia"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"ppt/presentation.xml": "<x/>"}, "no slides"),
        ({"xl/workbook.xml": "<x/>"}, "a workbook: tables of data are not read as documents"),
    ],
)
def test_no_presentation(members: dict[str, str | bytes], reason: str, tmp_path: Path) -> None:
    from pipeline.extract.base import extract
    from pipeline.mediatype import PPTX

    path = zipped(tmp_path / "a.pptx", members)
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        extract(path, PPTX, Context(LIMITS, knows))
