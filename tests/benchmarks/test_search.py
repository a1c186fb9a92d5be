from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.search.corpus import FACETS, Corpus
from benchmarks.search.measure import percentiles
from benchmarks.search.queries import CLASSES, choose
from benchmarks.search.rivals import rivals
from benchmarks.search.service import measure_service, typed

SMALL = Corpus(40, lemmas=3000)


def test_the_same_seed_makes_the_same_documents() -> None:
    first = list(islice(Corpus(2, lemmas=3000).index_documents(), 2))
    again = list(islice(Corpus(9, lemmas=3000).index_documents(), 2))
    other = list(islice(Corpus(2, seed=8, lemmas=3000).index_documents(), 2))
    assert first == again
    assert first != other
    assert set(first[0].facets) == set(FACETS)
    assert len(first[0].fields["body"]) == len(first[0].fields["exact"])


def test_every_engine_gives_the_same_answers(tmp_path: Path) -> None:
    queries = choose(SMALL)
    assert {asked.kind for asked in queries} == set(CLASSES)
    answers = {}
    for name, rival in rivals().items():
        if name == "tantivy":
            continue  # optional; the program itself compares it
        words = rival.build(tmp_path / name, SMALL)
        assert words == sum(len(made.lemmas) for made in SMALL.documents())
        ask, close = rival.open(tmp_path / name)
        answers[name] = [ask(asked) for asked in queries]
        close()
    ours = answers["hankemuisti"]
    assert all(found == ours for found in answers.values())
    assert all(total for total, _ in ours)


def test_the_service_finds_what_the_engine_finds(tmp_path: Path) -> None:
    corpus = Corpus(6, lemmas=3000)
    queries = choose(corpus)[:3]
    figures = measure_service(tmp_path / "data", corpus, queries)
    assert figures["snippets_p50_ms"] > 0
    assert figures["cold_search_seconds"] > 0


def test_queries_are_typed_as_a_person_would() -> None:
    shown = {asked.kind: typed(asked) for asked in choose(SMALL)}
    assert " OR " in shown["or3"]
    assert shown["phrase"][0] == shown["phrase"][-1] == '"'
    assert shown["prefix"][-1] == "*"


def test_percentiles() -> None:
    assert percentiles("x", [float(n) for n in range(101)]) == {
        "x_p50_ms": pytest.approx(50),
        "x_p95_ms": pytest.approx(95),
    }
