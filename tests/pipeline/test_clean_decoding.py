"""Characters that mean nothing are counted, and other scripts are no garbage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.decoding import odd_share, undecodable

ANY = st.text(st.characters(exclude_categories=()), max_size=300)
RUSSIAN = "Семейный центр открылся весной, и родители приходят туда с детьми (Kela)."
ARABIC = "افتتح مركز الأسرة في الربيع ويأتي إليه الآباء مع أطفالهم."


def test_odd_characters() -> None:
    assert odd_share("Päivähoito 10 € – ”näin” • ½") == 0.0
    assert odd_share("") == odd_share("  \n") == 0.0
    assert odd_share("ab\x03\x04") == 0.5
    assert odd_share("(cid:17)(cid:4)ab") == 0.5
    assert odd_share("中文ab") == 0.5


@pytest.mark.parametrize("text", [RUSSIAN, ARABIC])
def test_a_page_in_another_script_is_not_odd(text: str) -> None:
    assert odd_share(text) == 0.0
    assert undecodable(text) == 0.0
    assert undecodable(f"{text} \ufffd\ufffd ab\ufffd") > 0.0


def test_letters_of_another_script_among_latin_ones_are_odd() -> None:
    assert odd_share("perhe жук keskus") == pytest.approx(3 / 14)


@pytest.mark.parametrize(
    "word",
    ["ty\ufffd", "ty\x1btä", "(cid:3)(cid:9)", "tyÃ¶tÃ¤", "lastenâ€“nuorten", "ty\ue012", "tyж"],
)
def test_words_that_cannot_be_decoded(word: str) -> None:
    assert undecodable(f"{word} on {word} ja {'muuta tekstiä ' * 20}") == pytest.approx(2 / 44)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Työ ÄLÄ Åbo È São Saĸ – ”päivähoito”",
        "• yksi\n\ufffd kaksi\n\ufffd kolme\n\ufffd neljä ja muuta tekstiä rivin verran",
        "Kevät tuli 😀 ja kaikki iloitsivat siitä koko pitkän päivän ajan",
        "Yksi sana s\ufffdrkyi " + "mutta muut eivät " * 10,
    ],
)
def test_few_signs_are_no_fault(text: str) -> None:
    assert undecodable(text) == 0.0


def test_nothing_but_lone_signs() -> None:
    assert undecodable("\x03 \x04 \x05") == 1.0


@settings(max_examples=60)
@given(ANY)
def test_shares_are_shares(text: str) -> None:
    assert 0.0 <= odd_share(text) <= 1.0
    assert 0.0 <= undecodable(text) <= 1.0
