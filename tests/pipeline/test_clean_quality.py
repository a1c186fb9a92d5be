"""Garbage and language are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.quality import is_sick, known_share, odd_share, quality

GOOD = "perheiden palvelut kehittyvät kunnissa hyvin " * 20
KNOWN = frozenset(GOOD.split())


def knows(word: str) -> bool:
    return word.lower() in KNOWN


def test_odd_characters() -> None:
    assert odd_share("Päivähoito 10 € – ”näin” • ½") == 0.0
    assert odd_share("") == odd_share("  \n") == 0.0
    assert odd_share("ab\x03\x04") == 0.5
    assert odd_share("(cid:17)(cid:4)ab") == 0.5
    assert odd_share("中文ab") == 0.5


def test_known_words() -> None:
    assert known_share(GOOD, knows) == 1.0
    assert known_share("qwrt zxcv " * 30, knows) == 0.0
    assert known_share("qwrt zxcv", knows) == 1.0


def test_other_languages_are_not_garbage() -> None:
    swedish = "barnen och familjerna är det viktigaste för kommunen som helhet " * 8
    assert known_share(swedish, knows) == 1.0
    assert not is_sick(swedish, knows)


@pytest.mark.parametrize(
    ("text", "sick"),
    [(GOOD, False), ("qwrt zxcv " * 30, True), ("ab\x03 " * 10, True), ("", False)],
)
def test_sick(text: str, sick: bool) -> None:
    assert is_sick(text, knows) is sick


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, 1.0),
        ("", 0.0),
        (" \n", 0.0),
        ("2 000", 1.0),
        ("qwrt zxcv " * 30, 0.0),
        ("Lyhyt", 1.0),
    ],
)
def test_quality(text: str, expected: float) -> None:
    assert quality(text, knows) == expected


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_quality_is_a_share(text: str) -> None:
    assert 0.0 <= quality(text, knows) <= 1.0
