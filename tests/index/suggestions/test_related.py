from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.suggestions.related import NOTABLE, SUPPORT, likelihood
from index.suggestions.suggester import Suggester
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open


@pytest.fixture
def suggester(add: Add, opened: Open) -> Suggester:
    for number in range(8):
        add(f"Neuvola ja terveydenhoitaja {number} punnitsevat. Tammikuussa on myös {number}.")
        add(
            f"Perhekeskuksen perhekahvila {number} kuuluu perhekeskustoimintaan.", region=("Lappi",)
        )
        add(f"Koulussa opettaja {number} opettaa, ja kuraattori kuuntelee.")
    add("Barnskyddet och rådgivningen utvecklas tillsammans med familjerna. Det är en rapport.")
    return opened()


def test_terms_of_the_same_documents(suggester: Suggester) -> None:
    found = suggester.related("neuvolassa")
    assert found.total == 8
    terms = {one.term: one for one in found.terms}
    assert "terveydenhoitaja" in terms
    assert not {"neuvola", "tammikuu", "myös", "opettaja", "ja"} & set(terms)
    for one in found.terms:
        assert one.documents == suggester.count(one.term)
        assert one.together == suggester.count(f"neuvola {one.term}") >= SUPPORT
        assert one.score >= NOTABLE


def test_compounds_and_parts(suggester: Suggester) -> None:
    found = suggester.related("perhekeskus")
    assert [(one.term, one.documents, one.together) for one in found.compounds] == [
        ("perhekeskustoiminta", 8, 8)
    ]
    assert "perhekahvila" in {one.term for one in found.terms}
    assert not {"perhe", "keskus", "perhekeskustoiminta"} & {one.term for one in found.terms}


def test_bridges(suggester: Suggester) -> None:
    found = suggester.related("neuvola")
    assert [(one.term, one.documents) for one in found.bridges["sv"]] == [("rådgivning", 1)]
    assert suggester.related("kuraattori").bridges == {}


def test_filters_limits_and_queries(suggester: Suggester) -> None:
    assert suggester.related("perhekahvila", {"region": {"Kainuu"}}).total == 0
    inside = suggester.related("perhekahvila", {"region": {"Lappi"}})
    # Where all documents have it, nothing is there more often than chance would have it.
    assert (inside.total, inside.terms) == (8, ())
    assert len(suggester.related("koulu OR neuvola", limit=1).terms) <= 1
    nothing = suggester.related("xyzxyz")
    assert (nothing.total, nothing.terms, nothing.compounds, nothing.bridges) == (0, (), (), {})
    told = suggester.related("neuvola").as_json()
    assert told["terms"][0].keys() == {"term", "documents", "together", "score"}
    assert told["bridges"]["sv"][0]["term"] == "rådgivning"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_likelihood(both: int, only_word: int, only_found: int, neither: int) -> None:
    total = both + only_word + only_found + neither
    numbers = np.array([both]), np.array([both + only_word])
    (score,) = likelihood(*numbers, both + only_found, total).tolist()
    above = both * total > (both + only_word) * (both + only_found)
    assert score >= 0 if above else score == 0
    # The other way round it is the same.
    turned = np.array([both]), np.array([both + only_found])
    assert score == pytest.approx(likelihood(*turned, both + only_word, total)[0], abs=1e-6)


def test_likelihood_of_a_known_table() -> None:
    # Half of 40 found, a word in 10 of those and in no other: 2 (10 ln 2 + 10 ln 2/3 + 20 ln 4/3).
    score = likelihood(np.array([10]), np.array([10]), 20, 40)[0]
    assert score == pytest.approx(2 * (10 * np.log(2) + 10 * np.log(2 / 3) + 20 * np.log(4 / 3)))
