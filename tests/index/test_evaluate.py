from __future__ import annotations

import math
from pathlib import Path

import pytest

from index.engine import EngineRequest, IndexDocument, Node, Phrase, Prefix, Term
from index.evaluate import K1, B
from index.whoosh_engine import WhooshEngine

TEXTS = {"a": "perhe koulu perhe", "b": "koulu lapsi lapsi lapsi", "c": "perhekeskus", "d": "perhe"}


def scores(query: Node, folder: Path, terms: int) -> dict[str, float]:
    made = [
        IndexDocument(name, {"body": tuple((word,) for word in text.split())}, {})
        for name, text in TEXTS.items()
    ]
    WhooshEngine(terms).build(folder, [made], [])
    hits = WhooshEngine().open(folder).search(EngineRequest(query)).hits
    return {hit.id: hit.score for hit in hits}


def bm25(name: str, times: int, documents: int) -> float:
    lengths = {name: len(text.split()) for name, text in TEXTS.items()}
    mean = sum(lengths.values()) / len(lengths)
    idf = math.log(len(lengths) / (documents + 1)) + 1
    return idf * times * (K1 + 1) / (times + K1 * ((1 - B) + B * lengths[name] / mean))


@pytest.mark.parametrize("terms", [1, 1000], ids=["many segments", "one segment"])
def test_scores_are_those_of_bm25(tmp_path: Path, terms: int) -> None:
    assert scores(Term("body", "perhe"), tmp_path / "term", terms) == pytest.approx(
        {"a": bm25("a", 2, 2), "d": bm25("d", 1, 2)}
    )
    assert scores(Prefix("body", "perhe", 0.5), tmp_path / "prefix", terms) == pytest.approx(
        {"a": bm25("a", 2, 3) / 2, "c": bm25("c", 1, 3) / 2, "d": bm25("d", 1, 3) / 2}
    )
    phrase = Phrase(((Term("body", "lapsi"),), (Term("body", "lapsi", 2.0),)))
    assert scores(phrase, tmp_path / "phrase", terms) == pytest.approx({"b": 2 * bm25("b", 2, 1)})


def test_a_phrase_without_words_meets_nothing(tmp_path: Path) -> None:
    assert scores(Phrase(()), tmp_path / "none", 1000) == {}
    assert scores(Phrase(((),)), tmp_path / "empty", 1000) == {}
