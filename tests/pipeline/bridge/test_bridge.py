"""A term reaches its counterparts, however it is written, and other words reach nothing."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.bridge import Bridge, Concept, Counterpart, read_concepts
from pipeline.bridge.bridge import LANGUAGES

Asked = list[tuple[str, str]]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return open_analyzer()


@pytest.fixture(scope="module")
def bridge(analyzer: Analyzer) -> Bridge:
    return Bridge.over(lambda word, language: analyzer.analyse(word, language).lemmas)


def over(*concepts: tuple[str, str, str], asked: Asked | None = None) -> Bridge:
    """A bridge of small concepts over a lemmatiser that takes a final s off."""

    def lemmas(word: str, language: str) -> tuple[str, ...]:
        if asked is not None:
            asked.append((word, language))
        return (word.casefold().removesuffix("s"),)

    made = [
        Concept(
            rows[0].split("/")[0],
            "",
            {
                language: tuple(tuple(term.split()) for term in row.split("/"))
                for language, row in zip(LANGUAGES, rows, strict=True)
            },
        )
        for rows in concepts
    ]
    return Bridge.over(lemmas, made)


def said(found: tuple[Counterpart, ...], language: str) -> list[str]:
    """The preferred terms of one language."""
    return [" ".join(one.terms[0]) for one in found if one.language == language]


def concepts(found: tuple[Counterpart, ...]) -> set[str]:
    return {one.concept for one in found}


@pytest.mark.parametrize("language", [None, "fi", "sv", "en"])
def test_round_trip(bridge: Bridge, language: str | None) -> None:
    words = {"fi": "lastensuojelu", "sv": "barnskydd", "en": "child protection"}
    for own, term in words.items():
        found = bridge.counterparts(tuple(term.split()), language)
        if language in (None, own):
            others = {other: word for other, word in words.items() if other != own}
            assert {one.language: " ".join(one.terms[0]) for one in found} == others
            assert {one.yso for one in found} == {"p2289"}
        else:
            assert found == ()


@pytest.mark.parametrize("own", LANGUAGES)
def test_every_term_reaches_its_concept_in_every_other_language(bridge: Bridge, own: str) -> None:
    for concept in read_concepts():
        for term in concept.terms[own]:
            found = bridge.counterparts(term, own)
            assert [(one.concept, one.language, one.terms) for one in found] == [
                (concept.finnish, language, concept.terms[language])
                for language in LANGUAGES
                if language != own
            ]
            assert {(one.start, one.end) for one in found} == {(0, len(term))}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("barnskyddet", "lastensuojelu"),
        ("barnskyddets", "lastensuojelu"),
        ("Lastensuojelussa", "lastensuojelu"),
        ("familjecentret", "perhekeskus"),
        ("familjecentren", "perhekeskus"),
        ("perhekeskuksissamme", "perhekeskus"),
        ("family centres", "perhekeskus"),
        ("välfärdsområdena", "hyvinvointialue"),
        ("hyvinvointialueiden", "hyvinvointialue"),
        ("slutrapporterna", "loppuraportti"),
        ("loppuraporteissa", "loppuraportti"),
        ("Final Reports", "loppuraportti"),
        ("laajoissa terveystarkastuksissa", "laaja terveystarkastus"),
        ("omfattande hälsoundersökningar", "laaja terveystarkastus"),
        ("elev- och studerandevården", "opiskeluhuolto"),
        ("elev och studerandevården", "opiskeluhuolto"),
        ("lapsen oikeuksiin", "lapsen oikeudet"),
        ("children’s rights", "lapsen oikeudet"),
        ("matalan kynnyksen palveluja", "matala kynnys"),
        ("delaktigheten", "osallisuus"),
        ("valtionavustuksella", "valtionavustus"),
        ("families", "perhe"),
        ("föräldrarna", "vanhempi"),
        ("STM:n", "sosiaali- ja terveysministeriö"),
        ("våldet i nära relationer", "lähisuhdeväkivalta"),
    ],
)
def test_inflected_words_in_an_unnamed_language(bridge: Bridge, words: str, concept: str) -> None:
    found = bridge.counterparts(tuple(words.split()))
    assert concepts(found) == {concept}
    assert {(one.start, one.end) for one in found} == {(0, len(words.split()))}


def test_words_outside_reach_nothing(bridge: Bridge) -> None:
    words = ("talon", "katolla", "snön", "faller", "green", "windows", "42", "och", "ja", "the")
    assert bridge.counterparts(words) == ()
    assert bridge.counterparts(()) == ()


def test_one_word_of_a_longer_term_is_not_that_term(bridge: Bridge) -> None:
    assert bridge.counterparts(("protection",)) == ()
    assert bridge.counterparts(("laaja",)) == ()
    assert concepts(bridge.counterparts(("terveystarkastus",))) == {"terveystarkastus"}


def test_the_longest_term_is_met_and_the_words_say_where(bridge: Bridge) -> None:
    words = ("reports", "of", "school", "social", "workers", "in", "family", "centres")
    found = bridge.counterparts(words, "en")
    assert [(one.concept, one.start, one.end) for one in found if one.language == "fi"] == [
        ("koulukuraattori", 2, 5),
        ("perhekeskus", 6, 8),
    ]


def test_words_in_two_languages_in_one_query(bridge: Bridge) -> None:
    found = bridge.counterparts(("lastensuojelun", "slutrapport"))
    assert concepts(found) == {"lastensuojelu", "loppuraportti"}
    assert said(found, "en") == ["child protection", "final report"]


def test_a_language_with_the_same_word_gets_no_counterpart(bridge: Bridge) -> None:
    assert [one.language for one in bridge.counterparts(("pilot",))] == ["fi"]
    assert [one.language for one in bridge.counterparts(("pilot",), "sv")] == ["fi", "en"]
    assert bridge.counterparts(("LAPE",)) == ()


def test_one_word_that_means_two_things_in_two_languages(bridge: Bridge) -> None:
    assert concepts(bridge.counterparts(("integration",))) == {
        "kotoutuminen",
        "palveluintegraatio",
    }
    assert concepts(bridge.counterparts(("integration",), "sv")) == {"kotoutuminen"}


def test_an_unknown_language_has_no_terms(bridge: Bridge) -> None:
    assert bridge.counterparts(("barnskydd", "barnskyddet"), "ru") == ()


def test_as_written_goes_before_lemmas() -> None:
    bridge = over(("yksi", "as", "one"), ("kaksi", "two", "a"))
    assert concepts(bridge.counterparts(("as",))) == {"yksi"}
    assert concepts(bridge.counterparts(("a",))) == {"kaksi"}


def test_a_base_form_goes_before_the_stem_of_another_term() -> None:
    bridge = over(("yksi", "ett", "units"), ("kaksi", "två", "unit"))
    assert concepts(bridge.counterparts(("Unit's",), "en")) == set()
    assert concepts(bridge.counterparts(("unitS",), "en")) == {"yksi"}
    assert concepts(bridge.counterparts(("units", "unit"), "en")) == {"yksi", "kaksi"}
    assert concepts(
        over(("yksi", "ett", "unitss"), ("kaksi", "två", "units")).counterparts(("unitss",), "en")
    ) == {"yksi"}


def test_the_beginning_of_a_longer_term_is_a_term_too() -> None:
    bridge = over(("yksi", "ett", "early help"), ("kaksi", "två", "early"))
    assert concepts(bridge.counterparts(("earlys",), "en")) == {"kaksi"}
    assert concepts(bridge.counterparts(("earlys", "helps"), "en")) == {"yksi"}
    assert concepts(bridge.counterparts(("earlys", "helper"), "en")) == {"kaksi"}


def test_nothing_is_lemmatised_before_it_must() -> None:
    asked: Asked = []
    bridge = over(("talo", "hus", "house"), ("auto", "bil", "car"), asked=asked)
    bridge.counterparts(("talo", "hus", "house"))
    assert asked == []
    assert bridge.counterparts(("zebra",)) == ()
    assert asked == []
    bridge.counterparts(("taloS",))
    assert {language for _, language in asked} == {"fi"}
    assert ("auto", "fi") not in asked


def test_terms_are_lemmatised_once() -> None:
    asked: Asked = []
    bridge = over(("talo", "hus", "house"), asked=asked)
    for _ in range(3):
        assert bridge.counterparts(("houses",), "en")
    assert asked.count(("house", "en")) == 1
    assert asked.count(("houses", "en")) == 3


def test_it_is_frozen(bridge: Bridge) -> None:
    with pytest.raises(FrozenInstanceError):
        bridge.concepts = ()  # type: ignore[misc]
    assert read_concepts() is read_concepts()
    with pytest.raises(TypeError):
        bridge.concepts[0].terms["fi"] = ()  # type: ignore[index]


ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["barnskyddet", "child", "protection", "laaja", "-", "\x00", "ba" * 20_000]),
)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(ODD, max_size=8), language=st.sampled_from([None, *LANGUAGES, ""]))
def test_no_words_raise_and_spans_come_in_order(
    bridge: Bridge, words: list[str], language: str | None
) -> None:
    found = bridge.counterparts(tuple(words), language)
    end = 0
    for start, stop in dict.fromkeys((one.start, one.end) for one in found):
        assert end <= start < stop <= len(words)
        end = stop
    assert all(one.language in LANGUAGES and one.language != language for one in found)
