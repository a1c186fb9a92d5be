"""What a document is cited by: title, organisation, year, kind, address; and what its catalogue
tells besides. A person is named only where a catalogue names an author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import UNKNOWN
from corpus.documents import Document
from corpus.store import Store
from index.catalogued import address, catalogued
from index.cleaning import clean
from pipeline.describe import kind_label

KEY = "hankemuisti-"
"""A citation key is this and the document's id: it never changes, whatever is learned of it."""

PUBLISHER = frozenset(
    "publisher dc.publisher dcterms.publisher citation_publisher julkaisija kustantaja"
    " utgivare".split()
)
"""Metadata that name who published (Dublin Core, Highwire tags, and Finnish and Swedish labels)."""

LONGEST = 300
"""Characters of a publisher's name."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as reference managers know one. `pages` are those where a query is met.

    `organisation` is the author when it is known, `publisher` also what the document's metadata
    name; `url` is the record's page where a catalogue gives one, and empty where the place is no
    address. `authors`, `series`, `number` and the identifiers are those of a catalogue; `issued`
    and `accessed` are dates of ISO 8601, when more than the year is known and when the document was
    last had from there. Every text is on one line, free of control characters.
    """

    id: str
    title: str
    organisation: str
    publisher: str
    year: int | None
    kind: str
    label: str
    url: str
    location: str
    language: str
    regions: tuple[str, ...]
    themes: tuple[str, ...]
    pages: tuple[int, ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    issued: str = ""
    accessed: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    urn: str = ""

    @property
    def key(self) -> str:
        """What the document is cited by."""
        return KEY + self.id

    def as_json(self) -> dict[str, Any]:
        """The citation as plain values."""
        names = [name for name in self.__slots__ if name not in ("label", "publisher")]
        return {"key": self.key, **{name: getattr(self, name) for name in names}}


def cite(store: Store, document_id: str, pages: Sequence[int] = ()) -> Citation:
    """The citation of a document. Raises UsageError when there is none with this id."""
    document = store.find(document_id)
    values = store.facets.values(document.id)
    organisation = _first(values, "organisation")
    kind = _first(values, "kind")
    location = clean(store.location(document.id))
    place = next(iter(store.places.of(document.id)), None)
    told = catalogued(place.metadata if place else {}, document.metadata)
    year = year_of(values)
    url = address(location) or told.url
    if not url and told.urn:
        url = f"https://urn.fi/{told.urn}"
    return Citation(
        id=document.id,
        title=clean(document.title) or document.id,
        organisation=organisation,
        publisher=organisation or _publisher(store, document),
        year=year,
        kind=kind,
        label=clean(kind_label(kind, "fi")) if kind else "",
        url=url,
        location=location,
        language=_first(values, "language"),
        regions=tuple(map(clean, values.get("region", ()))),
        themes=tuple(map(clean, values.get("theme", ()))),
        pages=tuple(pages),
        authors=told.authors,
        series=told.series,
        number=told.number,
        issued=told.issued if told.issued[:4] == str(year) else "",
        accessed=(place.confirmed or place.fetched)[:10] if place and place.url else "",
        isbn=told.isbn,
        issn=told.issn,
        doi=told.doi,
        urn=told.urn,
    )


def year_of(values: Mapping[str, Sequence[str]]) -> int | None:
    """The year a document is cited with: of publication, else the last of its period."""
    for facet in ("published", "period", "year"):
        years = [
            int(year)
            for value in values.get(facet, ())
            for year in value.split("-")
            if len(year) == 4 and year.isascii() and year.isdigit()
        ]
        if years:
            return max(years)
    return None


def _first(values: Mapping[str, Sequence[str]], facet: str) -> str:
    known = [value for value in values.get(facet, ()) if value != UNKNOWN]
    return clean(known[0]) if known else ""


def _publisher(store: Store, document: Document) -> str:
    """Whom the document's own metadata, or its source's, name as the publisher."""
    sources = [document.metadata, *(place.metadata for place in store.places.of(document.id))]
    for metadata in sources:
        for name, text in metadata.items():
            if name.strip().casefold() in PUBLISHER and clean(text):
                return clean(text)[:LONGEST]
    return ""
