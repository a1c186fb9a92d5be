"""The state of a corpus in figures: what there is, what failed and why, what answers."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from corpus.config import Config, PipelineConfig
from corpus.copies import COPY
from corpus.errors import NoIndexError
from corpus.runs import Run
from corpus.store import Quarantined, Store
from index.build import Generations, Manifest
from index.whoosh_engine import WhooshEngine
from pipeline.extract.ocr import find_tesseract


@dataclass(frozen=True, slots=True)
class Status:
    """All that `hankemuisti status` shows. `index_error` is empty when the index is in order.

    `needs_ocr` pages are pictures or garbage that nothing has read; `ocr` says what there is to
    read them: the version of the recogniser, "off", or "" when none is installed.
    """

    data: str
    documents: dict[str, int]
    pages: int
    forms: int
    languages: list[str]
    sources: dict[str, dict[str, int]]
    quarantined: list[Quarantined]
    index: Manifest | None
    index_error: str
    last_run: Run | None
    needs_ocr: int = 0
    ocr: str = ""
    copies: int = 0

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return dataclasses.asdict(self)


def status(config: Config) -> Status:
    """Read the state of the corpus. Raises StoreError when there is none."""
    manifest, problem = None, ""
    try:
        manifest = Generations(config.data_folder, WhooshEngine()).current()
    except NoIndexError as error:
        problem = str(error)
    with Store(config.data_folder, read_only=True) as store:
        return Status(
            data=str(config.data_folder),
            documents=store.documents.states(),
            pages=store.pages.count(),
            forms=store.lexicon.count(),
            languages=store.pages.languages(),
            sources=store.places.counts(),
            quarantined=list(store.quarantined()),
            index=manifest,
            index_error=problem,
            last_run=store.runs.last(),
            needs_ocr=store.pages.needing_ocr(),
            ocr=_recogniser(config.pipeline),
            copies=store.copies.count(COPY),
        )


def _recogniser(settings: PipelineConfig) -> str:
    if settings.ocr == "off":
        return "off"
    found = find_tesseract(settings.ocr_languages)
    return found.version if found else ""
