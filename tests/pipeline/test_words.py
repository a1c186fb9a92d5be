from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Analysis
from corpus.errors import ConfigError
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.words import BUILT_IN, Words, load_words

OWN = """
[lemmas]
kotipolkulaiset = "kotipolkulainen"
pippuri = "pippuri-hanke"

[synonyms]
groups = [["perheasema", "perhetalo"], ["Lastenkutsut", "kutsut"]]

[protected]
words = ["Remontti"]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "sanat.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain() -> Analyzer:
    return open_analyzer(words=Words())


def test_a_word_is_led_to_its_lemma_in_every_form(own: Path) -> None:
    analyzer = open_analyzer(words=load_words(own))
    assert analyzer.analyse("Kotipolkulaiset", "fi").lemmas == ("kotipolkulainen",)
    assert analyzer.analyse("Pippurissa", "fi").lemmas[0] == "pippuri-hanke"
    assert analyzer.analyse("KSLAPEn", "fi").lemmas[0] == "lape"


def test_synonyms_meet_in_the_first_of_their_group(own: Path) -> None:
    analyzer = open_analyzer(words=load_words(own))
    found = [set(analyzer.analyse(word, "fi").lemmas) for word in ("perhetaloissa", "perhekeskus")]
    assert found[0] & found[1] == {"perhekeskus"}
    assert analyzer.analyse("perhetaloissa", "fi").lemmas[0] == "perhetalo"


def test_a_protected_word_stays_as_it_is(own: Path, plain: Analyzer) -> None:
    analyzer = open_analyzer(words=load_words(own))
    assert analyzer.analyse("Remontti", "fi").lemmas == ("remontti",)
    assert analyzer.analyse("remontissa", "fi") == plain.analyse("remontissa", "fi")


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3))
def test_nothing_else_changes(form: str, lemmas: list[str]) -> None:
    words = load_words()
    analysis = Analysis(form, "fi", tuple(dict.fromkeys(lemmas)))
    named = words.lemmas.keys() | words.synonyms.keys() | words.protected
    if form.casefold() not in named and named.isdisjoint(lemmas):
        assert words.apply(analysis) is analysis


def test_a_text_without_the_words_is_read_the_same(own: Path, plain: Analyzer) -> None:
    text = "Hankkeessa kehitettiin lapsi- ja perhepalveluja Kainuun kunnissa vuosina 2009–2011."
    analyzer = open_analyzer(words=load_words(own))
    for token in plain.tokenize(text):
        assert analyzer.analyse(token.form, "fi") == plain.analyse(token.form, "fi")


def test_the_version_tells_words_apart(own: Path) -> None:
    assert load_words().version == load_words().version != load_words(own).version
    assert open_analyzer(words=load_words(own)).version != open_analyzer().version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lemma]\na = 'b'", r"did you mean \[lemmas\]"),
        ("[lemmas]\na = 1", "1 is not one word"),
        ("[lemmas]\n'kaksi sanaa' = 'b'", "not one word"),
        ("[synonyms]\ngroups = [[]]", "empty"),
        ("[synonyms]\ngroups = ['a']", "list of lists"),
        ("[protected]\nwords = 'a'", "list"),
        ("nothing", "cannot be read"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "sanat.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_words(path)


def test_the_built_in_file_is_fine() -> None:
    assert load_words(BUILT_IN) == load_words()
