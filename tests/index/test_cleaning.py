from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_is_one_line_that_can_be_written(text: str) -> None:
    found = clean(text)
    assert found.encode().decode() == found
    assert found.splitlines() in ([found], [])
    assert clean(found) == found
