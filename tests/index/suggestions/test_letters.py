from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.suggestions.letters import EDIT, LETTERS, SOUNDS, codes, fold, skeleton, substitutions

WORDS = st.text(LETTERS, max_size=12)


def test_words_are_folded() -> None:
    assert fold("ÄITI") == "aiti"
    assert fold("Åbo") == "abo"
    assert fold("café") == "cafe"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("laadukkaampi", "ladukampi"),
        ("äiti", "aiti"),
        ("projekti", "brojegdi"),
        ("e-palvelu", "epalvelu"),
        ("kehittää", "kehitää"),
    ],
)
def test_the_likeliest_mistakes_leave_the_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@settings(max_examples=50, deadline=None)
@given(WORDS)
def test_skeletons_are_made_of_sounds(word: str) -> None:
    bones = skeleton(word)
    assert set(bones) <= set(SOUNDS)
    assert all(a != b for a, b in pairwise(bones))


def test_letters_have_codes() -> None:
    assert codes("aä") == [LETTERS.index("a") + 1, LETTERS.index("ä") + 1]
    assert codes("я") is None
    assert codes("a1") is None


def test_mistakes_that_people_make_cost_less() -> None:
    costs = substitutions()

    def cost(one: str, other: str) -> int:
        (a,), (b,) = codes(one) or [], codes(other) or []
        assert costs[a, b] == costs[b, a]
        return int(costs[a, b])

    assert cost("a", "ä") < cost("k", "g") < cost("r", "t") < cost("a", "k") == EDIT
    assert all(cost(letter, letter) == 0 for letter in LETTERS)
