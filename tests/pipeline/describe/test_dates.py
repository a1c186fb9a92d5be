from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.describe.dates import points, ranges, short_months

PIECES = st.lists(
    st.sampled_from(
        [*"0123456789./-–: ()\n", "2012", "2015", "1.1.", "31.12.", "kesäkuu ", "vuonna ", "laki "]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "year", "kind"),
    [
        ("Turussa 3.4.2011", 2011, "day"),
        ("3. 4. 2011", 2011, "day"),
        ("2011-04-03", 2011, "day"),
        ("3/4/2011", 2011, "day"),
        ("5. helmikuuta 2011", 2011, "day"),
        ("den 5 februari 2011", 2011, "day"),
        ("February 5, 2011", 2011, "day"),
        ("helmikuu 2011", 2011, "month"),
        ("helmikuussa vuonna 2011", 2011, "month"),
        ("2/2011", 2011, "month"),
        ("syksy 2011", 2011, "season"),
        ("syksyllä 2011", 2011, "season"),
        ("vuonna 2011", 2011, "year"),
        ("laki 12/2011", 2011, "number"),
        ("K 3/2011 vp", 2011, "number"),
        ("raportti 44/2011", 2011, "number"),
    ],
)
def test_what_a_year_belongs_to(text: str, year: int, kind: str) -> None:
    (point,) = points(text)
    assert (point.year, point.kind) == (year, kind)
    assert text[point.start : point.end].endswith(text[point.end - 2 : point.end])


@pytest.mark.parametrize(
    "text",
    [
        "3 000 2015 000",
        "045 555 2011",
        "ISBN 978-951-2010-1",
        "ISSN 1455-2011",
        "PL 2011",
        "sivusto2011.fi",
        "hanke2011",
        "20111",
        "2011 euroa",
        "2011 €",
        "2011-luvulla",
        "2-Feb-2011",
        "lain 4 § (2011:123)",
        "vuonna 1888",
        "vuonna 2071",
        "2011,5",
    ],
)
def test_what_is_no_year(text: str) -> None:
    assert not points(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2009-2011", 2009, 2011),
        ("2009 – 2011", 2009, 2011),
        ("2009—2011", 2009, 2011),
        ("2009 2011", 2009, 2011),
        ("2009-11", 2009, 2011),
        ("1.2.2009-31.3.2011", 2009, 2011),
        ("1.2.2009 31.3.2011", 2009, 2011),
        ("3/2009–4/2011", 2009, 2011),
        ("1.3.–30.9.2011", 2011, 2011),
        ("kesäkuusta 2009 elokuuhun 2011", 2009, 2011),
        ("alkaa 1.2.2009 ja päättyy 31.3.2011", 2009, 2011),
        ("Aloitus 1.2.2009, lopetus 31.3.2011", 2009, 2011),
        ("startar i maj 2009 och pågår till slutet av år 2011", 2009, 2011),
        ("alkoi 2009 ja loppui keväällä 2011", 2009, 2011),
    ],
)
def test_ranges(text: str, first: int, last: int) -> None:
    (found,) = ranges(text)
    assert (found.first, found.last) == (first, last)
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["2011-2009", "1990-2030", "2009, 2011", "2009 ja 2011", "lait 12/2009-13/2011 vp", "2009-08"],
)
def test_no_ranges(text: str) -> None:
    assert not ranges(text)


def test_months_with_two_digits() -> None:
    assert [point.year for point in short_months("Uutisia syys-12 ja tammi/13")] == [2012, 2013]


@settings(max_examples=150)
@given(PIECES)
def test_any_text_is_read(text: str) -> None:
    for point in points(text):
        assert 1990 <= point.year <= 2049
        assert 0 <= point.start < point.end <= len(text)
    for found in ranges(text):
        assert found.first <= found.last
        assert 0 <= found.start < found.end <= len(text)
