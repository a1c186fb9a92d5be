"""The one loop: discover → fetch → extract → clean → analyse → describe → store.

Each document carries its state; a run takes every document onward from where it stands, whoever
left it there. What a stage's version made is not made again until the version changes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.config import Config
from corpus.document import Extraction, State
from corpus.documents import Document
from corpus.errors import ExtractionError, FetchError, StoreError
from corpus.log import event
from corpus.sources.base import Source
from corpus.store import Store
from pipeline.analyse import ANALYSE_VERSION, analyse_document
from pipeline.analyzer import Analyzer
from pipeline.copies import find_copies, sketch
from pipeline.describe.describers import DESCRIBE_VERSION, describe
from pipeline.describe.ownthemes import themes_version
from pipeline.describe.stated import origins
from pipeline.describe.vocabulary import vocabulary
from pipeline.extract.base import EXTRACT_VERSION as _EXTRACT_VERSION
from pipeline.extract.ocr import WANTED, Tesseract, find_tesseract
from pipeline.intake import Intake, take_in
from pipeline.progress import Progress, Silent
from pipeline.recorder import Recorder
from pipeline.remarks import Remarks
from pipeline.timelimit import TookTooLongError, time_limit
from pipeline.workers import Job, Workers

EXTRACT_VERSION = str(_EXTRACT_VERSION)


@dataclass(slots=True)
class Report:
    """What a run did. `quarantined` pairs a location with the reason, old and new alike."""

    run: int = 0
    intakes: list[Intake] = field(default_factory=list)
    source_errors: dict[str, str] = field(default_factory=dict)
    extracted: int = 0
    recognised: int = 0
    described: int = 0
    quarantined: list[tuple[str, str]] = field(default_factory=list)

    def outcome(self) -> dict[str, Any]:
        """The figures, for the corpus and for programs."""
        lists = ("new", "changed", "duplicates", "gone", "replaced", "failed")
        sums = {name: sum(len(getattr(i, name)) for i in self.intakes) for name in lists}
        return {
            "discovered": sum(intake.discovered for intake in self.intakes),
            "unchanged": sum(intake.unchanged for intake in self.intakes),
            **sums,
            "extracted": self.extracted,
            "recognised": self.recognised,
            "described": self.described,
            "quarantined": [
                {"location": location, "reason": reason} for location, reason in self.quarantined
            ],
            "source_errors": self.source_errors,
        }


class Pipeline:
    """Takes documents from their sources to their facets."""

    def __init__(
        self, store: Store, analyzer: Analyzer, config: Config, progress: Progress | None = None
    ) -> None:
        self._store = store
        self._analyzer = analyzer
        self._config = config
        self._progress = Recorder(progress or Silent())
        self._remarks = Remarks(self._progress.remark)
        self._themes = config.own_themes
        themes = themes_version(self._themes)
        vocabulary(self._themes)  # a mistake in the file is told now, not once for every document
        self._describe_version = f"{DESCRIBE_VERSION}+{analyzer.version}" + (
            f", themes {themes}" if themes else ""
        )

    def run(self, sources: Iterable[Source], command: str, *, retry: bool = False) -> Report:
        """Take in the sources, then take every document onward. `retry` tries quarantine again."""
        report = Report()
        run = report.run = self._store.runs.start(command)
        event("run began", run=run, command=command)
        for source in sources:
            try:
                limits = self._config.limits
                report.intakes.append(take_in(self._store, source, limits, run, self._progress))
            except FetchError as error:
                report.source_errors[source.name] = str(error)
        self._renew_lexicon()
        self._extract(report, retry=retry)
        self._recognise(report)
        self._remarks.release()
        self._catch_up(report)
        self._find_copies()
        report.quarantined = [(item.location, item.reason) for item in self._store.quarantined()]
        self._progress.end()
        self._store.runs.finish(run, {**report.outcome(), **self._progress.report()})
        event("run ended", run=run, **report.outcome())
        return report

    def _renew_lexicon(self) -> None:
        """A better analyzer works through the forms, never through the documents."""
        database, version = self._store.database, self._analyzer.version
        if database.meta("analyzer") == version:
            return
        self._store.lexicon.refresh(self._analyzer.analyse, version)
        database.set_meta("analyzer", version)

    def _extract(self, report: Report, *, retry: bool) -> None:
        pending = list(
            self._store.documents.select(
                "state = ? OR (state != ? AND extract_version != ?)"
                " OR (state = ? AND (? OR (stage = 'extract' AND tried != ?)))",
                (
                    State.FETCHED,
                    State.QUARANTINED,
                    EXTRACT_VERSION,
                    State.QUARANTINED,
                    retry,
                    EXTRACT_VERSION,
                ),
            )
        )
        if not pending:
            return
        self._progress.stage("extracting", len(pending))
        jobs = [
            Job(document.id, self._store.archive.path(document.sha256), document.media_type)
            for document in pending
        ]
        with self._workers() as workers:
            for job, result, seconds in workers.extract_all(jobs):
                self._took(job.id, "extract", seconds)
                if isinstance(result, ExtractionError):
                    self._quarantine(job.id, "extract", str(result))
                else:
                    self._save(job.id, result)
                    report.extracted += 1
                    self._onward(job.id, report)
                self._progress.step()

    def _recognise(self, report: Report) -> None:
        """Read the pages that are pictures, where there is something to read them with.

        After the others, since a page takes seconds; the documents are there already with the
        text they have, also when this run is stopped, and the next one goes on.
        """
        limits, recogniser = self._config.limits, self._recogniser()
        pictures = self._store.pages.pictures() if recogniser else {}
        if not recogniser or not pictures:
            return
        behind = self._store.documents.select(
            "ocr_tried != ? AND state != ?", (recogniser.version, State.QUARANTINED)
        )
        pending = [document for document in behind if document.id in pictures]
        if pending:
            self._progress.stage("recognising", len(pending))
        jobs = [
            Job(
                document.id,
                self._store.archive.path(document.sha256),
                document.media_type,
                seconds=limits.seconds + limits.ocr_seconds * pictures[document.id],
                ocr=True,
            )
            for document in pending
        ]
        with self._workers() as workers:
            for job, result, seconds in workers.extract_all(jobs):
                self._took(job.id, "ocr", seconds)
                if isinstance(result, ExtractionError):
                    # What could be read without it stays.
                    self._store.documents.recognised(job.id, recogniser.version)
                    self._progress.remark(f"{self._store.location(job.id)}: OCR: {result}")
                else:
                    self._save(job.id, result, recogniser.version)
                    report.recognised += 1
                    self._onward(job.id, report)
                self._progress.step()

    def _recogniser(self) -> Tesseract | None:
        settings = self._config.pipeline
        return find_tesseract(settings.ocr_languages) if settings.ocr != "off" else None

    def _workers(self) -> Workers:
        settings = self._config.pipeline
        return Workers(
            settings.workers,
            self._config.limits,
            settings.voikko,
            languages=settings.ocr_languages,
        )

    def _save(self, document_id: str, extraction: Extraction, recogniser: str = "") -> None:
        location = self._store.location(document_id)
        places = self._store.places.of(document_id)
        said = places[0].metadata if places else {}
        # A catalogue's title, or a person's, is better than one that was guessed from the file.
        sure = said.get("title", "") if "title" in origins(said) else ""
        title = sure or extraction.title or said.get("title", "") or Path(location).stem
        titled = replace(extraction, title=title)
        with self._store.transaction():
            self._store.pages.replace(document_id, titled.title, titled.pages)
            self._store.documents.save_extraction(document_id, titled, EXTRACT_VERSION, recogniser)
        # That a page needs OCR is no news while there is something that will try to read it.
        hold = WANTED if self._recogniser() and not recogniser else ""
        self._remarks.add(location, filter(None, (*titled.warnings, titled.partial)), hold=hold)

    def _catch_up(self, report: Report) -> None:
        """Documents that an interrupted run, or an older version of a stage, left behind."""
        behind = list(
            self._store.documents.select(
                "(state IN (?, ?, ?) AND (analyse_version != ? OR describe_version != ?))"
                " OR (state = ? AND stage = 'describe' AND tried != ?)",
                (
                    State.EXTRACTED,
                    State.DESCRIBED,
                    State.INDEXED,
                    ANALYSE_VERSION,
                    self._describe_version,
                    State.QUARANTINED,
                    self._describe_version,
                ),
            )
        )
        if behind:
            self._progress.stage("describing", len(behind))
        for document in behind:
            self._onward(document.id, report)
            self._progress.step()

    def _onward(self, document_id: str, report: Report) -> None:
        """Analyse and describe one document whose pages are there, within the limit of time."""
        document, seconds = self._store.find(document_id), self._config.limits.seconds
        begun = time.monotonic()
        try:
            with time_limit(seconds):
                if document.analyse_version != ANALYSE_VERSION:
                    analyse_document(self._store, self._analyzer, document)
                self._describe(document)
            report.described += 1
        except (StoreError, sqlite3.Error, OSError, MemoryError):
            raise  # the machine's fault, not the document's
        except TookTooLongError:
            reason = f"describing it took longer than limits.seconds = {seconds}"
            self._undescribed(document_id, reason)
        except Exception as error:  # whatever it is, it costs this document alone
            self._undescribed(document_id, f"{type(error).__name__}: {error}")
        self._took(document_id, "describe", time.monotonic() - begun)

    def _took(self, document_id: str, stage: str, seconds: float) -> None:
        self._progress.took(self._store.location(document_id), stage, seconds)

    def _undescribed(self, document_id: str, reason: str) -> None:
        self._store.documents.undescribed(document_id)
        self._quarantine(document_id, "describe", reason)

    def _describe(self, document: Document) -> None:
        read = self._store.read(document)
        values = describe(read, self._themes)
        with self._store.transaction():
            self._store.facets.replace(document.id, values)
            self._store.copies.sketch(document.id, sketch(read))
            self._store.documents.described(document.id, self._describe_version)
            self._store.database.revise()

    def _find_copies(self) -> None:
        """Which documents have the text of another; from the sketches, so that nothing is read."""
        copies = self._store.copies
        copies.replace(find_copies(copies.sketches(), self._store.pages.ranks()))

    def _quarantine(self, document_id: str, stage: str, reason: str) -> None:
        version = EXTRACT_VERSION if stage == "extract" else self._describe_version
        self._store.documents.quarantine(document_id, stage, version, reason)
        self._progress.remark(f"{self._store.location(document_id)}: {reason}")
