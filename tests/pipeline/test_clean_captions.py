"""Captions make way for the sentence they interrupt."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.captions import part
from pipeline.clean.line import Line
from pipeline.clean.pages import flow


def column(*texts: str, top: float = 100) -> list[Line]:
    return [Line(text, 72, 400, top + 14 * row, 11) for row, text in enumerate(texts)]


BEGUN = column("Perheet kertoivat tapaamisissa kevään aikana siitä, mitä he olivat koke-")
REST = column("neet ja mitä he toivoivat.", top=300)
CAPTION = column("Kuvio 3. Perheiden toiveet keväällä,", "kun niitä kysyttiin.", top=180)


def test_a_caption_follows_the_sentence() -> None:
    (page,) = flow([[*BEGUN, *CAPTION, *REST]], lambda _: False)
    assert "olivat kokeneet ja mitä he toivoivat." in page.text
    assert page.text.endswith("Kuvio 3. Perheiden toiveet keväällä, kun niitä kysyttiin.")


def test_a_caption_at_the_head_of_the_next_page() -> None:
    first, second = flow([BEGUN, [*CAPTION, *REST]], lambda _: False)
    assert first.text.endswith("olivat kokeneet")
    assert second.text.startswith("ja mitä he toivoivat.")


def test_captions_between_sentences_stay() -> None:
    ended = column("Näin kävi.")
    for lines in (
        [*ended, *CAPTION, *REST],
        [*BEGUN, *CAPTION],
        [*BEGUN, *CAPTION, *column("Uusi luku alkaa.", top=300)],
        [*CAPTION, *REST],
        [BEGUN[0]._replace(heading=True), *CAPTION, *REST],
    ):
        assert part([lines]) == [(lines, [])]


def test_two_captions_and_their_gap() -> None:
    two = [*CAPTION, *column("Kuva 4: Kartta", top=220)]
    assert part([[*BEGUN, *two, *REST]]) == [([*BEGUN, *REST], two)]


@settings(max_examples=50)
@given(st.lists(st.sampled_from([*BEGUN, *CAPTION, *REST]), max_size=30))
def test_no_line_is_lost(lines: list[Line]) -> None:
    (parted,) = part([lines])
    assert sorted([*parted.text, *parted.captions]) == sorted(lines)
