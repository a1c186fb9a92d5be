"""Documents that hold the same text: the copies behind the one that is shown, and the editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Relative:
    """Another document with the same text (`kind` "copy"), or most of it ("edition")."""

    id: str
    title: str
    location: str
    kind: str
    similarity: float

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def relatives(store: Store, document_id: str) -> tuple[Relative, ...]:
    """The copies and editions of a document, and what it is itself a copy or edition of."""
    found = [
        (copy.document_id, copy.kind, copy.similarity) for copy in store.copies.of(document_id)
    ]
    own = store.copies.get(document_id)
    if own:
        found.insert(0, (own.of, own.kind, own.similarity))
    return tuple(
        Relative(other, store.find(other).title, store.location(other), kind, similarity)
        for other, kind, similarity in found
    )
