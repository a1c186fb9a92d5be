from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.collation import collated


@pytest.mark.parametrize(
    "words",
    [
        ["Aamu", "zebra", "Åbo", "äiti", "öljy"],
        ["esa", "Éva", "ewa"],
        ["über", "yhdys", "yöllä"],
        ["šakki", "savi", "szene"],
        ["neuvola", "työ"],
        ["öljy", "омск"],
    ],
)
def test_finnish_order(words: list[str]) -> None:
    backwards = words[::-1]
    assert sorted(backwards, key=collated) == words


def test_composed_and_decomposed_letters_are_one() -> None:
    assert collated("a\u0308iti") == collated("äiti") == collated("ÄITI")


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert collated(text) == collated(text.casefold())
