from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from index.order import ORDERS
from index.terms import FACETS
from web.asked import Asked, choice, number, one, parameters

VALUES = (
    st.text(max_size=8).map(str.strip).filter(lambda v: v and ".." not in v and "\x00" not in v)
)
STATES = st.builds(
    Asked,
    query=st.text(max_size=20).map(str.strip),
    filters=st.dictionaries(
        st.sampled_from(FACETS),
        st.sets(VALUES, min_size=1, max_size=3).map(lambda v: tuple(sorted(v))),
        max_size=3,
    ).map(lambda chosen: {facet: chosen[facet] for facet in FACETS if facet in chosen}),
    order=st.sampled_from(ORDERS),
    page=st.integers(1, 1000),
    bridge=st.sampled_from(["", "off", "expand"]),
)


@given(STATES)
@settings(max_examples=60)
def test_every_state_is_an_address_and_comes_back_from_it(state: Asked) -> None:
    query = urlsplit(state.url()).query
    assert Asked.of(parameters(query.encode())) == state


@given(STATES, VALUES)
@settings(max_examples=40)
def test_a_filter_put_and_taken_leaves_the_others(state: Asked, value: str) -> None:
    with_it = state.with_value("theme", value)
    assert with_it.has("theme", value)
    assert with_it.page == 1
    assert not with_it.without("theme", value).has("theme", value)
    assert state.toggled("theme", value).has("theme", value) != state.has("theme", value)
    assert with_it.unfiltered().filters == {}


def test_the_same_state_has_one_address() -> None:
    first = Asked.of([("region", "Lappi"), ("region", "Kainuu"), ("q", " a "), ("page", "1")])
    second = Asked.of([("q", "a"), ("region", "Kainuu"), ("region", "Lappi"), ("theme", " ")])
    assert first == second
    assert first.url() == "/haku?q=a&region=Kainuu&region=Lappi"
    assert Asked().url() == "/haku"
    assert Asked().empty


def test_two_fields_make_a_range_of_years() -> None:
    assert Asked.of([("from", "2009"), ("to", "2012")]).filters == {"year": ("2009..2012",)}
    assert Asked.of([("from", "2009"), ("to", "")]).filters == {"year": ("2009..2100",)}
    assert Asked.of([("to", "2012")]).filters == {"year": ("1900..2012",)}
    assert Asked.of([("year", "2012..2009")]).filters == {"year": ("2009..2012",)}


@pytest.mark.parametrize(
    "pairs",
    [
        [("sort", "best")],
        [("page", "0")],
        [("page", "-1")],
        [("page", "٣")],
        [("page", "9" * 30)],
        [("bridge", "x")],
        [("from", "now")],
        [("q", "a" * 2001)],
    ],
)
def test_what_is_no_state_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(UsageError):
        Asked.of(pairs)


def test_too_many_parameters_are_refused() -> None:
    with pytest.raises(UsageError):
        parameters(b"&".join([b"theme=x"] * 1000))


@given(st.binary(max_size=60))
@settings(max_examples=60)
def test_any_bytes_are_parameters_or_refused(raw: bytes) -> None:
    for name, value in parameters(raw):
        assert name + value is not None


def test_single_values() -> None:
    pairs = [("a", "1"), ("a", "2")]
    assert one(pairs, "a") == "2"
    assert one(pairs, "b", "x") == "x"
    assert number(pairs, "a", 5, 1, 9) == 2
    assert number(pairs, "b", 5, 1, 9) == 5
    assert choice(pairs, "a", ("1", "2"), "1") == "2"
    assert parse_qsl(Asked(page=3).url().partition("?")[2]) == [("page", "3")]
