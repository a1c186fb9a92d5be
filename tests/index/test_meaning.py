from __future__ import annotations

from corpus.config import SearchConfig
from corpus.document import Span
from corpus.store import Store
from index.engine import AllOf, AnyOf, Everything, Facet, Not, Phrase, Prefix, Term
from index.expansion import plain
from index.meaning import Meaning
from index.query import parse
from index.query_analyzer import QueryAnalyzer
from pipeline.finnish.tokenizer import tokenize
from tests.index.conftest import Add


def meaning(query: str, query_analyzer: QueryAnalyzer) -> Meaning:
    asked = parse(query, tokenize)
    return Meaning(asked, plain(asked), query_analyzer)


def test_a_word_is_looked_for_in_every_field_by_its_lemma(query_analyzer: QueryAnalyzer) -> None:
    node = meaning("neuvolassa", query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    word = node.items[0]
    assert isinstance(word, AnyOf)
    fields = {(term.field, term.text) for term in word.items if isinstance(term, Term)}
    assert fields == {(name, "neuvola") for name in ("title", "heading", "body", "part")}


def test_a_phrase_takes_all_lemmas_at_each_position(query_analyzer: QueryAnalyzer) -> None:
    node = meaning('"lapsiperheiden palvelut"~2', query_analyzer).node(SearchConfig())
    assert node == AllOf(
        (Phrase(((Term("body", "lapsiperhe"),), (Term("body", "palvelu"),)), slop=2),)
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
    assert asked.node(SearchConfig()) == AllOf((one, Phrase(((one,), (two,)))))


def test_an_excluded_word_does_not_exclude_the_compounds_that_hold_it(
    query_analyzer: QueryAnalyzer,
) -> None:
    node = meaning("-koulu", query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    excluded = node.items[0]
    assert isinstance(excluded, Not)
    assert isinstance(excluded.item, AnyOf)
    assert {term.field for term in excluded.item.items if isinstance(term, Term)} == {
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


def one(query: str, query_analyzer: QueryAnalyzer) -> object:
    node = meaning(query, query_analyzer).node(SearchConfig())
    assert isinstance(node, AllOf)
    (item,) = node.items
    return item


def test_signs_that_mean_nothing_meet_nothing(query_analyzer: QueryAnalyzer) -> None:
    assert meaning("*** ()", query_analyzer).node(SearchConfig()) == AnyOf(())


def test_a_phrase_is_also_a_compound_that_the_corpus_has(
    query_analyzer: QueryAnalyzer, add: Add
) -> None:
    add("Lapsiperhepalvelut ja perhepalvelulapset, perhekeskus.")
    one_word = Phrase(((Term("body", "lapsiperhepalvelu"),),))
    two = Phrase(((Term("body", "lapsiperhe"),), (Term("body", "palvelu"),)))
    assert one('"lapsiperheen palvelu"', query_analyzer) == AnyOf((two, one_word))
    assert one('-"lapsiperheen palvelu"', query_analyzer) == Not(two)
    assert isinstance(one('="lapsiperheen palvelu"', query_analyzer), Phrase)
    # Another order of the parts, or only some of them, is another thing.
    assert isinstance(one('"palvelun lapsiperhe"', query_analyzer), Phrase)
    assert isinstance(one('"perheen palvelu"', query_analyzer), Phrase)


def test_near_is_either_order_with_gaps_of_their_own(query_analyzer: QueryAnalyzer) -> None:
    node = one('koulu NEAR/5 "avoin ovi"', query_analyzer)
    school = (Term("body", "koulu"), Term("part", "koulu"))
    door = ((Term("body", "avoin"),), (Term("body", "ovi"),))
    assert node == AnyOf((Phrase((school, *door), (5, 0)), Phrase((*door, school), (0, 5))))


def test_the_words_of_a_choice_share_a_place(query_analyzer: QueryAnalyzer) -> None:
    node = one("title:(koulu OR neuvola) NEAR/1 title:ovi", query_analyzer)
    either = (Term("title", "koulu", 3.0), Term("title", "neuvola", 3.0))
    door = (Term("title", "ovi", 3.0),)
    assert node == AnyOf((Phrase((either, door), 1), Phrase((door, either), 1)))


def test_an_exact_form_may_stand_near(query_analyzer: QueryAnalyzer) -> None:
    node = one("-(=Koulussa NEAR/0 ovi)", query_analyzer)
    school, door = (Term("exact", "koulussa"),), (Term("body", "ovi"),)
    assert node == Not(AnyOf((Phrase((school, door)), Phrase((door, school)))))


def test_operators_and_facets_become_nodes(query_analyzer: QueryAnalyzer) -> None:
    node = one("(=a =b) OR -region:Kainuu", query_analyzer)
    assert node == AnyOf(
        (
            AllOf((Term("exact", "a"), Term("exact", "b"))),
            Not(Facet("region", frozenset({"Kainuu"}))),
        )
    )
    node = one("=Ka* OR title:ka*", query_analyzer)
    exact, title = Prefix("exact", "ka"), Prefix("title", "ka", 3.0)
    assert node == AnyOf((AnyOf((exact,)), AnyOf((title,))))
    node = one("Ka*", query_analyzer)
    assert isinstance(node, AnyOf)
    fields = [item.field for item in node.items if isinstance(item, Prefix)]
    assert fields == ["body", "title", "heading", "exact"]


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
