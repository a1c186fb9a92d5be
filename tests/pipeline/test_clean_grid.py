"""Cells by level and column."""

from __future__ import annotations

import pytest

from pipeline.clean.grid import Gutter, Level, cells, gutters, is_value, levels, row, split
from tests.pipeline.setting import Piece, line


def level(*pieces: Piece) -> Level:
    (made,) = levels([line(0.0, *pieces)])
    return made


@pytest.mark.parametrize(
    "text",
    [
        "672 500",
        "-12 300",
        "12,5 %",
        "672 500 €",
        "(80)",
        "–",
        "2013",
        "1.1.2014",
        "2013–2014",
        "18*",
    ],
)
def test_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "Palkat", "2 lasta", "a", "12 kpl ja", "- Palkat", "Kaste 2"])
def test_no_values(text: str) -> None:
    assert not is_value(text)


def test_a_line_that_was_not_looked_at_is_one_cell() -> None:
    found = line(0.0, (0.0, "Palkat ja"), (200.0, "12"), measured=False)
    assert [cell.text for cell in cells(found)] == ["Palkat ja 12"]


def test_lines_side_by_side_are_one_level() -> None:
    lines = [line(0.0, (100.0, "12")), line(2.0, (0.0, "Palkat")), line(14.0, (0.0, "Matkat"))]
    assert [[cell.text for cell in each.cells] for each in levels(lines)] == [
        ["Palkat", "12"],
        ["Matkat"],
    ]


def test_gutters_lie_in_the_gaps_of_most_rows() -> None:
    rows = [
        level((0.0, "Palkat"), (-100.0, "12"), (-150.0, "9")),
        level((0.0, "Matkakulut"), (-150.0, "9")),
        level((0.0, "Vuokrat"), (-100.0, "1200"), (-150.0, "190")),
    ]
    assert gutters(rows) == [Gutter(50.0, 80.0), Gutter(100.0, 135.0)]
    assert gutters([]) == []


def test_a_grid_with_too_many_columns_is_none() -> None:
    assert gutters([level(*((at * 20.0, "1") for at in range(40)))]) == []


STRIPS = [Gutter(50.0, 80.0), Gutter(100.0, 135.0)]


def test_a_row_has_each_cell_in_its_column() -> None:
    found = row(level((0.0, "Palkat"), (-150.0, "9")), STRIPS)
    assert found
    assert found.texts == [["Palkat"], [], ["9"]]
    assert found.label == "Palkat"
    assert found.has_values


def test_what_lies_in_a_gutter_belongs_to_the_nearer_column() -> None:
    for at, texts in ((52.0, [["1"], [], []]), (74.0, [[], ["1"], []])):
        found = row(level((at, "1")), STRIPS)
        assert found
        assert found.texts == texts


def test_two_cells_in_a_column_make_no_row() -> None:
    assert row(level((82.0, "1"), (94.0, "2")), STRIPS) is None


def test_a_cell_over_two_columns_makes_no_row_unless_it_is_a_title() -> None:
    wide = level((0.0, "Meno"), (84.0, "kustannukset"))
    assert row(wide, STRIPS) is None
    found = row(wide, STRIPS, spans=True)
    assert found
    assert found.texts == [["Meno"], ["kustannukset"], []]
    assert row(level((0.0, "kustannuspaikkojen menot")), STRIPS) is not None


def test_words_in_two_columns_are_parted() -> None:
    close = [Gutter(98.0, 102.0)]
    parted = split(level((70.0, "12 300"), (101.0, "398 100")), close)
    assert [cell.text for cell in parted.cells] == ["12 300", "398 100"]
    label = split(level((70.0, "kunnan menot")), close)
    assert [cell.text for cell in label.cells] == ["kunnan menot"]
    heads = split(level((110.0, "Arvio Ero")), [Gutter(20.0, 30.0), Gutter(134.0, 138.0)])
    assert [cell.text for cell in heads.cells] == ["Arvio", "Ero"]
