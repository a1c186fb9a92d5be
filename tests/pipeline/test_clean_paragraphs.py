"""Which line goes on with the one before?"""

from __future__ import annotations

import pytest

from pipeline.clean.line import Line
from pipeline.clean.paragraphs import Step, setting, step

WIDTH = 400.0


def line(
    text: str,
    top: float,
    *,
    left: float = 72,
    right: float = WIDTH,
    size: float = 11,
    bold: bool = False,
    heading: bool = False,
) -> Line:
    return Line(text, left, right, top, size, bold, heading)


def between(*lines: Line) -> Step:
    return step(lines, 1, setting(lines))


FULL = line("Rivi joka ulottuu palstan oikeaan reunaan asti ja jatkuu", 100)


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        (line("seuraavalla rivillä, joka on yhtä pitkä kuin se oli", 114), Step.SAME),
        (line("Seuraavakin virke voi jatkua samassa kappaleessa heti", 114), Step.SAME),
        (line("Seuraava kappale on kauempana", 140), Step.GAP),
        (line("• kohta luettelossa", 114), Step.BREAK),
        (line("1. kohta luettelossa", 114), Step.BREAK),
        (line("a) kohta luettelossa", 114), Step.BREAK),
        (line("Otsikko isolla", 114, size=16), Step.BREAK),
        (line("Otsikko", 114, heading=True), Step.BREAK),
        (line("toisen palstan alku jatkaa", 40, left=300), Step.SAME),
        (line("Toisen palstan alku ei jatka", 40, left=300), Step.BREAK),
        (line("samalla rivillä vielä", 100.5, left=WIDTH + 5, right=500), Step.SAME),
        (line("samalla rivillä ennen", 100.5, left=10, right=60), Step.BREAK),
    ],
)
def test_after_a_full_line(following: Line, expected: Step) -> None:
    rest = [
        line("täyttä tekstiä samalla leveydellä kuin muutkin rivit", 114 + 14 * n) for n in (1, 2)
    ]
    assert between(FULL, following, *rest) is expected


def test_a_short_line_ends_its_paragraph() -> None:
    short = line("Näin kävi.", 100, right=130)
    assert (
        between(short, line("Uusi alkaa tästä ja on koko palstan levyinen rivi", 114)) is Step.BREAK
    )
    ragged = line("Näin kävi, kun", 100, right=350)
    assert (
        between(ragged, line("sana on pitkä ja rivi koko palstan levyinen tässä", 114)) is Step.SAME
    )
    far = line("Nimi Niminen", 100, right=150)
    assert (
        between(far, line("nimi@esimerkki.fi ja koko palstan levyinen rivi on", 114)) is Step.BREAK
    )


def test_a_full_column_goes_on_in_the_next_with_a_capital() -> None:
    last = [
        line("palstan viimeisistä toiseksi rivi on täysi", 600),
        line("kun siitä kertoi sitten", 614),
    ]
    first = line("Lapin kunta, joka oli mukana", 100, left=420, right=750)
    assert step([*last, first], 2, setting([*last, first])) is Step.SAME
    ended = [last[0], last[1]._replace(text="kun siitä sitten kerrottiin.")]
    assert step([*ended, first], 2, setting([*ended, first])) is Step.BREAK
    short = [last[0], last[1]._replace(right=200)]
    assert step([*short, first], 2, setting([*short, first])) is Step.BREAK


def test_rows_of_figures_and_contents_end() -> None:
    row = line("Palkat ja palkkiot 412 300 398 100", 100)
    assert between(row, line("Vuokrat 12 000 13 000 ja muut kulut yhteensä", 114)) is Step.BREAK
    contents = line("Johdanto ............................ 3", 100)
    assert between(contents, line("tausta .............................. 5", 114)) is Step.BREAK


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    lines = (
        FULL,
        line("Uusi kappale alkaa sisennyksellä ja jatkuu oikealle", 114, left=90),
        line("ja palaa sitten vasempaan reunaan niin kuin pitääkin", 128),
    )
    assert between(*lines) is Step.BREAK


def test_heading_lines_belong_together() -> None:
    first = line("Lasten ja nuorten", 100, size=18, heading=True)
    assert between(first, line("palvelut", 121, size=18, heading=True)) is Step.SAME
    assert between(first, line("2.1 Tausta", 121, size=18, heading=True)) is Step.BREAK
    assert between(first, line("Tausta", 121, size=18, bold=True, heading=True)) is Step.BREAK


def test_setting_of_nothing() -> None:
    assert setting([]) == (0.0, [])
