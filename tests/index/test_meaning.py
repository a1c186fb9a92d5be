from __future__ import annotations

from corpus.config import SearchConfig
from corpus.document import Span
from corpus.store import Store
from index.engine import AllOf, AnyOf, Everything, Not, Phrase, Term
from index.meaning import Meaning
from index.query import parse
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add


def meaning(query: str, analyzer: Analyzer) -> Meaning:
    return Meaning(parse(query, analyzer.tokenize), analyzer, ["fi"])


def test_a_word_is_looked_for_in_every_field_by_its_lemma(analyzer: Analyzer) -> None:
    node = meaning("neuvolassa", analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    word = node.items[0]
    assert isinstance(word, AnyOf)
    fields = {(term.field, term.text) for term in word.items if isinstance(term, Term)}
    assert fields == {(name, "neuvola") for name in ("title", "heading", "body", "part")}


def test_a_phrase_takes_all_lemmas_at_each_position(analyzer: Analyzer) -> None:
    node = meaning('"lapsiperheiden palvelut"~2', analyzer).node(SearchConfig())
    assert node == AllOf(
        (Phrase(((Term("body", "lapsiperhe"),), (Term("body", "palvelu"),)), slop=2),)
    )


def test_exact_forms_are_not_analysed(analyzer: Analyzer) -> None:
    asked = meaning('=Neuvolassa ="Neuvolassa käydään"', analyzer)
    one, two = (Term("exact", "neuvolassa"), Term("exact", "käydään"))
    assert asked.node(SearchConfig()) == AllOf((one, Phrase(((one,), (two,)))))
    assert asked.understood() == {}


def test_an_excluded_word_does_not_exclude_the_compounds_that_hold_it(
    analyzer: Analyzer,
) -> None:
    node = meaning("-koulu", analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    excluded = node.items[0]
    assert isinstance(excluded, Not)
    assert isinstance(excluded.item, AnyOf)
    assert {term.field for term in excluded.item.items if isinstance(term, Term)} == {
        "title",
        "heading",
        "body",
    }


def test_no_words_mean_every_document(analyzer: Analyzer) -> None:
    assert meaning("", analyzer).node(SearchConfig()) == Everything()


def test_forms_to_mark_come_from_the_lexicon(store: Store, analyzer: Analyzer, add: Add) -> None:
    add("Neuvolassa ja äitiysneuvolan tiloissa; koulussa.")
    (wanted,) = meaning("neuvola", analyzer).wanted(store.lexicon)
    forms = {a.form: wanted.slots[0][n] for n, a in _named(store, wanted.slots[0])}
    assert forms == {"Neuvolassa": (Span(0, 10),), "äitiysneuvolan": (Span(6, 14),)}
    (wanted,) = meaning("=NEUVOLASSA", analyzer).wanted(store.lexicon)
    assert [a.form for _, a in _named(store, wanted.slots[0])] == ["Neuvolassa"]


def _named(store: Store, slot: object) -> list:  # type: ignore[type-arg]
    numbers = list(slot)  # type: ignore[call-overload]
    return list(zip(numbers, store.lexicon.get(numbers), strict=True))
