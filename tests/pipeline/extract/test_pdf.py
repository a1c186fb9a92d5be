"""PDF: text, title, headings, labels and the ways in which files are broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.config import LimitsConfig
from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract import pdf, plumber
from pipeline.extract.base import extract
from pipeline.extract.context import Context
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
    assert found.pages[1].quality == 0.0
    assert found.warnings == ("page 2 is scanned, text needs OCR",)


def test_documents_without_text(make_pdf: MakePdf) -> None:
    assert reason(make_pdf(["scan"] * 12)) == "no text in 12 pages: scanned pages need OCR"
    assert reason(make_pdf(["blank"])) == "no text in 1 page"


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
    return paragraph(*["qzx wvk bbr xxt prrk zzv kkw qqt xvv rrz"] * 6)


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
    assert found.warnings == ("2 pages (2, 3) are hardly readable (broken font or damaged page)",)


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
    assert pdf._iso(date) == iso


def test_many_pages_are_named_in_short() -> None:
    shown = pdf._numbered(range(1, 15))
    assert shown == "14 pages (1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …) are"
