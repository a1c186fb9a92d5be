from __future__ import annotations

from dataclasses import replace

from pipeline.describe.language import describe_language
from tests.pipeline.describe.conftest import Read


def test_the_language_of_most_words(read: Read) -> None:
    finnish = read(text="Perheet saivat apua kotiin.").pages[0]
    swedish = read(text="Kort sammandrag.", language="sv").pages[0]
    (value,) = describe_language(read().title_page, (finnish, replace(swedish, number=2)))
    assert value.value == "fi"
    assert value.score == round(4 / 6, 3)
    assert value.evidence[0].words == "Perheet saivat apua kotiin"


def test_the_title_when_there_is_nothing_else(read: Read) -> None:
    title = read("Slutrapport", language="sv").title_page
    (value,) = describe_language(title, ())
    assert (value.value, value.score) == ("sv", 0.5)
    assert describe_language(read().title_page, ()) == []
    assert describe_language(replace(title, language=""), (replace(title, language=""),)) == []
