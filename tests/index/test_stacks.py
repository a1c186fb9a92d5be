from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.stacks import Given, Stacks

TERMS = st.sampled_from(["perhe", "lapsi", "ä"])
FIELDS = st.lists(st.lists(TERMS, max_size=2, unique=True).map(tuple), max_size=8)


@given(FIELDS, st.data())
def test_numbered_stacks_are_those_that_were_given(
    field: list[tuple[str, ...]], data: st.DataObject
) -> None:
    vocabulary = Given()
    vocabulary.numbered([("before",)])
    stacks = Stacks(vocabulary, vocabulary.numbered(field))
    assert list(stacks) == field
    assert [stacks[place] for place in range(len(stacks))] == field
    assert list(stacks[1:4]) == field[1:4]
    places = sorted(data.draw(st.sets(st.integers(0, len(field) - 1)))) if field else []
    kept = [stack if place in places else () for place, stack in enumerate(field)]
    assert list(stacks.at(places)) == kept[: places[-1] + 1 if places else 0]
