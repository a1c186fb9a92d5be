"""A trial: what a source would bring, read from recorded answers into a corpus of its own."""

from __future__ import annotations

import dataclasses
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.config import Config, LimitsConfig, SourceConfig
from corpus.document import NEEDS_OCR, RawDocument, Reference, Unchanged
from corpus.errors import FetchError
from corpus.sources.base import Source, open_source
from corpus.sources.kit.answers import load
from corpus.sources.kit.recording import equip
from corpus.sources.kit.transports import Replay, replaying
from corpus.store import Store
from pipeline.analyzer import configured_analyzer
from pipeline.progress import Progress
from pipeline.run import Pipeline

LITTLE = 200
"""Characters; a document with fewer is a cover, an error page or a picture."""

WANTED = ("year", "region", "theme")
"""Facets that most reports have."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One document as it would be ingested, or the `problem` that keeps it out."""

    location: str
    title: str = ""
    media_type: str = ""
    pages: int = 0
    characters: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, list[str]] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a source would bring. `remarks` are what looks wrong, in lines for a person.

    `not_recorded` counts the documents that the source names and nobody recorded.
    """

    source: str
    scope: str
    documents: list[Tried]
    not_recorded: int
    passed_over: Mapping[str, int]
    remarks: list[str]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return dataclasses.asdict(self)


def try_source(
    config: Config, chosen: SourceConfig, fixtures: Path, limit: int, progress: Progress
) -> Trial:
    """Replay `fixtures` to a source and ingest its first `limit` documents. Reaches no network.

    Raises ConfigError, UsageError for files that are no recorded answers.
    """
    replay = Replay(load(fixtures))
    with tempfile.TemporaryDirectory() as work, closing(Store(Path(work))) as store:
        with closing(replaying(config.net, replay)) as client:
            source = open_source(chosen, config.base, client)
            equip(source, store, config.limits)
            given = _gather(source, replay, config.limits, limit)
        pipeline = Pipeline(store, configured_analyzer(config), config, progress)
        pipeline.run([given], f"source check {chosen.name}")
        tried = [_tried(store, reference) for reference in given.references]
    remarks = [*([given.error] if given.error else []), *_remarks(tried, given.missing)]
    return Trial(chosen.name, source.scope, tried, given.missing, dict(source.passed_over), remarks)


@dataclass(slots=True)
class _Given:
    """A source of what another has given already."""

    name: str
    scope: str
    references: list[Reference] = field(default_factory=list)
    fetched: dict[str, RawDocument | FetchError] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    error: str = ""

    def discover(self) -> Iterator[Reference]:
        """What there is."""
        return iter(self.references)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:  # noqa: ARG002
        """What was had, or why not."""
        found = self.fetched[reference.location]
        if isinstance(found, FetchError):
            raise found
        return found


def _gather(source: Source, replay: Replay, limits: LimitsConfig, limit: int) -> _Given:
    given = _Given(source.name, source.scope)
    try:
        for reference in islice(source.discover(), limit):
            if not reference.refusal and not reference.gone:
                asked = len(replay.missing)
                found = _fetched(source, reference, limits)
                if isinstance(found, FetchError) and len(replay.missing) > asked:
                    given.missing += 1
                    continue
                given.fetched[reference.location] = found
            given.references.append(reference)
    except FetchError as error:
        given.error = f"discover: {error}"
    return given


def _fetched(
    source: Source, reference: Reference, limits: LimitsConfig
) -> RawDocument | FetchError:
    try:
        raw = source.fetch(reference, limits)
    except FetchError as error:
        return error
    if isinstance(raw, Unchanged):
        return FetchError("said to be unchanged, though it was never fetched")
    return raw


def _tried(store: Store, reference: Reference) -> Tried:
    place = store.places.get(
        reference.source, store.places.now_at(reference.source, reference.location)
    )
    document = store.documents.get(place.document_id) if place else None
    if place is None or document is None:
        reason = place.error if place else "gone"
        return Tried(reference.location, metadata=reference.metadata, problem=reason)
    pages = [stored.page for stored in store.pages.of(document.id) if stored.page.number > 0]
    facets: dict[str, list[str]] = {}
    for value in store.facets.of(document.id):
        if value.chosen:
            facets.setdefault(value.facet, []).append(value.value)
    ocr = sum(NEEDS_OCR in page.faults for page in pages)
    return Tried(
        reference.location,
        document.title,
        document.media_type,
        len(pages),
        sum(len(page.text) for page in pages),
        place.metadata,
        facets,
        document.error or (f"{ocr} of {len(pages)} pages are pictures" if ocr else ""),
    )


def _remarks(tried: list[Tried], missing: int) -> Iterator[str]:
    read = [document for document in tried if document.pages]
    if not tried:
        yield "nothing is recorded; run: hankemuisti source record" if missing else "no documents"
        return
    for title, count in Counter(document.title for document in read).items():
        if count > 1:
            yield f"{count} documents have the same title: {title}"
    for document in read:
        if document.characters < LITTLE:
            yield f"{document.location}: hardly any text, {document.characters} characters"
    if not any(document.metadata for document in tried):
        yield "the source tells nothing of its documents: title, date, publisher, language"
    for facet in WANTED if read else ():
        if all(document.facets.get(facet, ["unknown"]) == ["unknown"] for document in read):
            yield f"no document has a {facet}; does the source know it?"
