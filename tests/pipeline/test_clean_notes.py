"""Footnotes go to the end of their page, and their marks out of the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.line import Line
from pipeline.clean.notes import body_size, part
from pipeline.clean.pages import CleanPage, flow


def line(text: str, size: float = 11, top: float = 100, left: float = 72) -> Line:
    return Line(text, left, left + 200, top, size)


def column(*texts: str, size: float = 11, top: float = 100, left: float = 72) -> list[Line]:
    return [line(text, size, top + 14 * row, left) for row, text in enumerate(texts)]


def one(*lines: Line) -> CleanPage:
    (page,) = flow([lines], lambda word: word == "sovittu")
    return page


def noted(page: CleanPage) -> list[str]:
    return [page.text[start:end] for start, end in page.notes]


LEFT = column("Työ tehtiin kunnissa, joissa siitä oli sovittu³", "jo kauan ennen kuin kukaan oli")
RIGHT = column("kysynyt asiaa asukkailta itseltään.", top=100, left=300)
NOTES = column(
    "³ Ks. liite, jossa on kerrottu", "lisää.", "4Luvut on koottu itse.", size=8, top=700
)


def test_notes_stand_at_the_end_and_no_longer_interrupt() -> None:
    page = one(*LEFT, *NOTES[:2], *RIGHT)
    body = "oli sovittu jo kauan ennen kuin kukaan oli kysynyt asiaa asukkailta itseltään."
    assert (
        page.text
        == f"Työ tehtiin kunnissa, joissa siitä {body}\n\n3 Ks. liite, jossa on kerrottu lisää."
    )
    assert noted(page) == ["3 Ks. liite, jossa on kerrottu lisää."]


def test_each_note_is_a_line_and_marks_glued_to_a_stop_go() -> None:
    page = one(*LEFT, *column("kysynyt asiaa.4 Sitten", "jatkettiin.", top=128), *NOTES)
    assert "kysynyt asiaa. Sitten jatkettiin." in page.text
    assert noted(page) == ["3 Ks. liite, jossa on kerrottu lisää.", "4 Luvut on koottu itse."]


def test_a_mark_may_stand_apart() -> None:
    lines = [*column("Työ on sovittu ³ jo kauan ennen kuin kukaan", "kysyi asiaa."), *NOTES[:2]]
    assert "on sovittu jo kauan" in one(*lines).text


def test_numbers_and_units_stay() -> None:
    lines = [*LEFT, *column("Luvussa 5.3 on 12 m³, ja 10³ on", "tuhat.", top=128), *NOTES[:2]]
    assert "Luvussa 5.3 on 12 m³, ja 10³ on tuhat." in one(*lines).text


def test_superscripts_without_a_note_stay() -> None:
    assert "sovittu³" in one(*LEFT, *RIGHT).text


def test_small_type_that_is_no_note() -> None:
    for small in (
        column("Kuva 3. Kartta alueesta.", size=8, top=700),
        column("7 Tähän ei mikään viittaa.", size=8, top=700),
        column("3 Taulukon rivi", size=8, top=90),
        column("3 Ks. liite.", *["rivi"] * 80, size=8, top=200),
    ):
        assert one(*LEFT, *small).notes == ()


def test_a_note_goes_on_over_the_page() -> None:
    again = column("Uusi sivu alkaa tästä ja jatkuu", "vielä rivin verran.")
    rest = column("lisää toisessa liitteessä.", size=8, top=700)
    first, second = flow([[*LEFT, NOTES[0]], [*again, *rest]], lambda _: False)
    assert noted(first) == ["3 Ks. liite, jossa on kerrottu"]
    assert noted(second) == ["lisää toisessa liitteessä."]


def test_a_note_may_stand_a_page_later_than_its_mark() -> None:
    first, second = flow(
        [
            LEFT,
            [*column("Uusi sivu alkaa tästä, ja sillä on", "paljon enemmän tekstiä."), *NOTES[:2]],
        ],
        lambda _: False,
    )
    assert "sovittu jo kauan" in first.text
    assert len(second.notes) == 1


def test_a_word_broken_over_the_page_is_mended_above_the_notes() -> None:
    broken = column("Siitä oli kaikkien kanssa³ sovit-")
    note = column("³ Ks. lii-", "te.", size=8, top=700)
    first, second = flow(
        [[*broken, *note], column("tu jo.")], lambda word: word in ("sovittu", "liite")
    )
    assert first.text == "Siitä oli kaikkien kanssa sovittu\n\n3 Ks. liite."
    assert second.text == "jo."


def test_nothing() -> None:
    assert body_size([]) == 0.0
    assert part([[]]) == [([], [])]


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            line,
            st.text("abc .,³4*\n", max_size=12),
            st.sampled_from([7, 8, 11]),
            st.floats(0, 800),
        ),
        max_size=12,
    )
)
def test_no_line_is_lost(lines: list[Line]) -> None:
    (parted,) = part([lines])
    kept = len(parted.body) + sum(map(len, parted.notes))
    assert len(lines) - kept <= sum(not line.text.strip("³4*") for line in lines)
