"""Which lines are tables, and what their rows are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.line import BROKEN, Line
from pipeline.clean.pages import CleanPage, flow
from pipeline.clean.tables import find
from pipeline.tables import rows
from tests.pipeline.setting import Piece, line

PROSE = "Perheille tarjottiin tukea arkeen, ja vanhemmat kokoontuivat ryhmissä viikoittain illalla"


def glue(one: str, other: str) -> str | None:
    return one.rstrip("-" + BROKEN) + other


def table(*lines: Line) -> list[list[str]]:
    """The rows that are found."""
    return [row.text.split("\t") for row in find(lines, glue) if row.cells]


def budget(*texts: tuple[str, ...], top: float = 0.0, step: float = 20.0) -> list[Line]:
    """Rows with a label at 0 and numbers that end at 200, 270, …"""
    return [
        line(top + step * at, (0.0, row[0]), *_numbers(row[1:])) for at, row in enumerate(texts)
    ]


def _numbers(texts: tuple[str, ...]) -> list[Piece]:
    return [(-(200.0 + 70 * at), text) for at, text in enumerate(texts) if text]


def test_a_budget_with_its_head() -> None:
    data = [
        ("Menolaji", "2012", "2013"),
        ("Palkat ja palkkiot", "412 300", "1 398 100"),
        ("Matkat", "–", "12,5 %"),
        ("Yhteensä", "412 300", "-12 300 €"),
    ]
    assert table(*budget(*data)) == [list(row) for row in data]


def test_heads_of_words_are_rows_too() -> None:
    lines = budget(
        ("Menolaji", "Budjetti", "Toteuma"),
        ("Palkat", "1 200", "900"),
        ("Matkat", "80", "75"),
        ("Vuokrat", "300", "310"),
    )
    assert table(*lines)[0] == ["Menolaji", "Budjetti", "Toteuma"]


def test_two_rows_are_too_few() -> None:
    assert table(*budget(("Menolaji", "Budjetti"), ("Palkat", "1 200"), ("Vuokrat", "3"))) == []


def test_years_without_labels_need_heads() -> None:
    years = [("2012", "1 200", "18"), ("2013", "900", "20"), ("2014", "80", "7")]
    assert len(table(*budget(("Vuosi", "Euroa", "Perheitä"), *years))) == 4
    assert table(*budget(*years)) == []


def test_a_title_may_stand_over_two_columns() -> None:
    head = line(-24.0, (-240.0, "Toteutuneet menot"))
    years = budget(("Menolaji", "2012", "2013"), ("Palkat", "18", "9"), ("Vuokrat", "3", "31"))
    assert table(head, *years)[0] == ["", "Toteutuneet menot", ""]


def test_heads_of_two_lines_are_one_row() -> None:
    head = [
        line(-32.0, (0.0, "Menolaji"), (-200.0, "Haettu"), (-270.0, "Myönnetty")),
        line(-20.0, (-200.0, "avustus"), (-270.0, "avustus")),
    ]
    body = budget(("Palkat", "1 200", "900"), ("Matkat", "80", "75"), ("Vuokrat", "300", "310"))
    assert table(*head, *body)[0] == ["Menolaji", "Haettu avustus", "Myönnetty avustus"]


def test_an_empty_cell_keeps_its_column() -> None:
    lines = budget(("Palkat", "1 200", "900"), ("Matkat", "", "75"), ("Vuokrat", "300", ""))
    assert table(*lines) == [
        ["Palkat", "1 200", "900"],
        ["Matkat", "", "75"],
        ["Vuokrat", "300", ""],
    ]


@pytest.mark.parametrize("numbers_at", [40.0, 46.0, 52.0])
def test_a_label_of_two_lines_joins_its_row(numbers_at: float) -> None:
    lines = [
        *budget(("Palkat", "1 200", "900"), ("Matkat", "80", "75")),
        line(40.0, (0.0, "Ryhmien ohjaajien")),
        line(52.0, (0.0, "palkkiot ja matkat")),
        line(numbers_at, (-200.0, "18"), (-270.0, "20")),
        *budget(("Vuokrat", "300", "310"), ("Yhteensä", "1 598", "1 305"), top=72.0),
    ]
    if numbers_at == 40.0:
        lines[2:5] = [
            line(40.0, (0.0, "Ryhmien ohjaajien"), (-200.0, "18"), (-270.0, "20")),
            lines[3],
        ]
    elif numbers_at == 52.0:
        lines[3:5] = [line(52.0, (0.0, "palkkiot ja matkat"), (-200.0, "18"), (-270.0, "20"))]
    assert table(*lines)[2] == ["Ryhmien ohjaajien palkkiot ja matkat", "18", "20"]


def test_a_broken_word_in_a_label_is_mended() -> None:
    lines = [
        *budget(("Palkat", "1 200"), ("Matkat", "80")),
        line(40.0, (0.0, f"Kehittämis{BROKEN}"), (-200.0, "18")),
        line(52.0, (0.0, "työ")),
        *budget(("Vuokrat", "300"), top=72.0),
    ]
    assert table(*lines)[2] == ["Kehittämistyö", "18"]


def test_the_last_label_may_go_on_below_its_number() -> None:
    lines = [
        *budget(("Palkat", "1 200"), ("Matkat", "80"), ("Ohjaajien", "30")),
        line(52.0, (0.0, "palkkiot")),
        line(80.0, (0.0, PROSE)),
    ]
    assert table(*lines)[-1] == ["Ohjaajien palkkiot", "30"]


def test_a_section_s_title_is_a_row_of_its_own() -> None:
    lines = budget(("Palkat", "1 200"), ("Matkat", "80"), ("Muu toiminta",), ("Vuokrat", "300"))
    assert table(*lines)[2] == ["Muu toiminta", ""]


def test_columns_tell_where_gaps_do_not() -> None:
    lines = [
        line(0.0, (0.0, "Palkat"), (-200.0, "412 300"), (-235.0, "398 100")),
        line(20.0, (0.0, "Matkat"), (-200.0, "12 300"), (-235.0, "8 100")),
        line(40.0, (0.0, "Vuokrat"), (-200.0, "300"), (-235.0, "310")),
    ]
    assert [cell.text for cell in lines[0].cells] == ["Palkat", "412 300 398 100"]
    assert table(*lines)[0] == ["Palkat", "412 300", "398 100"]


def test_what_stands_above_and_below_stays_text() -> None:
    lines = [
        line(-60.0, (0.0, PROSE)),
        line(-30.0, (0.0, "Taulukko 3. Menot")),
        *budget(("Palkat", "1 200"), ("Matkat", "80"), ("Vuokrat", "300")),
        line(90.0, (0.0, PROSE)),
    ]
    found = find(lines, glue)
    assert [bool(each.cells) for each in found] == [False, False, True, True, True, False]
    assert [each.text for each in found if not each.cells] == [PROSE, "Taulukko 3. Menot", PROSE]


def test_two_tables_with_text_between() -> None:
    first = budget(("Palkat", "1 200"), ("Matkat", "80"), ("Vuokrat", "300"))
    second = budget(("Kainuu", "12"), ("Satakunta", "8"), ("Lappi", "30"), top=130.0)
    found = find([*first, line(90.0, (0.0, PROSE)), *second], glue)
    assert [bool(each.cells) for each in found] == [True] * 3 + [False] + [True] * 3


CONTENTS = [
    [("Johdanto", "5"), ("Tavoitteet", "7"), ("Tulokset", "12"), ("Arviointi", "30")],
    [("1 Johdanto ........", "5"), ("2 Tavoitteet .....", "7"), ("3 Tulokset ......", "1")],
]


@pytest.mark.parametrize("rows_", CONTENTS)
def test_a_list_of_contents_is_no_table(rows_: list[tuple[str, str]]) -> None:
    assert table(*budget(*rows_)) == []


def test_rising_sums_are_no_list_of_contents() -> None:
    assert len(table(*budget(("Palkat", "100"), ("Matkat", "150"), ("Yhteensä", "250")))) == 3


def test_prose_that_ends_with_numbers_is_no_table() -> None:
    ends = ("vuonna 2012", "vuosina 2013", "lopussa 14", "keväällä 2015")
    lines = [line(14.0 * at, (0.0, f"{PROSE[: 60 + at]} {end}")) for at, end in enumerate(ends)]
    assert table(*lines) == []


def test_two_columns_of_prose_are_no_table() -> None:
    lines = [
        line(
            14.0 * at, (0.0, "perheet saivat tukea kotiin"), (160.0, "ryhmät kokoontuivat iltaisin")
        )
        for at in range(8)
    ]
    assert table(*lines) == []


def test_numbered_lines_and_dates_are_no_table() -> None:
    items = ["Kokous avattiin", "Edellinen muistio hyväksyttiin", "Seuraava kokous", "Muut asiat"]
    numbered = [line(14.0 * at, (0.0, f"{at}."), (30.0, item)) for at, item in enumerate(items)]
    dated = [
        line(14.0 * at, (0.0, f"{at + 1}.3.2014"), (80.0, item)) for at, item in enumerate(items)
    ]
    assert table(*numbered) == table(*dated) == []


def test_an_address_is_no_table() -> None:
    rows_ = [("Osoite", "Pajupolku 3"), ("Postinumero", "00999"), ("Puhelin", "09 000 1234")]
    lines = [line(14.0 * at, (0.0, a), (80.0, b)) for at, (a, b) in enumerate(rows_)]
    assert table(*lines) == []


def test_scattered_numbers_are_no_table() -> None:
    places = (100.0, 160.0, 130.0, 210.0, 90.0)
    lines = [line(14.0 * at, (0.0, "Kohta"), (x, f"{at}7")) for at, x in enumerate(places)]
    assert table(*lines) == []


def test_a_table_in_the_text_of_a_page() -> None:
    lines = [
        line(-30.0, (0.0, PROSE + ".")),
        *budget(("Menolaji", "2012", "2013"), ("Palkat", "412 300", "-"), ("Matkat", "8", "-")),
        line(90.0, (0.0, "Menot kasvoivat.")),
    ]
    page = flow([lines], lambda word: True)[0]
    assert isinstance(page, CleanPage)
    assert rows(page.text, page.tables) == [
        ["Menolaji", "2012", "2013"],
        ["Palkat", "412 300", "-"],
        ["Matkat", "8", "-"],
    ]
    assert page.text.endswith("Matkat\t8\t-\n\nMenot kasvoivat.")
    (span,) = page.tables
    assert page.text[span.start : span.end].startswith("Menolaji\t2012")


PIECES = st.lists(
    st.tuples(
        st.sampled_from([0.0, 60.0, -200.0, -270.0, 300.0]),
        st.sampled_from(["Palkat", "ja 12", "412 300", "–", "2013", "kehittämis-", "98,5 %"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda piece: piece[0],
).map(lambda pieces: sorted(pieces, key=lambda piece: abs(piece[0])))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 40), PIECES, st.booleans()), max_size=14))
def test_no_letter_is_lost(drawn: list[tuple[int, list[Piece], bool]]) -> None:
    top, lines = 0.0, []
    for step, pieces, measured in drawn:
        top += step
        lines.append(line(top, *pieces, measured=measured))
    found = find(lines, lambda one, other: one + other)
    letters = sorted("".join("".join(each.text.split()) for each in lines))
    assert sorted("".join("".join(each.text.split()) for each in found)) == letters
