from __future__ import annotations

from pathlib import Path

from whoosh import index as whoosh_index

from index.engine import EngineRequest, Everything, IndexDocument, Term
from index.lists import Lists
from index.whoosh_engine import WhooshEngine, _segments


def documents(count: int) -> list[IndexDocument]:
    return [
        IndexDocument(
            f"d{n}",
            {"body": (("perhe",), (f"sana{n}", "yhteinen"))[: 1 + n % 2]},
            {"region": ("Lappi", f"kunta {n}") if n % 3 == 0 else ("Lappi",)},
        )
        for n in range(count)
    ]


def lists(folder: Path, count: int = 7, terms: int = 4) -> Lists:
    WhooshEngine(terms).build(folder, [documents(count)], ["region"])
    return Lists(list(_segments(folder)))


def test_documents_are_numbered_over_segments(tmp_path: Path) -> None:
    found = lists(tmp_path / "index")
    assert len(list((tmp_path / "index").rglob("*.arrays"))) > 1
    assert found.size == 7
    assert sorted(found.ids) == [f"d{n}" for n in range(7)]
    assert found.postings("body", "perhe").docs.tolist() == list(range(7))
    assert [found.ids[n] for n in found.postings("body", "yhteinen").docs] == ["d1", "d3", "d5"]
    assert [found.ids[n] for n in found.beginning("body", "sana").docs] == ["d1", "d3", "d5"]
    arrays = [found.places(part, "body", "yhteinen", found.live) for part in found.parts]
    places = [place for array in arrays for place in array.tolist()]
    assert [(found.ids[place >> 32], place & 0xFFFF) for place in places] == [
        ("d1", 1),
        ("d3", 1),
        ("d5", 1),
    ]
    assert found.lengths("body")[0].tolist() == [1, 3, 1, 3, 1, 3, 1]
    assert found.lengths("title")[0].tolist() == [0] * 7


def test_facets_join_their_values_over_segments(tmp_path: Path) -> None:
    found = lists(tmp_path / "index")
    counts = found.facet("region").count(found.live)
    assert counts == {"Lappi": 7, "kunta 0": 1, "kunta 3": 1, "kunta 6": 1}
    chosen = found.with_any("region", ["kunta 3", "nowhere"])
    assert [found.ids[n] for n in chosen.nonzero()[0]] == ["d3"]
    assert found.facet("nothing").count(found.live) == {}


def test_a_deleted_document_is_neither_found_nor_counted(tmp_path: Path) -> None:
    WhooshEngine().build(tmp_path / "index", [documents(3)], ["region"])
    index = whoosh_index.open_dir(str(tmp_path / "index" / "part-0"))
    writer = index.writer()
    writer.delete_document(1)
    writer.commit(merge=False)
    opened = WhooshEngine().open(tmp_path / "index")
    assert opened.count() == 2
    for query in (Everything(), Term("body", "perhe")):
        result = opened.search(EngineRequest(query, count=("region",)))
        assert {hit.id for hit in result.hits} == {"d0", "d2"}
        assert result.facets == {"region": {"Lappi": 2, "kunta 0": 1}}
