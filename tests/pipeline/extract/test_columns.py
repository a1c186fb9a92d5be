"""Reading order where the file's own order is wrong, and hands off where it is right."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.line import Line
from pipeline.extract.columns import Columns, Row

LEFT = [f"vasemman palstan rivi numero {row}" for row in range(10)]
RIGHT = [f"oikean palstan rivi numero {row}" for row in range(10)]


def at(text: str, left: float, row: float, width: float = 200) -> Line:
    return Line(text, left, left + width, -700 + 14 * row, 11)


def rows(lines: list[Line]) -> list[Row]:
    return [Row(line, (line,)) for line in lines]


def columns(left: list[str], right: list[str]) -> tuple[list[Line], list[Line]]:
    return (
        [at(text, 60, row) for row, text in enumerate(left)],
        [at(text, 300, row) for row, text in enumerate(right)],
    )


def test_a_page_drawn_row_by_row() -> None:
    left, right = columns(LEFT, RIGHT)
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    assert Columns().in_order(rows(mixed)) == left + right


def test_lines_that_pdfium_joined_over_the_gutter() -> None:
    left, right = columns(LEFT, RIGHT)
    joined = [
        Row(one._replace(text=f"{one.text} {other.text}", right=other.right), (one, other))
        for one, other in zip(left, right, strict=True)
    ]
    assert Columns().in_order(joined) == left + right


def test_head_foot_and_what_crosses_the_gutter() -> None:
    left, right = columns(LEFT, RIGHT)
    head, foot = at("Raportin nimi", 60, -4, 80), at("12", 60, 14, 10)
    wide = at("Otsikko, joka kulkee molempien palstojen yli sivun poikki", 60, 4.5, 440)
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    found = Columns().in_order(rows([foot, wide, *mixed, head]))
    assert found == [head, *left[:5], *right[:5], wide, *left[5:], *right[5:], foot]


def test_the_right_column_first() -> None:
    left, right = columns(LEFT, RIGHT)
    assert Columns().in_order(rows([*right, *left])) == left + right


def test_a_right_order_is_left_alone() -> None:
    left, right = columns(LEFT, RIGHT)
    assert Columns().in_order(rows([*left, *right])) == left + right
    aside = [line._replace(right=line.left + 90) for line in right]
    assert Columns().in_order(rows([*aside, *left])) == aside + left


def test_a_table_is_read_by_rows() -> None:
    left = [at(f"Menolaji {row}", 60, row, 80) for row in range(10)]
    right = [at(f"{row} 400", 300, row, 30) for row in range(10)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    assert Columns().in_order(rows(mixed)) == mixed


def test_the_last_page_of_a_document_known_to_be_torn() -> None:
    order = Columns()
    left, right = columns(LEFT, RIGHT)
    order.in_order(rows([line for pair in zip(left, right, strict=True) for line in pair]))
    short = [*(line for pair in zip(left[:3], right[:3], strict=True) for line in pair), *left[3:]]
    assert order.in_order(rows(short)) == left + right[:3]


def test_a_document_known_to_have_the_right_column_first() -> None:
    order = Columns()
    left, right = columns(LEFT, RIGHT)
    order.in_order(rows([*right, *left]))
    capital = [left[0], *left[1:]]
    named = [right[0]._replace(text="Oikea palsta alkaa isolla"), *right[1:4]]
    assert order.in_order(rows([*named, *capital])) == capital + named


LINES = st.builds(
    at, st.text("abc ", min_size=1, max_size=30), st.sampled_from([60, 300]), st.integers(0, 20)
)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=60))
def test_no_line_is_lost(lines: list[Line]) -> None:
    order = Columns()
    for _ in range(2):
        assert sorted(order.in_order(rows(lines))) == sorted(lines)
