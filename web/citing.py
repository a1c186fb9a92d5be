"""A document, or a passage of it, as people and reference managers cite it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.config import Config
from corpus.document import UNKNOWN
from corpus.documents import Document
from corpus.errors import UsageError
from index.bibliography import bibtex, entry_type, ris
from index.citation import Citation
from index.quotation import PDF, Quotation, quote
from pipeline.describe import kind_label
from web.visit import Visit

_ZOTERO = {"speech": "presentation", "pamphlet": "document"}
"""Zotero's item types, where they are called otherwise than in CSL."""

_PUBLISHER_TAGS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """The same citation in three forms, and as what a page says of itself to programs."""

    text: str
    bibtex: str
    ris: str
    meta: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to quote: its words, what to cite, and the address that leads back to it."""

    text: str
    reference: str
    permalink: str
    number: int
    start: int
    end: int
    trusted: bool


def cited(citation: Citation, document: Document, visit: Visit) -> Cited:
    """The citation of a document in the language of the page."""
    address = citation.url or visit.absolute(f"/asiakirja/{citation.id}")
    return Cited(
        text=reference(citation, visit.language.code, "", address),
        bibtex=bibtex(citation).strip(),
        ris=ris(citation, f"hankemuisti:{citation.id}").strip(),
        meta=tuple(_meta(citation, document, visit)),
    )


def reference(citation: Citation, language: str, page: str, address: str) -> str:
    """Organisation (year): Title. Kind. Page. Address."""
    year = f"({citation.year})" if citation.year else ""
    head = " ".join(part for part in (citation.publisher, year) if part)
    title = f"{head}: {citation.title}" if head else citation.title
    known = citation.kind not in ("", "other", UNKNOWN)
    kind = kind_label(citation.kind, language) if known else ""
    parts = (part for part in (title, kind, page) if part)
    return " ".join([*(p if p.endswith((".", "?", "!")) else f"{p}." for p in parts), address])


def passage(
    config: Config,
    document: Document,
    visit: Visit,
    number: int,
    bounds: tuple[int, int] | None,
    words: str,
) -> Passage | None:
    """The passage asked for by its offsets or its words; None when it does not stand there."""
    try:
        if bounds:
            found = quote(config, document.id, number, start=bounds[0], end=bounds[1])
        else:
            found = quote(config, document.id, number, words=words)
    except UsageError:
        return None
    path = f"/asiakirja/{document.id}?sivu={number}&alku={found.start}&loppu={found.end}#kohta"
    permalink = visit.absolute(path)
    return Passage(
        found.text,
        reference(found.citation, visit.language.code, _printed(found, visit), permalink),
        permalink,
        number,
        found.start,
        found.end,
        found.trusted,
    )


def _printed(found: Quotation, visit: Visit) -> str:
    page = found.page
    return visit.language.gettext("p. %(page)s", page=page.label or page.number)


def _meta(citation: Citation, document: Document, visit: Visit) -> list[tuple[str, str]]:
    """Highwire Press tags and Dublin Core, which Zotero and search engines read.

    Zotero's "Embedded Metadata" takes what has a citation_title for an article of a journal, unless
    its own z:itemType says better. There is no COinS: Zotero would read that instead, and lose the
    file.
    """
    kind = entry_type(citation.kind).csl
    address = citation.url or visit.absolute(f"/asiakirja/{citation.id}")
    date = (citation.issued or str(citation.year or "")).replace("-", "/")
    published = _PUBLISHER_TAGS.get(kind, "citation_publisher")
    tags = [
        ("z:itemType", _ZOTERO.get(kind, kind)),
        ("citation_title", citation.title),
        *(("citation_author", name) for name in citation.authors or (citation.organisation,)),
        ("citation_publication_date", date),
        (published, citation.publisher),
        ("citation_series_title", citation.series),
        ("citation_technical_report_number" if kind == "report" else "", citation.number),
        ("citation_isbn", citation.isbn),
        ("citation_issn", citation.issn),
        ("citation_doi", citation.doi),
        ("citation_language", citation.language),
        ("citation_public_url", address),
        (
            "citation_pdf_url" if document.media_type == PDF else "",
            visit.absolute(f"/alkuperainen/{citation.id}"),
        ),
        *(("citation_keywords", word) for word in (*citation.regions, *citation.themes)),
        ("DC.title", citation.title),
        ("DC.publisher", citation.publisher),
        ("DC.date", date.replace("/", "-")),
        ("DC.language", citation.language),
        ("DC.identifier", address),
        ("DC.type", citation.label),
    ]
    return [(name, text) for name, text in tags if name and text and text != UNKNOWN]
