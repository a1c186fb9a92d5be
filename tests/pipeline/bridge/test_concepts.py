"""The vocabulary is a valid one."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.analyzer import open_analyzer
from pipeline.bridge import Bridge, Concept, read_concepts
from pipeline.bridge.bridge import BEGINNING, LANGUAGES, LONGEST_TERM

CONCEPTS = read_concepts()
TAXONOMY = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "taxonomy.json"


def by_yso() -> dict[str, Concept]:
    return {concept.yso: concept for concept in CONCEPTS if concept.yso}


def test_it_is_large_enough() -> None:
    assert 220 <= len(CONCEPTS) <= 260


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_terms_in_every_language(language: str) -> None:
    assert [concept.finnish for concept in CONCEPTS if not concept.terms[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_stands_twice_in_a_language(language: str) -> None:
    counts = Counter(
        " ".join(term).casefold() for concept in CONCEPTS for term in concept.terms[language]
    )
    assert [term for term, count in counts.items() if count > 1] == []


def test_no_preferred_term_stands_twice() -> None:
    assert len({concept.finnish for concept in CONCEPTS}) == len(CONCEPTS)


def test_terms_are_one_to_four_words_as_a_tokenizer_gives_them() -> None:
    tokenize = open_analyzer().tokenize
    for concept in CONCEPTS:
        for terms in concept.terms.values():
            for term in terms:
                assert 1 <= len(term) <= LONGEST_TERM
                assert tuple(token.form for token in tokenize(" ".join(term))) == term


def test_identifiers_are_well_formed_and_each_stands_once() -> None:
    identifiers = [concept.yso for concept in CONCEPTS if concept.yso]
    assert len(identifiers) >= 60
    assert all(re.fullmatch(r"p\d+", identifier) for identifier in identifiers)
    assert len(set(identifiers)) == len(identifiers)


def test_every_language_has_its_beginning() -> None:
    assert set(BEGINNING) == set(LANGUAGES)


@pytest.mark.skipif(not TAXONOMY.is_file(), reason="needs the shared data")
def test_identifiers_name_what_their_source_calls_them() -> None:
    themes = json.loads(TAXONOMY.read_text(encoding="utf-8"))["themes"]
    labels = {
        row["uri"].rpartition("/")[2]: row["label_fi"] for each in themes for row in each["yso"]
    }
    analyzer = open_analyzer()
    bridge = Bridge.over(lambda word, language: analyzer.analyse(word, language).lemmas)
    for identifier, concept in by_yso().items():
        met = bridge.counterparts(tuple(labels[identifier].split()), "fi")
        assert {one.concept for one in met} == {concept.finnish}
