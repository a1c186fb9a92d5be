from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh import index as whoosh_index

from corpus.errors import EngineUnavailable, HankemuistiError
from index.engine import EngineRequest, Everything, IndexDocument, Term
from index.whoosh_codec import ArrayCodec, FieldWriter, Pool, SegmentPostings
from index.whoosh_engine import WhooshEngine
from index.whoosh_schema import schema
from tests.index.contract import FACETS, EngineContract


class TestWhoosh(EngineContract):
    engine = WhooshEngine()


class TestWhooshOfManySegments(EngineContract):
    engine = WhooshEngine(pooled=5)


class Broken:
    """Documents that cannot be gone through."""

    def __iter__(self) -> Iterator[IndexDocument]:
        raise RuntimeError("no more documents")


def documents(first: int, count: int) -> list[IndexDocument]:
    return [
        IndexDocument(f"d{n}", {"body": (("perhe",),)}, {"region": ("Lappi",)})
        for n in range(first, first + count)
    ]


def test_shares_are_indexed_side_by_side(tmp_path: Path) -> None:
    steps: list[int] = []
    shares = [documents(0, 3), documents(3, 2), []]
    engine = WhooshEngine(pooled=6)
    assert engine.build(tmp_path / "index", shares, FACETS, lambda: steps.append(1)) == 5
    assert len(steps) == 5
    opened = engine.open(tmp_path / "index")
    result = opened.search(EngineRequest(Term("body", "perhe"), count=("region",)))
    assert [hit.id for hit in result.hits] == [f"d{n}" for n in range(5)]
    assert result.facets == {"region": {"Lappi": 5}}


def test_a_share_that_fails_fails_the_whole(tmp_path: Path) -> None:
    with pytest.raises(HankemuistiError, match="RuntimeError: no more documents"):
        WhooshEngine().build(tmp_path / "index", [documents(0, 3), Broken()], FACETS)


def test_an_index_without_one_of_its_files_is_refused(tmp_path: Path) -> None:
    WhooshEngine(1).build(tmp_path / "index", [documents(0, 3)], FACETS)
    next((tmp_path / "index").rglob("*.arrays")).unlink()
    with pytest.raises(EngineUnavailable, match="FileNotFoundError"):
        WhooshEngine().open(tmp_path / "index")


def test_a_closed_index_does_not_answer(tmp_path: Path) -> None:
    WhooshEngine().build(tmp_path / "index", [documents(0, 1)], FACETS)
    opened = WhooshEngine().open(tmp_path / "index")
    opened.close()
    with pytest.raises(EngineUnavailable, match="closed"):
        opened.search(EngineRequest(Everything()))


def test_whoosh_asks_our_codec_and_our_pool(tmp_path: Path) -> None:
    """What we need of Whoosh beyond its manual: fails when a release of it changes that."""
    writer = whoosh_index.create_in(str(tmp_path), schema(FACETS)).writer(
        codec=ArrayCodec(), compound=False
    )
    assert isinstance(writer.fieldwriter, FieldWriter)
    writer.pool = pool = Pool()
    writer.add_document(id=[["one"]], body=[["perhe", "lapsi"], ["perhe"]])
    assert (pool.documents, pool.positions) == (1, 3)
    writer.commit(merge=False)
    reader = whoosh_index.open_dir(str(tmp_path), readonly=True).reader()
    ((leaf, offset),) = reader.leaf_readers()
    assert isinstance(leaf.codec(), ArrayCodec)
    postings = leaf.codec().terms_reader(leaf.storage(), leaf.segment())
    assert isinstance(postings, SegmentPostings)
    assert (offset, postings.documents) == (0, 1)
    assert postings.names == ["body", "id"]
    body = postings.field("body")
    assert body is not None
    assert [body.term(n) for n in range(len(body))] == [b"lapsi", b"perhe"]
    assert {path.suffix for path in tmp_path.iterdir()} == {".arrays", ".col", ".toc", ""}
    reader.close()
