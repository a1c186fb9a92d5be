from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.finnish.__main__ import main
from benchmarks.finnish.boundaries import boundaries, places
from benchmarks.finnish.coordinated import coordinated_recall, elided
from benchmarks.finnish.measure import lemma_accuracy, measure
from benchmarks.finnish.methods import Method, methods
from benchmarks.finnish.retrieval import queries, retrieval
from benchmarks.finnish.treebank import Word, read
from corpus.document import Part
from pipeline.analyzer import open_analyzer

SENTENCES = """\
# text = Perhepalvelut auttoivat .
1\tPerhepalvelut\tperhe#palvelu\tNOUN\t_\t_\t2\tnsubj\t_\t_
2-3\tauttoivatko\t_\t_\t_\t_\t_\t_\t_\t_
2\tauttoivat\tauttaa\tVERB\t_\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

1\tPalvelua\tpalvelu\tNOUN\t_\t_\t2\tobj\t_\t_
2\ttarvitaan\ttarvita\tVERB\t_\t_\t0\troot\t_\t_
3\tsiksi\tsiksi\tADV\t_\t_\t2\tadvmod\t_\t_"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu.gz"
    path.write_bytes(gzip.compress(SENTENCES.encode()))
    return path


def word(form: str, gold: str) -> Word:
    return Word(form, tuple(gold.split("#")), True)


def test_words_with_letters_are_read(treebank: Path) -> None:
    first, second = read(treebank)
    assert first[0] == Word("Perhepalvelut", ("perhe", "palvelu"), True)
    assert [each.form for each in first] == ["Perhepalvelut", "auttoivat"]
    assert len(second) == 3


def test_a_treebank_without_marks_says_nothing_of_compounds(tmp_path: Path) -> None:
    path = tmp_path / "unmarked.conllu"
    path.write_text(SENTENCES.replace("perhe#palvelu", "perhepalvelu"), encoding="utf-8")
    words = [each for sentence in read(path) for each in sentence]
    assert not any(each.marked for each in words)
    assert boundaries(words, [()] * len(words)) == (None, None)


def test_the_sign_of_a_hashtag_is_no_boundary(tmp_path: Path) -> None:
    path = tmp_path / "tags.conllu"
    path.write_text("1\t#perhetyö\t#perhe#työ\tNOUN\t_\t_\t0\troot\t_\t_\n", encoding="utf-8")
    assert read(path) == [[word("perhetyö", "perhe#työ")]]


@pytest.mark.parametrize(
    ("form", "gold", "lemma", "expected"),
    [
        ("2000-luvulla", "2000#luku", "2000-luku", (5,)),
        ("2000luvulla", "2000#luku", "2000luku", (4,)),
        ("Etelä-Karjalassa", "Etelä-Karjala", "etelä-karjala", ()),
        ("kunnanjohtajilla", "kunta#johtaja", "kuntajohtaja", (6,)),
        ("naistentalo", "nais#talo", "naistalo", (7,)),
        ("lapsiperhepalvelut", "lapsi#perhe#palvelu", "lapsiperhepalvelu", (5, 10)),
        ("ab", "abc#d#e", "abcde", (1, 2)),
    ],
)
def test_gold_lemmas(form: str, gold: str, lemma: str, expected: tuple[int, ...]) -> None:
    assert word(form, gold).lemma == lemma
    assert word(form, gold).places == expected


@given(st.text(min_size=1, max_size=12), st.lists(st.text(min_size=1, max_size=5), min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_gold_lemma_has_places_in_any_form(form: str, gold: list[str]) -> None:
    found = Word(form, tuple(gold), True)
    assert len(found.places) == len(gold) - 1
    assert all(0 < place <= len(form) for place in found.places)
    assert found.key in found.keys_with_parts
    assert found.lemma


def test_runs_of_parts_count() -> None:
    keys = word("lapsiperhepalvelut", "lapsi#perhe#palvelu").keys_with_parts
    assert keys == {
        "lapsi", "perhe", "palvelu", "lapsiperhe", "perhepalvelu", "lapsiperhepalvelu",
    }  # fmt: skip


def test_boundaries_are_counted_over_words() -> None:
    words = [word("LAPE-työssä", "LAPE#työ"), word("kissanruoka", "kissanruoka")]
    found = [
        [Part("lape", 0, 4), Part("työ", 5, 11)],
        [Part("kissa", 0, 6), Part("ruoka", 6, 11)],
    ]
    assert boundaries(words, found) == (0.5, 1.0)
    assert places("-raha", [Part("raha", 1, 5)]) == set()


def test_searches_within_compounds(treebank: Path) -> None:
    sentences = read(treebank)
    folded = {"Perhepalvelut": "perhepalvelu", "Palvelua": "palvelu"}
    plain = Method(lambda form: (folded.get(form, form),))
    parted = Method(
        plain.terms,
        lambda form: (Part("palvelu", 5, 13),) if form == "Perhepalvelut" else (),
    )
    assert [lemma for lemma, _ in queries(sentences)] == [
        "auttaa", "palvelu", "perhepalvelu", "siksi", "tarvita",
    ]  # fmt: skip
    assert retrieval(sentences, plain) == (1, 1, 1, (1 + 0.5 + 1 + 1 + 1) / 5)
    assert retrieval(sentences, parted) == (1, 1, 1, 1)


def test_elided_compounds() -> None:
    sentence = [
        word("lapsi-", "lapsi"),
        word("ja", "ja"),
        word("perhepalvelut", "perhe#palvelu"),
        word("tai", "tai"),
        word("muut", "muu"),
    ]
    assert list(elided(sentence)) == [(0, "lapsipalvelu")]
    assert coordinated_recall([sentence], open_analyzer()) == 1.0
    assert coordinated_recall([sentence[1:]], open_analyzer()) is None


def test_figures(treebank: Path) -> None:
    sentences = read(treebank)
    ours = measure(sentences, methods()["hankemuisti"])
    assert ours[:7] == (1.0,) * 7
    assert ours.coordinated_recall is None
    assert ours.tokens_per_second > 0
    assert ours.tokens_per_second_cold > 0
    assert ours.new_forms_per_second
    raw = methods()["raw"]
    assert lemma_accuracy(sentences[0] + sentences[1], raw) == 1 / 5


def test_the_command(treebank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", str(treebank)]) == 0
    results = json.loads(capsys.readouterr().out)
    # `voikko_first` needs the native library.
    assert {"raw", "snowball", "simplemma", "hankemuisti"} <= results.keys()
    assert results["hankemuisti"]["retrieval_f1"] == 1.0
    assert results["raw"]["compound_recall"] is None
    assert main([str(treebank)]) == 0
    assert "tokens/s" in capsys.readouterr().out


def test_simplemma_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "simplemma", None)
    assert "simplemma" not in methods()
    told = [line for line in capsys.readouterr().err.splitlines() if "simplemma" in line]
    assert len(told) == 1


def test_what_cannot_be_measured_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.conllu"
    broken.write_text("1\tsana\n", encoding="utf-8")
    assert main([str(broken)]) == 1
    assert "broken.conllu:1: not CoNLL-U" in capsys.readouterr().err
    broken.write_text("# nothing\n", encoding="utf-8")
    assert main([str(broken)]) == 1
    assert main([str(tmp_path / "none")]) == 1
