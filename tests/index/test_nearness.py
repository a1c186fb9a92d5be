from __future__ import annotations

from pathlib import Path

import pytest

import index.nearness
from index.engine import AllOf, EngineRequest, IndexDocument, Term
from index.evaluate import K1
from index.whoosh_engine import WhooshEngine

NEAR = (
    (Term("body", "lapsi"), Term("part", "lapsi")),
    (Term("body", "perhe"), Term("part", "perhe")),
)


def added(folder: Path, **texts: str) -> dict[str, float]:
    """What nearness adds to each document; a compound is written with its parts: lapsi+perhe."""
    made = []
    for name, text in texts.items():
        words = text.split()
        body = tuple((word.replace("+", ""),) for word in words)
        parts = tuple(tuple(word.split("+")) if "+" in word else () for word in words)
        made.append(IndexDocument(name, {"body": body, "part": parts}, {}))
    WhooshEngine().build(folder, [made], [])
    opened = WhooshEngine().open(folder)
    items = (Term("body", "lapsi"), Term("body", "perhe"))
    with_it = opened.search(EngineRequest(AllOf(items, NEAR, 1.0), limit=1000)).hits
    without = opened.search(EngineRequest(AllOf(items), limit=1000)).hits
    alone = {hit.id: hit.score for hit in without}
    return {hit.id: hit.score - alone[hit.id] for hit in with_it}


def test_the_nearer_the_more_and_never_without_end(tmp_path: Path) -> None:
    found = added(
        tmp_path / "index",
        beside="lapsi perhe x x x x x x",
        close="lapsi x perhe x x x x x",
        far="lapsi x x x x x x perhe",
        often="lapsi perhe " * 100,
        compound="lapsi x x lapsi+perhe x x x perhe",
    )
    assert found["beside"] > 2 * found["close"] > 0
    assert found["close"] > found["far"] > 0
    assert found["often"] < 2 * (K1 + 1)
    # The halves of a compound stand together.
    assert found["compound"] > found["close"]


def test_a_word_near_itself_and_words_of_two_documents_add_nothing(tmp_path: Path) -> None:
    found = added(
        tmp_path / "index",
        a="perhe " + "x " * 200 + "lapsi lapsi",
        b="perhe perhe " + "x " * 200 + "lapsi",
    )
    assert max(found.values()) < 0.001


def test_only_the_best_are_looked_at_and_equal_ones_by_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.nearness, "CANDIDATES", 3)
    texts = {f"d{number}": "lapsi perhe" for number in range(6)}
    found = added(tmp_path / "index", **texts, best="lapsi perhe " * 3)
    assert {name for name, more in found.items() if more} == {"best", "d0", "d1"}
