from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import TokenList
from index.atoms import MAX_SLOP, MAX_WORDS
from index.filters import read_filters
from index.printing import printed
from index.query import Query, parse
from index.tree import (
    Beginning,
    Either,
    Near,
    Tree,
    Value,
    Word,
    all_of,
    either_of,
    without,
)
from pipeline.analyzer import Analyzer
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


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("-koulu", "-koulu"),
        ('-"avoin päiväkoti"', '-"avoin päiväkoti"'),
        ("--koulu", "-koulu"),
        ("NOT koulu", "-koulu"),
        ("EI EI koulu", "koulu"),
        ("-äidit,isät", '-"äidit isät"'),
        ("äiti OR isä", "äiti OR isä"),
        ("äiti TAI isä TAI vaari", "äiti OR isä OR vaari"),
        ("äiti or isä", "äiti or isä"),
        ("neuvola äiti OR isä", "neuvola (äiti OR isä)"),
        ("neuvola AND äiti OR isä koulu", "((neuvola äiti) OR isä) koulu"),
        ("(neuvola koulu) OR -(äiti OR isä)", "(neuvola koulu) OR -(äiti OR isä)"),
        ("((neuvola (koulu)))", "neuvola koulu"),
        ("palvelu(t)", "palvelu t"),
        ('koulu NEAR/5 "psyykkinen tuki"', 'koulu NEAR/5 "psyykkinen tuki"'),
        ("koulu NEAR tuki lapsi", "koulu NEAR/10 tuki lapsi"),
        ("a NEAR/1 b NEAR/2 c", "a NEAR/1 b b NEAR/2 c"),
        ("(äiti OR isä) NEAR/3 lapsi", "(äiti OR isä) NEAR/3 lapsi"),
        ("koulu NEAR/9999999999 tuki", "koulu NEAR/100 tuki"),
        ("perhe*", "perhe*"),
        ("=perhe*", "=perhe*"),
        ("äiti,perhe**", "äiti perhe*"),
        ("Otsikko:neuvola", "title:neuvola"),
        ('title:(neuvola OR "avoin päiväkoti")', 'title:neuvola OR title:"avoin päiväkoti"'),
        ("-title:neuvola", "-title:neuvola"),
        ("title:-neuvola", "-title:neuvola"),
        ("title: neuvola", "title neuvola"),
        ("alue:Kainuu", "region:Kainuu"),
        ('-region:"koko maa"', '-region:"koko maa"'),
        ("vuosi:2009..2014", "year:2009..2014"),
        ("region:(Kainuu OR Lappi)", "region:Kainuu OR region:Lappi"),
        ('"OR" =NOT', '"OR" ="NOT"'),
        ("”avoin päiväkoti”~2", '"avoin päiväkoti"~2'),
    ],
)
def test_what_a_query_is_read_as(text: str, shape: str) -> None:
    tree = read(text).tree
    assert tree
    assert printed(tree) == shape
    assert read(shape).tree == tree


@pytest.mark.parametrize(
    ("text", "shape", "note"),
    [
        ("neuvola äiti OR isä", "neuvola (äiti OR isä)", "read as: neuvola (äiti OR isä)"),
        ("OR koulu", "koulu", "OR lacks something"),
        ("koulu TAI", "koulu", "TAI lacks something"),
        ("koulu NEAR/5", "koulu", "NEAR/5 lacks something"),
        ("koulu AND", "koulu", "AND lacks something"),
        ("koulu NOT", "koulu", "nothing to take behind 'NOT'"),
        ("koulu ()", "koulu", "nothing in ()"),
        ("(koulu", "koulu", "not closed"),
        ("koulu) neuvola", "koulu neuvola", "without an opening one"),
        ("-äiti NEAR isä", "-äiti isä", "NEAR joins words"),
        ("perhe* NEAR isä", "perhe* isä", "NEAR joins words"),
        ("title:äiti NEAR isä", "title:äiti isä", "NEAR joins words"),
        ("(äiti OR (a b)) NEAR isä", "(äiti OR (a b)) isä", "NEAR joins words"),
        ("koulu NEAR/200 tuki", "koulu NEAR/100 tuki", "over 100 words at most"),
        ("title:=neuvola", "title:neuvola", "= is left out"),
        ("p*", "p", "too short before a star"),
        ('koulu region:""', "koulu", "no value of region"),
        ("koulu region:Kainu", "koulu", "did you mean Kainuu?: left out"),
        ("koulu OR vuosi:kesä", "koulu", "year 'kesä'"),
        ("koulu " + "(" * 90 + "a OR b" + ")" * 90 + " c", "koulu (a OR b) c", "more than 32"),
        ("koulu " + "x" * 20_000, None, "longer than 10000"),
        (
            "(" + " OR ".join(f'"a b{n}"' for n in range(9)) + ") NEAR c",
            None,
            "more than 6 phrases",
        ),
    ],
)
def test_what_goes_wrong_is_said(text: str, shape: str | None, note: str) -> None:
    query = parse(text, tokenize, value=known)
    assert query.tree
    assert not query.unread
    assert shape is None or printed(query.tree) == shape
    assert any(note in said for said in query.notes), query.notes


def known(facet: str, text: str) -> frozenset[str]:
    return read_filters({facet: [text]})[facet]


@pytest.mark.parametrize("text", ["***", "()", "((", '""', "OR", "NOT", "-", "& !", "region:Kainu"])
def test_nothing_but_signs_is_not_everything(text: str) -> None:
    query = parse(text, tokenize, value=known)
    assert query.tree is None
    assert query.unread
    assert "no document is met" in query.notes[-1]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_query_asks_for_all(text: str) -> None:
    assert read(text) == Query(None)


def test_facets_that_hold_for_the_whole_query_are_filters() -> None:
    query = parse(
        "koulu region:Kainuu (alue:lappi year:2009..2010) -theme:neuvola", tokenize, value=known
    )
    assert query.filters == {"region": {"Kainuu", "Lappi"}, "year": {"2009", "2010"}}
    assert query.asked
    assert printed(query.asked) == "koulu -theme:neuvola"
    either = parse("region:(Kainuu OR Lappi)", tokenize, value=known)
    assert either.filters == {"region": {"Kainuu", "Lappi"}}
    assert either.asked is None
    mixed = parse("region:Kainuu OR koulu", tokenize, value=known)
    assert mixed.filters == {}
    assert mixed.asked == mixed.tree


def test_what_is_left_out_may_be_of_any_length() -> None:
    for text in (
        "(" * 9000,
        ")" * 9000,
        "OR " * 3000,
        "-" * 9999,
        '"' * 9999,
        "NOT " * 2500 + "a",
        "a," * 5000,
        '"' + "a " * 4000,
        "title:" * 1600,
        "( OR " * 2000,
    ):
        query = read(text)
        assert len(query.notes) <= 25
        assert sum(len(word.forms) for word in query.words) <= MAX_WORDS


def test_keys_of_a_phrase_are_printed_as_they_were_typed(analyzer: Analyzer) -> None:
    def of_documents(phrase: str) -> TokenList:
        return analyzer.read(phrase, "fi")

    query = parse('"Lapsi- ja perhepalvelut" koulu', tokenize, of_documents)
    assert any("\x1f" in form for form in query.words[0].forms)
    assert query.tree
    assert printed(query.tree) == '"Lapsi- ja perhepalvelut" koulu'
    assert parse(printed(query.tree), tokenize, of_documents).tree == query.tree


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_parses(text: str) -> None:
    query = read(text)
    assert all(word.forms and all(word.forms) for word in query.words)
    assert (query.tree is None) == (query.unread or not text.strip())


PIECES = st.sampled_from(
    'perhe koulu OR TAI AND NOT EI NEAR NEAR/3 ( ) - " = * ~2 title: region: vuosi: 2009 , : / '
    "äiti-isä perhe* STM:n hanke:n".split(" ")
)


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=25))
def test_whatever_is_read_is_printed_so_that_it_is_read_again(
    pieces: list[tuple[str, str]],
) -> None:
    tree = read("".join(piece + blank for piece, blank in pieces)).tree
    if tree:
        assert read(printed(tree)).tree == tree


FORMS = st.sampled_from(["perhe", "OR", "JA", "NEAR", "Äiti-isä", "STM:n", "2009", "title"])
PHRASES = st.lists(FORMS, min_size=2, max_size=3).map(tuple)
BEFORE = st.sampled_from([(False, False), (True, False), (False, True)])


TITLES = st.booleans()


def words(title: st.SearchStrategy[bool]) -> st.SearchStrategy[Word]:
    return st.one_of(
        st.builds(lambda form, t: Word((form,), title=t), FORMS, title),
        st.builds(
            lambda forms, slop, t: Word(forms, slop=slop, title=t),
            PHRASES,
            st.integers(0, MAX_SLOP),
            title,
        ),
        st.builds(lambda form: Word((form,), exact=True), FORMS),
        st.builds(lambda forms, slop: Word(forms, True, slop), PHRASES, st.integers(0, MAX_SLOP)),
    )


SIDES = st.lists(words(st.just(False)), min_size=1, max_size=3).map(
    lambda found: Either(tuple(found)) if len(found) > 1 else found[0]
)
LEAVES: st.SearchStrategy[Tree] = st.one_of(
    words(TITLES),
    st.builds(
        lambda start, before: Beginning(start, *before),
        st.sampled_from(["perhe", "OR", "Äiti-is"]),
        BEFORE,
    ),
    st.builds(Near, SIDES, SIDES, st.integers(0, 100)),
    st.sampled_from(["Kainuu", "koko maa", "OR", "-1", "2009..2014", "a*"]).map(
        lambda text: Value("region", text, frozenset({text}))
    ),
)


def grown(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda items: all_of(items) or items[0]),
        several.map(lambda items: either_of(items) or items[0]),
        inner.map(without),
    )


@given(st.recursive(LEAVES, grown, max_leaves=8))
def test_a_printed_tree_is_read_as_the_same_tree(tree: Tree) -> None:
    assert read(printed(tree)).tree == tree
