from __future__ import annotations

from corpus.config import SearchConfig
from corpus.document import Span
from corpus.store import Store
from index.engine import (
    AllOf,
    AnyOf,
    AnyTerm,
    Everything,
    Facet,
    Node,
    Not,
    Phrase,
    Prefix,
    Term,
)
from index.expansion import over_bridge, plain
from index.meaning import Meaning
from index.query import parse
from index.query_analyzer import QueryAnalyzer
from pipeline.bridge import Bridge
from pipeline.finnish.tokenizer import tokenize
from tests.index.conftest import Add


def meaning(query: str, query_analyzer: QueryAnalyzer) -> Meaning:
    asked = parse(query, tokenize)
    return Meaning(asked, plain(asked), query_analyzer)


def test_a_word_is_looked_for_in_every_field_by_its_lemma(query_analyzer: QueryAnalyzer) -> None:
    node = meaning("neuvolassa", query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    word = node.items[0]
    assert isinstance(word, AnyTerm)
    fields = {(term.field, term.text) for term in word.terms if isinstance(term, Term)}
    assert fields == {(name, "neuvola") for name in ("title", "heading", "body", "part")}
    # The form as asked for counts a little more, and what stands in lists less.
    assert word.beside == (
        Term("exact", "neuvolassa", 0.1),
        Term("aside_body", "neuvola", -1.0),
        Term("aside_part", "neuvola", -0.3),
        Term("aside_exact", "neuvolassa", -0.1),
    )
    assert word.least == SearchConfig().weight_aside


def test_a_phrase_takes_all_lemmas_at_each_position(query_analyzer: QueryAnalyzer) -> None:
    node = one('"lapsiperheiden palvelut"~2', query_analyzer)
    assert node == AnyTerm(
        (Phrase(words("body"), 2),),
        (
            Phrase(words("title"), 2, 3.0),
            Phrase(words("heading"), 2, 2.0),
            Phrase((*words("body")[:1], *words("aside_body")[1:]), 2, -1.0),
        ),
        0.05,
    )


def test_what_was_understood_is_what_the_corpus_has(
    store: Store, query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Neuvolassa käydään.")
    understood = meaning("neuvoloiden koulut =käydään", query_analyzer).understood(store.lexicon)
    assert understood == {"neuvoloiden": ["neuvola"], "koulut": ["koulu"]}


def test_exact_forms_are_not_analysed(query_analyzer: QueryAnalyzer) -> None:
    asked = meaning('=Neuvolassa ="Neuvolassa käydään"', query_analyzer)
    one, two = (Term("exact", "neuvolassa"), Term("exact", "käydään"))
    phrase = AnyTerm((Phrase(((one,), (two,))),), (), 0.05)
    assert asked.node(SearchConfig()) == AllOf((one, phrase), ((one,),), 0.5)


def test_an_excluded_word_does_not_exclude_the_compounds_that_hold_it(
    query_analyzer: QueryAnalyzer,
) -> None:
    node = meaning("-koulu", query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    excluded = node.items[0]
    assert isinstance(excluded, Not)
    assert isinstance(excluded.item, AnyTerm)
    assert {term.field for term in excluded.item.terms if isinstance(term, Term)} == {
        "title",
        "heading",
        "body",
    }


def test_no_words_mean_every_document(query_analyzer: QueryAnalyzer) -> None:
    assert meaning("", query_analyzer).node(SearchConfig()) == Everything()


def test_other_languages_are_asked_of_the_corpus_first(
    store: Store, query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Barnskyddet i Österbotten har utvecklats tillsammans med familjerna och det här är bra.")
    assert store.pages.languages() == ["sv"]
    both = QueryAnalyzer(query_analyzer.analyzer, store.lexicon, ["sv"])
    assert [a.lemmas[0] for a in both.analyses("familjerna")][1:] == ["familj"]
    # Neither the corpus nor Finnish knows it: the dictionary is asked.
    assert [a.lemmas[0] for a in both.analyses("rådgivningsbyråerna")][1:] == ["rådgivningsbyrå"]
    # Finnish knows it and the corpus' Swedish does not.
    assert [a.language for a in both.analyses("koulut")] == ["fi"]


def test_forms_to_mark_come_from_the_lexicon(
    store: Store, query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Neuvolassa ja äitiysneuvolan tiloissa; koulussa.")
    (wanted,) = meaning("neuvola", query_analyzer).wanted(store.lexicon)
    forms = {a.form: wanted.slots[0][n] for n, a in _named(store, wanted.slots[0])}
    assert forms == {"Neuvolassa": (Span(0, 10),), "äitiysneuvolan": (Span(6, 14),)}
    (wanted,) = meaning("=NEUVOLASSA", query_analyzer).wanted(store.lexicon)
    assert [a.form for _, a in _named(store, wanted.slots[0])] == ["Neuvolassa"]


def one(query: str, query_analyzer: QueryAnalyzer) -> Node:
    node = meaning(query, query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    (item,) = node.items
    return item


def found(node: Node) -> tuple[Term | Prefix | Phrase, ...]:
    """What finds, without what only changes the score."""
    assert isinstance(node, AnyTerm)
    return node.terms


def words(field: str) -> tuple[tuple[Term], tuple[Term]]:
    return (Term(field, "lapsiperhe"),), (Term(field, "palvelu"),)


def test_signs_that_mean_nothing_meet_nothing(query_analyzer: QueryAnalyzer) -> None:
    assert meaning("*** ()", query_analyzer).node(SearchConfig()) == AnyOf(())


def test_a_phrase_is_also_a_compound_that_the_corpus_has(
    query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Lapsiperhepalvelut ja perhepalvelulapset, perhekeskus.")
    one_word = Phrase(((Term("body", "lapsiperhepalvelu"),),))
    two = Phrase(words("body"))
    assert found(one('"lapsiperheen palvelu"', query_analyzer)) == (two, one_word)
    excluded = one('-"lapsiperheen palvelu"', query_analyzer)
    assert isinstance(excluded, Not)
    assert found(excluded.item) == (two,)
    assert len(found(one('="lapsiperheen palvelu"', query_analyzer))) == 1
    # Another order of the parts, or only some of them, is another thing.
    assert len(found(one('"palvelun lapsiperhe"', query_analyzer))) == 1
    assert len(found(one('"perheen palvelu"', query_analyzer))) == 1


def test_near_is_either_order_with_gaps_of_their_own(query_analyzer: QueryAnalyzer) -> None:
    node = one('koulu NEAR/5 "avoin ovi"', query_analyzer)
    school = (Term("body", "koulu"), Term("part", "koulu"))
    door = ((Term("body", "avoin"),), (Term("body", "ovi"),))
    assert found(node) == (Phrase((school, *door), (5, 0)), Phrase((*door, school), (0, 5)))


def test_the_words_of_a_choice_share_a_place(query_analyzer: QueryAnalyzer) -> None:
    node = one("title:(koulu OR neuvola) NEAR/1 title:ovi", query_analyzer)
    either = (Term("title", "koulu"), Term("title", "neuvola"))
    door = (Term("title", "ovi"),)
    assert node == AnyTerm(
        (Phrase((either, door), 1, 3.0), Phrase((door, either), 1, 3.0)), (), 0.05
    )


def test_an_exact_form_may_stand_near(query_analyzer: QueryAnalyzer) -> None:
    node = one("-(=Koulussa NEAR/0 ovi)", query_analyzer)
    school, door = (Term("exact", "koulussa"),), (Term("body", "ovi"),)
    assert isinstance(node, Not)
    assert found(node.item) == (Phrase((school, door)), Phrase((door, school)))


def test_operators_and_facets_become_nodes(query_analyzer: QueryAnalyzer) -> None:
    node = one("(=a =b) OR -region:Kainuu", query_analyzer)
    assert node == AnyOf(
        (
            AllOf(
                (Term("exact", "a"), Term("exact", "b")),
                ((Term("exact", "a"),), (Term("exact", "b"),)),
                0.5,
            ),
            Not(Facet("region", frozenset({"Kainuu"}))),
        )
    )
    node = one("=Ka* OR title:ka*", query_analyzer)
    exact, title = Prefix("exact", "ka"), Prefix("title", "ka", 3.0)
    assert node == AnyOf((AnyTerm((exact,)), AnyTerm((title,))))
    fields = [item.field for item in found(one("Ka*", query_analyzer)) if isinstance(item, Prefix)]
    assert fields == ["body", "title", "heading", "exact"]


def test_words_that_must_all_be_there_score_by_nearness(query_analyzer: QueryAnalyzer) -> None:
    node = meaning("koulu -ovi title:tie neuvola", query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    near = [(Term("body", word), Term("part", word)) for word in ("koulu", "neuvola")]
    assert (node.near, node.weight) == (tuple(near), 0.5)


def bridged(query: str, query_analyzer: QueryAnalyzer) -> Node:
    asked = parse(query, tokenize)
    bridge = Bridge.over(query_analyzer.lemmas)
    expansion = over_bridge(asked, bridge, ["fi", "sv"], expand=True)
    return Meaning(asked, expansion, query_analyzer).node(SearchConfig())


def test_what_a_word_is_called_in_other_languages_is_scored_as_one_word(
    query_analyzer: QueryAnalyzer,
) -> None:
    node = bridged("lastensuojelu", query_analyzer)
    assert isinstance(node, AllOf)
    lemmas = {term.text for term in found(node.items[0]) if isinstance(term, Term)}
    assert {"lastensuojelu", "barnskydd"} <= lemmas
    # Of a name of several words the best one counts.
    node = bridged("varhainen tuki", query_analyzer)
    assert isinstance(node, AllOf)
    assert isinstance(node.items[0], AnyOf)
    assert node.items[0].best


def test_forms_with_a_beginning_are_marked(
    store: Store, query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Vettä vedessä, vesi ja ravesi.")

    def met(query: str) -> set[str]:
        (wanted,) = meaning(query, query_analyzer).wanted(store.lexicon)
        return {a.form for _, a in _named(store, wanted.slots[0])}

    assert met("vesi*") == {"Vettä", "vedessä", "vesi"}
    assert met("=ve*") == {"Vettä", "vedessä", "vesi"}
    assert met("=vesi*") == {"vesi"}
    assert met("vede*") == {"vedessä"}


def test_what_is_not_wanted_is_not_marked(
    store: Store, query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Koulu ja neuvola.")
    asked = meaning("(koulu OR -neuvola) -ja", query_analyzer)
    assert len(asked.wanted(store.lexicon)) == 1


def _named(store: Store, slot: object) -> list:  # type: ignore[type-arg]
    numbers = list(slot)  # type: ignore[call-overload]
    return list(zip(numbers, store.lexicon.get(numbers), strict=True))
