from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.suggestions.spots import spots
from pipeline.finnish.tokenizer import tokenize


def words(text: str) -> list[str]:
    return [spot.word for spot in spots(text, tokenize)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("neuvola koulu", ["neuvola", "koulu"]),
        ("neuvola -koulu NOT kirkko EI talo väki", ["neuvola", "väki"]),
        ("-(neuvola OR (koulu ovi)) väki", ["väki"]),
        ("(neuvola OR koulu) talo)", ["neuvola", "koulu", "talo"]),
        ("alue:Kainuu otsikko:neuvola vuosi:2009 teema:(koulu ovi) väki", ["neuvola", "väki"]),
        ('"avoin ovi"~2 ="tarkka sana" -"ei tämä"', ["avoin", "ovi", "tarkka", "sana"]),
        ("perhe* =neuvolan koulu/tuki", ["neuvolan", "koulu", "tuki"]),
        ("“lainattu sana” «toinen»", ["lainattu", "sana", "toinen"]),
        ("", []),
        ("-", []),
        ('"auki jäi', ["auki", "jäi"]),
    ],
)
def test_wanted_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_what_words_are_bound_to() -> None:
    free = {
        spot.word: spot.free for spot in spots("a b OR c d e NEAR f g =h title:i j/k", tokenize)
    }
    assert [word for word, is_free in free.items() if is_free] == ["a", "d", "g"]
    exact, quoted = spots('=neuvola "koulu"', tokenize)
    assert (exact.exact, exact.quoted, quoted.quoted) == (True, False, True)


@settings(max_examples=80, deadline=None)
@given(st.text('ab ä-=():"*“/~1', max_size=30))
def test_places_are_where_the_words_are(text: str) -> None:
    found = spots(text, tokenize)
    assert all(text[spot.start : spot.end] == spot.word for spot in found)
    assert [spot.start for spot in found] == sorted(spot.start for spot in found)
