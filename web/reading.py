"""What pages read of the corpus that its own rooms do not offer: small questions to its tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from corpus.store import Store


class PageFace(NamedTuple):
    """What is printed on a page as its number, and its language."""

    label: str
    language: str


def page_faces(store: Store, document_id: str, numbers: Iterable[int]) -> dict[int, PageFace]:
    """Number → face of these pages of a document, without reading their text.

    The first two pages are always among them: whether there is a second one matters, too.
    """
    rows = store.database.connection.execute(
        "SELECT number, label, language FROM page WHERE document_id = :id AND number IN ("
        "SELECT value FROM json_each(:numbers) UNION SELECT * FROM ("
        "SELECT number FROM page WHERE document_id = :id AND number > 0 ORDER BY number LIMIT 2))",
        {"id": document_id, "numbers": json.dumps([number for number in numbers if number > 0])},
    )
    return {row[0]: PageFace(row[1], row[2]) for row in rows}


def documents_at(store: Store, locations: list[str]) -> dict[str, str]:
    """Location → id of the document there, of those locations that the corpus knows."""
    found = {}
    for location in locations:
        row = store.database.connection.execute(
            "SELECT document_id FROM place WHERE location = ? AND document_id IS NOT NULL LIMIT 1",
            (location,),
        ).fetchone()
        if row:
            found[location] = str(row[0])
    return found


def shown_location(location: str) -> str:
    """Where a document is, for everybody: an address as it is, of a file only its name."""
    if location.startswith(("http://", "https://")):
        return location
    return location.rstrip("/").rsplit("/", 1)[-1]


def latest(store: Store, ids: set[str], most: int) -> list[tuple[str, str]]:
    """The documents of `ids` that came last, the newest first, each with its ISO time."""
    rows = store.database.connection.execute(
        "SELECT document_id, max(fetched) FROM version GROUP BY document_id"
        " ORDER BY max(fetched) DESC, document_id"
    )
    return list(islice(((str(i), str(t)) for i, t in rows if i in ids), most))
