"""Media types by bytes, then by name."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources.folder import SUFFIXES
from pipeline import mediatype
from pipeline.mediatype import DOCUMENT_SUFFIXES, sniff

HTML = b"<!DOCTYPE html><html><body>Teksti</body></html>"


def zipped(*names: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "sisältö")
    return data.getvalue()


def odf(kind: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"%PDF-1.4\n\x00\x01", "raportti.pdf", mediatype.PDF),
        (b"\r\n%PDF-1.4", "raportti", mediatype.PDF),
        (b"%PDF-1.4", "sivu.html", mediatype.PDF),
        (HTML, "raportti.pdf", mediatype.HTML),
        (HTML, "sivu.aspx", mediatype.HTML),
        (b"\xef\xbb\xbf" + HTML, "sivu", mediatype.HTML),
        (b"<!-- a --><!-- b -->\n<HTML>", "sivu.php", mediatype.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html>', "sivu.xhtml", mediatype.HTML),
        (b"Vain teksti", "sivu.htm", mediatype.HTML),
        (b"Muistio", "muistio.TXT", mediatype.PLAIN),
        ("Työ".encode("utf-16"), "muistio.txt", mediatype.PLAIN),
        ("Työ".encode("utf-16"), "muistio.csv", ""),
        (b"\x7fELF\x00\x01\x02", "ohjelma.txt", ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "kuva.png", ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "kuva.html", ""),
        (b'{"a": 1}', "rivit.jsonl", ""),
        (b"a;b;c", "taulukko.csv", ""),
        (b"Muistio", "muistio", ""),
        (b"", "tyhja.pdf", mediatype.PDF),
        (b"", "tyhja.bin", ""),
        (b"{\\rtf1\\ansi", "kirje.doc", mediatype.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kirje.doc", mediatype.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "diat.ppt", mediatype.PPT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "asennus.msi", ""),
        (b"rikki \x00 mennyt", "raportti.pdf", mediatype.PDF),
        (zipped("word/document.xml"), "kirje", mediatype.DOCX),
        (zipped("ppt/presentation.xml"), "diat.zip", mediatype.PPTX),
        (zipped("xl/workbook.xml"), "luvut.docx", ""),
        (zipped("muuta.txt"), "paketti.zip", ""),
        (zipped("muuta.txt"), "kirje.docx", mediatype.DOCX),
        (odf("text"), "kirje", mediatype.ODT),
        (odf("presentation"), "diat.odp", mediatype.ODP),
        (odf("spreadsheet"), "luvut.odt", ""),
    ],
)
def test_sniff(head: bytes, name: str, expected: str) -> None:
    assert sniff(head, name) == expected


def test_suffixes_are_those_of_documents() -> None:
    assert {".pdf", ".html", ".htm", ".xhtml", ".txt", ".docx"} <= set(mediatype.DOCUMENT_SUFFIXES)
    assert not {".csv", ".jsonl", ".png", ".xlsx"} & set(mediatype.DOCUMENT_SUFFIXES)


@settings(max_examples=100)
@given(st.binary(max_size=100), st.text(max_size=20))
def test_never_raises(head: bytes, name: str) -> None:
    sniff(head, name)


@pytest.mark.parametrize("head", [b"<!--" * 20_000, b"<?xml" * 20_000, b" \n" * 20_000])
def test_hostile_heads_take_linear_time(head: bytes) -> None:
    assert sniff(head, "sivu.bin") == ""


def test_a_folder_source_takes_the_same_endings_for_documents() -> None:
    # The ground floor may not import the first: the two lists are kept equal here.
    assert set(DOCUMENT_SUFFIXES) == SUFFIXES
