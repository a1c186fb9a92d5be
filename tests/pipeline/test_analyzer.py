from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from pipeline.analyzer import ANALYZER_VERSION, Analyzer, open_analyzer

TEXT = (
    "Lapsiperheiden palveluita uudistettiin LAPE-ohjelmassa, jossa kunnat kokeilivat "
    "perhekeskuksia, kouluttivat työntekijöitä ja arvioivat tuloksia vuosina 2016–2018. "
)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return open_analyzer()


def lemmas_of(analyzer: Analyzer, times: int) -> list[tuple[str, ...]]:
    return [
        analyzer.analyse(f"{token.form}", "fi").lemmas
        for _ in range(times)
        for token in analyzer.tokenize(TEXT)
    ]


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(UsageError):
        open_analyzer("other")


def test_the_version_names_rules_and_voikko(analyzer: Analyzer) -> None:
    assert analyzer.version.startswith(f"rules {ANALYZER_VERSION}, ")
    assert "voikko" in analyzer.version


def test_finnish_and_unknown_languages_are_read_as_finnish(analyzer: Analyzer) -> None:
    expected = analyzer.analyse("hankkeiden", "fi")
    assert expected.lemmas == ("hanke",)
    assert analyzer.analyse("hankkeiden", "") == expected
    assert analyzer.analyse("hankkeiden", "et") == expected


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("Barnens", "sv", "barn"),
        ("EU:s", "sv", "eu"),
        ("families", "en", "famili"),
        (":", "en", ":"),
    ],
)
def test_other_languages_are_led_to_their_base(
    form: str, language: str, lemma: str, analyzer: Analyzer
) -> None:
    found = analyzer.analyse(form, language)
    assert (found.form, found.language, found.lemmas[0]) == (form, language, lemma)


def test_language_of_words(analyzer: Analyzer) -> None:
    assert analyzer.detect([token.form for token in analyzer.tokenize(TEXT)]) == "fi"
    assert analyzer.knows("perhekeskus")


def test_threads_may_share_it(analyzer: Analyzer) -> None:
    fresh = pickle.loads(pickle.dumps(analyzer))
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(lemmas_of, fresh, 20) for _ in range(2)]
        assert runs[0].result() == runs[1].result() == lemmas_of(analyzer, 20)


def test_processes_may_share_it(analyzer: Analyzer) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        runs = [pool.submit(lemmas_of, analyzer, 2) for _ in range(2)]
        assert runs[0].result() == runs[1].result() == lemmas_of(analyzer, 2)


def test_elided_and_broken_words_are_read_in_their_places(analyzer: Analyzer) -> None:
    text = "LAPS I saa lapsi- ja perhepalveluita Länsi- ja Keski-Uudellamaalla."
    read = analyzer.read(text, "fi")
    found = {}
    for key, start in read:
        analysis = analyzer.analyse(key, "fi")
        assert text[start : start + len(analysis.form)] == analysis.form
        found[analysis.form] = analysis
    assert found["LAPS I"].lemmas == ("lapsi",)
    assert found["LAPS I"].exact == "lapsi"
    assert found["lapsi"].lemmas == ("lapsi", "lapsipalvelu")
    assert "länsi-uusimaa" in found["Länsi"].lemmas
    assert found["Keski-Uudellamaalla"].exact == "keski-uudellamaalla"


def test_other_languages_are_not_mended(analyzer: Analyzer) -> None:
    text = "social- och hälsovård, LAPS I"
    assert analyzer.read(text, "sv") == analyzer.tokenize(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("-  abjäo")), max_size=120))
def test_any_text_is_read_and_every_place_is_true(analyzer: Analyzer, text: str) -> None:
    end = 0
    for key, start in analyzer.read(text, "fi"):
        analysis = analyzer.analyse(key, "fi")
        assert start >= end
        end = start + len(analysis.form)
        assert text[start:end] == analysis.form
        assert analysis.lemmas
        assert all(analysis.lemmas)
        for part in analysis.parts:
            assert 0 <= part.start < part.end <= len(analysis.form)
