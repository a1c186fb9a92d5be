"""Whole pages: lines in, clean text and headings out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.line import BROKEN, Line, from_text
from pipeline.clean.pages import CleanPage, flow, prepare

WORDS = frozenset({"kehittämistyö", "perhetyö", "perheitä", "toimintakertomus"})


def knows(word: str) -> bool:
    return word.lower() in WORDS


def cleaned(*pages: list[Line]) -> list[CleanPage]:
    return flow(prepare(pages, knows).pages, knows)


def texts(*pages: str) -> list[str]:
    return [page.text for page in cleaned(*(from_text(page.split("\n")) for page in pages))]


def test_words_are_mended_within_a_page() -> None:
    raw = f"Hankkeessa tehtiin kehittämis{BROKEN}\ntyötä ja kehittämis-\ntyö jatkuu kunnissa."
    assert texts(raw) == ["Hankkeessa tehtiin kehittämistyötä ja kehittämistyö jatkuu kunnissa."]


def test_words_are_mended_over_the_end_of_a_page() -> None:
    assert texts("Tuettiin per-", "heitä kotona.") == ["Tuettiin perheitä", "kotona."]
    assert texts("Tuettiin per-", "heitä") == ["Tuettiin perheitä", ""]
    assert texts("Tuettiin per-", "", "heitä kotona.") == ["Tuettiin perheitä", "", "kotona."]


def test_words_are_not_mended_where_nothing_goes_on() -> None:
    assert texts("Tuettiin per-", "Uusi luku") == ["Tuettiin per-", "Uusi luku"]
    assert texts("Tuettiin per-", "heit- kotona") == ["Tuettiin per-", "heit- kotona"]
    assert texts("Tuettiin:", "perheitä") == ["Tuettiin:", "perheitä"]
    assert texts(f"Tuettiin per{BROKEN}", "Uusi") == ["Tuettiin per-", "Uusi"]
    assert texts("neuvola- -", "heitä") == ["neuvola- -", "heitä"]


def test_suspended_hyphens_stay() -> None:
    assert texts("Kunnissa tehtiin neuvola-\nja perhetyötä.") == [
        "Kunnissa tehtiin neuvola- ja perhetyötä."
    ]


def test_headings_keep_their_own_line_and_span() -> None:
    heading = Line("T O I M I N T A K E R T O M U S", 72, 200, 0, 18, heading=True)
    body = [Line("Teksti alkaa tässä ja", 72, 300, 40, 11), Line("jatkuu tässä.", 72, 150, 54, 11)]
    (page,) = cleaned([heading, *body])
    assert page.text == "TOIMINTAKERTOMUS\n\nTeksti alkaa tässä ja jatkuu tässä."
    assert [page.text[a:b] for a, b in page.headings] == ["TOIMINTAKERTOMUS"]


def test_a_word_broken_in_a_heading() -> None:
    lines = [
        Line(f"Hankkeen kehittämis{BROKEN}", 72, 300, 0, 18, heading=True),
        Line("työ", 72, 100, 22, 18, heading=True),
    ]
    (page,) = cleaned(lines)
    assert page.text == "Hankkeen kehittämistyö"
    assert page.headings == ((0, 22),)


def test_many_broken_lines_take_linear_time() -> None:
    raw = "\n".join(["tavu-"] * 20_000)
    assert len(texts(raw)[0]) > 60_000


@settings(max_examples=80)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=4))
def test_any_text(pages: list[str]) -> None:
    made = cleaned(*(from_text(page.split("\n")) for page in pages))
    assert len(made) == len(pages)
    for page in made:
        page.text.encode("utf-8")
        assert "\x02" not in page.text
        assert page.text == page.text.strip("\n")
