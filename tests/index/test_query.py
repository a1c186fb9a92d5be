from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import MAX_SLOP, MAX_WORDS, Query, Word, parse
from pipeline.finnish.tokenizer import tokenize


def read(text: str) -> Query:
    return parse(text, tokenize)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("perhekeskuksen", (Word(("perhekeskuksen",)),)),
        ("lapset perheet", (Word(("lapset",)), Word(("perheet",)))),
        ('"lapsiperheiden palvelut"', (Word(("lapsiperheiden", "palvelut")),)),
        ('"lapset perheet"~3', (Word(("lapset", "perheet"), slop=3),)),
        ("-koulu", (Word(("koulu",), excluded=True),)),
        ('-"avoin päiväkoti"', (Word(("avoin", "päiväkoti"), excluded=True),)),
        ("=osallisuuden", (Word(("osallisuuden",), exact=True),)),
        ('="osallisuuden tukeminen"', (Word(("osallisuuden", "tukeminen"), exact=True),)),
        ("LAPE-ohjelma", (Word(("LAPE-ohjelma",)),)),
        ("äidit,isät", (Word(("äidit",)), Word(("isät",)))),
        ("koulu-", (Word(("koulu",)),)),
        ("", ()),
    ],
)
def test_what_is_typed_is_what_is_read(text: str, words: tuple[Word, ...]) -> None:
    assert read(text).words == words


def test_an_open_quotation_mark_runs_to_the_end_and_says_so() -> None:
    query = read('neuvola "lasten ja nuorten')
    assert query.words == (Word(("neuvola",)), Word(("lasten", "ja", "nuorten")))
    assert "not closed" in query.notes[0]


def test_what_means_nothing_is_left_out_with_a_note() -> None:
    query = read('neuvola & *** ""')
    assert query.words == (Word(("neuvola",)),)
    assert len(query.notes) == 3


def test_limits_hold() -> None:
    assert len(read("perhe " * 500).words) == MAX_WORDS
    assert "the rest is left out" in read("perhe " * 500).notes[0]
    assert read('"a b"~999999').words[0].slop == MAX_SLOP


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_parses(text: str) -> None:
    query = read(text)
    assert all(word.forms and all(word.forms) for word in query.words)
    assert set(query.wanted) | set(query.unwanted) == set(query.words)
