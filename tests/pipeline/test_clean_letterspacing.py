"""Letters set apart make words again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.letterspacing import close_up, is_spaced

WORDS = {"arviointi", "toiminta", "kertomus", "lasten", "ja", "nuorten", "tuki"}


def knows(word: str) -> bool:
    return word in WORDS


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("A R V I O I N T I", "ARVIOINTI"),
        ("1 A R V I O I N T I 2010", "1 ARVIOINTI 2010"),
        ("T O I M I N T A   K E R T O M U S", "TOIMINTA KERTOMUS"),
        ("L A S T E N J A N U O R T E N T U K I", "LASTEN JA NUORTEN TUKI"),
        ("a r v i o i n t i", "arviointi"),
        ("K Y L Ä N X Y Z", "KYLÄNXYZ"),
        ("vaihtoehdot a b c d e", "vaihtoehdot a b c d e"),
        ("X X X X X X", "X X X X X X"),
        ("A B C", "A B C"),
        ("L Ä N S I - S U O M I", "LÄNSI-SUOMI"),
        (
            "Tavallinen lause, jossa on e- ja i-kirjain",
            "Tavallinen lause, jossa on e- ja i-kirjain",
        ),
    ],
)
def test_close_up(raw: str, expected: str) -> None:
    assert close_up(raw, knows) == expected
    assert is_spaced(raw) or raw == expected


def test_long_runs_are_not_searched_for_words() -> None:
    run = " ".join("ABCD" * 5000)
    assert close_up(run, lambda _: False) == "ABCD" * 5000


@settings(max_examples=100)
@given(st.text("AB- x", max_size=60))
def test_loses_nothing_but_spaces(text: str) -> None:
    assert close_up(text, knows).replace(" ", "") == text.replace(" ", "")
