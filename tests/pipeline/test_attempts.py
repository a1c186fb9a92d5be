"""Attempts: which pages are left out, and what is said of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Extraction, Page
from corpus.errors import ExtractionError
from pipeline.attempts import MOST_LEFT_OUT, Fatal, read
from pipeline.process import End, Failure
from pipeline.worker import Task

TASK = Task(Path("raportti.pdf"), "application/pdf", math.inf)
PAGES = 12


class Reader:
    """Reads a document of PAGES pages, some of which it cannot survive."""

    def __init__(self, bad: set[int], end: End = End.CRASH, reason: str = "crashed") -> None:
        self.bad = bad
        self.end, self.reason = end, reason
        self.tasks: list[Task] = []

    def __call__(self, task: Task) -> Extraction | ExtractionError | Failure:
        self.tasks.append(task)
        pages = []
        for number in range(1, PAGES + 1):
            if number in task.avoid:
                continue
            if number in self.bad:
                return Failure(self.end, self.reason, number)
            pages.append(Page(number, f"sivu {number}"))
        return Extraction(tuple(pages)) if pages else ExtractionError("no text")


def numbers(result: Extraction | ExtractionError) -> list[int]:
    assert isinstance(result, Extraction)
    return [page.number for page in result.pages]


@given(st.sets(st.integers(1, PAGES)))
def test_what_can_be_read_is_kept(bad: set[int]) -> None:
    reader = Reader(bad)
    result = read(reader, TASK, PAGES)
    assert len(reader.tasks) <= MOST_LEFT_OUT + 2
    if len(bad) <= MOST_LEFT_OUT:
        assert numbers(result) == [n for n in range(1, PAGES + 1) if n not in bad]
        assert isinstance(result, Extraction)
        assert bool(result.partial) == bool(bad)
    elif min(bad) == 1:
        assert isinstance(result, Fatal)
        assert str(result) == "crashed on page 1"
    else:
        assert numbers(result) == list(range(1, min(bad)))


def partial(bad: set[int], reason: str = "crashed") -> str:
    result = read(Reader(bad, reason=reason), TASK, PAGES)
    assert isinstance(result, Extraction)
    return result.partial


def test_says_what_is_missing_and_why() -> None:
    assert partial({7}, "took longer than 75 s") == "page 7 took longer than 75 s and was left out"
    assert partial({2, 9}) == "pages 2 and 9 crashed and were left out"
    assert partial({4, 5, 8, 9}) == (
        "pages 4, 5, 8 and 9 crashed; nothing from page 4 on was read"
    )  # fmt: skip
    assert partial(set()) == ""


def test_reasons_of_the_reader_are_kept() -> None:
    answers = [Failure(End.MEMORY, "needed more than 9 MiB", 3)]

    def do(_: Task) -> Extraction | Failure:
        late = Extraction((Page(1, "a"),), partial="no time left after page 1")
        return answers.pop() if answers else late

    result = read(do, TASK, PAGES)
    assert isinstance(result, Extraction)
    assert result.partial == (
        "page 3 needed more than 9 MiB and was left out; no time left after page 1"
    )


def refusal(do: Callable[[Task], Extraction | ExtractionError | Failure], task: Task = TASK) -> str:
    result = read(do, task, PAGES)
    assert isinstance(result, ExtractionError)
    return str(result)


def test_a_refusal_is_the_readers_own() -> None:
    assert refusal(lambda _: ExtractionError("encrypted")) == "encrypted"


def test_a_failure_on_no_page_is_final() -> None:
    calls = []

    def do(task: Task) -> Failure:
        calls.append(task)
        return Failure(End.TIME, "took longer than 300 s")

    assert refusal(do) == "took longer than 300 s"
    assert len(calls) == 1


def test_the_first_reason_is_told_when_nothing_is_left() -> None:
    def do(task: Task) -> ExtractionError | Failure:
        return ExtractionError("no text") if task.avoid else Failure(End.CRASH, "crashed", 1)

    assert refusal(do) == "crashed on page 1"

    def empty(task: Task) -> Extraction | Failure:
        return Extraction((Page(1, ""),)) if task.avoid else Failure(End.CRASH, "crashed", 1)

    assert refusal(empty) == "crashed on page 1"


def test_a_reader_that_does_not_avoid_is_not_asked_for_ever() -> None:
    calls = []

    def do(task: Task) -> Failure:
        calls.append(task)
        return Failure(End.CRASH, "crashed", 5)

    assert refusal(do) == "crashed on page 5"
    assert len(calls) == 2


def test_all_attempts_share_the_time() -> None:
    task = Task(Path("raportti.pdf"), "application/pdf", 1e-9)
    reader = Reader({5})
    assert refusal(reader, task) == "crashed on page 5"
    assert len(reader.tasks) == 1
    reader = Reader({5})
    read(reader, Task(task.path, task.media_type, 1000.0), PAGES)
    first, second = reader.tasks
    assert second.seconds < first.seconds == 1000.0


def test_the_end_is_known() -> None:
    result = read(Reader({1, 2, 3, 4}, End.MEMORY), TASK, PAGES)
    assert isinstance(result, Fatal)
    assert result.end is End.MEMORY
