"""The parts of an index on disk, each an index of Whoosh's own that one process wrote.

``part-N/``    what the index was built with
``delta-N/``   what an extension added
``gone.json``  the ids of the documents that an extension took out of the parts
"""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from index.collecting import not_collecting
from index.engine import IndexDocument
from index.sidebyside import Step
from index.whoosh_codec import ArrayCodec, Pool, SegmentPostings
from index.whoosh_schema import FACET_PREFIX, ID, schema, values_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import index as whoosh_index

PART, DELTA = "part-", "delta-"
GONE = "gone.json"


class Part(NamedTuple):
    """What one process writes: a segment whenever it holds so many `positions`."""

    folder: Path
    documents: Iterable[IndexDocument]
    facets: tuple[str, ...]
    positions: int


def write_part(part: Part, step: Step) -> int:
    """Write an index of as few segments as memory allows; returns its documents."""
    part.folder.mkdir(parents=True)
    index = whoosh_index.create_in(str(part.folder), schema(part.facets))
    left = iter(part.documents)
    with not_collecting():
        return sum(
            _write_segment(index, chain([first], left), part.positions, step) for first in left
        )


def _write_segment(
    index: Any, documents: Iterable[IndexDocument], positions: int, step: Step
) -> int:
    """Write documents until a segment is full; returns how many."""
    writer = index.writer(codec=ArrayCodec(), compound=False)
    writer.pool = pool = Pool()  # Whoosh 2.7.4 takes a `poolclass` and never looks at it
    try:
        for document in documents:
            values = {FACET_PREFIX + name: values_of(v) for name, v in document.facets.items()}
            writer.add_document(**{ID: values_of((document.id,))}, **document.fields, **values)
            step()
            if pool.positions >= positions:
                break
    except BaseException:
        # Without this Whoosh drops the batch silently.
        writer.cancel()
        raise
    writer.commit(merge=False)
    return pool.documents


def carry(base: Path, folder: Path, gone: Iterable[str]) -> None:
    """Begin an extension: the parts of `base`, as links where the file system has them.

    Files of an index are never written again, so that two indexes may share them.
    """
    for part in _numbered(base, PART):
        (folder / part.name).mkdir(parents=True)
        for path in part.iterdir():
            _link(path, folder / part.name / path.name)
    (folder / GONE).write_text(json.dumps(sorted(gone)), encoding="utf-8")


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # no links there, or too many
        shutil.copyfile(path, target)


def segments(folder: Path) -> Iterator[tuple[SegmentPostings, frozenset[str]]]:
    """The segments of an index with what is gone from each. Raises whatever is wrong with them."""
    parts = _numbered(folder, PART)
    if not parts:
        raise FileNotFoundError("nothing there")
    deltas, gone = _numbered(folder, DELTA), frozenset[str]()
    if deltas or (folder / GONE).exists():
        gone = frozenset(json.loads((folder / GONE).read_text(encoding="utf-8")))
    for part in parts:
        yield from ((postings, gone) for postings in _postings(part))
    for delta in deltas:
        yield from ((postings, frozenset()) for postings in _postings(delta))


def _postings(part: Path) -> Iterator[SegmentPostings]:
    index = whoosh_index.open_dir(str(part), readonly=True)
    reader = index.reader()
    try:
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all():
                yield leaf.codec().terms_reader(leaf.storage(), leaf.segment())
    finally:
        # Our arrays are mapped by now; of the rest nothing is read.
        reader.close()
        index.close()


def _numbered(folder: Path, prefix: str) -> list[Path]:
    found = folder.glob(f"{prefix}*")
    return sorted(found, key=lambda path: int(path.name.removeprefix(prefix)))
