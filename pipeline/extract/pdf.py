"""PDF: the text layer by PDFium, page by page; pdfplumber where that is sick."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from corpus.document import Extraction, Page
from corpus.errors import ExtractionError
from pipeline.clean import characters, pages, quality
from pipeline.clean.line import Line, from_text
from pipeline.extract import headings
from pipeline.extract.context import Context
from pipeline.extract.pdfium import PageReader, open_pdf
from pipeline.extract.plumber import Plumber
from pipeline.mediatype import PDF

# Not /Author: it is whoever typed the document, and nobody's business.
_KEPT = ("Title", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_EMPTY = frozenset({"", "unspecified", "untitled", "anonymous"})
_LONGEST_VALUE = 500
_MOST_RUNNING = 6
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?"
)
_LABEL_CHARS = 20


class _RawPage(NamedTuple):
    lines: list[Line]
    method: str
    scan: bool
    sick: bool
    label: str


class PdfExtractor:
    """Reads PDF files that have a text layer."""

    name = "pdf"

    def score(self, media_type: str) -> float:
        """1 for PDF, otherwise 0."""
        return 1.0 if media_type == PDF else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises."""
        knows = context.knows
        with open_pdf(path) as document:
            count = len(document)
            if count == 0:
                raise ExtractionError("no pages")
            if count > context.limits.pages:
                raise ExtractionError(f"more than {context.limits.pages} pages")
            raw = _read(document, path, count, knows)
            metadata = _metadata(document)
        if not any(page.lines for page in raw):
            scanned = any(page.scan for page in raw)
            reason = ": scanned pages need OCR" if scanned else ""
            raise ExtractionError(f"no text in {_pages(count)}{reason}")
        prepared = pages.prepare((page.lines for page in raw), knows)
        title = headings.title(prepared.pages, metadata.get("pdf:title", ""))
        flowing = pages.flow(headings.mark(prepared.pages), knows)
        if prepared.lines:
            metadata["running lines"] = " · ".join(prepared.lines[:_MOST_RUNNING])
        made = tuple(
            Page(
                number,
                page.text,
                label=source.label or label,
                method=source.method,
                quality=quality.quality(page.text, knows),
                headings=page.headings,
            )
            for number, (page, source, label) in enumerate(
                zip(flowing, raw, prepared.labels, strict=True), 1
            )
        )
        return Extraction(made, title=title, metadata=metadata, warnings=_warnings(raw))


def _read(
    document: pypdfium2.PdfDocument, path: Path, count: int, knows: Callable[[str], bool]
) -> list[_RawPage]:
    raw = []
    with Plumber(path) as plumber:
        for index in range(count):
            raw.append(_read_page(document, index, plumber, knows))
        if not any(page.lines or page.scan for page in raw):
            raw = [_second_reading(page, row, plumber) for row, page in enumerate(raw, 1)]
    return raw


def _read_page(
    document: pypdfium2.PdfDocument, index: int, plumber: Plumber, knows: Callable[[str], bool]
) -> _RawPage:
    label = characters.one_line(document.get_page_label(index))[:_LABEL_CHARS]
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        # One damaged page does not take the others along.
        return _RawPage([], "text layer", False, True, label)
    with PageReader(page) as reader:
        scan = reader.is_scan()
        lines = reader.lines()
        text = reader.text
    if scan or not quality.is_sick(text, knows):
        return _RawPage(lines, "text layer", scan, False, label)
    other = plumber.text(index + 1)
    better = bool(other) and _health(other, knows) > _health(text, knows) + 0.02
    plumber.was_better(better)
    if better:
        sick = quality.is_sick(other, knows)
        return _RawPage(from_text(other.split("\n")), "pdfplumber", scan, sick, label)
    return _RawPage(lines, "text layer", scan, True, label)


def _second_reading(page: _RawPage, number: int, plumber: Plumber) -> _RawPage:
    """A page without any text to PDFium: 3 of 1,084 odd files have text for pdfplumber alone."""
    text = plumber.text(number)
    plumber.was_better(bool(text.strip()))
    return page._replace(lines=from_text(text.split("\n")), method="pdfplumber") if text else page


def _health(text: str, knows: Callable[[str], bool]) -> float:
    return quality.known_share(text, knows) - 5 * quality.odd_share(text)


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    metadata = {}
    found = document.get_metadata_dict(skip_empty=True)
    for key in _KEPT:
        value = characters.one_line(str(found.get(key, "")))[:_LONGEST_VALUE]
        if value.lower() in _EMPTY:
            continue
        metadata[f"pdf:{key.lower()}"] = _iso(value) if key.endswith("Date") else value
    return metadata


def _iso(date: str) -> str:
    """A PDF date ("D:20081010154500+03'00'") as ISO 8601; as it is when it is no date."""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day, hour, minute, second, zulu, zone, zone_minutes = found.groups()
    text = "-".join(filter(None, (year, month, day)))
    if hour:
        text += f"T{hour}:{minute}:{second or '00'}"
        text += "Z" if zulu else f"{zone}:{zone_minutes or '00'}" if zone else ""
    return text


def _warnings(raw: Sequence[_RawPage]) -> tuple[str, ...]:
    scans = [number for number, page in enumerate(raw, 1) if page.scan]
    sick = [number for number, page in enumerate(raw, 1) if page.sick and not page.scan]
    warnings = []
    if scans:
        warnings.append(f"{_numbered(scans)} scanned, text needs OCR")
    if sick:
        warnings.append(f"{_numbered(sick)} hardly readable (broken font or damaged page)")
    return tuple(warnings)


def _numbered(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"{len(numbers)} pages ({shown}) are"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
