from __future__ import annotations

import pytest

from corpus.document import Origin, RawDocument, Reference
from corpus.errors import FetchError
from pipeline.claimed import media_type
from pipeline.mediatype import DOCX, HTML, PDF, PLAIN, RTF

PAGE = b"<!doctype html><p>Virhe"


def _raw(location: str, content: bytes, called: str = "", *, web: bool = True) -> RawDocument:
    origin = Origin(url=location) if web else Origin()
    return RawDocument(Reference("s", location), content, called, origin)


@pytest.mark.parametrize(
    ("location", "content", "called", "found"),
    [
        ("https://x.fi/a", PAGE, "text/html", HTML),
        ("https://x.fi/a", b"<div>palanen", "text/html", HTML),
        ("https://x.fi/a.php?f=b.pdf", PAGE, "text/html", HTML),
        ("https://x.fi/a", b"%PDF-1.4", "text/html", PDF),
        ("https://x.fi/a", b"%PDF-1.4", "", PDF),
        ("https://x.fi/a.html", b"%PDF-1.4", "application/octet-stream", PDF),
        ("https://x.fi/a.pdf?x=1", b"%PDF-1.4", "application/octet-stream", PDF),
        ("https://x.fi/a", b"Muistio", "text/plain", PLAIN),
        ("https://x.fi/a.txt", PAGE, "text/plain", HTML),
        ("https://x.fi/a.txt", b"Muistio", "", PLAIN),
        ("https://x.fi/a", b"{\\rtf1}", "text/rtf", RTF),
        ("/r/a.txt", b"Muistio", "", PLAIN),
        ("/r/a?b.pdf", b"%PDF-1.4", "", PDF),
    ],
)
def test_the_bytes_have_the_last_word(
    location: str, content: bytes, called: str, found: str
) -> None:
    assert media_type(_raw(location, content, called)) == found


@pytest.mark.parametrize(
    ("location", "content", "called", "reason"),
    [
        ("https://x.fi/a", PAGE, PDF, "called application/pdf, but it is a web page"),
        ("https://x.fi/a.pdf", PAGE, "text/html", r"called \.pdf, but it is a web page"),
        ("https://x.fi/a.docx", PAGE, DOCX, "but it is a web page"),
        ("https://x.fi/a", b"\x89PNG\r\n\x1a\n\x00\x01", "text/html", "known format"),
        ("https://x.fi/a", b"\x00\x01", "application/octet-stream", "known format"),
        ("https://x.fi/a", b"{}", "application/json", "known format"),
    ],
)
def test_what_is_something_else(location: str, content: bytes, called: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        media_type(_raw(location, content, called))


def test_a_file_of_ones_own_may_be_called_anything() -> None:
    assert media_type(_raw("/r/a.pdf", PAGE, web=False)) == HTML
    assert (
        media_type(_raw("/r/a.xyz", b"\x00", "application/x-own", web=False)) == "application/x-own"
    )
