from __future__ import annotations

import pytest

from corpus.config import SearchConfig
from index.engine import AllOf, AnyTerm, Phrase, Term
from index.expansion import Expansion, over_bridge, plain
from index.meaning import Meaning
from index.query import parse
from index.query_analyzer import QueryAnalyzer
from index.tree import All, Either, Word, words_of
from pipeline.analyzer import Analyzer
from pipeline.bridge import Bridge

ALL = ("fi", "sv", "en")


@pytest.fixture
def bridge(analyzer: Analyzer) -> Bridge:
    return Bridge.over(lambda word, language: analyzer.analyse(word, language).lemmas)


def expanded(query: str, analyzer: Analyzer, bridge: Bridge, *languages: str) -> Expansion:
    return over_bridge(parse(query, analyzer.tokenize), bridge, languages or ALL, expand=True)


def others(expansion: Expansion) -> set[str]:
    return {" ".join(word.forms) for word in words_of(expansion.tree) if word.language}


def test_a_word_reaches_the_other_languages(analyzer: Analyzer, bridge: Bridge) -> None:
    assert "lastensuojelu" in others(expanded("barnskydd", analyzer, bridge))
    assert "barnskydd" in others(expanded("lastensuojelussa", analyzer, bridge))
    assert "child protection" in others(expanded("lastensuojelussa", analyzer, bridge))


def test_only_languages_of_the_corpus(analyzer: Analyzer, bridge: Bridge) -> None:
    found = expanded("lastensuojelu", analyzer, bridge, "fi", "sv")
    assert "barnskydd" in others(found)
    assert not any(s.language == "en" for s in found.suggestions)


def test_two_words_that_are_one_concept_stay_together(analyzer: Analyzer, bridge: Bridge) -> None:
    found = expanded("child protection Kainuu", analyzer, bridge)
    assert isinstance(found.tree, All)
    either, alone = found.tree.items
    assert isinstance(either, Either)
    assert either.items[0] == All((Word(("child",)), Word(("protection",))))
    assert "lastensuojelu" in others(found)
    assert alone == Word(("Kainuu",))


def test_a_phrase_is_met_as_a_whole(analyzer: Analyzer, bridge: Bridge) -> None:
    assert "lastensuojelu" in others(expanded('"child protection"', analyzer, bridge))
    assert others(expanded('"lastensuojelun kehittäminen"', analyzer, bridge)) == set()


def test_exact_and_excluded_words_are_let_be(analyzer: Analyzer, bridge: Bridge) -> None:
    found = expanded("=lastensuojelu -neuvola", analyzer, bridge)
    assert others(found) == set()
    assert found.suggestions == ()


def test_suggesting_looks_for_nothing_more(analyzer: Analyzer, bridge: Bridge) -> None:
    query = parse("lastensuojelu", analyzer.tokenize)
    found = over_bridge(query, bridge, ALL, expand=False)
    assert found.tree == plain(query).tree
    assert {suggestion.language for suggestion in found.suggestions} == {"sv", "en"}


def test_the_engine_is_asked_for_either(
    analyzer: Analyzer, bridge: Bridge, query_analyzer: QueryAnalyzer
) -> None:
    query = parse("lastensuojelu Kainuu", analyzer.tokenize)
    expansion = over_bridge(query, bridge, ALL, expand=True)
    node = Meaning(query, expansion, query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    either = node.items[0]
    # All its names are scored as one word: lemmas here, phrases there.
    assert isinstance(either, AnyTerm)
    assert {type(term) for term in either.terms} == {Term, Phrase}


def test_each_of_a_choice_is_looked_up_and_what_is_near_is_not(
    analyzer: Analyzer, bridge: Bridge
) -> None:
    found = expanded("barnskydd OR neuvola", analyzer, bridge)
    assert isinstance(found.tree, Either)
    assert {"lastensuojelu", "barnskydd"} & others(found) == {"lastensuojelu"}
    near = expanded("barnskydd NEAR neuvola", analyzer, bridge)
    assert others(near) == set()
    assert near.suggestions == ()


def test_an_exclusion_does_not_part_neighbours(analyzer: Analyzer, bridge: Bridge) -> None:
    found = expanded("child -koulu protection", analyzer, bridge)
    assert "lastensuojelu" in others(found)
    titled = expanded("title:barnskydd", analyzer, bridge)
    assert all(word.title for word in words_of(titled.tree))
