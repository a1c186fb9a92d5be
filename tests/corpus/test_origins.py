from __future__ import annotations

from corpus.document import Origin, RawDocument, Reference
from corpus.origins import Origins, Provenance, tool
from corpus.store import Store


def test_where_each_version_comes_from(store: Store, document: str) -> None:
    origins = Origins(store.database)
    reference = Reference("s", "https://x.fi/a")
    had = Origin("https://x.fi/b", "2026-01-31T12:00:00+00:00", 200, headers={"server": "ääni"})
    origins.keep(document, 1, RawDocument(reference, b"x", "text/html", had))
    origins.keep(document, 1, RawDocument(Reference("t", "/muu"), b"x", "text/html"))
    origins.keep(
        document, 2, RawDocument(Reference("t", "/r/a.warc", "1"), b"y", "", Origin(tool="wget"))
    )
    first, second = origins.of(document)
    assert first == Provenance(
        1, "s", "https://x.fi/a", "https://x.fi/b", 200, had.fetched, tool(), {"server": "ääni"}
    )
    assert (second.number, second.location, second.url, second.tool) == (2, "/r/a.warc", "", "wget")
    assert second.fetched
    assert tool().startswith("hankemuisti")
