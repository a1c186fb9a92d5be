from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page, Span
from index.asides import Asides, asides, within

PROSE = (
    "Kunnassa avattiin keväällä neuvola, johon perheet tulivat mielellään ja jossa he viipyivät"
    " pitkään, koska kahvi oli kuumaa ja tuolit pehmeitä. Työntekijät kertoivat, ettei kukaan"
    " ollut aiemmin kysynyt heiltä, mitä he itse ajattelivat tilojen sijainnista ja ajasta."
)
ASIDE = [
    "Perhekeskukset .............................. 15",
    "2.1 Perhetyö . . . . . . . . . 7",
    "Johdanto … 3",
    "Esimerkki, E. & Mallinen, M. 2011. Perhetyön käsikirja. Oulu.",
    "Projektipäällikkö Eeva Esimerkki, eeva.esimerkki@esimerkki.fi",
    "Eeva Esimerkki, eeva.esimerkki(at)esimerkki.fi",
    "Neuvola, puh. 016 555 2030",
    "Rådgivningen, tfn 06-555 0142",
    "Vaihde +358 40 123 4567",
    "Etusivu › Palvelut › Perheet › Neuvola",
    "Etusivu | Palvelut | Perheet | Yhteystiedot",
    "Sivusto käyttää evästeitä. Hyväksy kaikki.",
    "We use cookies to improve your experience.",
]
CONTENT = [
    PROSE,
    f"{PROSE} Lisätietoja antaa Eeva Esimerkki, eeva.esimerkki@esimerkki.fi.",
    "Neuvola on auki kello 8–16.",
    "Kokonaiskustannukset olivat 396 000 euroa vuonna 2007.",
    "Hanke alkoi 1.3.2005 ja päättyi 31.10.2007",
    "Kehittäminen jatkui … ja jatkui vuonna 2010.",
    "Digipalvelujen evästeet ymmärrettiin kunnissa eri tavoin.",
    "Mikkeli / Kuopio",
]


def spans(text: str, *headings: str, number: int = 2, pages: int = 3) -> list[str]:
    """The asides of a page as text; the first line of each of the headings is one."""
    found = tuple(Span(text.index(one), text.index(one) + len(one)) for one in headings)
    page = Page(number, text, headings=found)
    places = asides(page, pages)
    at = Asides(page, pages)
    for start, end in places:
        assert at.has(start)
        assert at.has(end - 1)
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize("line", ASIDE)
def test_a_line_of_a_list_is_told_from_the_text_around_it(line: str) -> None:
    assert spans(f"{PROSE}\n{line}\n\n{PROSE}") == [line]


@pytest.mark.parametrize("line", CONTENT)
def test_other_lines_are_text(line: str) -> None:
    assert spans(line) == []
    assert not Asides(Page(2, line), 3).has(0)


def test_a_section_is_one_until_the_next_heading() -> None:
    text = f"3 Lähteet\nNeuvola pohjoisessa. Oulu.\nPerhelaki 417/2007.\n4 Tulokset\n{PROSE}"
    lines = text.split("\n")
    assert spans(text, "3 Lähteet", "4 Tulokset") == ["\n".join(lines[:3])]


def test_a_section_whose_heading_meant_another_thing_ends_with_a_paragraph() -> None:
    assert spans(f"Sisältö\n{PROSE}\nLyhyt rivi.", "Sisältö") == ["Sisältö"]


def test_the_cover_of_a_document_is_no_text() -> None:
    cover = "Kotipolku\nLoppuraportti\nMikkeli 2011"
    assert spans(cover, number=1) == [cover]
    # A page of text, a short document and another page are none.
    assert spans(PROSE, number=1) == spans(cover, number=1, pages=2) == spans(cover) == []
    assert spans("sana " * 90, number=1) == []
    assert spans("", number=1) == []


def test_words_are_counted_by_where_they_begin() -> None:
    starts, places = (0, 5, 9, 14), [Span(5, 10), Span(14, 20)]
    assert [list(one) for one in within(starts, places)] == [[1, 2], [3]]


@given(st.text(alphabet="aA. \n@…/›|0123(), -Läht", max_size=300), st.integers(1, 3))
def test_asides_are_apart_and_in_order(text: str, number: int) -> None:
    last = -1
    for start, end in asides(Page(number, text), 3):
        assert last < start < end <= len(text)
        last = end
