from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stems import ALGORITHMS, LONGEST_WORD, stem


@pytest.mark.parametrize(
    ("word", "language", "stemmed"),
    [
        ("Barnens", "sv", "barn"),
        ("Families", "en", "famili"),
        ("innokylässä", "fi", "innokyl"),
        ("", "sv", ""),
    ],
)
def test_stem(word: str, language: str, stemmed: str) -> None:
    assert stem(word, language) == stemmed


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        stem("mot", "fr")


def test_an_endless_word_is_cut() -> None:
    assert len(stem("ab" * 100_000, "en")) <= LONGEST_WORD


@given(st.text(st.characters(exclude_categories=()), min_size=1), st.sampled_from([*ALGORITHMS]))
@settings(max_examples=100, deadline=None)
def test_any_word_has_a_stem(word: str, language: str) -> None:
    assert stem(word, language)
