"""A document that ends its process is read again without the page that did it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.process import Failure
from pipeline.worker import Task

MOST_LEFT_OUT = 3
"""Pages to leave out one by one; after that, what stands before the first of them is read."""
_LEAST = 0.02
"""Share of the time that a further attempt must have."""

Result = Extraction | ExtractionError


class Fatal(ExtractionError):
    """A document that ended its process, and of which nothing could be kept."""

    def __init__(self, failure: Failure) -> None:
        where = f" on page {failure.page}" if failure.page else ""
        super().__init__(failure.reason + where)
        self.end = failure.end


def read(
    do: Callable[[Task], Extraction | ExtractionError | Failure], task: Task, pages: int
) -> Result:
    """Read a document of at most so many pages, all attempts within the time of the task."""
    until = time.monotonic() + task.seconds
    failures: list[Failure] = []
    cut = 0
    while True:
        answer = do(replace(task, seconds=until - time.monotonic()) if failures else task)
        if not isinstance(answer, Failure):
            return _marked(answer, failures, cut) if failures else answer
        failures.append(answer)
        late = until - time.monotonic() < _LEAST * task.seconds
        if not answer.page or answer.page in task.avoid or late or cut:
            return Fatal(failures[0])
        avoid = {failure.page for failure in failures}
        if len(avoid) > MOST_LEFT_OUT:
            cut = min(avoid)
            avoid = set(range(cut, pages + 1))
        if min(avoid) == cut == 1:
            return Fatal(failures[0])
        task = replace(task, avoid=frozenset(avoid))


def _marked(found: Result, failures: Sequence[Failure], cut: int) -> Result:
    """What a further attempt found, with the reasons why pages are missing."""
    if isinstance(found, ExtractionError) or not any(page.text for page in found.pages):
        return Fatal(failures[0])
    pages: dict[str, list[int]] = {}
    for _, reason, page in failures:
        pages.setdefault(reason, []).append(page)
    reasons = [f"{_named(at)} {reason}{_fate(at, cut)}" for reason, at in pages.items()]
    if cut:
        reasons.append(f"nothing from page {cut} on was read")
    return replace(found, partial="; ".join(filter(None, [*reasons, found.partial])))


def _named(pages: Sequence[int]) -> str:
    *some, last = map(str, pages)
    return f"pages {', '.join(some)} and {last}" if some else f"page {last}"


def _fate(pages: Sequence[int], cut: int) -> str:
    return "" if cut else f" and {'were' if len(pages) > 1 else 'was'} left out"
