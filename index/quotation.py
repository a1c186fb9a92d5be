"""A passage of a page as a quotation: the words, where they stand, and what to cite."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from corpus.config import Config
from corpus.document import Page
from corpus.documents import Document
from corpus.errors import UsageError
from corpus.store import Store
from index.catalogued import RECORD_FILE, address
from index.citation import Citation, cite
from index.cleaning import clean
from pipeline.clean.quality import TRUSTED

PDF = "application/pdf"
MOST_WORDS = 2000
"""Characters of a passage given in words; longer ones are given by their offsets."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The passage `text` of a page, ``page.text[start:end]`` on one line.

    `permalink` leads to the page where the document is a PDF that is still at its place, else it
    names document and page for this program.
    """

    citation: Citation
    page: Page
    start: int
    end: int
    permalink: str

    @property
    def text(self) -> str:
        """The passage on one line."""
        return clean(self.page.text[self.start : self.end])

    @property
    def trusted(self) -> bool:
        """Whether the page's text is as good as its picture."""
        return self.page.quality >= TRUSTED

    @property
    def printed(self) -> str:
        """The page as people cite it: the number printed on it, else its place in the file."""
        label, number = clean(self.page.label), str(self.page.number)
        same = not label or label == number
        return f"p. {number}" if same else f"p. {label} (page {number} of the file)"

    @property
    def reference(self) -> str:
        """What to cite: Authors or organisation (year): Title. Series. Kind. Page. Permalink."""
        cited = self.citation
        year = f"({cited.year})" if cited.year else ""
        authors = "; ".join(cited.authors) or cited.publisher
        head = " ".join(part for part in (authors, year) if part)
        title = f"{head}: {cited.title}" if head else cited.title
        kind = "" if cited.kind in ("", "other") else cited.label
        series = f"{cited.series} {cited.number}".strip()
        parts = [title, *filter(None, (series, kind)), self.printed]
        ended = (part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
        return " ".join([*ended, self.permalink])

    def as_json(self) -> dict[str, Any]:
        """The quotation as plain values."""
        return {
            "text": self.text,
            "page": self.page.number,
            "printed": self.page.label,
            "from": self.start,
            "to": self.end,
            "reference": self.reference,
            "permalink": self.permalink,
            "quality": self.page.quality,
            "trusted": self.trusted,
            "citation": self.citation.as_json(),
        }


def quote(
    config: Config,
    document_id: str,
    number: int,
    *,
    start: int | None = None,
    end: int | None = None,
    words: str = "",
) -> Quotation:
    """Quote from `start` to `end` of a page (code points, half open), its `words`, or all of it.

    `words` may be typed in any case and with any white space; the quotation has them as they
    stand. Raises UsageError when there is no such document, page or passage, StoreError.
    """
    with Store(config.data_folder, read_only=True) as store:
        document = store.find(document_id)
        pages = [stored.page for stored in store.pages.of(document.id) if stored.page.number > 0]
        page = next((page for page in pages if page.number == number), None)
        if page is None:
            raise UsageError(f"{document.id} has no page {number}: its pages are 1–{len(pages)}")
        if words.strip():
            if start is not None or end is not None:
                raise UsageError("give --words, or --from and --to, not both")
            start, end = _find(page, words, document)
        first, last = start or 0, len(page.text) if end is None else end
        if not (0 <= first < last <= len(page.text) and clean(page.text[first:last])):
            raise UsageError(
                f"{document.id} page {number}: nothing from {first} to {last}; its text has"
                f" {len(page.text)} characters"
            )
        return Quotation(
            cite(store, document.id), page, first, last, _permalink(store, document, number)
        )


def _find(page: Page, words: str, document: Document) -> tuple[int, int]:
    """Where the words stand first; words that a line end parts are together."""
    wanted = words.split()
    if sum(map(len, wanted)) > MOST_WORDS:
        raise UsageError(f"--words: give at most {MOST_WORDS} characters, or use --from and --to")
    found = re.search(r"\s+".join(map(re.escape, wanted)), page.text, re.IGNORECASE)
    if not found:
        raise UsageError(
            f"{document.id} page {page.number}: these words do not stand there; see: hankemuisti "
            f"show {document.id} --page {page.number}"
        )
    return found.span()


def _permalink(store: Store, document: Document, page: int) -> str:
    place = next((place for place in store.places.of(document.id) if not place.gone), None)
    if place is None or document.media_type != PDF:
        return f"hankemuisti:{document.id}/{page}"
    location = place.location
    if location.startswith("/"):
        return f"{clean(Path(location).as_uri())}#page={page}"
    # A place in a repository is its record; the file has an address of its own.
    found = address(location) or address(place.metadata.get(RECORD_FILE, ""))
    return f"{urldefrag(found).url}#page={page}" if found else f"hankemuisti:{document.id}/{page}"
