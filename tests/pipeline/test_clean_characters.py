"""Characters: what goes, what is mapped, and what must stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.characters import clean, nfc, one_line


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("tavallinen rivi", "tavallinen rivi"),
        ("a\u0308iti", "äiti"),
        ("k¨aytett¨av¨an ¨O", "käytettävän Ö"),
        ("Tammelan ˚A ja ˚a", "Tammelan Å ja å"),
        ("ﬁlmi, oﬃsi, ﬂuori", "filmi, offisi, fluori"),
        ("10 m² ja ½ tuntia", "10 m² ja ½ tuntia"),
        ("hyvin\xadvointi\u200b\ufeff", "hyvinvointi"),
        ("rivi\x00\x07\x1b[0m", "rivi[0m"),
        ("yksi\ud800 kaksi\udfff", "yksi kaksi"),
        ("\uf0b7 kohta", "• kohta"),
        ("\ue123x", "x"),
        ("672\xa0500\u2009€", "672 500 €"),
        ("a\r\nb\rc\u2028d\x85e\ff", "a\nb\nc\nd\ne\nf"),
        ("a \t  b", "a b"),
        ("😀 hymy", "😀 hymy"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_one_line() -> None:
    assert one_line("  eka\n\n toka\t") == "eka toka"


def test_piles_of_marks_take_linear_time() -> None:
    piled = "a" + "\u0300\u0327" * 200_000
    assert len(nfc(piled)) < 20


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not any(
        (unicodedata.category(char) == "Cc" and char != "\n") or char == "\xad" for char in cleaned
    )
