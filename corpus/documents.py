"""Documents: their states, their content by version, and what was extracted of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.clock import now
from corpus.database import Database
from corpus.document import Entry, Extraction, Link, State

ID_LENGTH = 10
"""Hex digits of an id: short enough to type; two in a million documents would share 10, and the
second then gets a longer one."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as the corpus knows it, without its pages."""

    id: str
    sha256: str
    media_type: str
    size: int
    version: int
    state: State
    stage: str
    tried: str
    error: str
    attempts: int
    title: str
    metadata: Mapping[str, str]
    links: tuple[Link, ...]
    warnings: tuple[str, ...]
    extract_version: str
    analyse_version: str
    describe_version: str
    last_location: str
    outline: tuple[Entry, ...]
    partial: str
    ocr_tried: str


class Documents:
    """The table of documents."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection

    def get(self, document_id: str) -> Document | None:
        """The document with this id."""
        row = self._connection.execute(
            "SELECT * FROM document WHERE id = ?", (document_id,)
        ).fetchone()
        return _document(row) if row else None

    def starting_with(self, prefix: str) -> list[str]:
        """Ids that start with `prefix`, at most ten."""
        rows = self._connection.execute(
            "SELECT id FROM document WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 10",
            (len(prefix), prefix),
        )
        return [row["id"] for row in rows]

    def with_content(self, sha256: str) -> Document | None:
        """The document whose present content has this hash."""
        row = self._connection.execute(
            "SELECT * FROM document WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return _document(row) if row else None

    def create(self, sha256: str, media_type: str, size: int) -> str:
        """A new document with its first content; returns the id."""
        length = ID_LENGTH
        while self.get(sha256[:length]):
            length += 1
        document_id = sha256[:length]
        with self._database.transaction():
            self._connection.execute(
                "INSERT INTO document (id, sha256, media_type, size, state) VALUES (?, ?, ?, ?, ?)",
                (document_id, sha256, media_type, size, State.FETCHED),
            )
            self._keep_version(document_id, 1, sha256, size, media_type)
        return document_id

    def replace(self, document_id: str, sha256: str, media_type: str, size: int) -> None:
        """New content of the same document: a new version, to be extracted again."""
        with self._database.transaction():
            self._connection.execute(
                "UPDATE document SET sha256 = ?, media_type = ?, size = ?, state = ?,"
                " version = version + 1, stage = '', error = '', attempts = 0 WHERE id = ?",
                (sha256, media_type, size, State.FETCHED, document_id),
            )
            row = self._connection.execute(
                "SELECT version FROM document WHERE id = ?", (document_id,)
            ).fetchone()
            self._keep_version(document_id, row["version"], sha256, size, media_type)

    def _keep_version(
        self, document_id: str, number: int, sha256: str, size: int, media_type: str
    ) -> None:
        self._connection.execute(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?)",
            (document_id, number, sha256, size, media_type, now()),
        )

    def save_extraction(
        self, document_id: str, extraction: Extraction, stage: str, recogniser: str = ""
    ) -> None:
        """What came out of the bytes, but for the pages.

        `stage` is the extractor's version, `recogniser` names the OCR that was used.
        """
        self._connection.execute(
            "UPDATE document SET title = ?, metadata = ?, links = ?, warnings = ?, state = ?,"
            " outline = ?, partial = ?, ocr_tried = ?, extract_version = ?,"
            " analyse_version = '', describe_version = '', stage = '', error = '', attempts = 0"
            " WHERE id = ?",
            (
                extraction.title,
                json.dumps(dict(extraction.metadata), ensure_ascii=False),
                json.dumps([[link.target, link.text] for link in extraction.links]),
                json.dumps(extraction.warnings, ensure_ascii=False),
                State.EXTRACTED,
                json.dumps(extraction.outline, ensure_ascii=False),
                extraction.partial,
                recogniser,
                stage,
                document_id,
            ),
        )

    def recognised(self, document_id: str, recogniser: str) -> None:
        """This recogniser has tried the document's pictures, in vain."""
        self._connection.execute(
            "UPDATE document SET ocr_tried = ? WHERE id = ?", (recogniser, document_id)
        )

    def analysed(self, document_id: str, stage: str) -> None:
        """The pages have their tokens, made by this version."""
        self._connection.execute(
            "UPDATE document SET analyse_version = ?, state = ? WHERE id = ?",
            (stage, State.EXTRACTED, document_id),
        )

    def described(self, document_id: str, stage: str) -> None:
        """The facets are there, made by this version."""
        self._connection.execute(
            "UPDATE document SET describe_version = ?, state = ?, stage = '', error = '',"
            " attempts = 0 WHERE id = ?",
            (stage, State.DESCRIBED, document_id),
        )

    def undescribed(self, document_id: str) -> None:
        """Describing failed: what could be read is found all the same, with its old facets."""
        self._connection.execute(
            "UPDATE document SET describe_version = 'failed'"
            " WHERE id = ? AND analyse_version != ''",
            (document_id,),
        )

    def indexed(self) -> None:
        """A generation that holds every described document has been switched to."""
        self._connection.execute(
            "UPDATE document SET state = ? WHERE state = ?", (State.INDEXED, State.DESCRIBED)
        )

    def quarantine(self, document_id: str, stage: str, version: str, reason: str) -> None:
        """The document cannot go on from `stage`; `version` of the stage said so."""
        self._connection.execute(
            "UPDATE document SET state = ?, stage = ?, tried = ?, error = ?,"
            " attempts = attempts + 1 WHERE id = ?",
            (State.QUARANTINED, stage, version, reason, document_id),
        )

    def select(self, where: str, values: tuple[object, ...] = ()) -> Iterator[Document]:
        """The documents that meet an SQL condition over the table's columns, in order of id."""
        ids = self._connection.execute(
            f"SELECT id FROM document WHERE {where} ORDER BY id",  # noqa: S608 - conditions are our own, values are bound
            values,
        ).fetchall()
        for row in ids:
            found = self.get(row["id"])
            if found:
                yield found

    def states(self) -> dict[str, int]:
        """State → number of documents."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM document GROUP BY state ORDER BY state"
        )
        return {row[0]: row[1] for row in rows}


def _document(row: sqlite3.Row) -> Document:
    values = {key: row[key] for key in row.keys() if key != "sketch"}  # noqa: SIM118
    values["state"] = State(values["state"])
    values["metadata"] = json.loads(values["metadata"])
    values["links"] = tuple(Link(*pair) for pair in json.loads(values["links"]))
    values["warnings"] = tuple(json.loads(values["warnings"]))
    values["outline"] = tuple(Entry(*entry) for entry in json.loads(values["outline"]))
    return Document(**values)
