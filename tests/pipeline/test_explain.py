from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli import cli
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.explain import explain


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return open_analyzer()


def test_readings_are_shown_cheapest_first_with_the_chosen_marked(analyzer: Analyzer) -> None:
    (word,) = explain("vuotta", analyzer)
    costs = [reading.cost for reading in word.readings]
    assert costs == sorted(costs)
    assert next(reading.lemma for reading in word.readings if reading.chosen) == "vuosi"
    assert any(not reading.chosen for reading in word.readings)
    assert word.lemmas[0] == "vuosi"


def test_parts_and_terms(analyzer: Analyzer) -> None:
    (word,) = explain("lapsiperhepalveluissa", analyzer)
    assert word.terms()["body"] == ["lapsiperhepalvelu"]
    assert {"lapsi", "perhe", "palvelu", "lapsiperhe"} <= set(word.terms()["part"])
    assert word.terms()["exact"] == ["lapsiperhepalveluissa"]
    assert word.added == ()


def test_what_the_word_files_say_is_told(analyzer: Analyzer) -> None:
    (word,) = explain("perheasemalla", analyzer)
    assert word.added == ("perhekeskus",)


def test_words_of_other_languages_have_no_readings(analyzer: Analyzer) -> None:
    words = explain("Barnskyddet är för barnen och familjerna", analyzer)
    assert {word.language for word in words} == {"sv"}
    assert all(word.readings == () for word in words)
    assert explain("Barnskyddet", analyzer, "sv")[0].lemmas[0] == "barnskydd"


def test_the_command_prints_and_gives_json() -> None:
    shown = CliRunner().invoke(cli, ["explain", "lapsiperhepalveluissa", "kello"])
    assert shown.exit_code == 0
    assert "lapsiperhepalvelu" in shown.stdout
    assert "part  palveluissa → palvelu" in shown.stdout
    listed = json.loads(CliRunner().invoke(cli, ["explain", "kello", "--json"]).stdout)
    assert listed[0]["lemmas"] == ["kello"]
    assert listed[0]["terms"]["exact"] == ["kello"]
