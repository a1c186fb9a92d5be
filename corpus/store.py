"""The corpus: its database, table by table, and its archive of originals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from corpus.archive import Archive
from corpus.closing import Closing
from corpus.copies import Copies
from corpus.database import Database
from corpus.document import ReadDocument, ReadPage, State
from corpus.documents import Document, Documents
from corpus.errors import UsageError
from corpus.facets import Facets
from corpus.lexicon import Lexicon
from corpus.pages import Pages, StoredPage
from corpus.places import Places
from corpus.runs import Runs


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that cannot be used: where, at which stage, why, tried how often."""

    location: str
    stage: str
    reason: str
    attempts: int


class Store(Closing):
    """Everything that is kept. Open one per thread; only one process may write (corpus.lock)."""

    def __init__(self, data_folder: Path, *, read_only: bool = False) -> None:
        """Open the corpus in `data_folder`, creating it unless `read_only`. Raises StoreError."""
        self.folder = data_folder
        self.database = Database(data_folder, read_only=read_only)
        self.archive = Archive(data_folder)
        self.documents = Documents(self.database)
        self.places = Places(self.database)
        self.pages = Pages(self.database)
        self.facets = Facets(self.database)
        self.copies = Copies(self.database)
        self.lexicon = Lexicon(self.database)
        self.runs = Runs(self.database)

    def transaction(self) -> AbstractContextManager[Connection]:
        """All or nothing."""
        return self.database.transaction()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def find(self, document_id: str) -> Document:
        """The document with this id, or with the only id that starts so. Raises UsageError."""
        whole = self.documents.get(document_id)
        if whole:
            return whole
        # This looks at every id, which would be too slow for each document of a long answer.
        ids = self.documents.starting_with(document_id) if document_id else []
        if not ids:
            raise UsageError(f"no document {document_id!r}; ids are in the answers of search")
        if len(ids) > 1:
            raise UsageError(f"{document_id!r} begins several ids: {', '.join(ids)}")
        document = self.documents.get(ids[0])
        assert document
        return document

    def location(self, document_id: str) -> str:
        """Where a document is, as its source gave it, or was when it last had a place."""
        places = self.places.of(document_id)
        if places:
            return places[0].location
        document = self.documents.get(document_id)
        return document.last_location if document else ""

    def quarantined(self) -> Iterator[Quarantined]:
        """What cannot be used, of everything that is still somewhere."""
        for place in self.places.quarantined():
            yield Quarantined(place.location, "fetch", place.error, place.attempts)
        for document in self.documents.select("state = ?", (State.QUARANTINED,)):
            places = self.places.of(document.id)
            if any(not place.gone for place in places):
                yield Quarantined(
                    places[0].location, document.stage, document.error, document.attempts
                )

    def read(self, document: Document) -> ReadDocument:
        """A document whose pages have been analysed, with its words."""
        places = self.places.of(document.id)
        said = places[0].metadata if places else {}
        title, *pages = [self._read_page(stored) for stored in self.pages.of(document.id)]
        return ReadDocument(
            id=document.id,
            title=document.title,
            location=places[0].location if places else "",
            media_type=document.media_type,
            title_page=title,
            pages=tuple(pages),
            # The source's fields first: what it says counts for more than what a page does.
            metadata={**said, **document.metadata, **said},
        )

    def _read_page(self, stored: StoredPage) -> ReadPage:
        page, tokens = stored.page, stored.tokens
        return ReadPage(
            number=page.number,
            text=page.text,
            language=page.language,
            words=self.lexicon.get(tokens.forms) if tokens else (),
            starts=tokens.starts if tokens else (),
            headings=page.headings,
            tables=page.tables,
        )
