"""Recording: a source is asked for real, once, and what its servers answered is kept."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.config import Config, LimitsConfig, SourceConfig, nearest
from corpus.document import Unchanged
from corpus.errors import FetchError, UsageError
from corpus.sources.base import Networked, Source, open_source
from corpus.sources.kit.answers import SUFFIX
from corpus.sources.kit.transports import Recorder, recording
from corpus.sources.memory import Memory
from corpus.store import Store

FOLDER = "fixtures"
"""Beside the configuration file; in it, a folder for each source."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the files, and what became of each document that was asked for.

    `error` says why the source could not go on; `stale` are the files of earlier recordings that
    nobody asked for this time.
    """

    folder: Path
    files: list[Path]
    documents: dict[str, str]
    error: str
    stale: list[Path]


def chosen(config: Config, name: str) -> SourceConfig:
    """The configured source of this name. Raises UsageError."""
    sources = {source.name: source for source in config.sources}
    if name not in sources:
        near = nearest(name, sources)
        hint = f"; did you mean {near}?" if near else ""
        raise UsageError(f"no source {name!r}: configure it as [sources.{name}]{hint}")
    return sources[name]


def fixtures(config: Config, name: str) -> Path:
    """Where the recorded answers of a source are, unless somebody says otherwise."""
    return config.base / FOLDER / name


def equip(source: Source, store: Store, limits: LimitsConfig) -> None:
    """Give a source what a run would give it before `discover`."""
    if isinstance(source, Networked):
        source.memory = Memory(store.database, store.archive, source.name)
        source.limits = limits


def record(config: Config, name: str, folder: Path, limit: int) -> Recorded:
    """Ask a source for its first `limit` documents, and keep all answers in `folder`.

    Raises UsageError for a source that asks no server, or is not there.
    """
    client, recorder = recording(config.net, folder)
    with client, tempfile.TemporaryDirectory() as work, closing(Store(Path(work))) as store:
        source = open_source(chosen(config, name), config.base, client)
        if not isinstance(source, Networked):
            raise UsageError(f"{name}: asks no server, so there is nothing to record")
        equip(source, store, config.limits)
        documents: dict[str, str] = {}
        error = ""
        try:
            for reference in islice(source.discover(), limit):
                documents[reference.location] = "refused"
                if not reference.refusal:
                    try:
                        raw = source.fetch(reference, config.limits)
                    except FetchError as failure:
                        documents[reference.location] = str(failure)
                    else:
                        documents[reference.location] = (
                            "unchanged"
                            if isinstance(raw, Unchanged)
                            else f"{len(raw.content)} bytes, {raw.media_type or 'of no type'}"
                        )
        except FetchError as failure:
            error = str(failure)
    return _told(folder, recorder, documents, error)


def _told(folder: Path, recorder: Recorder, documents: dict[str, str], error: str) -> Recorded:
    files = list(dict.fromkeys(recorder.recorded))
    stale = sorted(set(folder.glob(f"*{SUFFIX}")) - set(files))
    return Recorded(folder, files, documents, error, stale)
