"""Garbage and language are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.quality import FAULTS, TRUSTED, Judgement, is_sick, judge

GOOD = "perheiden palvelut kehittyvät kunnissa hyvin " * 20
GARBAGE = "qwrt zxcv " * 30
KNOWN = frozenset(GOOD.split())


def knows(word: str) -> bool:
    return word.lower() in KNOWN


@pytest.mark.parametrize(
    ("text", "sick"),
    [(GOOD, False), (GARBAGE, True), ("ab\x03 " * 10, True), ("", False)],
)
def test_sick(text: str, sick: bool) -> None:
    assert is_sick(text, knows) is sick


def test_other_languages_are_not_sick() -> None:
    assert not is_sick("barnen och familjerna är det viktigaste för kommunen " * 8, knows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, Judgement(1.0, ())),
        ("", Judgement(0.0, ())),
        (" \n", Judgement(0.0, ())),
        ("– –", Judgement(0.0, ())),
        ("2 000", Judgement(1.0, ())),
        ("Lyhyt", Judgement(1.0, ())),
        (GARBAGE, Judgement(0.0, ("unknown words",))),
        ("\x03\x04 \x05\x06", Judgement(0.0, ("undecodable characters",))),
        (" ".join(GOOD.replace(" ", "")), Judgement(0.0, ("letter-spaced",))),
        (GOOD.replace(" ", ""), Judgement(0.0, ("spaces lost",))),
    ],
)
def test_judgement(text: str, expected: Judgement) -> None:
    assert judge(text, knows) == expected


def test_what_cleaning_took_away_counts() -> None:
    raw = GOOD.replace("hyvin", "\ue001hyvin")
    assert judge(GOOD, knows, raw) == (0.6, ("undecodable characters",))


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(None, (1.0, ())), (0.95, (1.0, ())), (0.7, (0.4, ("uncertain recognition",)))],
)
def test_confidence(confidence: float | None, expected: Judgement) -> None:
    assert judge(GOOD, knows, confidence=confidence) == expected


def test_two_faults_are_worse_than_one() -> None:
    text = GOOD.replace("hyvin", "hy\ufffdvin", 8)
    one = judge(text, knows)
    both = judge(text, knows, confidence=0.8)
    assert 0.0 < both.score < one.score < 1.0
    assert both.score < TRUSTED
    assert both.faults == ("undecodable characters", "uncertain recognition")


@settings(max_examples=100)
@given(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.text(st.characters(exclude_categories=()), max_size=50),
    st.none() | st.floats(0, 1),
)
def test_a_score_is_a_share_and_has_reasons(text: str, raw: str, confidence: float | None) -> None:
    judged = judge(text, knows, raw, confidence)
    assert 0.0 <= judged.score <= 1.0
    assert set(judged.faults) <= set(FAULTS)
    if any(map(str.isalnum, text)):
        assert (judged.score == 1.0) is not bool(judged.faults)
    else:
        assert judged.score == 0.0
