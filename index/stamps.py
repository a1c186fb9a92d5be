"""Which documents an index shows, and a stamp of what it shows of each.

Stamps are of what is there, not of how it came about: whatever changed a document, and whatever
forgot to say so, an equal stamp means equal terms and facets (with the same versions of schema and
analyzer). Ten thousand reports are stamped in a second.
"""

from __future__ import annotations

from hashlib import blake2b

from corpus.store import Store

INDEXABLE = (
    "describe_version != '' AND id NOT IN (SELECT document_id FROM copy WHERE kind = 'copy')"
)
"""Documents whose facets are there: also one whose newest content is in quarantine, so that a
broken new version never takes the readable old one away."""

_SHOWN = (
    # Where words start decides which of them stand in headings, and nothing else.
    "SELECT document_id, number, headings, forms, CASE headings WHEN '[]' THEN NULL ELSE starts END"
    " FROM page ORDER BY document_id, number",
    # In the order in which decisions are put over them.
    "SELECT document_id, facet, value FROM facet WHERE chosen"
    " ORDER BY document_id, facet, score DESC, value",
    "SELECT document_id, facet, value, action FROM override ORDER BY document_id, facet, value",
    "SELECT DISTINCT document_id, source FROM place ORDER BY document_id, source",
)
"""What an index document is made of (`index.shares`), document by document."""

_SIZE = 12
"""Bytes of a stamp: two of a million documents are never the same by chance."""


def stamps(store: Store) -> dict[str, str]:
    """Id → stamp of every document that an index shows, in order of id."""
    connection = store.database.connection
    rows = connection.execute(
        f"SELECT id, sha256 FROM document WHERE {INDEXABLE} ORDER BY id"  # noqa: S608 - our own words
    )
    found = {row[0]: blake2b(row[1].encode(), digest_size=_SIZE) for row in rows}
    for part, query in enumerate(_SHOWN):
        for document_id, *values in connection.execute(query):
            stamp = found.get(document_id)
            if stamp:
                stamp.update(b"\n%d" % part)
                for value in values:
                    raw = value if isinstance(value, bytes) else repr(value).encode()
                    stamp.update(b"%d:" % len(raw))  # so that nothing runs into the next
                    stamp.update(raw)
    return {document_id: stamp.hexdigest() for document_id, stamp in found.items()}
