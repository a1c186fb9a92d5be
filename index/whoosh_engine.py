"""The embedded engine: Whoosh 2.7.4 keeps segments and commits, we evaluate the query tree.

The posting lists are flat arrays (`whoosh_codec`), read whole and combined by numpy (`evaluate`).
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.errors import EngineUnavailable
from index.arrays import Array
from index.engine import EngineRequest, Hit, IndexDocument, Result
from index.evaluate import Found, evaluate
from index.lists import Lists
from index.sidebyside import Step, side_by_side
from index.whoosh_codec import ArrayCodec, Pool, SegmentPostings
from index.whoosh_schema import FACET_PREFIX, ID, schema, values_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import index as whoosh_index

POOLED_TERMS = 12_000_000
"""Terms, counted at each place they stand, that all processes together hold before they write them
as segments: a term takes some 40 bytes then, and a query gets slower with every segment."""

PART = "part-"
"""The folder of what one process wrote: an index of Whoosh's own each."""


class _Part(NamedTuple):
    """What one process writes."""

    folder: Path
    documents: Iterable[IndexDocument]
    facets: tuple[str, ...]
    terms: int


@dataclass(frozen=True, slots=True)
class WhooshEngine:
    """Builds and opens Whoosh indexes."""

    pooled_terms: int = POOLED_TERMS

    def build(
        self,
        folder: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        step: Step = lambda: None,
    ) -> int:
        """Write a new index into `folder`, each share in a process of its own."""
        names, terms = tuple(facets), self.pooled_terms // len(shares)
        parts = [
            _Part(folder / f"{PART}{number}", share, names, terms)
            for number, share in enumerate(shares)
        ]
        return side_by_side(_write_part, parts, step)

    def open(self, folder: Path) -> WhooshIndex:
        """Open an index. Raises EngineUnavailable whatever is wrong with its files."""
        try:
            return WhooshIndex(Lists(list(_segments(folder))))
        except Exception as error:
            raise EngineUnavailable(
                f"{folder}: cannot be opened ({type(error).__name__}: {error}); "
                "make it anew with: hankemuisti reindex"
            ) from error


def _write_part(part: _Part, step: Step) -> int:
    """Write an index of as few segments as memory allows; returns its documents."""
    part.folder.mkdir(parents=True)
    index = whoosh_index.create_in(str(part.folder), schema(part.facets))
    left = iter(part.documents)
    with _not_collecting():
        return sum(_write_segment(index, chain([first], left), part.terms, step) for first in left)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Documents are millions of objects without a cycle, which would be looked through in vain
    again and again: a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _write_segment(index: Any, documents: Iterable[IndexDocument], terms: int, step: Step) -> int:
    """Write documents until a segment is full; returns how many."""
    writer = index.writer(codec=ArrayCodec(), compound=False)
    writer.pool = pool = Pool()  # Whoosh 2.7.4 takes a `poolclass` and never looks at it
    try:
        for document in documents:
            values = {FACET_PREFIX + name: values_of(v) for name, v in document.facets.items()}
            writer.add_document(**{ID: values_of((document.id,))}, **document.fields, **values)
            step()
            if pool.terms >= terms:
                break
    except BaseException:
        # Without this Whoosh drops the batch silently.
        writer.cancel()
        raise
    writer.commit(merge=False)
    return pool.documents


def _segments(folder: Path) -> Iterator[SegmentPostings]:
    parts = sorted(folder.glob(f"{PART}*"), key=lambda path: int(path.name.removeprefix(PART)))
    if not parts:
        raise FileNotFoundError("nothing there")
    for part in parts:
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


class WhooshIndex:
    """One opened index."""

    def __init__(self, lists: Lists) -> None:
        self._lists: Lists | None = lists
        # Read at once, so that an index that is not whole is known when it is opened.
        lists.ids  # noqa: B018

    def count(self) -> int:
        """How many documents there are."""
        return int(self._opened().live.sum())

    def close(self) -> None:
        """Let go of the files."""
        self._lists = None

    def search(self, request: EngineRequest) -> Result:
        """Answer a request. Raises EngineUnavailable when the files turn out to be damaged."""
        try:
            return _search(self._opened(), request)
        except Exception as error:
            raise EngineUnavailable(
                f"the index is damaged ({type(error).__name__}: {error}); "
                "make it anew with: hankemuisti reindex"
            ) from error

    def _opened(self) -> Lists:
        if self._lists is None:
            raise ValueError("closed")
        return self._lists


def _search(lists: Lists, request: EngineRequest) -> Result:
    mask, scores = evaluate(lists, request.query)
    mask &= lists.live
    chosen = {
        name: lists.with_any(name, values) for name, values in request.filters.items() if values
    }
    matching = _within(mask, chosen)
    return Result(
        total=int(np.count_nonzero(matching)),
        hits=_page(lists, Found(matching, scores), request.offset, request.limit),
        facets={
            name: lists.facet(name).count(_within(mask, chosen, name)) for name in request.count
        },
    )


def _within(mask: Array, chosen: dict[str, Array], but: str = "") -> Array:
    for name, having in chosen.items():
        if name != but:
            mask = mask & having
    return mask


def _page(lists: Lists, found: Found, offset: int, limit: int) -> tuple[Hit, ...]:
    """The hits of a page, the best first, equal ones by id."""
    numbers = np.flatnonzero(found.mask)
    last = offset + limit
    if last < len(numbers):
        # Whatever is as good as the last one shown, so that ties are broken by id.
        scores = found.scores[numbers]
        numbers = numbers[scores >= np.partition(scores, -last)[-last]] if last else numbers[:0]
    order = np.lexsort((lists.rank[numbers], -found.scores[numbers]))
    return tuple(
        Hit(lists.ids[number], float(found.scores[number]))
        for number in numbers[order][offset:last].tolist()
    )
