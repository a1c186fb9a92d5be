"""PDF: text, title, headings, labels and the ways in which files are broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.config import LimitsConfig
from corpus.document import NEEDS_OCR, Entry, Extraction
from corpus.errors import ExtractionError
from pipeline.extract import pdf, pdfmetadata, pdfpages, pictures, plumber
from pipeline.extract.base import extract
from pipeline.extract.context import Context, RecognisedPage
from pipeline.extract.pdfium import open_pdf
from tests.pipeline.extract.conftest import LIMITS, Row, knows, paragraph, text_row, whole

PDF = "application/pdf"
MakePdf = Callable[..., Path]

BODY = paragraph(
    "Tavoitteena oli yhteinen työ koko vuoden ajan, ja kaikki kunnat olivat siinä mukana",
    "alusta loppuun. Perheiden palvelut koottiin saman katon alle, ja niistä kerrottiin kehit-",
    "tämistyön aikana kaikille asukkaille.",
)


def read(path: Path, limits: LimitsConfig = LIMITS) -> Extraction:
    return extract(path, PDF, Context(limits, knows))


def read_with(path: Path, **settings: object) -> Extraction:
    return extract(path, PDF, Context(LIMITS, knows, **settings))  # type: ignore[arg-type]


def reason(path: Path, limits: LimitsConfig = LIMITS) -> str:
    with pytest.raises(ExtractionError) as caught:
        read(path, limits)
    assert path.name not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_lines_become_paragraphs_and_words_whole(make_pdf: MakePdf) -> None:
    more = paragraph("Toinen kappale alkaa tästä.", top=200)
    found = read(make_pdf([[*BODY, *more]]))
    (page,) = found.pages
    first, second = page.text.split("\n\n")
    assert first.count("\n") == 0
    assert "kerrottiin kehittämistyön aikana" in first
    assert second == "Toinen kappale alkaa tästä."
    assert page.method == "text layer"
    assert page.number == 1


def test_title_is_the_largest_type_over_its_lines(make_pdf: MakePdf) -> None:
    rows = [
        text_row("Arki kantaa ja koko", 80, 24, "Helvetica-Bold"),
        text_row("kylä mukana", 110, 24, "Helvetica-Bold"),
        text_row("Loppuraportti", 140, 14),
        *paragraph("Tämä on teksti, jossa puhutaan hankkeesta tavallisella kirjaimella.", top=200),
    ]
    found = read(make_pdf([rows], title="Microsoft Word - raportti.doc"))
    assert found.title == "Arki kantaa ja koko kylä mukana"
    (page,) = found.pages
    heading = page.headings[0]
    assert page.text[heading.start : heading.end] == "Arki kantaa ja koko kylä mukana"


def test_title_falls_back_to_capitals_then_to_the_files_own(make_pdf: MakePdf) -> None:
    body = paragraph("ensin tulee tavallinen rivi pientä tekstiä", "ja sitten vielä toinenkin rivi")
    shouted = [text_row("TIEDOTE PERHEILLE KEVÄÄLLÄ", 90), *body]
    assert read(make_pdf([shouted])).title == "TIEDOTE PERHEILLE KEVÄÄLLÄ"
    assert read(make_pdf([body], title="Perheiden kevät")).title == "Perheiden kevät"
    for name in ("Microsoft Word - kevät.doc", "kevat_2009.docx", "untitled"):
        assert read(make_pdf([body], title=name)).title == ""


def test_bold_lines_are_headings_and_bold_totals_are_not(make_pdf: MakePdf) -> None:
    rows = [
        text_row("Tavoitteet", 80, 11, "Helvetica-Bold"),
        *BODY,
        text_row("Menot yhteensä 412 300", 200, 11, "Helvetica-Bold"),
        *paragraph("Lopuksi vielä yksi tavallinen rivi tekstiä.", top=230),
    ]
    (page,) = read(make_pdf([rows])).pages
    assert [page.text[a:b] for a, b in page.headings] == ["Tavoitteet"]


def test_running_lines_go_and_page_numbers_become_labels(make_pdf: MakePdf) -> None:
    pages = [
        [
            text_row("Arjen tuki -hankkeen raportti", 40, 9),
            *paragraph(f"Luku numero {word} kertoo omasta asiastaan.", f"Siinä on {word} rivi."),
            text_row(str(number), 800, 9),
        ]
        for number, word in enumerate(("yksi", "kaksi", "kolme", "neljä", "viisi"), 7)
    ]
    found = read(make_pdf(pages))
    assert [page.label for page in found.pages] == ["7", "8", "9", "10", "11"]
    assert "Arjen tuki" not in whole(found)
    assert found.metadata["running lines"] == "Arjen tuki -hankkeen raportti"
    assert found.pages[1].text.startswith("Luku numero kaksi kertoo")


def test_page_labels_of_the_file_win(make_pdf: MakePdf) -> None:
    found = read(make_pdf([BODY, BODY], labels=["iv", "v"]))
    assert [page.label for page in found.pages] == ["iv", "v"]


def test_metadata_without_the_author(make_pdf: MakePdf) -> None:
    found = read(make_pdf([BODY], title="Perheiden kevät", creator="Teksturi 3"))
    assert found.metadata["pdf:title"] == "Perheiden kevät"
    assert found.metadata["pdf:creator"] == "Teksturi 3"
    assert found.metadata["pdf:creationdate"][4] == "-"
    assert "Konekirjoittaja" not in str(found)


def test_letter_spaced_heading_is_closed_up_by_its_gaps(make_pdf: MakePdf) -> None:
    rows: list[Row] = []
    left = 72.0
    for letter in "PERHEIDEN TUKI":
        if letter != " ":
            rows.append((letter, "Helvetica", 12, left, 80))
        left += stringWidth(letter, "Helvetica", 12) + 6
    found = read(make_pdf([[*rows, *BODY]]))
    assert "PERHEIDEN TUKI" in whole(found)


def test_symbol_bullets_and_ligatures(make_pdf: MakePdf) -> None:
    rows = [("•", "Symbol", 11, 72, 90), ("Työ on profiilin mukaista", "Helvetica", 11, 84, 90)]
    assert "Työ on profiilin mukaista" in whole(read(make_pdf([[*rows, *BODY]])))


def test_scanned_page_in_the_middle(make_pdf: MakePdf) -> None:
    found = read(make_pdf([BODY, "scan", BODY]))
    assert [bool(page.text) for page in found.pages] == [True, False, True]
    assert [page.faults for page in found.pages] == [(), (NEEDS_OCR,), ()]
    assert found.pages[1].quality == 0.0
    assert found.warnings == ("page 2 is scanned or unreadable, text needs OCR",)


def test_a_scan_gives_its_pages_and_a_warning(make_pdf: MakePdf) -> None:
    found = read(make_pdf(["scan"] * 12, title="Perheiden kevät"))
    assert [page.text for page in found.pages] == [""] * 12
    assert found.title == "Perheiden kevät"
    shown = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"
    assert found.warnings == (f"12 pages ({shown}) are scanned or unreadable, text needs OCR",)


def test_text_in_outlines_needs_ocr(make_pdf: MakePdf) -> None:
    assert read(make_pdf(["outlines"])).pages[0].faults == (NEEDS_OCR,)


def test_documents_without_text(make_pdf: MakePdf) -> None:
    assert reason(make_pdf(["blank"])) == "no text in 1 page"
    assert reason(make_pdf(["blank"] * 3)) == "no text in 3 pages"


class Reader:
    """A recogniser that says what it was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: list[tuple[bytes, int]] = []

    def read(self, image: bytes, dpi: int) -> RecognisedPage:
        self.seen.append((image, dpi))
        if not self.text:
            raise ExtractionError("the picture is too dark")
        return Read(self.text, 0.9)


class Read(NamedTuple):
    text: str
    confidence: float


def test_scanned_pages_are_recognised(make_pdf: MakePdf) -> None:
    reader = Reader("Perheiden palvelut koottiin, ja kehittämis-\ntyön aikana kerrottiin siitä.")
    found = read_with(make_pdf([BODY, "scan"]), recogniser=reader)
    assert found.pages[1].text.startswith("Perheiden palvelut koottiin, ja kehittämistyön")
    assert (found.pages[1].method, found.pages[1].confidence) == ("ocr", 0.9)
    assert found.pages[1].faults == ()
    assert found.warnings == ()
    ((image, dpi),) = reader.seen
    assert (image[:13], dpi) == (b"P5\n2481 3508\n", 300)
    assert len(image) == 2481 * 3508 + len(b"P5\n2481 3508\n255\n")


def test_recognised_pages_do_not_make_headings_of_the_others(make_pdf: MakePdf) -> None:
    long = "\n".join(["Tämä on pitkä luettu sivu, jolla on paljon tekstiä."] * 40)
    found = read_with(make_pdf([BODY, "scan"]), recogniser=Reader(long))
    assert found.pages[0].headings == ()


def test_a_page_that_ocr_cannot_read_stays_as_it_was(make_pdf: MakePdf) -> None:
    found = read_with(make_pdf([BODY, "scan"]), recogniser=Reader(""))
    assert found.pages[1].faults == (NEEDS_OCR,)
    assert found.pages[1].confidence is None


def test_a_sick_page_is_recognised_too(make_pdf: MakePdf) -> None:
    healthy = "\n".join(["perheiden palvelut ja lasten tuki on yhteinen työ"] * 8)
    found = read_with(make_pdf([BODY, sick_page()]), recogniser=Reader(healthy))
    assert found.pages[1].method == "ocr"


def test_pages_are_announced_and_those_to_avoid_left_out(make_pdf: MakePdf) -> None:
    told: list[int] = []
    found = read_with(make_pdf([BODY] * 3), reading=told.append, avoid=frozenset({2}))
    assert told == [1, 3, 0]
    assert [bool(page.text) for page in found.pages] == [True, False, True]
    assert found.pages[1].faults == (pdfpages.UNREAD,)
    assert found.pages[1].quality == 0.0
    assert found.warnings == ("page 2 is left out: reading it failed before",)
    assert not found.partial


def test_when_time_is_up_the_pages_so_far_are_given(make_pdf: MakePdf) -> None:
    found = read_with(make_pdf([BODY] * 3), deadline=0.0)
    assert len(found.pages) == 1
    assert found.partial == "time was up after page 1 of 3"


def test_a_damaged_page_does_not_take_the_others_along(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_page = pypdfium2.PdfDocument.get_page

    def get_page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        if index == 1:
            raise pypdfium2.PdfiumError("Failed to load page.")
        return whole_page(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", get_page)
    found = read(make_pdf([BODY] * 3))
    assert [page.faults for page in found.pages] == [(), (pdfpages.DAMAGED,), ()]
    assert found.warnings == ("page 2 is damaged",)


def test_outline(make_pdf: MakePdf) -> None:
    marks = [("Johdanto", 0, 0), ("Tausta ja\ttavoitteet", 1, 1), ("Liitteet", 2, 0)]
    found = read(make_pdf([BODY] * 3, outline=marks))
    assert found.outline == (
        Entry("Johdanto", 1, 1),
        Entry("Tausta ja tavoitteet", 2, 2),
        Entry("Liitteet", 3, 1),
    )


def test_footnotes_stand_at_the_end(make_pdf: MakePdf) -> None:
    text, font, size, left, top = BODY[-1]
    rows = [
        *BODY,
        ("3", "Helvetica", 6, left + stringWidth(text, font, size), top - 4),
        text_row("3", 700, 8),
        ("Ks. liite, jossa siitä kerrotaan.", "Helvetica", 8, 80, 700),
        ("Toisen palstan teksti on tässä, ja", "Helvetica", 11, 320, 400),
        ("se jatkuu.", "Helvetica", 11, 320, 414),
    ]
    (page,) = read(make_pdf([rows])).pages
    assert "kaikille asukkaille.\n" in page.text
    assert page.text.endswith("ja se jatkuu.\n\n3 Ks. liite, jossa siitä kerrotaan.")
    assert [page.text[a:b] for a, b in page.notes] == ["3 Ks. liite, jossa siitä kerrotaan."]


def test_raised_figures_are_no_part_of_the_word(make_pdf: MakePdf) -> None:
    width = stringWidth("Pinta-ala on 40 m", "Helvetica", 11)
    rows = [
        *BODY,
        text_row("Pinta-ala on 40 m", 300),
        ("2", "Helvetica", 6, 72 + width, 296),
        text_row("Luku 2 ja päästö CO", 320),
        ("2", "Helvetica", 6, 72 + stringWidth("Luku 2 ja päästö CO", "Helvetica", 11), 322),
    ]
    text = read(make_pdf([rows])).pages[0].text
    assert "40 m²" in text
    assert "Luku 2 ja päästö CO2" in text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_text_follows_the_upright(make_pdf: MakePdf, turn: int) -> None:
    found = read(make_pdf([BODY], rotated=("Kartta alueesta", "käännettynä", turn)))
    (page,) = found.pages
    assert page.text.startswith("Tavoitteena oli")
    assert page.text.endswith("Kartta alueesta käännettynä")


def test_columns_drawn_row_by_row(make_pdf: MakePdf) -> None:
    left = "Vasemman palstan rivi on tässä\nja jatkuu pitkälle alaspäin\n" * 5
    right = "Oikealla on toinen palsta, joka\nkertoo asiasta vielä lisää\n" * 5
    pairs = zip(left.splitlines(), right.splitlines(), strict=True)
    rows: list[Row] = []
    for row, (one, other) in enumerate(pairs):
        rows += [
            (one, "Helvetica", 11, 72, 100 + 14 * row),
            (other, "Helvetica", 11, 250, 100 + 14 * row),
        ]
    text = read(make_pdf([rows])).pages[0].text
    assert " ".join(text.split()) == " ".join(f"{left} {right}".split())


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "tyhjä.pdf"
    path.touch()
    assert reason(path) == "empty file"


def test_truncated_file(make_pdf: MakePdf, tmp_path: Path) -> None:
    path = tmp_path / "katkennut.pdf"
    path.write_bytes(make_pdf([BODY] * 3).read_bytes()[:400])
    assert reason(path).startswith("not a PDF or broken: ")


def test_no_pdf_at_all(tmp_path: Path) -> None:
    path = tmp_path / "sivu.pdf"
    path.write_bytes(b"<html><body>Sivua ei ole.</body></html>")
    assert reason(path) == "not a PDF or broken: data format"


def test_encrypted(make_pdf: MakePdf) -> None:
    assert reason(make_pdf([BODY], password="salaisuus")) == "encrypted: needs a password"


def test_limits(make_pdf: MakePdf) -> None:
    path = make_pdf([BODY] * 3)
    assert reason(path, LimitsConfig(pages=2)) == "more than 2 pages"
    assert reason(path, LimitsConfig(file_mib=0)) == "larger than 0 MiB"


def sick_page() -> list[Row]:
    return paragraph(*["qzxvb wvkrt bbrst xxtpl prrkt zzvnm kkwrt qqtxz"] * 6)


def test_sick_page_is_read_by_pdfplumber_when_that_is_better(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    better = "\n".join(["perheiden palvelut ja lasten tuki on yhteinen työ"] * 8)
    monkeypatch.setattr(plumber.Plumber, "text", lambda *_: better)
    found = read(make_pdf([BODY, sick_page()]))
    assert [page.method for page in found.pages] == ["text layer", "pdfplumber"]
    assert "perheiden palvelut" in found.pages[1].text
    assert found.warnings == ()


def test_sick_page_stays_with_a_warning_when_nothing_is_better(make_pdf: MakePdf) -> None:
    found = read(make_pdf([BODY, sick_page(), sick_page()]))
    assert [page.method for page in found.pages] == ["text layer"] * 3
    assert found.pages[1].quality < 0.3
    assert NEEDS_OCR in found.pages[1].faults
    assert found.warnings == ("2 pages (2, 3) are scanned or unreadable, text needs OCR",)


def test_pdfplumber_is_asked_when_pdfium_finds_nothing(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plumber.Plumber, "text", lambda *_: "Tämä on teksti")
    found = read(make_pdf(["blank"]))
    assert found.pages[0].text == "Tämä on teksti"
    assert found.pages[0].method == "pdfplumber"


def test_plumber_gives_up_after_pages_in_vain(make_pdf: MakePdf, tmp_path: Path) -> None:
    with plumber.Plumber(make_pdf([BODY])) as reader:
        assert "yhteinen työ koko vuoden" in reader.text(1)
        for _ in range(5):
            reader.was_better(False)
        assert reader.text(1) == ""
        reader.was_better(True)
        assert reader.text(1) != ""
        assert reader.text(99) == ""
        assert reader.text(1) == ""
    broken = tmp_path / "rikki.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with plumber.Plumber(broken) as reader:
        assert reader.text(1) == ""


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("D:20081010154500+03'00'", "2008-10-10T15:45:00+03:00"),
        ("D:20081010154500Z", "2008-10-10T15:45:00Z"),
        ("D:20081010", "2008-10-10"),
        ("D:200810101545", "2008-10-10T15:45:00"),
        ("2008", "2008"),
        ("lokakuussa", "lokakuussa"),
    ],
)
def test_dates(date: str, iso: str) -> None:
    assert pdfmetadata.iso(date) == iso


def test_many_pages_are_named_in_short() -> None:
    shown = pdf._numbered(range(1, 15))
    assert shown == "14 pages (1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …) are"


def raw_pdf(path: Path, *objects: str) -> Path:
    """A file of hand-written objects, numbered from 1; PDFium finds its way without a table."""
    parts = [f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1)]
    path.write_text(f"%PDF-1.4\n{''.join(parts)}trailer\n<< /Root 1 0 R >>\n%%EOF\n", "latin-1")
    return path


def test_an_outline_that_bites_its_tail(tmp_path: Path) -> None:
    content = "BT /F1 12 Tf 72 700 Td (Perheiden palvelut) Tj ET"
    path = raw_pdf(
        tmp_path / "silmukka.pdf",
        "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>",
        "<< /Title (Alku) /Parent 5 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>",
        "<< /Title (Loppu) /Parent 5 0 R /Next 6 0 R /First 6 0 R /Dest [3 0 R /Fit] >>",
    )
    found = read(path)
    assert {entry.title for entry in found.outline} == {"Alku", "Loppu"}
    assert len(found.outline) < 10
    assert found.pages[0].text == "Perheiden palvelut"


def test_huge_pages_are_drawn_smaller(tmp_path: Path) -> None:
    path = raw_pdf(
        tmp_path / "seinä.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14000 14000] >>",
    )
    with open_pdf(path) as document:
        image, dpi = pictures.picture(document[0], 300)
    assert 4900**2 < len(image) < 25_100_000
    assert 20 < dpi < 30


def test_a_broken_outline_takes_nothing_along(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get_toc(*_: object, **__: object) -> object:
        raise pypdfium2.PdfiumError("Failed to read the outline.")

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_toc", get_toc)
    found = read(make_pdf([BODY]))
    assert found.outline == ()
    assert found.pages[0].text
