from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Analysis, Part
from corpus.lexicon import Lexicon, terms_of
from corpus.store import Store
from tests.corpus.conftest import Words

CENTRE = Analysis(
    "Perhekeskuksessa",
    "fi",
    ("perhekeskus",),
    (Part("perhe", 0, 5), Part("keskus", 5, 16)),
)


@pytest.fixture
def lexicon(store: Store) -> Lexicon:
    return store.lexicon


def test_each_form_is_analysed_once(lexicon: Lexicon, words: Words) -> None:
    first = lexicon.intern(["talo", "kissa", "talo"], "fi", words, "1")
    again = lexicon.intern(["kissa", "talo", "koira"], "fi", words, "1")
    assert sorted(words.asked) == [("kissa", "fi"), ("koira", "fi"), ("talo", "fi")]
    assert first[0] == first[2] != first[1]
    assert again[:2] == [first[1], first[0]]
    assert lexicon.count() == 3


def test_nothing_is_asked_of_what_is_in_the_corpus(tmp_path: Path, words: Words) -> None:
    with Store(tmp_path) as store:
        numbers = store.lexicon.intern(["talo", "kissa"], "fi", words, "1")
    later = Words()
    with Store(tmp_path) as store:
        assert store.lexicon.intern(["kissa", "talo"], "fi", later, "1") == numbers[::-1]
    assert later.asked == []


def test_no_words_no_work(lexicon: Lexicon, words: Words) -> None:
    assert lexicon.intern([], "fi", words, "1") == []
    assert lexicon.get([]) == []
    assert lexicon.count() == 0


def test_one_form_in_two_languages_is_two(lexicon: Lexicon) -> None:
    words = Words()
    finnish = lexicon.intern(["barn"], "fi", words, "1")
    swedish = lexicon.intern(["barn"], "sv", words, "1")
    assert finnish != swedish
    assert words.asked == [("barn", "fi"), ("barn", "sv")]
    assert [analysis.language for analysis in lexicon.get(finnish + swedish)] == ["fi", "sv"]


def test_forms_differ_by_case_and_by_every_character(lexicon: Lexicon, words: Words) -> None:
    forms = ["Talo", "talo", "TALO", "talo\x00", "talo ", "ta\u0308lo", "tälo", "x" * 100_000]
    assert len(set(lexicon.intern(forms, "fi", words, "1"))) == len(forms)
    assert [a.form for a in lexicon.get(lexicon.intern(forms, "fi", words, "1"))] == forms


def test_analyses_come_back_whole_and_in_the_order_asked(tmp_path: Path) -> None:
    words = Words(Perhekeskuksessa=CENTRE)
    with Store(tmp_path) as store:
        numbers = store.lexicon.intern(["ja", "Perhekeskuksessa"], "fi", words, "1")
    with Store(tmp_path) as store:
        found = store.lexicon.get([numbers[1], numbers[0], numbers[1]])
        assert found == [CENTRE, Analysis("ja", "fi", ("ja",)), CENTRE]
        assert isinstance(found[0].parts[0], Part)
        assert store.lexicon.get(numbers) == [found[1], found[0]]


def test_forms_are_found_by_lemma_part_and_exact_writing(lexicon: Lexicon) -> None:
    ambiguous = Analysis("kuusi", "fi", ("kuusi", "kuu"))
    words = Words(Perhekeskuksessa=CENTRE, kuusi=ambiguous)
    forms = ["Perhekeskuksessa", "keskus", "Keskus", "kuusi"]
    centre, low, high, six = lexicon.intern(forms, "fi", words, "1")
    assert lexicon.forms_with("perhekeskus") == [centre]
    assert lexicon.forms_with("perhe") == [centre]
    assert set(lexicon.forms_with("keskus")) == {centre, low, high}
    assert lexicon.forms_with("kuu") == lexicon.forms_with("kuusi") == [six]
    assert lexicon.forms_with("=perhekeskuksessa") == [centre]
    assert set(lexicon.forms_with("=keskus")) == {low, high}
    assert lexicon.forms_with("perhekeskuksessa") == []
    assert lexicon.forms_with("") == []


def test_terms_of_an_analysis() -> None:
    assert terms_of(CENTRE) == {"perhekeskus", "perhe", "keskus", "=perhekeskuksessa"}
    assert terms_of(Analysis("STRAẞE", "fi", ("katu",))) == {"katu", "=strasse"}
    mended = Analysis("LAPS I", "fi", ("lapsi",), mended="LAPSI")
    assert terms_of(mended) == {"lapsi", "=lapsi"}


def test_a_key_is_kept_beside_its_form(lexicon: Lexicon) -> None:
    def analyse(key: str, language: str) -> Analysis:
        form, _, tail = key.partition("\x1f")
        return Analysis(
            form, language, (form, form + tail) if tail else (form,), mended="x" * bool(tail)
        )

    plain, elided = lexicon.intern(["lapsi", "lapsi\x1fpalvelut"], "fi", analyse, "1")
    found = lexicon.get([plain, elided])
    assert [one.form for one in found] == ["lapsi", "lapsi"]
    assert [one.mended for one in found] == ["", "x"]
    assert lexicon.forms_with("lapsipalvelut") == [elided]
    lexicon.refresh(analyse, "2")
    assert lexicon.get([plain, elided]) == found


# A better analyser


def test_refresh_works_through_the_forms_of_other_analysers_only(lexicon: Lexicon) -> None:
    old, new = Words(), Words()
    lexicon.intern(["talo", "kissa"], "fi", old, "1")
    lexicon.intern(["koira"], "fi", old, "2")
    lexicon.refresh(new, "2")
    assert sorted(new.asked) == [("kissa", "fi"), ("talo", "fi")]
    new.asked.clear()
    assert lexicon.refresh(new, "2") == 0
    assert new.asked == []


def test_refresh_changes_only_what_differs(lexicon: Lexicon) -> None:
    better = Analysis("alusta", "fi", ("alusta", "alku"))
    numbers = lexicon.intern(["alusta", "talo"], "fi", Words(), "1")
    before = lexicon.get(numbers)
    assert lexicon.refresh(Words(alusta=better), "2") == 1
    assert lexicon.get(numbers) == [better, before[1]]
    assert lexicon.forms_with("alku") == [numbers[0]]
    assert lexicon.intern(["alusta", "talo"], "fi", Words(), "2") == numbers


def test_refresh_forgets_the_old_terms(lexicon: Lexicon) -> None:
    wrong = Analysis("Perhekeskuksessa", "fi", ("perhekeskuksessa", "perheke"))
    [number] = lexicon.intern(["Perhekeskuksessa"], "fi", Words(Perhekeskuksessa=wrong), "1")
    lexicon.refresh(Words(Perhekeskuksessa=CENTRE), "2")
    assert lexicon.forms_with("perheke") == []
    assert lexicon.forms_with("perhekeskuksessa") == []
    assert lexicon.forms_with("perhe") == [number]
    assert lexicon.forms_with("=perhekeskuksessa") == [number]


def test_refresh_is_all_or_nothing(lexicon: Lexicon) -> None:
    numbers = lexicon.intern(["aamu", "ilta"], "fi", Words(), "1")

    def breaks(form: str, language: str) -> Analysis:
        if form == "ilta":
            raise ValueError
        return Analysis(form, language, ("muu",))

    with pytest.raises(ValueError):
        lexicon.refresh(breaks, "2")
    assert lexicon.forms_with("muu") == []
    assert [analysis.lemmas for analysis in lexicon.get(numbers)] == [("aamu",), ("ilta",)]
    assert lexicon.refresh(Words(), "2") == 0


# When a transaction is taken back

FORGETS_NOT = (
    "Lexicon keeps in memory the numbers of forms whose insertion was rolled back: later tokens"
    " refer to numbers that are nobody's, or another word's"
)


def _breaks_at(bad: str) -> Words:
    class Breaking(Words):
        def __call__(self, form: str, language: str) -> Analysis:
            if form == bad:
                raise ValueError(form)
            return super().__call__(form, language)

    return Breaking()


def test_a_form_that_cannot_be_analysed_takes_no_other_with_it(lexicon: Lexicon) -> None:
    with pytest.raises(ValueError, match="ilta"):
        lexicon.intern(["aamu", "ilta"], "fi", _breaks_at("ilta"), "1")
    assert lexicon.count() == 0
    day, morning = lexicon.intern(["päivä", "aamu"], "fi", Words(), "1")
    assert [analysis.form for analysis in lexicon.get([day, morning])] == ["päivä", "aamu"]


def test_numbers_go_back_with_the_outer_transaction(store: Store, lexicon: Lexicon) -> None:

    def spoil() -> None:
        with store.transaction():
            lexicon.intern(["aamu"], "fi", Words(), "1")
            raise ValueError

    with pytest.raises(ValueError):
        spoil()
    [day] = lexicon.intern(["päivä"], "fi", Words(), "1")
    [morning] = lexicon.intern(["aamu"], "fi", Words(), "1")
    assert day != morning
