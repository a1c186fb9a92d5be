"""What a document is cited by: title, organisation, year, kind, address. Never a person's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import UNKNOWN
from corpus.documents import Document
from corpus.store import Store
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
    name; `url` is empty where the place is no address. Every text is on one line, free of control
    characters.
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
    return Citation(
        id=document.id,
        title=clean(document.title) or document.id,
        organisation=organisation,
        publisher=organisation or _publisher(store, document),
        year=year_of(values),
        kind=kind,
        label=clean(kind_label(kind, "fi")) if kind else "",
        url=location if location.startswith(("http://", "https://")) else "",
        location=location,
        language=_first(values, "language"),
        regions=tuple(map(clean, values.get("region", ()))),
        themes=tuple(map(clean, values.get("theme", ()))),
        pages=tuple(pages),
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


def clean(text: str) -> str:
    """The text on one line, without control characters and halves of surrogate pairs."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return " ".join("".join(kept).split())


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
