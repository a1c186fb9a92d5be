"""The title of a PDF, and what is none."""

from __future__ import annotations

import pytest

from pipeline.clean.line import Line
from pipeline.extract.titles import title

BODY = [
    Line(f"tavallinen rivi tekstiä, joka on palstan levyinen, numero {row}", 72, 400, 300 + row, 11)
    for row in range(20)
]


def large(text: str, size: float = 20, top: float = 100) -> Line:
    return Line(text, 72, 300, top, size)


@pytest.mark.parametrize(
    "vague",
    [
        "LOPPURAPORTTI",
        "Väliraportti 2/2013",
        "Lokakuu 2011",
        "10.10.2008",
        "SOSIAALI- JA TERVEYSMINISTERIÖ",
        "Etelän kaupunki",
        "Pohjoisrannan kunta",
        "Lapsi ja arki ry",
        "THL",
        "Slutrapport",
    ],
)
def test_kind_date_and_publisher_are_no_title_if_a_better_one_stands_below(vague: str) -> None:
    assert title([[large(vague, 28), large("Arki kantaa", 18), *BODY]], "") == "Arki kantaa"
    alone = "" if vague in ("THL", "10.10.2008") else vague
    assert title([[large(vague, 28), *BODY]], "") == alone
    assert title([[large(vague, 28), *BODY]], "Arki kantaa") == "Arki kantaa"


def test_headings_of_chapters_are_no_title() -> None:
    pages = [BODY, [large("Sisällys", 30), large("1 Johdanto", 26), *BODY]]
    assert title(pages, "Arki kantaa") == "Arki kantaa"


@pytest.mark.parametrize(
    "embedded",
    [
        "Microsoft Word – tiedote_101008.doc",
        "PowerPoint-esitys",
        "raportti_final.indd",
        "tiedote_101008",
        "Opiskelija",
        "Dia 1",
        "Untitled-1",
        "Layout 1",
        "",
    ],
)
def test_what_programs_write_is_no_title(embedded: str) -> None:
    assert title([BODY], embedded) == ""


def test_one_word_is_a_title_when_it_is_printed() -> None:
    assert title([BODY], "Kotiranta") == ""
    assert title([[Line("kotiranta", 72, 120, 90, 11), *BODY]], "Kotiranta") == "Kotiranta"


def test_capitals_with_an_open_bracket_go_on() -> None:
    lines = [Line("TIEDOTE PERHEILLE KEVÄÄLLÄ (1.", 72, 300, 90, 11), *BODY[:1]]
    assert title([lines], "").startswith("TIEDOTE PERHEILLE KEVÄÄLLÄ (1. tavallinen")


def test_many_sizes() -> None:
    lines = [large(f"Rivi {row} sanoja", 20 + row / 100) for row in range(3000)]
    assert title([lines], "")
