"""The first stages: what a source names is looked at, fetched, archived and given an identity."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, State
from corpus.errors import FetchError
from corpus.places import Place
from corpus.sources.base import Source
from corpus.store import Store
from pipeline.mediatype import HEAD, sniff
from pipeline.progress import Progress


@dataclass(slots=True)
class Intake:
    """What a run over sources found."""

    source: str
    scope: str
    discovered: int = 0
    unchanged: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)


def take_in(
    store: Store, source: Source, limits: LimitsConfig, run: int, progress: Progress
) -> Intake:
    """Bring the corpus up to date with `source`, as far as the archive.

    Every place is committed as it is dealt with. Raises FetchError when the source itself fails.
    """
    intake = Intake(source.name, source.scope)
    seen: list[Reference] = []
    unknown: set[str] = set()
    progress.stage(f"reading {source.name}", None)
    for reference in source.discover():
        intake.discovered += 1
        progress.step()
        if reference.refusal:
            unknown.add(reference.location)
        place = store.places.get(reference.source, reference.location)
        if place and _unchanged(place, reference):
            intake.unchanged += 1
            seen.append(reference)
            continue
        store.places.see(reference, run)
        try:
            raw = _fetch(source, reference, limits)
            with store.transaction():
                _bind(store, raw, place, intake)
        except FetchError as error:
            store.places.quarantine(reference, str(error))
            intake.failed.append(reference.location)
            progress.remark(f"{reference.location}: {error}")
    with store.transaction():
        for reference in seen:
            store.places.see(reference, run)
        gone = store.places.mark_gone(source.name, source.scope, run, unknown)
        intake.gone = [place.location for place in gone if place.document_id]
    intake.passed_over = dict(source.passed_over)
    return intake


def _unchanged(place: Place, reference: Reference) -> bool:
    return (
        not reference.refusal
        and place.state == State.FETCHED
        and bool(reference.fingerprint)
        and place.fingerprint == reference.fingerprint
    )


def _fetch(source: Source, reference: Reference, limits: LimitsConfig) -> RawDocument:
    if reference.refusal:
        raise FetchError(reference.refusal)
    raw = source.fetch(reference, limits)
    media_type = sniff(raw.content[:HEAD], reference.location) or raw.media_type
    if not media_type:
        raise FetchError("not a document of any known format")
    return RawDocument(raw.reference, raw.content, media_type)


def _bind(store: Store, raw: RawDocument, place: Place | None, intake: Intake) -> None:
    """Decide which document these bytes are, by their hash and by what was at the place before."""
    reference, size = raw.reference, len(raw.content)
    sha256 = store.archive.put(raw.content)
    bound = place.document_id if place else ""
    same = store.documents.with_content(sha256)
    if same:
        document_id = same.id
        if document_id == bound:
            intake.unchanged += 1
        else:
            intake.duplicates.append(reference.location)
            if bound and not _elsewhere(store, bound, reference):
                intake.replaced.append(reference.location)
    elif bound and not _elsewhere(store, bound, reference):
        document_id = bound
        store.documents.replace(bound, sha256, raw.media_type, size)
        intake.changed.append(reference.location)
    else:
        document_id = store.documents.create(sha256, raw.media_type, size)
        intake.new.append(reference.location)
    store.places.bind(reference, document_id)


def _elsewhere(store: Store, document_id: str, reference: Reference) -> bool:
    """Whether the document's content is at another place, too: then it stays what it was."""
    # The same file may be known to two sources: it is one place all the same.
    return any(
        not place.gone and place.location != reference.location
        for place in store.places.of(document_id)
    )
