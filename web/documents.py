"""A document as its page shows it: what is known of it and why, its text with marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin

from corpus.document import FacetValue, Page
from corpus.documents import Document
from corpus.overrides import Override
from corpus.pages import StoredPage
from corpus.store import Store
from index.citation import Citation, cite
from index.relations import Relative, relatives
from index.search import SearchService
from web.problems import NotFoundError
from web.reading import documents_at, shown_location
from web.timeline import Stop, timeline

ORDER = (
    "kind",
    "project",
    "programme",
    "organisation",
    "region",
    "county",
    "municipality",
    "theme",
    "period",
    "published",
    "language",
    "budget",
    "funding",
)
"""Facets as the page lists them; years follow from period and publication."""

MOST_LINKS = 30
_FILES = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".odt", ".odp", ".rtf", ".xls", ".xlsx")


class Attachment(NamedTuple):
    """A file that the document links to; `id` where the corpus has it."""

    text: str
    target: str
    id: str


class Place(NamedTuple):
    """Where the document is: `address` only of what is on the web."""

    shown: str
    address: str
    gone: bool


class Fault(NamedTuple):
    """Neighbouring pages with the same faults."""

    first: int
    last: int
    quality: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document, beside its text."""

    document: Document
    citation: Citation
    facets: tuple[tuple[str, tuple[FacetValue, ...]], ...]
    alternatives: tuple[FacetValue, ...]
    overrides: tuple[Override, ...]
    places: tuple[Place, ...]
    attachments: tuple[Attachment, ...]
    relatives: tuple[Relative, ...]
    timeline: tuple[Stop, ...]
    faults: tuple[Fault, ...]
    numbers: tuple[tuple[int, str], ...]

    @property
    def gone(self) -> bool:
        """Whether the document is no longer where it came from."""
        return bool(self.places) and all(place.gone for place in self.places)


def document_of(store: Store, document_id: str) -> Document:
    """The document with exactly this id. Raises NotFoundError."""
    document = store.documents.get(document_id)
    if document is None:
        raise NotFoundError(f"no document {document_id}")
    return document


def known(service: SearchService, document: Document, pages: Sequence[StoredPage]) -> Known:
    """Gather what is known of a document whose pages have been read."""
    store = service.store
    values = store.facets.of(document.id)
    held = {(value.facet, value.value) for value in values}
    others = [v for v in store.facets.read(document.id) if (v.facet, v.value) not in held]
    by_facet = {facet: tuple(v for v in values if v.facet == facet) for facet in ORDER}
    project = next((value.value for value in by_facet["project"]), "")
    places = [
        Place(
            shown_location(place.location),
            place.location if place.location.startswith(("http://", "https://")) else "",
            place.gone,
        )
        for place in store.places.of(document.id)
    ]
    return Known(
        document=document,
        citation=cite(store, document.id),
        facets=tuple((facet, each) for facet, each in by_facet.items() if each),
        alternatives=tuple(others),
        overrides=tuple(store.facets.overrides.of(document.id)),
        places=tuple(places),
        attachments=tuple(_attachments(store, document)),
        relatives=relatives(store, document.id),
        timeline=tuple(timeline(service, document.id, project)),
        faults=tuple(_faults([stored.page for stored in pages])),
        numbers=tuple((stored.page.number, stored.page.label) for stored in pages),
    )


def _attachments(store: Store, document: Document) -> list[Attachment]:
    """The files that the document links to, those in the corpus first."""
    base = store.location(document.id)
    links: dict[str, str] = {}
    for link in document.links:
        target = urljoin(base, link.target) if base.startswith("http") else link.target
        path = target.partition("?")[0].partition("#")[0].lower()
        if path.endswith(_FILES):
            links.setdefault(target, link.text)
    ids = documents_at(store, list(links))
    found = [
        Attachment(text or shown_location(target), target, ids.get(target, ""))
        for target, text in links.items()
        if target in ids or target.startswith(("http://", "https://"))
    ]
    return sorted(found, key=lambda each: not each.id)[:MOST_LINKS]


def _faults(pages: Sequence[Page]) -> list[Fault]:
    faulty = [page for page in pages if page.faults]
    like = groupby(enumerate(faulty), lambda pair: (pair[1].faults, pair[1].number - pair[0]))
    found = []
    for (faults, _), run in like:
        group = [page for _, page in run]
        worst = min(page.quality for page in group)
        found.append(Fault(group[0].number, group[-1].number, worst, faults))
    return found
