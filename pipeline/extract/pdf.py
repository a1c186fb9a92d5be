"""PDF: the text layer by PDFium, page by page; pdfplumber and OCR where that is sick or missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.document import NEEDS_OCR, Extraction, Page
from corpus.errors import ExtractionError
from pipeline.clean import pages, quality
from pipeline.clean.pages import CleanPage
from pipeline.extract import headings, pdfpages, titles
from pipeline.extract.context import Context
from pipeline.extract.ocr import WANTED
from pipeline.extract.outline import outline
from pipeline.extract.pdfium import open_pdf
from pipeline.extract.pdfmetadata import metadata
from pipeline.extract.pdfpages import DAMAGED, UNREAD, RawPage
from pipeline.mediatype import PDF

_MOST_RUNNING = 6
_REMARKS = {
    NEEDS_OCR: f"scanned or unreadable, {WANTED}",
    DAMAGED: "damaged",
    UNREAD: "left out: reading it failed before",
}
"""What is said of pages with a fault, in the document's warnings."""


class PdfExtractor:
    """Reads PDF files; pages without a text layer that can be trusted, by OCR where it is on."""

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
            found = metadata(document)
            entries = outline(document)
            raw, partial = pdfpages.read(document, path, context)
        if not any(page.lines or page.faults for page in raw):
            raise ExtractionError(f"no text in {_pages(count)}")
        prepared = pages.prepare((page.lines for page in raw), knows)
        title = titles.title(prepared.pages, found.get("pdf:title", ""))
        flowing = pages.flow(headings.mark(prepared.pages), knows)
        if prepared.lines:
            found["running lines"] = " · ".join(prepared.lines[:_MOST_RUNNING])
        made = tuple(
            _page(number, page, source, label, context)
            for number, (page, source, label) in enumerate(
                zip(flowing, raw, prepared.labels, strict=True), 1
            )
        )
        return Extraction(
            made,
            title=title,
            metadata=found,
            warnings=_warnings(raw),
            outline=tuple(entry for entry in entries if entry.page <= len(made)),
            partial=partial,
        )


def _page(number: int, page: CleanPage, source: RawPage, label: str, context: Context) -> Page:
    judged = quality.judge(page.text, context.knows, source.raw, source.confidence)
    missing = NEEDS_OCR in source.faults and source.scan
    return Page(
        number,
        page.text,
        label=source.label or label,
        method=source.method,
        quality=0.0 if missing else judged.score,
        headings=page.headings,
        notes=page.notes,
        tables=page.tables,
        faults=source.faults if missing else (*source.faults, *judged.faults),
        confidence=source.confidence,
    )


def _warnings(raw: Sequence[RawPage]) -> tuple[str, ...]:
    warnings = []
    for fault, remark in _REMARKS.items():
        numbers = [number for number, page in enumerate(raw, 1) if fault in page.faults]
        if numbers:
            warnings.append(f"{_numbered(numbers)} {remark}")
    return tuple(warnings)


def _numbered(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"{len(numbers)} pages ({shown}) are"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
