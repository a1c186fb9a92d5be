from __future__ import annotations

from corpus.copies import COPY, EDITION, Copy
from corpus.store import Store


def test_copies_are_replaced_as_a_whole_and_told_only_when_they_change(
    store: Store, document: str
) -> None:
    others = [store.documents.create(letter * 64, "text/plain", 1) for letter in "cd"]
    found = [Copy(others[0], document, EDITION, 0.5), Copy(others[1], document, COPY, 0.9)]
    store.copies.replace(found)
    assert store.copies.of(document) == [found[1], found[0]]
    assert store.copies.get(others[0]) == found[0]
    assert store.copies.get(document) is None
    assert (store.copies.count(COPY), store.copies.count(EDITION)) == (1, 1)
    revision = store.database.revision()
    store.copies.replace(reversed(found))
    assert store.database.revision() == revision
    store.copies.replace([])
    assert store.copies.of(document) == []
    assert store.database.revision() != revision


def test_sketches_come_back(store: Store, document: str) -> None:
    assert list(store.copies.sketches()) == []
    store.copies.sketch(document, b"\x01\x02")
    assert list(store.copies.sketches()) == [(document, b"\x01\x02")]
