from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.describe.money import shares, sums


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("1 143 199 euroa", 1_143_199),
        ("1.143.199 euroa", 1_143_199),
        ("386 100€", 386_100),
        ("0,75 M€", 750_000),
        ("1,55 miljoonaa euroa", 1_550_000),
        ("7,5 milj. euroa", 7_500_000),
        ("noin 2 miljoonaa", 2_000_000),
        ("120 tuhatta euroa", 120_000),
        ("85 t€", 85_000),
        ("899\u00a0947 euroa", 899_947),
        ("12,50 euroa", 12),
        ("vuosina 2009–2011", None),
        ("puh. 044 123 4567", None),
    ],
)
def test_sums(text: str, euros: int | None) -> None:
    signs = [at for sign in ("euro", "milj") if (at := text.find(sign)) >= 0]
    found = list(sums(text, signs))
    assert [each.euros for each in found] == ([] if euros is None else [euros])
    assert all(text[each.start : each.end].strip() for each in found)


def test_shares() -> None:
    text = "75 %, 12,5 prosenttia ja 80 procent, ei 1 234 % eikä 2010"
    assert [share for share, _, _ in shares(text)] == ["75 %", "12,5 %", "80 %"]


@given(st.text(alphabet="0123456789 .,€%euromilj", max_size=120), st.lists(st.integers(0, 130)))
def test_any_text(text: str, signs: list[int]) -> None:
    for each in sums(text, signs):
        assert each.euros >= 0
        assert 0 <= each.start < each.end <= len(text)
    assert all(share.endswith(" %") for share, _, _ in shares(text))
