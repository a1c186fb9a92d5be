from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyzer import Analyzer
from pipeline.describe.phrases import Memory, Phrasebook, keys_of
from tests.pipeline.describe.conftest import page_of


def found(book: Phrasebook[str], analyzer: Analyzer, text: str) -> list[tuple[int, str]]:
    page = page_of(analyzer, 1, text, "fi")
    return [(number, entry.meaning) for number, entry in book.find(page, Memory({}, {}))]


def test_a_phrase_is_found_in_any_inflection(analyzer: Analyzer) -> None:
    book = Phrasebook([("lapsi oikeus", "rights"), ("neuvola", "clinic")])
    assert found(book, analyzer, "Lasten oikeuksista puhuttiin neuvoloissa.") == [
        (0, "rights"),
        (3, "clinic"),
    ]
    assert found(book, analyzer, "Oikeuksia lapselle") == []
    assert found(book, analyzer, "lapsen") == []


def test_beginnings_and_ends(analyzer: Analyzer) -> None:
    book = Phrasebook([("perhekesku*", "a"), ("*työ", "b"), ("yhteinen perhe*", "c")])
    assert found(book, analyzer, "Perhekeskustoimintamallit") == [(0, "a")]
    assert found(book, analyzer, "perhetyössä") == [(0, "b")]
    assert found(book, analyzer, "yhteisissä perhetiloissa") == [(0, "c")]


def test_the_longest_comes_first_and_meanings_are_kept(analyzer: Analyzer) -> None:
    book = Phrasebook(
        [("ohjaus", "one"), ("ohjaus ja neuvonta", "three"), ("ohjaus", "other"), ("ohjaus", "one")]
    )
    assert found(book, analyzer, "ohjausta ja neuvontaa") == [
        (0, "three"),
        (0, "one"),
        (0, "other"),
    ]
    assert found(book, analyzer, "ohjausta ja") == [(0, "one"), (0, "other")]


def test_names_lose_the_genitive_s() -> None:
    assert "vasa" in keys_of("Vasas", ("vasas",))
    assert keys_of("As", ()) == ("as",)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_word_has_keys(form: str) -> None:
    assert keys_of(form, ())[0] == form.casefold()
