from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.guess import guess


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("Innokylässä", "innokylä"),
        ("Mobiksen", "mobis"),
        ("Larssonin", "larsson"),
        ("vloggarin", "vloggari"),
        ("vloggareilla", "vloggari"),
        ("vloggareiden", "vloggari"),
        ("vloggarit", "vloggari"),
        ("Vloggarit", "vloggarit"),
        ("tiktokkaajiin", "tiktokkaaji"),
        ("semioottisen", "semioottinen"),
        ("semioottinen", "semioottinen"),
        ("wokeudella", "wokeus"),
        ("swaippausta", "swaippaus"),
        ("fraktiota", "fraktio"),
        ("Zorba", "zorba"),
        ("xyz", "xyz"),
        ("", ""),
    ],
)
def test_guess(form: str, base: str) -> None:
    assert guess(form) == base


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_guess_is_never_empty(word: str) -> None:
    assert bool(guess(word)) == bool(word)
