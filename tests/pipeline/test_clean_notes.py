"""Notes in smaller type make way for the sentence they interrupt."""

from __future__ import annotations

from pipeline.clean.line import Line
from pipeline.clean.notes import body_size, last, last_of_body
from pipeline.clean.pages import flow


def line(text: str, size: float = 11, top: float = 100) -> Line:
    return Line(text, 72, 400, top, size)


BODY = [
    line("Työ tehtiin kunnissa, joissa siitä oli sovit-"),
    line("tu jo keväällä kaikkien kanssa.", top=50),
]
NOTES = [line("1 Ks. liite.", 8), line("2 Luvut on koottu itse.", 8)]


def test_notes_move_behind_the_sentence_they_interrupt() -> None:
    assert last([BODY[0], *NOTES, BODY[1]]) == [*BODY, *NOTES]
    (page,) = flow([[BODY[0], *NOTES, BODY[1]]], lambda word: word == "sovittu")
    assert "siitä oli sovittu jo keväällä" in page.text


def test_small_lines_within_a_column_stay() -> None:
    lines = [BODY[0], line("print(sovit)", 8), BODY[1]._replace(top=120)]
    assert last(lines) == lines


def test_a_notes_number_is_not_the_rest_of_a_word() -> None:
    (page,) = flow([[BODY[0], *NOTES]], lambda _: False)
    assert "oli sovit-\n1 Ks. liite." in page.text


def test_notes_stay_between_sentences() -> None:
    lines = [line("Tähän päättyy virke, joka on koko palstan pituinen.1"), *NOTES, *BODY]
    assert last(lines) == lines
    assert last([BODY[0], *NOTES]) == [BODY[0], *NOTES]
    assert last([*NOTES, BODY[1]]) == [*NOTES, BODY[1]]


def test_long_small_print_stays() -> None:
    lines = [BODY[0], *(line(f"rivi {n}", 8) for n in range(30)), BODY[1]]
    lines += [line("Pitkä rivi tavallista tekstiä. " * 20)]
    assert last(lines) == lines


def test_a_word_broken_over_the_page_goes_on_above_the_notes() -> None:
    first, second = flow([[BODY[0], *NOTES], [BODY[1]]], lambda word: word == "sovittu")
    assert "siitä oli sovittu\n1 Ks. liite." in first.text
    assert second.text == "jo keväällä kaikkien kanssa."


def test_nothing() -> None:
    assert body_size([]) == 0.0
    assert last([]) == []
    assert last_of_body([]) == -1
