from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import Store
from index.shares import MOST_PROCESSES, SHARE, shares
from tests.index.conftest import Add


@pytest.mark.parametrize(
    ("documents", "processes", "count"),
    [(0, 4, 1), (SHARE, 4, 1), (2 * SHARE, 4, 2), (50 * SHARE, 3, 3), (50 * SHARE, 99, 0)],
)
def test_every_document_is_in_one_share(documents: int, processes: int, count: int) -> None:
    ids = [f"d{number}" for number in range(documents)]
    made = shares(Path("data"), ids, processes)
    assert len(made) == (count or MOST_PROCESSES)
    assert sorted(id_ for share in made for id_ in share.ids) == sorted(ids)


def test_a_share_reads_its_documents(store: Store, add: Add) -> None:
    one = add("Neuvolassa käydään.", region=("Kainuu",))
    ((document,),) = shares(store.folder, [one])
    assert document.id == one
    assert document.facets["region"] == ("Kainuu",)
    assert document.facets["source"] == ("test",)
    assert ("neuvola",) in document.fields["body"]
