"""Bring the corpus and its index up to date: the whole way, under one lock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.config import Config, SourceConfig
from corpus.database import FILE_NAME, no_corpus
from corpus.errors import UsageError
from corpus.lock import locked
from corpus.sources.base import Source, open_sources
from corpus.sources.folder import FolderSource
from corpus.store import Store
from index.build import Generations
from index.manifest import Manifest
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import configured_analyzer
from pipeline.progress import Progress
from pipeline.recorder import Recorder
from pipeline.run import Pipeline, Report

AD_HOC = "folder"
"""The source that paths given on the command line belong to."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was done. `manifest` is the new generation, or None when the old one still holds."""

    report: Report
    manifest: Manifest | None


def choose_sources(config: Config, names: Sequence[str]) -> list[Source]:
    """The sources that `names` mean: configured names or paths; none: all configured ones.

    Raises UsageError for what is neither, and when nothing is configured.
    """
    configured: dict[str, SourceConfig] = {source.name: source for source in config.sources}
    if not names:
        if not configured:
            raise UsageError("nothing to ingest: give a folder, or configure [sources.NAME]")
        return list(open_sources(config.sources, config.base))
    for name in names:
        if name not in configured and not os.path.exists(_home(name)):  # noqa: PTH110 - says no, never raises
            known = f" (configured: {', '.join(configured)})" if configured else ""
            raise UsageError(f"{name}: no such file, folder or configured source{known}")
    meant = [configured[name] for name in dict.fromkeys(names) if name in configured]
    opened = {source.name: source for source in open_sources(meant, config.base)}
    return [opened.get(name) or FolderSource(AD_HOC, _home(name)) for name in names]


def roll_back(config: Config) -> Manifest:
    """Let the generation before the current one answer. Raises LockedError, NoIndexError."""
    with locked(config.data_folder, "reindex --rollback"):
        return Generations(config.data_folder, WhooshEngine()).roll_back()


def _home(name: str) -> Path:
    return Path(os.path.expanduser(name))  # noqa: PTH111 - leaves ~nobody as it is


def update(
    config: Config,
    sources: Sequence[Source],
    command: str,
    progress: Progress,
    *,
    retry: bool = False,
    rebuild: bool = False,
) -> Update:
    """Run the pipeline over `sources`, then index if the corpus changed or `rebuild` says so.

    Raises LockedError when another run is at work, StoreError, NoIndexError.
    """
    if not sources and not (config.data_folder / FILE_NAME).exists():
        raise no_corpus(config.data_folder)
    with locked(config.data_folder, command), Store(config.data_folder) as store:
        store.archive.sweep()
        analyzer = configured_analyzer(config)
        report = Pipeline(store, analyzer, config, progress).run(sources, command, retry=retry)
        generations = Generations(config.data_folder, WhooshEngine())
        if not rebuild and generations.fresh(store, analyzer.version):
            return Update(report, None)
        recorder = Recorder(progress)
        make = generations.build if rebuild else generations.renew
        manifest = make(store, recorder)
        recorder.end()
        store.runs.amend(report.run, recorder.report()["stages"])
        return Update(report, manifest)
