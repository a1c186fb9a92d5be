from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.chains import chains, ends

POSITIONS = st.lists(st.integers(0, 15), max_size=8, unique=True).map(sorted)


@given(st.lists(POSITIONS, max_size=4), st.integers(0, 3))
def test_every_end_of_a_chain_is_found_and_every_chain_is_one(
    slots: list[list[int]], slop: int
) -> None:
    def is_chain(positions: tuple[int, ...]) -> bool:
        steps = pairwise(positions)
        return all(0 < later - earlier <= slop + 1 for earlier, later in steps)

    found = chains(slots, slop)
    assert all(is_chain(chain) for chain in found)
    expected = {chain[-1] for chain in product(*slots) if chain and is_chain(chain)}
    assert [chain[-1] for chain in found] == sorted(expected)


@given(
    st.lists(POSITIONS, min_size=1, max_size=4).flatmap(
        lambda slots: st.tuples(
            st.just(slots),
            st.lists(st.integers(0, 3), min_size=len(slots) - 1, max_size=len(slots) - 1),
        )
    )
)
def test_ends_are_those_of_the_chains(asked: tuple[list[list[int]], list[int]]) -> None:
    slots, slop = asked
    found = ends([np.array(positions, np.int64) for positions in slots], slop)
    assert found.tolist() == [chain[-1] for chain in chains(slots, slop)]


def test_a_repeated_word_needs_two_places() -> None:
    assert chains([[3], [3]], 5) == []
    assert chains([[3, 4], [3, 4]], 0) == [(3, 4)]


def test_work_stays_linear_on_a_page_of_one_word() -> None:
    everywhere = list(range(20_000))
    assert len(chains([everywhere] * 10, 20)) == 20_000 - 9


def test_each_gap_may_be_of_its_own_width() -> None:
    assert chains([[0], [1, 3], [5, 9]], (0, 3)) == [(0, 1, 5)]
    assert chains([[0], [3], [5]], (0, 3)) == []
