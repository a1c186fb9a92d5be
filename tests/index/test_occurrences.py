from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.pages import Tokens
from index.meaning import Wanted
from index.occurrences import Occurrence, Seeker, joined, merged


def tokens(*forms: int) -> Tokens:
    return Tokens(forms, [10 * place for place in range(len(forms))])


def word(*forms: int, end: int = 4) -> Wanted:
    return Wanted(({form: (Span(0, end),) for form in forms},))


def test_every_occurrence_is_met_in_order_of_the_text() -> None:
    seeker = Seeker([word(2), word(1)])
    met = seeker.met([tokens(1, 2, 3), tokens(), tokens(2)])
    assert [(one.page, one.first, one.item) for one in met] == [(0, 0, 1), (0, 1, 0), (2, 0, 0)]
    assert met[1].spans == (Span(10, 14),)
    assert seeker.met([]) == []
    assert Seeker([]).met([tokens(1)]) == []


def test_a_phrase_over_a_page_end_is_cut_there() -> None:
    phrase = Wanted(({1: (Span(0, 4),)}, {2: (Span(0, 3),)}))
    assert Seeker([phrase]).met([tokens(3, 1), tokens(2, 1, 2)]) == [
        Occurrence(0, 1, 1, 0, (Span(10, 14),)),
        Occurrence(1, 1, 2, 0, (Span(10, 14), Span(20, 23))),
    ]


def test_one_place_is_one_hit() -> None:
    met = Seeker([word(1, end=8), word(1, 2)]).met([tokens(1, 2)])
    assert len(met) == 3
    assert [(one.first, one.spans) for one in merged(met)] == [
        (0, (Span(0, 8),)),
        (1, (Span(10, 14),)),
    ]
    assert merged([]) == []


def test_spans_that_overlap_are_one() -> None:
    spans = [Span(5, 9), Span(0, 4), Span(2, 6), Span(9, 12)]
    assert joined(spans) == [Span(0, 9), Span(9, 12)]


@given(
    st.lists(st.lists(st.integers(1, 4), max_size=12), max_size=4),
    st.lists(st.sets(st.integers(1, 4), min_size=1), min_size=1, max_size=3),
)
def test_words_are_met_where_brute_force_finds_them(
    pages: Sequence[Sequence[int]], wanted: Sequence[set[int]]
) -> None:
    met = merged(Seeker([word(*forms) for forms in wanted]).met([tokens(*p) for p in pages]))
    assert [(one.page, one.first) for one in met] == [
        (page, place)
        for page, forms in enumerate(pages)
        for place, form in enumerate(forms)
        if any(form in each for each in wanted)
    ]
