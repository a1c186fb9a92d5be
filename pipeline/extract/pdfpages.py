"""The pages of a PDF one by one: the text layer, a second opinion where it is sick, OCR."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2

from corpus.document import NEEDS_OCR
from corpus.errors import ExtractionError
from pipeline.clean import characters, quality
from pipeline.clean.line import Line, from_text
from pipeline.extract.columns import Columns
from pipeline.extract.context import Context
from pipeline.extract.pdfium import PageReader
from pipeline.extract.plumber import Plumber

DAMAGED = "damaged page"
PICTURE = "picture without text"
"""The fault of a page that is a picture, in which OCR found nothing to read."""
UNREAD = "could not be read"

_LABEL_CHARS = 20
_DPI = 300
"""Resolution for OCR: at 200 Tesseract loses twice as many words, at 100 ten times."""
_CLEARLY = 0.02
"""What pdfplumber's text must be better by, in shares of known words."""


class RawPage(NamedTuple):
    """A page as it was read.

    `raw` is the text before anything was done to it; `scan` says that the page is a picture.
    """

    lines: list[Line]
    method: str = "text layer"
    raw: str = ""
    label: str = ""
    faults: tuple[str, ...] = ()
    confidence: float | None = None
    scan: bool = False


class RawPages(NamedTuple):
    """All pages that were read, and why those after them were not ("" when there are none)."""

    pages: list[RawPage]
    partial: str


def read(document: pypdfium2.PdfDocument, path: Path, context: Context) -> RawPages:
    """Read the pages of `document`, the file at `path`, until the time is up."""
    count = len(document)
    pages: list[RawPage] = []
    partial = ""
    order = Columns()
    with Plumber(path) as plumber:
        for number in range(1, count + 1):
            if pages and context.is_late():
                partial = f"time was up after page {number - 1} of {count}"
                break
            if number in context.avoid:
                pages.append(RawPage([], faults=(UNREAD,)))
                continue
            context.reading(number)
            pages.append(_read_page(document, number, plumber, order, context))
        if not any(page.lines or page.faults for page in pages):
            pages = [
                _second_reading(page, number, plumber, context)
                for number, page in enumerate(pages, 1)
            ]
        context.reading(0)
    return RawPages(pages, partial)


def _read_page(
    document: pypdfium2.PdfDocument,
    number: int,
    plumber: Plumber,
    order: Columns,
    context: Context,
) -> RawPage:
    label = characters.one_line(document.get_page_label(number - 1))[:_LABEL_CHARS]
    try:
        with PageReader(document[number - 1]) as reader:
            return _read_open(reader, RawPage([], label=label), number, plumber, order, context)
    except pypdfium2.PdfiumError:
        # One damaged page does not take the others along.
        return RawPage([], label=label, faults=(DAMAGED,))


def _read_open(
    reader: PageReader,
    empty: RawPage,
    number: int,
    plumber: Plumber,
    order: Columns,
    context: Context,
) -> RawPage:
    scan = reader.is_scan()
    page = empty._replace(lines=reader.lines(order), raw=reader.text, scan=scan)
    if not scan:
        if not quality.is_sick(reader.text, context.knows):
            return page
        page = _healthier(page, number, plumber, context)
        if not quality.is_sick(page.raw, context.knows):
            return page
    return _recognised(page, reader, context) or page._replace(faults=(NEEDS_OCR,))


def _healthier(page: RawPage, number: int, plumber: Plumber, context: Context) -> RawPage:
    """The page as pdfplumber reads it, if that is better."""
    other = plumber.text(number)
    better = bool(other) and _health(other, context) > _health(page.raw, context) + _CLEARLY
    plumber.was_better(better)
    if not better:
        return page
    return page._replace(lines=from_text(other.split("\n")), method="pdfplumber", raw=other)


def _health(text: str, context: Context) -> float:
    return quality.known_share(text, context.knows) - 5 * quality.odd_share(text)


def _recognised(page: RawPage, reader: PageReader, context: Context) -> RawPage | None:
    """The page as OCR reads its picture; None without OCR, or when that fails or gives nothing."""
    if context.recogniser is None:
        return None
    try:
        found = context.recogniser.read(*reader.picture(_DPI))
    except (ExtractionError, pypdfium2.PdfiumError):
        return None
    lines = from_text(found.text.split("\n"))
    if not lines:
        return page._replace(method="ocr", faults=(PICTURE,)) if page.scan else None
    return page._replace(lines=lines, method="ocr", raw=found.text, confidence=found.confidence)


def _second_reading(page: RawPage, number: int, plumber: Plumber, context: Context) -> RawPage:
    """A page without any text to PDFium: 3 of 1,084 odd files have text for pdfplumber alone."""
    if number in context.avoid or context.is_late():
        return page
    context.reading(number)
    text = plumber.text(number)
    plumber.was_better(bool(text.strip()))
    if not text:
        return page
    return page._replace(lines=from_text(text.split("\n")), method="pdfplumber", raw=text)
