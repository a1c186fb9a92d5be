"""Review of facets in bulk: every value as a table for a spreadsheet, and its decisions read back.

Spreadsheets save CSV in the way of their country and age: a Finnish Excel parts cells by semicolons
and writes Windows-1252, or UTF-8 with a byte order mark; as "Unicode text" it writes tabs and
UTF-16. All of these are read.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.config import Config
from corpus.documents import Document
from corpus.errors import UsageError
from corpus.lock import locked
from corpus.overrides import SET, UNSET, Override
from corpus.store import Store
from index.facets import refuse_contradiction
from index.filters import canonical
from index.tables import as_csv, original

COLUMNS = (
    "document",
    "title",
    "facet",
    "value",
    "score",
    "words",
    "action",
    "note",
    "author",
    "at",
)
"""Of the table. Whoever reviews writes "set" or "unset" into `action`."""

_NEEDED = ("document", "facet", "value", "action")
_DELIMITERS = (",", ";", "\t")
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""The first line by which Excel is told, and tells, the delimiter."""
_NUMBER = re.compile(r"\d+(?:e\d+)?")
"""An id that a spreadsheet would write back as another number: 0123456789, 12e4567890."""

Row = Mapping[str, str]


def export(config: Config) -> str:
    """Every value of every document as CSV, decisions marked as such. Raises StoreError."""
    with Store(config.data_folder, read_only=True) as store:
        return as_csv([COLUMNS, *_rows(store)])


def import_decisions(config: Config, content: bytes, author: str = "") -> int:
    """Keep the decisions of a reviewed table: the rows with an action. Returns how many.

    All or none. Raises UsageError naming the row, as the spreadsheet counts them, that cannot be
    kept; LockedError when a run is at work.
    """
    wanted = list(_decisions(read_table(content), author, config.own_themes))
    of_document: dict[str, list[Override]] = defaultdict(list)
    with (
        locked(config.data_folder, "overrides"),
        Store(config.data_folder) as store,
        store.transaction(),
    ):
        for number, typed in wanted:
            try:
                document = store.find(typed.document_id)
                override = dataclasses.replace(typed, document_id=document.id)
                refuse_contradiction(override, of_document[document.id])
            except UsageError as error:
                raise UsageError(f"row {number}: {error}") from error
            of_document[document.id].append(override)
            store.facets.decide(override)
    return len(wanted)


def read_table(content: bytes) -> Iterator[tuple[int, Row]]:
    """The rows of a table, column → text, each with its number; the head is row 1.

    Raises UsageError when there is no such table in the bytes.
    """
    text = _decoded(content)
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    head, delimiter = max(
        (_head(text, delimiter) for delimiter in ((told[1],) if told else _DELIMITERS)),
        key=lambda found: sum(name in found[0] for name in _NEEDED),
    )
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise UsageError(f"no column {', '.join(missing)}; overrides --export makes such a file")
    for number, cells in enumerate(_records(text, delimiter), 1):
        if number > 1:
            row = {name: original(cell.strip()) for name, cell in zip(head, cells, strict=False)}
            yield number, {name: row.get(name, "") for name in COLUMNS}


def _decoded(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("the file is neither UTF-8 nor Windows-1252: save it as CSV in UTF-8")


def _head(text: str, delimiter: str) -> tuple[list[str], str]:
    first = next(_records(text, delimiter), [])
    return [cell.strip().casefold() for cell in first], delimiter


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise UsageError(f"line {reader.line_num} is no CSV: {error}") from error


def _decisions(
    rows: Iterator[tuple[int, Row]], author: str, own: str
) -> Iterator[tuple[int, Override]]:
    for number, row in rows:
        action, facet = row["action"].casefold(), row["facet"].casefold()
        if not action:
            continue
        try:
            if action not in (SET, UNSET):
                raise UsageError(f"action {row['action']!r}: must be {SET} or {UNSET}")
            values = canonical(facet, row["value"], own)
        except UsageError as error:
            raise UsageError(f"row {number}: {error}") from error
        who = row["author"] or author
        document = row["document"].lstrip("'").casefold()
        for value in sorted(values):
            yield number, Override(document, facet, value, action, row["note"], who, row["at"])


def _rows(store: Store) -> Iterator[Sequence[str]]:
    for document in store.documents.select("describe_version != ''"):
        decided = {
            (item.facet, item.value): item for item in store.facets.overrides.of(document.id)
        }
        for value in store.facets.of(document.id):
            item = decided.pop((value.facet, value.value), None)
            words = value.evidence[0].words if value.evidence and not item else ""
            yield _row(document, value.facet, value.value, f"{value.score:.2f}", words, item)
        for item in decided.values():
            yield _row(document, item.facet, item.value, "", "", item)


def _row(
    document: Document, facet: str, value: str, score: str, words: str, item: Override | None
) -> list[str]:
    shown = f"'{document.id}" if _NUMBER.fullmatch(document.id) else document.id
    made = [item.action, item.note, item.author, item.at] if item else ["", "", "", ""]
    return [shown, document.title, facet, value, score, " ".join(words.split()), *made]
