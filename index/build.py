"""Generations: an index is built aside, verified, switched to in one step, and can be undone.

``data/index/gen-N/`` holds the engine's files, ``stamps.json`` and ``manifest.json``;
``data/index/current`` is one line, the name of the generation that answers. Killed at any moment,
the last one switched to answers.

A small change makes a generation that shares the files of the one before and adds what is new since
all was built. Its stamps are those of that whole build: what has changed is told by comparing them
with the corpus, never by anybody's remembering it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.archive import PART_PREFIX, write_atomically
from corpus.clock import now
from corpus.errors import NoIndexError, StoreError
from corpus.store import Store
from index.engine import EngineRequest, OpenIndex, SearchEngine, Term
from index.manifest import MANIFEST, Manifest, check_content, check_sizes, read_manifest, seal
from index.shares import shares
from index.sidebyside import beside
from index.stamps import INDEXABLE, stamps
from index.suggestions.making import Counted, carry
from index.suggestions.making import write as write_suggestions
from index.terms import FACETS, SCHEMA_VERSION
from pipeline.progress import Progress, Silent

__all__ = ["FOLDER_NAME", "INDEXABLE", "POINTER", "Generations", "Manifest"]

FOLDER_NAME = "index"
POINTER = "current"
STAMPS = "stamps.json"
PROBES = 20
"""Documents that a new generation must find by a word of theirs before it is switched to, of all
and again of those that were indexed for it."""

MOST_CHANGED = 0.2
"""The share of the documents that may have changed since all were built. Beyond it, indexing them
again with every small change costs more than indexing all once."""


class _Plan(NamedTuple):
    """What a generation is made of: these documents, beside what `base` was built with, if any."""

    ids: list[str]
    stamps: Mapping[str, str]
    base: Path | None = None
    gone: frozenset[str] = frozenset()


class Generations:
    """The generations in a data folder, and the engine that writes and reads them."""

    def __init__(self, data_folder: Path, engine: SearchEngine) -> None:
        self.folder = data_folder / FOLDER_NAME
        self._engine = engine

    def current(self) -> Manifest | None:
        """The generation that answers, or None when there is none yet. Raises NoIndexError."""
        try:
            name = (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise NoIndexError(
                f"{self.folder / POINTER}: unreadable ({error}); run: hankemuisti reindex"
            ) from error
        return read_manifest(self.folder / name)

    def open(self, analyzer: str) -> tuple[Manifest, OpenIndex]:
        """Open the current generation for queries analysed by `analyzer`. Raises NoIndexError."""
        manifest = self.current()
        if manifest is None:
            raise NoIndexError(f"{self.folder}: no index yet; run: hankemuisti reindex")
        made_by, now_is = (manifest.schema, manifest.analyzer), (SCHEMA_VERSION, analyzer)
        if made_by != now_is:
            raise NoIndexError(
                f"{self.folder}: generation {manifest.generation} was made by other versions "
                f"({' / '.join(made_by)}, now {' / '.join(now_is)}); run: hankemuisti reindex"
            )
        try:
            return manifest, self._opened(manifest)
        except NoIndexError:
            # Two newer generations may have come between the pointer and the files.
            newer = self.current()
            if newer is None or newer.generation == manifest.generation:
                raise
            return newer, self._opened(newer)

    def _opened(self, manifest: Manifest) -> OpenIndex:
        folder = self._path(manifest.generation)
        check_sizes(folder)
        return self._engine.open(folder)

    def check(self) -> int:
        """See that the current generation is as it was written; how many bytes it has.

        Raises NoIndexError when a byte of it is not.
        """
        manifest = self.current()
        return check_content(self._path(manifest.generation)) if manifest else 0

    def fresh(self, store: Store, analyzer: str) -> bool:
        """Whether the current generation can be opened and shows the corpus as it is now."""
        manifest = self._usable(analyzer)
        return manifest is not None and manifest.revision == store.database.revision()

    def _usable(self, analyzer: str) -> Manifest | None:
        try:
            manifest, opened = self.open(analyzer)
        except NoIndexError:
            return None
        opened.close()
        return manifest

    def build(self, store: Store, progress: Progress | None = None, processes: int = 0) -> Manifest:
        """Make a new generation of the whole corpus and switch to it. The lock must be held.

        `processes` is how many may work side by side; 0: as many as there are processors.
        """
        shown = stamps(store)
        return self._make(store, _Plan(list(shown), shown), shown, progress, processes)

    def renew(self, store: Store, progress: Progress | None = None) -> Manifest:
        """Make a new generation out of the current one and what has changed, and switch to it.

        Of the whole corpus if much has, or the current one cannot be used. The lock must be held.
        """
        shown = stamps(store)
        plan = self._changes(shown, store.database.meta("analyzer"))
        return self._make(store, plan or _Plan(list(shown), shown), shown, progress)

    def _changes(self, shown: Mapping[str, str], analyzer: str) -> _Plan | None:
        """How to come from the current generation to what is to be shown, if that is little."""
        manifest = self._usable(analyzer)
        if manifest is None:
            return None
        folder = self._path(manifest.generation)
        try:
            built = json.loads((folder / STAMPS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        ids = [id_ for id_, stamp in shown.items() if built.get(id_) != stamp]
        gone = frozenset(id_ for id_, stamp in built.items() if shown.get(id_) != stamp)
        if max(len(ids), len(gone)) > MOST_CHANGED * min(len(shown), len(built)):
            return None
        return _Plan(ids, built, folder, gone)

    def _make(
        self,
        store: Store,
        plan: _Plan,
        shown: Mapping[str, str],
        progress: Progress | None,
        processes: int = 0,
    ) -> Manifest:
        progress = progress or Silent()
        if not shown and self._answers():
            raise NoIndexError(
                f"{self.folder}: the corpus holds no documents, the present index does; it "
                "goes on answering. Remove the folder if that is meant"
            )
        manifest = Manifest(
            generation=max(self.numbers(), default=0) + 1,
            created=now(),
            documents=len(shown),
            revision=store.database.revision(),
            schema=SCHEMA_VERSION,
            analyzer=store.database.meta("analyzer"),
            changed=len(plan.ids) if plan.base else 0,
        )
        folder = self._path(manifest.generation)
        try:
            self._write(store, plan, folder, progress, processes)
            self._verify(store, folder, list(shown), plan.ids)
            seal(folder, manifest, plan.base)
        except BaseException as error:
            self._remove(manifest.generation)
            raise _unwritten(folder, error) from error
        store.database.make_durable()  # an index never knows what the corpus does not
        self._switch(manifest.generation)
        store.pages.note_languages()
        store.documents.indexed()
        self._prune()
        return manifest

    def _write(
        self, store: Store, plan: _Plan, folder: Path, progress: Progress, processes: int
    ) -> None:
        progress.stage("indexing", len(plan.ids))
        parts, step = shares(store.folder, plan.ids, processes), progress.step
        if plan.base:
            self._engine.extend(folder, plan.base, parts, FACETS, plan.gone, step)
            carry(folder, plan.base)
        else:
            folder.mkdir(parents=True)
            words = Counted(folder, store.folder, tuple(plan.ids))
            with beside(write_suggestions, words, alone=len(parts) == 1):
                self._engine.build(folder, parts, FACETS, step)
                progress.stage("counting words", None)
        (folder / STAMPS).write_text(json.dumps(plan.stamps), encoding="utf-8")

    def roll_back(self) -> Manifest:
        """Switch to the whole generation before the current one. The lock must be held.

        Raises NoIndexError when there is none.
        """
        current = self.current()
        below = [n for n in self._whole() if current and n < current.generation]
        if not below:
            raise NoIndexError(f"{self.folder}: there is no generation before the current one")
        self._switch(below[-1])
        manifest = self.current()
        assert manifest
        return manifest

    def _whole(self) -> list[int]:
        return [n for n in self.numbers() if (self._path(n) / MANIFEST).is_file()]

    def _answers(self) -> bool:
        """Whether the current generation has documents."""
        try:
            manifest = self.current()
        except NoIndexError:
            return False
        return manifest is not None and manifest.documents > 0

    def numbers(self) -> list[int]:
        """The generations on disk, whole or not, in order."""
        names = [path.name for path in self.folder.glob("gen-*")]
        return sorted(int(name[4:]) for name in names if name[4:].isdigit())

    def _path(self, generation: int) -> Path:
        return self.folder / f"gen-{generation}"

    def _verify(self, store: Store, folder: Path, ids: list[str], indexed: list[str]) -> None:
        """Open what was built and ask it. Raises NoIndexError: then the old one goes on."""
        opened = self._engine.open(folder)
        try:
            problem = "" if opened.count() == len(ids) else "documents are missing"
            for document_id, term in _probes(store, [*_some(ids), *_some(indexed)]):
                request = EngineRequest(Term("exact", term), limit=len(ids))
                if document_id not in {hit.id for hit in opened.search(request).hits}:
                    problem = f"{term!r} does not find document {document_id}"
        finally:
            opened.close()
        if problem:
            raise NoIndexError(
                f"{folder}: the new index failed its check ({problem}); "
                "the one before goes on answering"
            )

    def _switch(self, generation: int) -> None:
        # What fails here may have failed after the switch: the new generation stays where it is.
        try:
            write_atomically(self.folder / POINTER, f"{self._path(generation).name}\n".encode())
        except OSError as error:
            raise _unwritten(self.folder / POINTER, error) from error

    def _remove(self, generation: int) -> None:
        shutil.rmtree(self._path(generation), ignore_errors=True)

    def _prune(self) -> None:
        """Keep the current generation and the whole one before it, and nothing half written."""
        current = self.current()
        newest = current.generation if current else 0
        whole = [n for n in self._whole() if n <= newest]
        for number in set(self.numbers()) - set(whole[-2:]):
            self._remove(number)
        for path in self.folder.glob(f"{PART_PREFIX}*"):
            path.unlink(missing_ok=True)


def _unwritten(path: Path, error: BaseException) -> BaseException:
    """A full disk, or a folder that may not be written, as one line; anything else as it is."""
    if not isinstance(error, OSError):
        return error
    reason = error.strerror or error
    return StoreError(f"{path}: cannot be written ({reason}); the generation before still answers")


def _some(ids: list[str]) -> list[str]:
    return ids[:: max(1, len(ids) // PROBES)]


def _probes(store: Store, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Documents with the longest exact word of each."""
    for document_id in dict.fromkeys(ids):
        document = store.find(document_id)
        words = [word.exact for page in store.read(document).pages for word in page.words]
        if words:
            yield document_id, max(words, key=len)
