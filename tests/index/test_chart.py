from __future__ import annotations

import xml.etree.ElementTree as ET  # our own output, not a stranger's

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import UNKNOWN
from index.chart import chart
from index.drawing import said, short
from index.matches import Matches
from index.plots import STYLES
from index.trends import MOST_QUERIES, Point, Series, Trend

SVG = "{http://www.w3.org/2000/svg}"


def made(by: str, values: tuple[str, ...], *queries: str, hits: int = 3) -> Trend:
    def series(place: int, query: str) -> Series:
        matches = Matches(query, {}, 1, ("a",), (), (), complete=True)
        points = tuple(Point(value, 1, hits * place, 2, 1000) for value in values)
        return Series(matches, points, 1, hits * place * len(values))

    return Trend(by, values, tuple(series(n, query) for n, query in enumerate(queries)))


def titles(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}title")]


def test_lines_over_years_say_every_point_and_have_a_table() -> None:
    picture = ET.fromstring(chart(made("year", ("2009", "2010", UNKNOWN), "neuvola", "koulu")))
    assert titles(picture)[0] == "neuvola, koulu by year"
    assert "koulu, 2010: 30.00 per 10,000 words; 3 hits in 1 of 2 documents" in titles(picture)
    (description,) = picture.iter(f"{SVG}desc")
    assert "koulu: 9 hits in 1 documents, most in 2009 (30.0)." in (description.text or "")
    written = [text.text for text in picture.iter(f"{SVG}text")]
    assert f"{UNKNOWN} (1000)" in written
    assert written.count("30.00 (3 in 1 of 2)") == 3


def test_a_line_breaks_where_a_year_is_missing() -> None:
    drawn = chart(made("year", ("2008", "2009", "2012"), "neuvola"))
    lines = [p for p in ET.fromstring(drawn).iter(f"{SVG}path") if "L" in (p.get("d") or "")]
    # The first is neither the grid's nor the legend's, and no line leads from 2009 to 2012.
    assert len([line for line in lines if line.get("fill") == "none"]) == 1


def test_bars_for_other_facets() -> None:
    picture = ET.fromstring(chart(made("region", ("Kainuu", "<b>&"), "neuvola", '"a b"')))
    assert "<b>&" in titles(picture)
    bars = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("height") == "10"]
    assert len(bars) == 4


@pytest.mark.parametrize("by", ["year", "region"])
def test_nothing_to_draw(by: str) -> None:
    ET.fromstring(chart(made(by, (), "neuvola")))
    ET.fromstring(chart(made(by, ("2010",), "neuvola", hits=0)))


def test_one_wild_year_does_not_press_the_others_together() -> None:
    drawn = chart(made("year", ("1867", "2010"), "a", "koulu"))
    assert "koulu, 1867" not in drawn
    assert "1867 (1000)" in drawn


def test_series_are_told_apart_by_more_than_colour() -> None:
    assert len(STYLES) == MOST_QUERIES
    for part in zip(*STYLES, strict=True):
        assert len({*part}) == MOST_QUERIES
    for style in STYLES:
        assert (1 + 0.05) / (luminance(style.colour) + 0.05) >= 3, style


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@settings(max_examples=40)
@given(
    st.text(max_size=60),
    st.lists(st.text(max_size=10), max_size=3, unique=True),
    st.integers(0, 10**9),
    st.sampled_from(["year", "theme"]),
)
def test_any_words_make_a_whole_picture(query: str, values: list[str], hits: int, by: str) -> None:
    trend = made(by, tuple(values), "", query, hits=hits)
    assert ET.fromstring(chart(trend)).tag == f"{SVG}svg"


def test_text_in_pictures() -> None:
    assert said("a\x00<b>\n \ufffe") == "a\ufffd&lt;b&gt; \ufffd"
    assert short("perhekeskus", 6) == "perhe…"
