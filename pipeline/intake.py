"""The first stages: what a source names is looked at, fetched, archived and given an identity."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, State, Unchanged
from corpus.errors import FetchError
from corpus.net.answer import GoneError, is_front_page
from corpus.origins import Origins
from corpus.places import Place
from corpus.sources.base import Networked, Source
from corpus.sources.memory import Memory
from corpus.store import Store
from pipeline.claimed import media_type
from pipeline.mediatype import HTML
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
    if not isinstance(source, Networked):
        return _TakingIn(store, source, limits, run, progress).everything()
    source.memory = Memory(store.database, store.archive, source.name)
    source.limits = limits
    try:
        return _TakingIn(store, source, limits, run, progress).everything()
    finally:
        source.client.close()


class _TakingIn:
    """One source in one run."""

    def __init__(
        self, store: Store, source: Source, limits: LimitsConfig, run: int, progress: Progress
    ) -> None:
        self._store = store
        self._source = source
        self._limits = limits
        self._run = run
        self._progress = progress
        self._origins = Origins(store.database)
        self._intake = Intake(source.name, source.scope)
        self._seen: list[Reference] = []
        self._met: set[str] = set()
        self._unknown: set[str] = set()

    def everything(self) -> Intake:
        self._progress.stage(f"reading {self._source.name}", None)
        for named in self._source.discover():
            reference = self._followed(named)
            if reference.location in self._met:  # by its old address and by its new one
                continue
            self._met.add(reference.location)
            self._intake.discovered += 1
            self._progress.step()
            self._one(reference)
        partial = self._source.partial if isinstance(self._source, Networked) else ""
        if partial:
            self._progress.remark(f"{self._source.name}: {partial}")
        with self._store.transaction():
            for reference in self._seen:
                self._store.places.see(reference, self._run)
            if not partial:
                gone = self._store.places.mark_gone(
                    self._source.name, self._source.scope, self._run, self._unknown
                )
                self._intake.gone += [place.location for place in gone if place.document_id]
        self._intake.passed_over = dict(self._source.passed_over)
        return self._intake

    def _followed(self, reference: Reference) -> Reference:
        """The same, where it has moved to since its source wrote it down."""
        location = self._store.places.now_at(reference.source, reference.location)
        return replace(reference, location=location)

    def _one(self, reference: Reference) -> None:
        if reference.refusal:
            self._unknown.add(reference.location)
        place = self._store.places.get(reference.source, reference.location)
        if reference.gone:
            self._leave(reference, place, reference.refusal or "its source says so")
            return
        if place and _unchanged(place, reference):
            self._intake.unchanged += 1
            self._seen.append(reference)
            self._know(reference, place)
            return
        if place and place.document_id:
            reference = replace(reference, validators=place.validators)
        self._store.places.see(reference, self._run)
        try:
            self._fetch(reference, place)
        except GoneError as error:
            self._store.places.forget_move(reference.source, reference.location)
            if place and place.document_id:
                self._leave(reference, place, str(error))
            else:
                self._fail(reference, str(error))
        except FetchError as error:
            self._fail(reference, str(error))

    def _fail(self, reference: Reference, reason: str) -> None:
        self._store.places.quarantine(reference, reason)
        self._intake.failed.append(reference.location)
        self._progress.remark(f"{reference.location}: {reason}")

    def _leave(self, reference: Reference, place: Place | None, reason: str) -> None:
        """The document is no more there; the corpus keeps what it has."""
        if place:
            self._store.places.leave(place.source, place.location, reason)
            if place.document_id and not place.gone:
                self._intake.gone.append(reference.location)

    def _fetch(self, reference: Reference, place: Place | None) -> None:
        if reference.refusal:
            raise FetchError(reference.refusal)
        got = self._source.fetch(reference, self._limits)
        with self._store.transaction():
            reference, place = self._moved(got, place)
            if isinstance(got, Unchanged):
                self._intake.unchanged += 1
                self._store.places.confirm(reference, got.origin)
                self._know(reference, place)
                return
            raw = replace(got, reference=reference, media_type=media_type(got))
            self._check(raw, place)
            self._bind(raw, place)

    def _know(self, reference: Reference, place: Place | None) -> None:
        """The bytes are the same; what is said of them may not be, and facets are read from it."""
        whole = not isinstance(self._source, Networked)
        if place and self._store.places.know(place, reference.metadata, all_of_it=whole):
            self._store.documents.undescribed(place.document_id)

    def _moved(
        self, got: RawDocument | Unchanged, place: Place | None
    ) -> tuple[Reference, Place | None]:
        """The reference and its place at the address that the server gave for good."""
        reference, new = got.reference, got.origin.moved_to
        if not new or new == reference.location:
            return reference, place
        if is_front_page(new) and not is_front_page(reference.location):
            raise GoneError("its address leads to the front page now")
        self._store.places.move(reference.source, reference.location, new)
        moved = replace(reference, location=new)
        self._store.places.see(moved, self._run)
        return moved, self._store.places.get(moved.source, new)

    def _check(self, raw: RawDocument, place: Place | None) -> None:
        """Raises FetchError when a page stands where a report was: the report is kept as it is."""
        if not (raw.origin.url and place and place.document_id and raw.media_type == HTML):
            return
        before = self._store.find(place.document_id).media_type
        if before != HTML:
            raise FetchError(f"was {before}, answers with a web page now; the corpus keeps it")

    def _bind(self, raw: RawDocument, place: Place | None) -> None:
        """Which document these bytes are, by their hash and by what was at the place before."""
        store, intake, reference, size = self._store, self._intake, raw.reference, len(raw.content)
        sha256 = store.archive.put(raw.content)
        bound = place.document_id if place else ""
        same = store.documents.with_content(sha256)
        if same:
            document_id = same.id
            if document_id == bound:
                intake.unchanged += 1
                if place and place.metadata != reference.metadata:
                    store.documents.undescribed(document_id)
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
        store.places.bind(reference, document_id, raw.origin)
        if not same:
            version = store.documents.get(document_id)
            self._origins.keep(document_id, version.version if version else 1, raw)


def _unchanged(place: Place, reference: Reference) -> bool:
    return (
        place.state == State.FETCHED
        and not reference.refusal
        and bool(reference.fingerprint)
        and place.fingerprint == reference.fingerprint
    )


def _elsewhere(store: Store, document_id: str, reference: Reference) -> bool:
    """Whether the document's content is at another place, too: then it stays what it was."""
    # The same file may be known to two sources: it is one place all the same.
    return any(
        not place.gone and place.location != reference.location
        for place in store.places.of(document_id)
    )
