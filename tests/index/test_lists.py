from __future__ import annotations

from pathlib import Path

import numpy as np

from index.arrays import Array
from index.engine import IndexDocument
from index.lists import Lists
from index.whoosh_engine import WhooshEngine
from index.whoosh_parts import segments


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
    return Lists(segments(folder))


def everything(found: Lists) -> Array:
    return np.ones(found.size, bool)


def test_documents_are_numbered_over_segments(tmp_path: Path) -> None:
    found = lists(tmp_path / "index")
    assert len(list((tmp_path / "index").rglob("*.arrays"))) > 1
    assert found.size == 7
    assert sorted(found.ids) == [f"d{n}" for n in range(7)]
    assert found.postings("body", "perhe").docs.tolist() == list(range(7))
    assert [found.ids[n] for n in found.postings("body", "yhteinen").docs] == ["d1", "d3", "d5"]
    assert [found.ids[n] for n in found.beginning("body", "sana").docs] == ["d1", "d3", "d5"]
    arrays = [found.places(part, "body", "yhteinen", everything(found)) for part in found.parts]
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
    counts = found.facet("region").count(everything(found))
    assert counts == {"Lappi": 7, "kunta 0": 1, "kunta 3": 1, "kunta 6": 1}
    chosen = found.with_any("region", ["kunta 3", "nowhere"])
    assert [found.ids[n] for n in chosen.nonzero()[0]] == ["d3"]
    assert found.facet("nothing").count(everything(found)) == {}


def test_what_is_gone_is_neither_found_nor_counted(tmp_path: Path) -> None:
    lists(tmp_path / "index")
    gone = frozenset({"d0", "d3", "d6"})
    found = Lists((segment, gone) for segment, _ in segments(tmp_path / "index"))
    assert (found.size, found.ids) == (4, ["d1", "d2", "d4", "d5"])
    assert found.postings("body", "perhe").docs.tolist() == [0, 1, 2, 3]
    assert found.postings("body", "sana3").docs.tolist() == []
    assert found.beginning("body", "sana").docs.tolist() == [0, 3]
    assert found.lengths("body")[0].tolist() == [3, 1, 1, 3]
    assert found.facet("region").count(everything(found)) == {"Lappi": 4}
    places = [found.places(part, "body", "yhteinen", everything(found)) for part in found.parts]
    assert [found.ids[place >> 32] for array in places for place in array] == ["d1", "d5"]
