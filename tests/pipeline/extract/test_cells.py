"""Which words of a line make a cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.cells import cut
from pipeline.extract.columns import Columns
from pipeline.extract.pdfium import PageReader, open_pdf
from tests.pipeline.setting import SIZE, Piece, words

PIECES = st.lists(
    st.tuples(st.floats(0, 300), st.text("aä1 -%€", min_size=1, max_size=9).map(str.strip)).filter(
        lambda piece: bool(piece[1])
    ),
    min_size=1,
    max_size=6,
)


def cells(*pieces: Piece) -> list[str]:
    return [" ".join(word.text for word in cell) for cell in cut(words(*pieces), SIZE)]


def test_a_label_and_its_numbers_are_cells_each() -> None:
    row = [(0.0, "Palkat ja palkkiot"), (-200.0, "672 500"), (-260.0, "1 234 567,50")]
    assert cells(*row) == ["Palkat ja palkkiot", "672 500", "1 234 567,50"]


@pytest.mark.parametrize("value", ["12,5 %", "672 500 €", "-12 300", "– 12 300", "31 htv", "2 kpl"])
def test_a_number_keeps_its_sign_and_unit(value: str) -> None:
    assert cells((0.0, "Matkat"), (-200.0, value), (-260.0, "7")) == ["Matkat", value, "7"]


def test_prose_is_one_cell() -> None:
    text = "hankkeen aikana perhe sai tukea ja ryhmä kokoontui vuonna 2014"
    assert cells((0.0, text)) == [text]


def test_stretched_prose_is_one_cell() -> None:
    stretched = [
        (at * 60.0, word) for at, word in enumerate("perheryhmä kokoontuu arki-iltana".split())
    ]
    assert len(cells(*stretched[:1], (54.0, "kokoontuu"), (103.0, "kahdesti"))) == 1


def test_numbers_that_make_no_number_are_two() -> None:
    assert cells((0.0, "2019 2020")) == ["2019", "2020"]
    assert cells((0.0, "12 5")) == ["12", "5"]
    assert cells((0.0, "25 % 30")) == ["25 %", "30"]
    assert cells((0.0, "12,50 250")) == ["12,50", "250"]


def test_the_gap_parts_what_could_be_one_number() -> None:
    assert cells((0.0, "412 300"), (45.0, "398 100")) == ["412 300", "398 100"]
    assert cells((0.0, "412 300 398 100")) == ["412 300 398 100"]


def test_an_empty_cell_s_dash_is_a_cell() -> None:
    assert cells((0.0, "Koulutus"), (-120.0, "–"), (-180.0, "-")) == ["Koulutus", "–", "-"]


@settings(max_examples=60)
@given(PIECES)
def test_no_word_is_lost(pieces: list[Piece]) -> None:
    found = words(*pieces)
    assert [word for cell in cut(found, SIZE) for word in cell] == found


def test_only_rows_and_their_neighbours_are_measured(make_pdf: Callable[..., Path]) -> None:
    prose = "Perheille tarjottiin tukea arkeen ja vanhemmat kokoontuivat ryhmissä"
    texts = [(72, f"{prose} {word}") for word in ("kotona", "koulussa", "illalla", "vuonna 2014")]
    rows = [
        (72, "Menot"),
        (300, "2013"),
        (72, "Palkat"),
        (300, "1 200"),
        (72, "Matkat"),
        (300, "80"),
    ]
    page = [(text, "Helvetica", 10, x, 100 + 14 * at) for at, (x, text) in enumerate(texts * 5)]
    page += [(text, "Helvetica", 10, x, 500 + 14 * (at // 2)) for at, (x, text) in enumerate(rows)]
    with open_pdf(make_pdf([page])) as document, PageReader(document[0]) as reader:
        lines = reader.lines(Columns())
    assert [bool(line.cells) for line in lines[:8]] == [False] * 8
    assert [[cell.text for cell in line.cells] for line in lines[-3:]] == [
        ["Menot", "2013"],
        ["Palkat", "1 200"],
        ["Matkat", "80"],
    ]
    assert lines[-1].cells[1].right > lines[-1].cells[1].left == pytest.approx(300, abs=1)


def test_letters_set_apart_are_no_cells(make_pdf: Callable[..., Path]) -> None:
    page = [("T A L O U S A R V I O 2 0 1 4", "Helvetica", 10, 72, 100)]
    with open_pdf(make_pdf([page])) as document, PageReader(document[0]) as reader:
        assert not reader.lines(Columns())[0].cells
