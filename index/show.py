"""One document with everything the corpus knows of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.config import Config
from corpus.document import FacetValue
from corpus.documents import Document
from corpus.errors import UsageError
from corpus.origins import Origins, Provenance
from corpus.pages import StoredPage
from corpus.places import Place
from corpus.store import Store
from corpus.versions import Version, Versions
from index.relations import Relative, relatives


@dataclass(frozen=True, slots=True)
class Shown:
    """A document, where it is, why its facets are what they are, its pages; `page` if asked.

    `versions` are all contents it has had, `origins` where each was had first, and `types` those
    of the sources that are configured now.
    """

    document: Document
    places: list[Place]
    facets: list[FacetValue]
    pages: list[StoredPage]
    page: StoredPage | None
    relatives: tuple[Relative, ...] = ()
    versions: Sequence[Version] = ()
    origins: Sequence[Provenance] = ()
    types: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values; the text of the page asked for, else of none."""
        whole = {
            "document": dataclasses.asdict(self.document),
            "places": [self._typed(dataclasses.asdict(place)) for place in self.places],
            "versions": [dataclasses.asdict(version) for version in self.versions],
            "origins": [self._typed(dataclasses.asdict(origin)) for origin in self.origins],
            "relatives": [relative.as_json() for relative in self.relatives],
            "facets": [dataclasses.asdict(value) for value in self.facets],
            "pages": [
                {
                    "number": p.page.number,
                    "label": p.page.label,
                    "characters": len(p.page.text),
                    "quality": p.page.quality,
                    "faults": p.page.faults,
                }
                for p in self.pages
            ],
        }
        return {**whole, "page": dataclasses.asdict(self.page.page)} if self.page else whole

    def _typed(self, found: dict[str, Any]) -> dict[str, Any]:
        return {**found, "type": self.types.get(found["source"], "")}


def show_document(config: Config, document_id: str, page: int | None = None) -> Shown:
    """Look a document up by id or the beginning of one. Raises UsageError, StoreError."""
    with Store(config.data_folder, read_only=True) as store:
        document = store.find(document_id)
        pages = [stored for stored in store.pages.of(document.id) if stored.page.number > 0]
        asked = [stored for stored in pages if stored.page.number == page]
        if page is not None and not asked:
            raise UsageError(f"{document.id} has no page {page}: its pages are 1–{len(pages)}")
        return Shown(
            document,
            store.places.of(document.id),
            store.facets.of(document.id),
            pages,
            asked[0] if asked else None,
            relatives(store, document.id),
            Versions(store.database).of(document.id),
            Origins(store.database).of(document.id),
            {source.name: source.type for source in config.sources},
        )
