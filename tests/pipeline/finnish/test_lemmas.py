from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.lemmas import analyse
from pipeline.finnish.voikko import Morphology


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("lisäksi", ("lisäksi",)),
        ("Lisäksi", ("lisäksi",)),
        ("paljonko", ("paljon",)),
        ("vieressämme", ("vieressä",)),
        ("mulla", ("minä",)),
        ("paremmin", ("hyvin",)),
        ("2017", ("2017",)),
        ("palveluissa", ("palvelu",)),
        ("uusia", ("uusi",)),
        ("STM", ("stm",)),
        ("STM:n", ("stm",)),
        ("THL:ssä", ("thl",)),
        ("LAPEn", ("lape",)),
        ("LAPE", ("lape",)),
        ("Kela:n", ("kela",)),
        ("Kaste-hankkeessa", ("kaste-hanke",)),
        ("LAPE-ohjelmassa", ("lape-ohjelma",)),
        ("THL-STM:n", ("thl-stm",)),
        ("0–18-vuotiaille", ("0-18-vuotias",)),
        ("vaa\u2019an", ("vaaka",)),
        ("palvelut12", ("palvelu",)),
        ("ter\u00adveyttä", ("terveys",)),
        ("sairaanhoitopiirin", ("sairaanhoitopiiri",)),
        ("Innokylässä", ("innokylä", "innokyl")),
    ],
)
def test_lemmas(form: str, lemmas: tuple[str, ...], morphology: Morphology) -> None:
    assert analyse(form, morphology).lemmas == lemmas


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STM:n", "STM"),
        ("LAPEn", "lape"),
        ("SOTE:n", "sotessa"),
        ("Innokylän", "innokylästä"),
        ("ADHD:ta", "ADHD-lapset"),
        ("Bordeaux'n", "Bordeaux"),
    ],
)
def test_forms_meet(one: str, other: str, morphology: Morphology) -> None:
    first, second = analyse(one, morphology), analyse(other, morphology)
    known = {*second.lemmas, *(part.lemma for part in second.parts)}
    assert known & set(first.lemmas)


def test_likely_lemmas_are_kept_beside_the_best(morphology: Morphology) -> None:
    assert set(analyse("tapaan", morphology).lemmas) == {"tapa", "tavata"}


def test_a_compound_known_by_its_last_part_only(morphology: Morphology) -> None:
    found = analyse("vloggaripalvelusta", morphology)
    assert found.lemmas[0] == "vloggaripalvelu"
    assert [part.lemma for part in found.parts] == ["vloggari", "palvelu"]


def test_a_soft_hyphen_hides_places_not_lemmas(morphology: Morphology) -> None:
    found = analyse("perhe\u00adpalvelu", morphology)
    assert found.lemmas == ("perhepalvelu",)
    assert found.parts == ()


def test_an_endless_word_is_cut(morphology: Morphology) -> None:
    found = analyse("ab" * 50_000, morphology)
    assert max(map(len, found.lemmas)) <= 255


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=30),
        st.text(st.sampled_from("aeLAPnst9-:'\u2011\u00ad\0ß\u0130"), max_size=20),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_form_has_a_lemma_and_sound_parts(morphology: Morphology, form: str) -> None:
    found = analyse(form, morphology)
    assert found.form == form
    assert found.lemmas
    assert all(found.lemmas) or not form
    assert len(set(found.lemmas)) == len(found.lemmas)
    for part in found.parts:
        assert part.lemma
        assert 0 <= part.start < part.end <= len(form)
