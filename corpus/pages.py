"""Pages: the clean text, and its tokens as two arrays of integers."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.database import Database
from corpus.document import NEEDS_OCR, Page, Span

LANGUAGES = "languages"
"""The key of the languages of all pages among the notes about the corpus."""

TITLE_PAGE = 0
"""The title is kept, and analysed, as a page of its own before the first."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a page: lexicon ids of the forms, and where each starts."""

    forms: Sequence[int]
    starts: Sequence[int]


class PageTokens(NamedTuple):
    """The tokens of a page that has been analysed, without its text."""

    number: int
    quality: float
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as it lies in the corpus. `tokens` is None until the page has been analysed."""

    page: Page
    tokens: Tokens | None


class FaultyPage(NamedTuple):
    """A page with faults: the document's id and title, and the page's own sayings."""

    document_id: str
    title: str
    number: int
    label: str
    method: str
    quality: float
    confidence: float | None
    faults: tuple[str, ...]


class Pages:
    """The table of pages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def replace(self, document_id: str, title: str, pages: Iterable[Page]) -> None:
        """The pages of a document from now on, without tokens, and its title as page 0."""
        rows = [
            (
                document_id,
                page.number,
                page.label,
                page.language,
                page.method,
                page.quality,
                json.dumps(page.headings),
                page.text,
                json.dumps(page.notes),
                json.dumps(page.tables),
                json.dumps(page.faults),
                page.confidence,
            )
            for page in (Page(TITLE_PAGE, title, method="title"), *pages)
        ]
        with self._database.transaction():
            self._connection.execute("DELETE FROM page WHERE document_id = ?", (document_id,))
            self._connection.executemany(
                "INSERT INTO page (document_id, number, label, language, method, quality, headings,"
                " text, notes, tables, faults, confidence)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def save_tokens(self, document_id: str, number: int, language: str, tokens: Tokens) -> None:
        """The tokens of a page, and the language that was found for it."""
        self._connection.execute(
            "UPDATE page SET language = ?, forms = ?, starts = ?"
            " WHERE document_id = ? AND number = ?",
            (language, _pack(tokens.forms), _pack(tokens.starts), document_id, number),
        )

    def of(self, document_id: str) -> list[StoredPage]:
        """All pages of a document in order, the title as page 0 among them."""
        rows = self._connection.execute(
            "SELECT * FROM page WHERE document_id = ? ORDER BY number", (document_id,)
        )
        return [_stored(row) for row in rows]

    def some(self, document_id: str, numbers: Sequence[int]) -> list[StoredPage]:
        """Those pages of a document that have these numbers, in their order."""
        rows = self._connection.execute(
            "SELECT * FROM page WHERE document_id = ?"
            " AND number IN (SELECT value FROM json_each(?)) ORDER BY number",
            (document_id, json.dumps(list(numbers))),
        )
        return [_stored(row) for row in rows]

    def tokens(self, document_id: str) -> list[PageTokens]:
        """The tokens of a document's analysed pages in order, the title left out."""
        rows = self._connection.execute(
            "SELECT number, quality, forms, starts FROM page"
            " WHERE document_id = ? AND number > 0 AND forms IS NOT NULL ORDER BY number",
            (document_id,),
        )
        return [
            PageTokens(row[0], row[1], Tokens(_unpack(row[2]), _unpack(row[3]))) for row in rows
        ]

    def words(self, quality: float) -> dict[str, int]:
        """Document → the words on its pages of at least this quality; none without a word."""
        rows = self._connection.execute(
            "SELECT document_id, sum(length(forms)) / ? FROM page"
            " WHERE number > 0 AND quality >= ? AND length(forms) > 0 GROUP BY document_id",
            (array("I").itemsize, quality),
        )
        return {row[0]: row[1] for row in rows}

    def ranks(self) -> dict[str, tuple[float, ...]]:
        """Document → how good a copy it is: still there, quality, being the PDF, length."""
        rows = self._connection.execute(
            "SELECT d.id, avg(p.quality), d.media_type, sum(length(p.text)),"
            " EXISTS (SELECT 1 FROM place WHERE document_id = d.id AND NOT gone) FROM document d"
            " JOIN page p ON p.document_id = d.id AND p.number > 0 GROUP BY d.id"
        )
        return {
            row[0]: (row[4], round(row[1], 1), float(row[2].endswith("pdf")), row[3])
            for row in rows
        }

    def count(self) -> int:
        """How many pages there are, titles not counted."""
        row = self._connection.execute("SELECT count(*) FROM page WHERE number > 0").fetchone()
        return int(row[0])

    def faulty(self, document_id: str = "") -> list[FaultyPage]:
        """The pages with faults, of one document or of all, the worst first."""
        rows = self._connection.execute(
            "SELECT p.document_id, title.text AS title, p.number, p.label, p.method, p.quality,"
            " p.confidence, p.faults FROM page p"
            " JOIN page title ON title.document_id = p.document_id AND title.number = ?"
            " WHERE p.number > 0 AND p.faults != '[]' AND ? IN ('', p.document_id)"
            " ORDER BY p.quality, p.document_id, p.number",
            (TITLE_PAGE, document_id),
        )
        return [FaultyPage._make((*row[:-1], tuple(json.loads(row["faults"])))) for row in rows]

    def pictures(self) -> dict[str, int]:
        """Document → how many of its pages are pictures, or garbage, that nothing has read."""
        rows = self._connection.execute(
            "SELECT page.document_id, count(*) FROM page, json_each(page.faults)"
            " WHERE page.faults != '[]' AND json_each.value = ? GROUP BY page.document_id",
            (NEEDS_OCR,),
        )
        return {row[0]: row[1] for row in rows}

    def needing_ocr(self) -> int:
        """How many pages are pictures, or garbage, that nothing has read yet."""
        return sum(self.pictures().values())

    def languages(self) -> list[str]:
        """The languages of the pages, the most common first: as noted, if nothing has changed."""
        noted = json.loads(self._database.meta(LANGUAGES) or "{}")
        if noted.get("revision") == self._database.revision():
            return [str(language) for language in noted["languages"]]
        return self._count_languages()

    def note_languages(self) -> None:
        """Count the languages for every search to come: half a second for 200,000 pages."""
        found = {"revision": self._database.revision(), "languages": self._count_languages()}
        with self._database.transaction():
            self._database.set_meta(LANGUAGES, json.dumps(found))

    def _count_languages(self) -> list[str]:
        rows = self._connection.execute(
            "SELECT language FROM page WHERE language != '' AND number > 0 GROUP BY language"
            " ORDER BY count(*) DESC, language"
        )
        return [row[0] for row in rows]


def _stored(row: sqlite3.Row) -> StoredPage:
    page = Page(
        number=row["number"],
        text=row["text"],
        label=row["label"],
        language=row["language"],
        method=row["method"],
        quality=row["quality"],
        headings=_spans(row["headings"]),
        notes=_spans(row["notes"]),
        tables=_spans(row["tables"]),
        faults=tuple(json.loads(row["faults"])),
        confidence=row["confidence"],
    )
    if row["forms"] is None:
        return StoredPage(page, None)
    return StoredPage(page, Tokens(_unpack(row["forms"]), _unpack(row["starts"])))


def _spans(text: str) -> tuple[Span, ...]:
    if text == "[]":  # as nearly all are
        return ()
    return tuple(Span(*pair) for pair in json.loads(text))


def _pack(numbers: Iterable[int]) -> bytes:
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpack(blob: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
