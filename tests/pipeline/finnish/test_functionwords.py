from __future__ import annotations

from pipeline.finnish import functionwords as lists
from pipeline.finnish.voikko import Morphology


def test_the_lists_are_lower_case_and_apart() -> None:
    words = lists.FUNCTION_WORDS | lists.ADJECTIVES | set(lists.FIXED_FORMS)
    assert all(word == word.casefold() and word.isalpha() for word in words)
    assert not lists.FUNCTION_WORDS & set(lists.FIXED_FORMS)
    assert not lists.FUNCTION_WORDS & lists.ADJECTIVES


def test_every_adjective_is_one_that_voikko_knows(morphology: Morphology) -> None:
    assert [word for word in sorted(lists.ADJECTIVES) if not morphology.knows(word)] == []
