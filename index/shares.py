"""The documents of a corpus in shares, each to be indexed by a process of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store
from index.engine import IndexDocument
from index.terms import Fields

SHARE = 100
"""Documents that are worth a process of their own: it takes half a second to start."""

MOST_PROCESSES = 4
"""Each holds the part of the lexicon that it meets in memory."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some documents of a corpus, read from it where they are indexed."""

    data_folder: Path
    ids: tuple[str, ...]

    def __iter__(self) -> Iterator[IndexDocument]:
        with Store(self.data_folder, read_only=True) as store:
            fields = Fields(self.data_folder)
            for document_id in self.ids:
                sources = sorted({place.source for place in store.places.of(document_id)})
                facets = {**store.facets.values(document_id), "source": sources}
                yield fields.document(document_id, store.pages.of(document_id), facets)


def shares(data_folder: Path, ids: Sequence[str], processes: int = 0) -> list[Share]:
    """The documents in as many shares as are worth a process, each from all over the corpus.

    `processes` is how many may work side by side; 0: as many as there are processors.
    """
    count = max(1, min(processes or _cores(), MOST_PROCESSES, len(ids) // SHARE))
    return [Share(data_folder, tuple(ids[number::count])) for number in range(count)]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
