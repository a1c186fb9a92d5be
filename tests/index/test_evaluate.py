from __future__ import annotations

import math
from pathlib import Path

import pytest

from index.engine import (
    AllOf,
    AnyOf,
    AnyTerm,
    EngineRequest,
    Everything,
    IndexDocument,
    Listed,
    Node,
    Not,
    Phrase,
    Prefix,
    Term,
)
from index.evaluate import B_OF, K1, B
from index.whoosh_engine import WhooshEngine

TEXTS = {"a": "perhe koulu perhe", "b": "koulu lapsi lapsi lapsi", "c": "perhekeskus", "d": "perhe"}
TITLES = {"a": "koulu", "b": "lapsi perhe"}
MEAN = sum(len(text.split()) for text in TEXTS.values()) / len(TEXTS)


def stacks(text: str) -> tuple[tuple[str, ...], ...]:
    """A word for each position, or several with a slash between."""
    return tuple(tuple(word.split("/")) for word in text.split())


def scores(query: Node, folder: Path, terms: int = 1000) -> dict[str, float]:
    made = [
        IndexDocument(name, {"body": stacks(text), "title": stacks(TITLES.get(name, ""))}, {})
        for name, text in TEXTS.items()
    ]
    return asked(made, query, folder, terms)


def asked(
    made: list[IndexDocument], query: Node, folder: Path, terms: int = 1000
) -> dict[str, float]:
    WhooshEngine(terms).build(folder, [made], [])
    hits = WhooshEngine().open(folder).search(EngineRequest(query)).hits
    return {hit.id: hit.score for hit in hits}


def idf(documents: int) -> float:
    return math.log(len(TEXTS) / (documents + 1)) + 1


def tf(name: str, times: float) -> float:
    """How much a word of the body counts for, so many times, by the document's length."""
    return times / ((1 - B) + B * len(TEXTS[name].split()) / MEAN)


def bm25(name: str, times: float, documents: int) -> float:
    return idf(documents) * saturated(tf(name, times))


def saturated(counted: float) -> float:
    return (K1 + 1) * counted / (counted + K1)


@pytest.mark.parametrize("terms", [1, 1000], ids=["many segments", "one segment"])
def test_scores_of_a_term_alone_are_those_of_bm25(tmp_path: Path, terms: int) -> None:
    assert scores(Term("body", "perhe"), tmp_path / "term", terms) == pytest.approx(
        {"a": bm25("a", 2, 2), "d": bm25("d", 1, 2)}
    )
    assert scores(Prefix("body", "perhe", 0.5), tmp_path / "prefix", terms) == pytest.approx(
        {"a": bm25("a", 2, 3) / 2, "c": bm25("c", 1, 3) / 2, "d": bm25("d", 1, 3) / 2}
    )
    phrase = Phrase(((Term("body", "lapsi"),), (Term("body", "lapsi"),)), weight=2.0)
    assert scores(phrase, tmp_path / "phrase", terms) == pytest.approx({"b": 2 * bm25("b", 2, 1)})


@pytest.mark.parametrize("terms", [1, 1000], ids=["many segments", "one segment"])
def test_fields_are_added_before_they_are_saturated(tmp_path: Path, terms: int) -> None:
    query = AnyTerm((Term("body", "perhe"), Term("title", "perhe", 3.0)))
    in_title = 3 / ((1 - B_OF["title"]) + B_OF["title"] * 2 / 1)  # the mean of 1, 2, 0, 0 words
    assert scores(query, tmp_path / "index", terms) == pytest.approx(
        {
            "a": bm25("a", 2, 3),
            "b": idf(3) * saturated(in_title),
            "d": bm25("d", 1, 3),
        }
    )


def test_readings_of_a_word_do_not_count_twice(tmp_path: Path) -> None:
    made = [
        IndexDocument("a", {"body": stacks("voi/voida ja voi/voida")}, {}),
        IndexDocument("b", {"body": stacks("voi ja voi")}, {}),
    ]
    one, both = (AnyTerm(tuple(Term("body", w) for w in ws)) for ws in (("voi",), ("voi", "voida")))
    assert asked(made, both, tmp_path / "both") == asked(made, one, tmp_path / "one")


def test_what_stands_beside_finds_nothing_and_lowers_or_raises_the_score(tmp_path: Path) -> None:
    made = [
        IndexDocument(
            name,
            {"body": stacks("perhe x"), "exact": stacks(exact), "aside_body": stacks(aside)},
            {},
        )
        for name, exact, aside in (("a", "perheen x", ""), ("b", "perhe x", ""), ("c", "", "perhe"))
    ]
    made.append(IndexDocument("d", {"body": stacks("y"), "exact": stacks("perhe")}, {}))
    beside = (Term("exact", "perhe", 0.1), Term("aside_body", "perhe", -1.0))
    query = AnyTerm((Term("body", "perhe"),), beside, least=0.05)
    found = asked(made, query, tmp_path / "index")
    assert list(found) == ["b", "a", "c"]
    idf = math.log(4 / (3 + 1)) + 1
    assert found["c"] == pytest.approx(idf * saturated(0.05))


def test_of_names_of_one_thing_the_best_counts(tmp_path: Path) -> None:
    items = (Term("body", "perhe"), Term("body", "koulu"))
    both = scores(AnyOf(items), tmp_path / "sum")
    best = scores(AnyOf(items, best=True), tmp_path / "best")
    assert both["a"] == pytest.approx(bm25("a", 2, 2) + bm25("a", 1, 2))
    assert best["a"] == pytest.approx(bm25("a", 2, 2))
    assert both["b"] == best["b"]


def test_documents_can_be_told_by_their_ids(tmp_path: Path) -> None:
    listed = Listed(frozenset({"a", "c", "nothing"}))
    assert scores(AllOf((Term("body", "perhe"), listed)), tmp_path / "in") == pytest.approx(
        {"a": bm25("a", 2, 2)}
    )
    assert set(scores(AllOf((Everything(), Not(listed))), tmp_path / "out")) == {"b", "d"}


def test_a_phrase_without_words_meets_nothing(tmp_path: Path) -> None:
    assert scores(Phrase(()), tmp_path / "none") == {}
    assert scores(Phrase(((),)), tmp_path / "empty") == {}
    assert scores(AnyTerm(()), tmp_path / "no terms") == {}
