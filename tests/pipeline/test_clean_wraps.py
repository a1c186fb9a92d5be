"""Which lines of a table make one row."""

from __future__ import annotations

import pytest

from pipeline.clean.grid import Row
from pipeline.clean.wraps import first_data, is_amount, join

TIGHT, APART = 12.0, 24.0


def row(top: float, *texts: str) -> Row:
    return Row(top, top, 10.0, False, [[text] if text else [] for text in texts])


def joined(*rows: Row) -> list[list[str]]:
    return [[" ".join(texts) for texts in each.texts] for each in join(rows)]


BODY = [row(100.0, "Palkat", "12"), row(100.0 + APART, "Matkat", "8")]


def test_rows_apart_stay_apart() -> None:
    assert joined(*BODY) == [["Palkat", "12"], ["Matkat", "8"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ryhmien", "ohjaajat"),
        ("Lasten,", "Nuorten"),
        ("Lasten ja", "Nuorten"),
        ("Menot (siirto", "2 v)"),
    ],
)
def test_a_label_that_reads_on_is_one(first: str, second: str) -> None:
    rows = [*BODY, row(148.0, first, "3"), row(148.0 + TIGHT, second, "")]
    assert joined(*rows)[-1] == [f"{first} {second}", "3"]
    rows = [*BODY, row(148.0, first, ""), row(148.0 + TIGHT, second, "3")]
    assert joined(*rows)[-1] == [f"{first} {second}", "3"]


def test_lines_nearer_than_rows_are_one_row() -> None:
    rows = [*BODY, row(148.0, "Perheiden", "3"), row(148.0 + TIGHT, "Ohjaamo", "")]
    assert joined(*rows)[-1] == ["Perheiden Ohjaamo", "3"]


def test_a_title_among_rows_as_near_as_it_stays_apart() -> None:
    rows = [row(12.0 * at, *texts) for at, texts in enumerate([("A", "1"), ("B", "2"), ("C", "")])]
    assert joined(*rows, row(36.0, "D", "3"))[2:] == [["C", ""], ["D", "3"]]


def test_a_label_between_two_rows_belongs_to_the_nearer() -> None:
    rows = [row(0.0, "Palkat", "1"), row(16.0, "Ryhmien", ""), row(28.0, "ohjaajat", "2")]
    assert joined(*rows) == [["Palkat", "1"], ["Ryhmien ohjaajat", "2"]]


def test_numbers_half_way_beside_a_label() -> None:
    rows = [row(0.0, "Ryhmien", ""), row(6.0, "", "18"), row(12.0, "Ohjaajat", "")]
    assert joined(*rows) == [["Ryhmien Ohjaajat", "18"]]


def test_numbers_under_their_label() -> None:
    assert joined(row(0.0, "Palkat", ""), row(TIGHT, "", "18")) == [["Palkat", "18"]]


def test_heads_of_several_lines() -> None:
    rows = [
        row(0.0, "", "Haettu", "Saatu"),
        row(6.0, "Meno", "", ""),
        row(TIGHT, "", "avustus", "avustus"),
        row(40.0, "Palkat", "1", "2"),
        row(64.0, "Matkat", "1", "2"),
    ]
    assert joined(*rows)[0] == ["Meno", "Haettu avustus", "Saatu avustus"]


def test_a_caption_is_no_head_and_a_title_below_is_none() -> None:
    rows = [
        row(0.0, "Menot vuosittain", "", ""),
        row(TIGHT, "Meno", "Budjetti", "Toteuma"),
        row(TIGHT + 13, "Henkilöstö", "", ""),
        row(TIGHT + 26, "Palkat", "1", "2"),
        row(TIGHT + 39, "Matkat", "1", "2"),
    ]
    assert len(joined(*rows)) == 5


def test_years_are_no_amounts() -> None:
    assert is_amount("412 300")
    assert is_amount("–")
    assert is_amount("12,5 %")
    assert not is_amount("2019")
    assert not is_amount("2019–2020")
    assert not is_amount("Palkat")
    assert first_data([row(0, "Meno", "2019"), row(20, "Palkat", "18")]) == 1
    assert first_data([row(0, "Meno", "2019")]) == 1
