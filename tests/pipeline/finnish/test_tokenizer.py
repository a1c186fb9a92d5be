from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.tokenizer import tokenize

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
TRICKY = st.text(st.sampled_from("aÄ9-:'\u2019\u2010\u2011\u2013\u00ad\u0301_ \0²n"), max_size=40)


def forms(text: str) -> list[str]:
    return [token.form for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Perheiden hyvä arki.", ["Perheiden", "hyvä", "arki"]),
        ("LAPE-ohjelman STM:n, THL:ssä", ["LAPE-ohjelman", "STM:n", "THL:ssä"]),
        ("Kaste-hankkeessa EU:ssakin", ["Kaste-hankkeessa", "EU:ssakin"]),
        ("maa\u2011alue ja maa\u2010alue", ["maa\u2011alue", "ja", "maa\u2010alue"]),
        ("0-vuotiaat, 0–18-vuotiaat", ["0-vuotiaat", "0–18-vuotiaat"]),
        ("12-14-vuotiaat", ["12-14-vuotiaat"]),
        ("2016-2018 ja 2016–2018", ["2016", "2018", "ja", "2016", "2018"]),
        ("672 500 euroa 3.2.2017", ["672", "500", "euroa", "3", "2", "2017"]),
        ("lapsi- ja perhepalvelut -lisä", ["lapsi", "ja", "perhepalvelut", "lisä"]),
        ("COVID-19 ja A4:n", ["COVID-19", "ja", "A4:n"]),
        ("vaa'an ‘lainaus’ 'toinen'", ["vaa'an", "lainaus", "toinen"]),
        ("Tavoite:parantaa klo 12:30 tai 10:een", "Tavoite parantaa klo 12 30 tai 10:een".split()),
        ("palvelut¹ ja m² ½", ["palvelut", "ja", "m"]),
        ("alku_loppu", ["alku", "loppu"]),
        ("e\u0301t", ["e\u0301t"]),
        ("tervey\u00addet kuva\u00ad", ["tervey\u00addet", "kuva"]),
        ("yksi--kaksi – kolme", ["yksi", "kaksi", "kolme"]),
        ("", []),
        ("-–' :\u00ad\u0301", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@given(st.one_of(ANYTHING, TRICKY))
@settings(max_examples=150, deadline=None)
def test_offsets_hold_and_tokens_are_in_order(text: str) -> None:
    end = 0
    for form, start in tokenize(text):
        assert form
        assert start >= end
        end = start + len(form)
        assert text[start:end] == form
        assert form[0].isalnum()
        assert form[-1] not in "-:'\u00ad"


@pytest.mark.parametrize("piece", ["1-", "a:", "a'", "1–", "A:nn", ":n", "a\u00ad", "1–1-", "a"])
def test_hostile_text_is_split_whole(piece: str) -> None:
    text = piece * 20_000
    assert sum(len(form) for form in forms(text)) <= len(text)
