"""Why a document's facets are what they are, and people's decisions about them."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.document import FacetValue
from corpus.documents import Document
from corpus.errors import UsageError
from corpus.lock import locked
from corpus.overrides import SET, UNSET, Override
from corpus.store import Store
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
"""Of the file for review in bulk. Whoever reviews writes "set" or "unset" into `action`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document's facets are, what else was met, and what people decided."""

    document: Document
    location: str
    values: list[FacetValue]
    alternatives: list[FacetValue]
    overrides: list[Override]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "id": self.document.id,
            "title": self.document.title,
            "location": self.location,
            "facets": [dataclasses.asdict(value) for value in self.values],
            "alternatives": [dataclasses.asdict(value) for value in self.alternatives],
            "overrides": [dataclasses.asdict(override) for override in self.overrides],
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants of a document: facet and value as written, and "set" or "unset"."""

    facet: str
    value: str
    action: str


def sheet(config: Config, document_id: str) -> Sheet:
    """The facets of a document, found by id or its beginning. Raises UsageError, StoreError."""
    with Store(config.data_folder, read_only=True) as store:
        return _sheet(store, store.find(document_id))


def decide(
    config: Config,
    document_id: str,
    decisions: Sequence[Decision],
    *,
    forget: Sequence[str] = (),
    note: str = "",
    author: str = "",
) -> Sheet:
    """Keep decisions about a document, and take back those on the facets to `forget`.

    All or none. Searches know of them when the index has been brought up to date. Raises
    UsageError for a facet or value there is none of, LockedError when a run is at work.
    """
    wanted = [
        (decision, value)
        for decision in decisions
        for value in sorted(canonical(decision.facet, decision.value, config.own_themes))
    ]
    with locked(config.data_folder, "facets"), Store(config.data_folder) as store:
        document = store.find(document_id)
        with store.transaction():
            for facet in forget:
                name, _, value = facet.partition("=")
                if not store.facets.overrides.take_back(document.id, name, value):
                    raise UsageError(f"{document.id}: nobody decided on {facet}")
            for decision, value in wanted:
                override = Override(
                    document.id, decision.facet, value, decision.action, note, author
                )
                store.facets.overrides.put(override)
        return _sheet(store, document)


def export(config: Config) -> str:
    """Every value of every document as CSV, decisions marked as such, for review in bulk."""
    with Store(config.data_folder, read_only=True) as store:
        return as_csv([COLUMNS, *_review_rows(store)])


def import_decisions(config: Config, content: bytes, author: str = "") -> int:
    """Keep the decisions of a reviewed CSV file: the rows with an action. Returns how many.

    All or none. Raises UsageError naming the line that cannot be kept.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("the file is not UTF-8: save it as CSV in UTF-8") from error
    overrides = list(_decisions(text, author, config.own_themes))
    with (
        locked(config.data_folder, "facets"),
        Store(config.data_folder) as store,
        store.transaction(),
    ):
        for number, override in overrides:
            try:
                document = store.find(override.document_id)
            except UsageError as error:
                raise UsageError(f"line {number}: {error}") from error
            store.facets.overrides.put(dataclasses.replace(override, document_id=document.id))
    return len(overrides)


def list_decisions(config: Config) -> list[dict[str, Any]]:
    """Every decision there is, as plain values."""
    with Store(config.data_folder, read_only=True) as store:
        return [dataclasses.asdict(override) for override in store.facets.overrides.all()]


def _sheet(store: Store, document: Document) -> Sheet:
    values = store.facets.of(document.id)
    held = {(value.facet, value.value) for value in values}
    others = [
        value for value in store.facets.read(document.id) if (value.facet, value.value) not in held
    ]
    return Sheet(
        document,
        store.location(document.id),
        values,
        others,
        store.facets.overrides.of(document.id),
    )


def _review_rows(store: Store) -> Iterator[list[str]]:
    for document in store.documents.select("describe_version != ''"):
        decided = {
            (item.facet, item.value): item for item in store.facets.overrides.of(document.id)
        }
        for value in store.facets.of(document.id):
            item = decided.pop((value.facet, value.value), None)
            words = value.evidence[0].words if value.evidence and not item else ""
            yield _review_row(document, value.facet, value.value, f"{value.score:.2f}", words, item)
        for item in decided.values():
            yield _review_row(document, item.facet, item.value, "", "", item)


def _review_row(
    document: Document, facet: str, value: str, score: str, words: str, item: Override | None
) -> list[str]:
    made = [item.action, item.note, item.author, item.at] if item else ["", "", "", ""]
    return [document.id, document.title, facet, value, score, " ".join(words.split()), *made]


def _decisions(text: str, author: str, own: str) -> Iterator[tuple[int, Override]]:
    reader = csv.DictReader(io.StringIO(text))
    missing = {"document", "facet", "value", "action"} - {*(reader.fieldnames or ())}
    if missing:
        raise UsageError(f"no column {', '.join(sorted(missing))}; export makes such a file")
    for row in reader:
        cells = {name: original((row.get(name) or "").strip()) for name in COLUMNS}
        if not cells["action"]:
            continue
        try:
            if cells["action"] not in (SET, UNSET):
                raise UsageError(f"action {cells['action']!r}: must be {SET} or {UNSET}")
            values = canonical(cells["facet"], cells["value"], own)
        except UsageError as error:
            raise UsageError(f"line {reader.line_num}: {error}") from error
        for value in sorted(values):
            yield (
                reader.line_num,
                Override(
                    cells["document"],
                    cells["facet"],
                    value,
                    cells["action"],
                    cells["note"],
                    cells["author"] or author,
                    cells["at"],
                ),
            )


def decisions_of(pairs: Iterable[str], action: str) -> list[Decision]:
    """Decisions as typed, ``facet=value``. Raises UsageError for what is no such pair."""
    found = []
    for pair in pairs:
        facet, mark, value = pair.partition("=")
        if not (mark and facet.strip() and value.strip()):
            raise UsageError(f"{pair!r}: give facet=value, for instance region=Kainuu")
        found.append(Decision(facet.strip(), value.strip(), action))
    return found
