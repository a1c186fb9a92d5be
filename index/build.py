"""Generations: an index is built aside, verified, switched to in one step, and can be undone.

``data/index/gen-N/`` holds the engine's files and ``manifest.json``; ``data/index/current`` is one
line, the name of the generation that answers. Killed at any moment, the last one switched to
answers.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import sync_folder, write_atomically
from corpus.clock import now
from corpus.errors import NoIndexError
from corpus.store import Store
from index.engine import EngineRequest, IndexDocument, OpenIndex, SearchEngine, Term
from index.terms import FACETS, SCHEMA_VERSION, index_document
from pipeline.progress import Progress, Silent

FOLDER_NAME = "index"
POINTER = "current"
MANIFEST = "manifest.json"
PROBES = 20
"""Documents that a new generation must find by a word of theirs before it is switched to."""

SHARE = 100
"""Documents that are worth a process of their own: it takes half a second to start."""

MOST_PROCESSES = 4
"""Each holds the part of the lexicon that it meets in memory."""

INDEXABLE = (
    "describe_version != '' AND id NOT IN (SELECT document_id FROM copy WHERE kind = 'copy')"
)
"""Documents whose facets are there: also one whose newest content is in quarantine, so that a
broken new version never takes the readable old one away."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of and by."""

    generation: int
    created: str
    documents: int
    revision: str
    schema: str
    analyzer: str


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
        try:
            raw = json.loads((self.folder / name / MANIFEST).read_text(encoding="utf-8"))
            return Manifest(**raw)
        except (OSError, ValueError, TypeError) as error:
            raise NoIndexError(
                f"{self.folder / name}: unreadable ({error}); run: hankemuisti reindex"
            ) from error

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
            return manifest, self._engine.open(self._path(manifest.generation))
        except NoIndexError:
            # Two newer generations may have come between the pointer and the files.
            newer = self.current()
            if newer is None or newer.generation == manifest.generation:
                raise
            return newer, self._engine.open(self._path(newer.generation))

    def fresh(self, store: Store, analyzer: str) -> bool:
        """Whether the current generation can be opened and shows the corpus as it is now."""
        try:
            manifest, opened = self.open(analyzer)
        except NoIndexError:
            return False
        opened.close()
        return manifest.revision == store.database.revision()

    def build(self, store: Store, progress: Progress | None = None, processes: int = 0) -> Manifest:
        """Make a new generation of the whole corpus and switch to it. The lock must be held.

        `processes` is how many may work side by side; 0: as many as there are processors.
        """
        progress = progress or Silent()
        manifest = Manifest(
            generation=max(self.numbers(), default=0) + 1,
            created=now(),
            documents=0,
            revision=store.database.revision(),
            schema=SCHEMA_VERSION,
            analyzer=store.database.meta("analyzer"),
        )
        folder = self._path(manifest.generation)
        try:
            shares = _shares(store, processes or _cores())
            progress.stage("indexing", sum(len(share.ids) for share in shares))
            count = self._engine.build(folder, shares, FACETS, progress.step)
            if not count and self._answers():
                raise NoIndexError(
                    f"{self.folder}: the corpus holds no documents, the present index does; it "
                    "goes on answering. Remove the folder if that is meant"
                )
            manifest = dataclasses.replace(manifest, documents=count)
            self._verify(store, folder, manifest)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        text = json.dumps(dataclasses.asdict(manifest), ensure_ascii=False, indent=1)
        write_atomically(folder / MANIFEST, text.encode())
        self._sync(folder)
        self._switch(manifest.generation)
        store.documents.indexed()
        self._prune()
        return manifest

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

    def _verify(self, store: Store, folder: Path, manifest: Manifest) -> None:
        """Open what was built and ask it. Raises NoIndexError: then the old one goes on."""
        opened = self._engine.open(folder)
        try:
            problem = "" if opened.count() == manifest.documents else "documents are missing"
            for document_id, term in _probes(store):
                request = EngineRequest(Term("exact", term), limit=manifest.documents)
                if document_id not in {hit.id for hit in opened.search(request).hits}:
                    problem = f"{term!r} does not find document {document_id}"
        finally:
            opened.close()
        if problem:
            raise NoIndexError(
                f"{folder}: the new index failed its check ({problem}); "
                "the one before goes on answering"
            )

    def _sync(self, folder: Path) -> None:
        """Make the files durable before the pointer names them: Whoosh itself never syncs."""
        for path in folder.rglob("*"):
            if path.is_dir():
                sync_folder(path)
            else:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        sync_folder(folder)
        sync_folder(self.folder)

    def _switch(self, generation: int) -> None:
        write_atomically(self.folder / POINTER, f"{self._path(generation).name}\n".encode())

    def _prune(self) -> None:
        """Keep the current generation and the whole one before it."""
        current = self.current()
        newest = current.generation if current else 0
        whole = [n for n in self._whole() if n <= newest]
        for number in set(self.numbers()) - set(whole[-2:]):
            shutil.rmtree(self._path(number), ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Share:
    """Some documents of a corpus, read from it where they are indexed."""

    data_folder: Path
    ids: tuple[str, ...]

    def __iter__(self) -> Iterator[IndexDocument]:
        with Store(self.data_folder, read_only=True) as store:
            for document_id in self.ids:
                document = store.documents.get(document_id)
                assert document
                sources = sorted({place.source for place in store.places.of(document_id)})
                facets = {**store.facets.values(document_id), "source": sources}
                yield index_document(store.read(document), facets)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shares(store: Store, processes: int) -> list[_Share]:
    """The documents in as many shares as are worth a process, each from all over the corpus."""
    ids = [document.id for document in store.documents.select(INDEXABLE)]
    count = max(1, min(processes, MOST_PROCESSES, len(ids) // SHARE))
    return [_Share(store.folder, tuple(ids[number::count])) for number in range(count)]


def _probes(store: Store) -> Iterator[tuple[str, str]]:
    """Some documents, spread over the corpus, with the longest exact word of each."""
    documents = list(store.documents.select(INDEXABLE))
    for document in documents[:: max(1, len(documents) // PROBES)]:
        words = [word.exact for page in store.read(document).pages for word in page.words]
        if words:
            yield document.id, max(words, key=len)
