"""Rows and numbers read back from a page's text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Span
from pipeline.tables import number, rows


def test_rows_are_read_back() -> None:
    text = "Menot olivat nämä.\n\nMeno\tEuroa\nPalkat\t672 500\nMatkat\t\n\nLoppu."
    table = Span(text.index("Meno\t"), text.index("\n\nLoppu"))
    assert rows(text, [table]) == [["Meno", "Euroa"], ["Palkat", "672 500"], ["Matkat", ""]]
    assert rows(text, []) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("672 500 €", "672500"),
        ("1 234 567,50", "1234567.50"),
        ("-12 300", "-12300"),
        ("−12 300", "-12300"),
        ("– 12 300", "-12300"),
        ("(12 300)", "-12300"),
        ("12,5 %", "12.5"),
        ("1\u00a0234", "1234"),
        ("1.234.567", "1234567"),
        ("3.5", "3.5"),
        ("0", "0"),
        ("€ 90", "90"),
        ("45 t€", "45"),
    ],
)
def test_numbers(cell: str, value: str) -> None:
    assert number(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["", "–", "-", "Palkat", "2019–2020", "1.1.2019", "12 5", "x"])
def test_no_numbers(cell: str) -> None:
    assert number(cell) is None


@settings(max_examples=100)
@given(st.integers(-(10**12), 10**12), st.sampled_from(["", " €", " %"]))
def test_a_number_written_with_blanks_is_itself(value: int, unit: str) -> None:
    assert number(f"{value:,}".replace(",", " ") + unit) == value


@settings(max_examples=60)
@given(st.text())
def test_never_raises(text: str) -> None:
    number(text)
    rows(text, [Span(0, len(text))])
