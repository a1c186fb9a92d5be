"""The Whoosh schema: fields that take terms by position, and facets as plain terms."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes in its own source.
    warnings.simplefilter("ignore")
    from whoosh import fields, formats
    from whoosh.analysis import IDTokenizer

from index.engine import FIELDS

FACET_PREFIX = "facet_"

Posting = tuple[bytes, int, float, bytes]
"""Term, occurrences, weight and encoded positions, as Whoosh's writers take them."""


class Stacked(fields.FieldType):  # type: ignore[misc]
    """A field whose value is a tuple of terms for each position.

    Whoosh's own text fields make one token of each item of a sequence, so the postings are made
    here, with Whoosh's encoding of positions.
    """

    analyzer = IDTokenizer()  # never called, but the base class wants one
    scorable = True
    stored = False
    unique = False
    vector = None
    spelling = False

    def __init__(self) -> None:
        self.format = formats.Positions()

    def index(self, value: Sequence[Sequence[str]], **_options: Any) -> Iterator[Posting]:
        """The postings of one document."""
        positions: dict[str, list[int]] = {}
        for position, terms in enumerate(value):
            for term in terms:
                positions.setdefault(term, []).append(position)
        encode = self.format.encode
        for term, found in positions.items():
            yield term.encode(), len(found), float(len(found)), encode(found)


class FacetValues(fields.FieldType):  # type: ignore[misc]
    """A field whose value is the sequence of a facet's values."""

    analyzer = IDTokenizer()
    scorable = False
    stored = False
    unique = False
    vector = None
    spelling = False

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(self, value: Sequence[str], **_options: Any) -> Iterator[Posting]:
        """The postings of one document."""
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


def schema(facets: Iterable[str]) -> Any:
    """The schema for documents with these facets."""
    found = fields.Schema(id=fields.ID(stored=True, unique=True))
    for name in FIELDS:
        found.add(name, Stacked())
    for name in facets:
        found.add(FACET_PREFIX + name, FacetValues())
    return found
