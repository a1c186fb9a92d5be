from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.voikko import open_voikko
from pipeline.language import ENGLISH, SAMPLE, SWEDISH, detect

MORPHOLOGY = open_voikko()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Perheiden palveluita kehitettiin yhdessä kuntien ja järjestöjen kanssa", "fi"),
        ("Projektet har utvecklat stödet för barn och familjer i kommunerna", "sv"),
        ("The project has developed services for children and their families", "en"),
        ("Tvåspråkigt familjecenter öppnat", "sv"),
        ("Zxqv wkjh", ""),
        ("2017 12 500", ""),
        ("", ""),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text.split(), MORPHOLOGY.knows) == language


def test_the_lists_have_fifty_words_and_nothing_in_common() -> None:
    assert len(SWEDISH) == len(ENGLISH) == 50
    assert not SWEDISH & ENGLISH


def test_a_long_page_is_sampled() -> None:
    asked: list[str] = []

    def knows(word: str) -> bool:
        asked.append(word)
        return True

    assert detect(["sana"] * 100_000, knows) == "fi"
    assert len(asked) <= SAMPLE


@given(st.lists(st.text(max_size=5), max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_words_have_an_answer(forms: list[str]) -> None:
    assert detect(forms, lambda word: False) in ("", "sv", "en")
