"""Why a document's facets are what they are, and people's decisions about them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.document import FacetValue
from corpus.documents import Document
from corpus.errors import UsageError
from corpus.facets import exclude
from corpus.lock import locked
from corpus.overrides import SET, Override
from corpus.store import Store
from index.filters import canonical


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
    UsageError for a facet or value there is none of, for decisions that contradict each other and
    for a `note` on none; LockedError when a run is at work.
    """
    if note and not decisions:
        raise UsageError("a note is kept with a decision: give --set or --unset, too")
    wanted: list[Override] = []
    for decision in decisions:
        for value in sorted(canonical(decision.facet, decision.value, config.own_themes)):
            override = Override("", decision.facet, value, decision.action, note, author)
            refuse_contradiction(override, wanted)
            wanted.append(override)
    with locked(config.data_folder, "facets"), Store(config.data_folder) as store:
        document = store.find(document_id)
        with store.transaction():
            for facet in forget:
                name, _, value = facet.partition("=")
                if not store.facets.overrides.take_back(document.id, name, value):
                    raise UsageError(f"{document.id}: nobody decided on {facet}")
            for override in wanted:
                store.facets.decide(dataclasses.replace(override, document_id=document.id))
        store.database.make_durable()
        return _sheet(store, document)


def refuse_contradiction(override: Override, others: Iterable[Override]) -> None:
    """Raises UsageError when a decision and one of the `others` on its document cannot both hold.

    That is, the same value is set and unset, or two values of a facet that has but one are set.
    """
    for other in others:
        if other.facet != override.facet:
            continue
        if other.value == override.value and other.action != override.action:
            raise UsageError(f"{override.facet}={override.value} is both set and unset")
        both = other.action == override.action == SET
        if both and exclude(override.facet, override.value, other.value):
            either = f"{other.value} or {override.value}"
            raise UsageError(f"a document has one {override.facet}: set {either}, not both")


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


def decisions_of(pairs: Iterable[str], action: str) -> list[Decision]:
    """Decisions as typed, ``facet=value``. Raises UsageError for what is no such pair."""
    found = []
    for pair in pairs:
        facet, mark, value = pair.partition("=")
        if not (mark and facet.strip() and value.strip()):
            raise UsageError(f"{pair!r}: give facet=value, for instance region=Kainuu")
        found.append(Decision(facet.strip().casefold(), value.strip(), action))
    return found
