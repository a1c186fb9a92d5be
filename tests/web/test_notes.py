from __future__ import annotations

import pytest

from index.query import parse
from pipeline.analyzer import open_analyzer
from web.languages import language
from web.notes import said


@pytest.mark.parametrize(
    "query", ['"auki', "(auki", "auki)", "a*", "koulu OR neuvola kerho", "???", "koulu NEAR"]
)
def test_what_the_search_says_is_said_in_the_language_of_the_page(query: str) -> None:
    notes = parse(query, open_analyzer().tokenize).notes
    assert notes
    for note in notes:
        assert said(note, language("fi")) != note


def test_a_note_that_is_not_known_stays() -> None:
    assert said("something else 100 %", language("fi")) == "something else 100 %"
    told = said("no word in '%(x)s': left out", language("sv"))
    assert "'%(x)s'" in told
