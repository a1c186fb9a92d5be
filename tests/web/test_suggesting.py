from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from corpus.errors import NoIndexError, UsageError
from tests.web.made import REPORT, Made
from web.asked import Asked
from web.desk import Desk
from web.suggesting import LONGEST, completions, corrections, similar


class _Said(NamedTuple):
    """What a suggester says, as much of it as pages read."""

    query: str = ""
    start: int = 0
    insert: str = ""
    id: str = ""
    title: str = ""
    shared: tuple[str, ...] = ()
    documents: tuple[Any, ...] = ()


class _Suggester:
    """Says what it was given, or raises it."""

    def __init__(self, said: Any) -> None:
        self._said = said

    def __getattr__(self, _name: str) -> Any:
        def told(*_arguments: Any, **_named: Any) -> Any:
            if isinstance(self._said, Exception):
                raise self._said
            return self._said

        return told


class _Total(NamedTuple):
    total: int


@pytest.fixture
def desk(made: Made) -> Any:
    with Desk.open(made.config) as opened:
        yield opened


def test_completions_are_whole_queries(desk: Any) -> None:
    desk.suggester = _Suggester([_Said(start=6, insert="perhekeskus "), _Said(insert="perhe*")])
    assert completions(desk, "koulu perhek") == ["koulu perhekeskus ", "perhe*"]
    assert completions(desk, "  ") == completions(desk, "a" * (LONGEST + 1)) == []


def test_a_query_that_finds_enough_is_not_corrected(desk: Any) -> None:
    desk.suggester = _Suggester([_Said(query="perhekeskus")])
    few, many = _Total(0), _Total(100)
    asked = Asked("perhekeksus")
    assert corrections(desk, asked, few, {}) == ["perhekeskus"]  # type: ignore[arg-type]
    assert corrections(desk, asked, many, {}) == []  # type: ignore[arg-type]
    assert corrections(desk, Asked(""), few, {}) == []  # type: ignore[arg-type]


def test_similar_documents(desk: Any) -> None:
    one = _Said(id="a", title="Toinen", shared=("a", "b", "c", "d", "e"))
    desk.suggester = _Suggester(_Said(documents=(one,)))
    assert similar(desk, "x") == [("a", "Toinen", ("a", "b", "c", "d"))]
    desk.suggester = _Suggester(UsageError("no such document"))
    assert similar(desk, "x") == []


def test_a_generation_without_words_suggests_nothing(desk: Any) -> None:
    desk.suggester = _Suggester(NoIndexError("none"))
    assert completions(desk, "perhe") == []
    assert corrections(desk, Asked("x"), _Total(0), {}) == []  # type: ignore[arg-type]
    assert similar(desk, "x") == []


def test_the_real_suggester(desk: Desk, made: Made) -> None:
    assert "perhekeskus" in completions(desk, "perhek")
    found = {each.id for each in similar(desk, made.ids[REPORT])}
    assert found <= {*made.ids} - {made.ids[REPORT]}
