"""The embedded engine: Whoosh 2.7.4 keeps segments and commits, we evaluate the query tree.

The posting lists are flat arrays (`whoosh_codec`), read whole and combined by numpy (`evaluate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import EngineUnavailable
from index.arrays import Array
from index.engine import EngineRequest, Hit, IndexDocument, Result
from index.evaluate import Found, evaluate
from index.lists import Lists
from index.sidebyside import Step, side_by_side
from index.whoosh_parts import DELTA, PART, Part, carry, segments, write_part

POOLED = 28_000_000
"""Positions, counted in each field, that all processes together hold before they write segments:
one takes some ten bytes then, and a query gets slower with every segment."""


@dataclass(frozen=True, slots=True)
class WhooshEngine:
    """Builds and opens Whoosh indexes."""

    pooled: int = POOLED

    def build(
        self,
        folder: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        step: Step = lambda: None,
    ) -> int:
        """Write a new index into `folder`, each share in a process of its own."""
        return self._write(folder / PART, shares, facets, step)

    def extend(
        self,
        folder: Path,
        base: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        gone: Iterable[str],
        step: Step = lambda: None,
    ) -> int:
        """Write an index that shares the files `base` was built with."""
        carry(base, folder, gone)
        return self._write(folder / DELTA, shares, facets, step)

    def _write(
        self,
        prefix: Path,
        shares: Sequence[Iterable[IndexDocument]],
        facets: Iterable[str],
        step: Step,
    ) -> int:
        names, positions = tuple(facets), self.pooled // max(1, len(shares))
        parts = [
            Part(prefix.with_name(f"{prefix.name}{number}"), share, names, positions)
            for number, share in enumerate(shares)
        ]
        return side_by_side(write_part, parts, step)

    def open(self, folder: Path) -> WhooshIndex:
        """Open an index. Raises EngineUnavailable whatever is wrong with its files."""
        try:
            return WhooshIndex(Lists(segments(folder)))
        except Exception as error:
            raise EngineUnavailable(
                f"{folder}: cannot be opened ({type(error).__name__}: {error}); "
                "make it anew with: hankemuisti reindex"
            ) from error


class WhooshIndex:
    """One opened index."""

    def __init__(self, lists: Lists) -> None:
        self._lists: Lists | None = lists

    def count(self) -> int:
        """How many documents there are."""
        return self._opened().size

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
