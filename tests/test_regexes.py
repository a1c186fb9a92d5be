"""No regular expression of ours takes more than linear time, whatever the text."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest

from tests.regexes import Attack, attacks, modules, patterns

LENGTH = 24_000
QUICK = 0.06
"""Seconds of processor time: what takes less is not looked at again. Linear ones take .001."""
LIMIT = 1.0
"""What takes longer is ended."""
GROWTH = 9.0
"""Four times the text takes four times the time; where the time is quadratic, sixteen times."""


class Over(BaseException):
    pass


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    def over(*_: object) -> None:
        raise Over

    before = signal.signal(signal.SIGVTALRM, over)
    yield
    signal.signal(signal.SIGVTALRM, before)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which other programs of the machine do not add to."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    start = time.process_time()
    try:
        work()
    except Over:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def blows_up(pattern: re.Pattern[Any], way: str, attack: Attack) -> bool:
    def taken(length: int) -> float:
        text: Any = attack.text(length)
        if isinstance(pattern.pattern, bytes):
            text = text.encode("latin-1", "replace")
        if way == "search":
            return seconds(lambda: sum(1 for _ in pattern.finditer(text)))
        return seconds(lambda: getattr(pattern, way)(text))

    whole = taken(LENGTH)
    if whole < QUICK:
        return False
    return whole == float("inf") or whole > GROWTH * taken(LENGTH // 4)


def test_the_patterns_are_found() -> None:
    names = {used.name for module in modules() for used in patterns(module)}
    assert len(names) > 300
    # Of a module, in a class, in a container, made when first wanted, and in a call.
    assert {
        "pipeline.mediatype._MARKUP",
        "index.filters._YEARS",
        "pipeline.describe.kind._names",
    } <= names
    assert any(re.fullmatch(r"pipeline\.describe\.budget:\d+", name) for name in names)


@pytest.mark.parametrize("name", modules())
def test_no_pattern_blows_up(name: str) -> None:
    found = []
    for used in patterns(name):
        for way in sorted(used.ways):
            # The first that blows up is enough: each takes its time.
            bad = (each for each in attacks(used.pattern) if blows_up(used.pattern, way, each))
            found += [f"{used.name}.{way}: {each}" for each in islice(bad, 1)]
    assert found == []


@pytest.mark.parametrize(
    ("source", "way"),
    [
        (r"(?:a|a)*b", "match"),
        (r"\s*\n\s*x", "search"),
        (r"\d+€", "search"),
        (r"\A(?:<!--.*?-->\s*)*<html", "match"),
    ],
)
def test_one_that_blows_up_is_noticed(source: str, way: str) -> None:
    pattern = re.compile(source, re.DOTALL)
    assert any(blows_up(pattern, way, attack) for attack in attacks(pattern))


def test_sixty_comments_at_the_head_of_a_file() -> None:
    """Found by the test above: each of them doubled the time, before a document was a document."""
    from pipeline.mediatype import sniff

    head = b"<!---->" * 60 + b"x"
    assert seconds(lambda: sniff(head, "a.html")) < QUICK
