"""Is this machine, this configuration and this corpus in order? Each check says how to mend it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.config import Config
from corpus.database import FILE_NAME
from corpus.errors import HankemuistiError
from corpus.sources.base import open_source
from corpus.sources.folder import FolderSource
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import configured_analyzer
from pipeline.extract.ocr import INSTALL, find_tesseract

KNOWN_FORM, KNOWN_LEMMA = "perhekeskuksissa", "perhekeskus"
FREE_BYTES = 500 * 1024 * 1024
"""Below this a rebuild of a middling index may fill the disk."""

RESTORE = "restore it from a backup, or move it away and ingest again"

SAMPLE = 50
"""Originals whose hash is checked."""

SHOWN = 3
"""Documents that are named where there may be many."""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check; `found` says what is, and how to mend what is not right.

    What is `ok` can be worked with; a `warning` is that something is lost all the same.
    """

    name: str
    ok: bool
    found: str
    warning: bool = False


class _WarningError(HankemuistiError):
    """Something is not as it should be, and the rest goes on without it."""


def examine(config: Config) -> Iterator[Check]:
    """Run every check, one after the other."""
    checks: tuple[tuple[str, Callable[[Config], str]], ...] = (
        ("python", _python),
        ("voikko", _voikko),
        ("ocr", _ocr),
        ("data folder", _data_folder),
        ("disk", _disk),
        ("sources", _sources),
        ("corpus", _corpus),
        ("originals", _originals),
        ("places", _places),
        ("index", _index),
    )
    for name, check in checks:
        try:
            yield Check(name, True, check(config))
        except _WarningError as warning:
            yield Check(name, True, str(warning), warning=True)
        except HankemuistiError as error:
            yield Check(name, False, str(error))
        except sqlite3.DatabaseError as error:
            yield Check(name, False, f"{config.data_folder / FILE_NAME}: {error}; {RESTORE}")
        except Exception as error:  # a check that stumbles has found something
            yield Check(name, False, f"{type(error).__name__}: {error}")


def _python(_config: Config) -> str:
    return f"{sys.version.split()[0]} at {sys.executable}"


def _voikko(config: Config) -> str:
    analyzer = configured_analyzer(config)
    lemmas = analyzer.analyse(KNOWN_FORM, "fi").lemmas
    if KNOWN_LEMMA not in lemmas:
        raise HankemuistiError(
            f"{KNOWN_FORM} is read as {', '.join(lemmas)}, not {KNOWN_LEMMA}: the dictionary is "
            "broken; install voikko-fi again"
        )
    return analyzer.version


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path


def _ocr(config: Config) -> str:
    if config.pipeline.ocr == "off":
        return "off"
    wanted = config.pipeline.ocr_languages
    found = find_tesseract(wanted)
    if found is None:
        raise _WarningError(
            f"no tesseract that reads {wanted}: scanned pages stay unread; {INSTALL}, or set "
            'pipeline.ocr = "off"'
        )
    missing = [name for name in wanted.split("+") if name not in found.languages.split("+")]
    if missing:
        raise _WarningError(
            f"{found.version}: no data for {', '.join(missing)}: scanned pages in it are read "
            "badly; install it (tools/install-ocr.sh), or take it out of pipeline.ocr_languages"
        )
    return found.version


def _data_folder(config: Config) -> str:
    folder = _existing(config.data_folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HankemuistiError(f"{folder} cannot be written: choose another with --data DIR")
    made = "" if folder == config.data_folder else " (will be made)"
    return f"{config.data_folder}{made}"


def _disk(config: Config) -> str:
    free = shutil.disk_usage(_existing(config.data_folder)).free
    if free < FREE_BYTES:
        raise HankemuistiError(f"only {free // 2**20} MiB free: make room before the next run")
    return f"{free / 2**30:.1f} GiB free"


def _sources(config: Config) -> str:
    missing = []
    for source in config.sources:
        opened = open_source(source, config.base)
        if isinstance(opened, FolderSource) and not os.path.exists(opened.root):  # noqa: PTH110 - never raises
            missing.append(f"[sources.{source.name}]: there is no {opened.root}")
    if missing:
        raise _WarningError(f"{'; '.join(missing)}: mount it, or mend its path in config.toml")
    return ", ".join(source.name for source in config.sources) or "none configured"


def _corpus(config: Config) -> str:
    if not (config.data_folder / FILE_NAME).exists():
        return "none yet; make one with: hankemuisti ingest FOLDER"
    with Store(config.data_folder, read_only=True) as store:
        result = store.database.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if result != "ok":
            raise HankemuistiError(
                f"{store.database.path} is damaged ({result}): restore it from a backup, or "
                "move it away and ingest again"
            )
        return f"{sum(store.documents.states().values())} documents, {store.pages.count()} pages"


def _originals(config: Config) -> str:
    if not (config.data_folder / FILE_NAME).exists():
        return "none yet"
    with Store(config.data_folder, read_only=True) as store:
        documents = list(store.documents.select("1 = 1"))
        sample = documents[:: max(1, len(documents) // SAMPLE)]
        broken = [d.id for d in sample if not store.archive.intact(d.sha256)]
    if broken:
        raise HankemuistiError(
            f"missing or changed originals of {', '.join(broken)}: restore "
            f"{config.data_folder / 'originals'} from a backup"
        )
    return f"{len(sample)} of {len(documents)} checked"


def _places(config: Config) -> str:
    if not (config.data_folder / FILE_NAME).exists():
        return "none yet"
    with Store(config.data_folder, read_only=True) as store:
        gone = [
            store.location(document.id)
            for document in store.documents.select(
                "id IN (SELECT document_id FROM place GROUP BY document_id HAVING min(gone) = 1)"
            )
        ]
    if gone:
        those = f"{', '.join(gone[:SHOWN])}{' …' if len(gone) > SHOWN else ''}"
        raise _WarningError(
            f"no longer where they were found: {len(gone)} ({those}); they are still searched, "
            "from the corpus' own copy; what is gone by mistake, put back and run: "
            "hankemuisti ingest"
        )
    return "every document is still where it was found"


def _index(config: Config) -> str:
    generations = Generations(config.data_folder, WhooshEngine())
    if generations.current() is None:
        return "none yet"
    manifest, opened = generations.open(configured_analyzer(config).version)
    try:
        if opened.count() != manifest.documents:
            raise HankemuistiError("documents are missing; run: hankemuisti reindex")
    finally:
        opened.close()
    checked = generations.check() / 2**20
    return (
        f"generation {manifest.generation}, {manifest.documents} documents, {checked:.1f} MiB "
        "as written"
    )
