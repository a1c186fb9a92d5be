from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.readings import ranked, readings
from pipeline.finnish.voikko import Candidate, Morphology


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("tulosten", "tulos"),  # Voikko's first is the surname Tulonen
        ("vuotta", "vuosi"),  # and here vuo
        ("heidän", "hän"),
        ("meille", "minä"),
        ("jossakin", "jokin"),
        ("kenelle", "kuka"),
        ("voimassa", "voima"),
        ("kulta", "kulta"),
        ("syistä", "syy"),  # no form of *syinen*
        ("suomalaista", "suomalainen"),
        ("vanhemmille", "vanhempi"),
        ("merkittävien", "merkittävä"),
        ("jatkuvasti", "jatkuvasti"),
        ("hitaasti", "hitaasti"),
        ("kehittämisen", "kehittäminen"),
        ("rakennettu", "rakentaa"),
        ("Helsingissä", "helsinki"),
        ("terveyskeskuksissa", "terveyskeskus"),
    ],
)
def test_the_likeliest_lemma(form: str, lemma: str, morphology: Morphology) -> None:
    assert ranked(form, morphology.analyze(form))[0].reading.lemma == lemma


def test_a_participle_is_read_twice() -> None:
    built = Candidate(
        "rakennettava", "laatusana", "[Lt][Xp]rakentaa[X]rakennet[Ll][Ra]tav[Xj]a[X][Sn][Ny]a"
    )
    assert {one.lemma for one in readings([built])} == {"rakennettava", "rakentaa"}


def test_a_derivation_after_a_participle_is_no_participle() -> None:
    derived = Candidate("x", "nimisana", "[Lt][Xp]a[X]a[Ll][Rt]t[Xj]ty[X]y[Ln][Xj]ys[X]y[Sn][Ny]s")
    assert [one.lemma for one in readings([derived])] == ["x"]


def test_fewer_parts_win() -> None:
    whole = Candidate("ab", "nimisana", "[Ln][Xp]ab[X]ab[Sn][Ny]")
    split = Candidate("a-b", "nimisana", "[Ln][Xp]a[X]a[Bc][Ln][Xp]b[X]b[Sn][Ny]")
    assert [one.reading.lemma for one in ranked("ab", [split, whole])] == ["ab", "a-b"]


def test_a_candidate_without_structure_counts_only_alone() -> None:
    named = Candidate("Terveyskeskus", "nimi", "")
    plain = Candidate("terveyskeskus", "nimisana", "[Ln][Xp]terveyskeskus[X]terveyskeskus[Sn][Ny]")
    assert [one.word_class for one in readings([named, plain])] == ["nimisana"]
    assert [one.lemma for one in readings([named])] == ["terveyskeskus"]


def test_empty_lemmas_are_left_out() -> None:
    assert ranked("x", [Candidate("", "lukusana", "[Lu]")]) == []


@given(
    st.lists(st.builds(Candidate, st.text(max_size=8), st.text(max_size=8), st.text(max_size=30))),
    st.text(max_size=8),
)
@settings(max_examples=80, deadline=None)
def test_any_candidates_are_ranked(candidates: list[Candidate], form: str) -> None:
    found = ranked(form, candidates)
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    assert len({one.reading.lemma for one in found}) == len(found)
