"""The Whoosh schema: fields that take terms by position; ids and facets are such fields too."""

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
ID = "id"


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field whose value is the terms at each position.

    Whoosh's own fields make postings of a text. Here the field goes to the pool as it is, in the
    place of a posting's text, and the pool makes posting lists (see `whoosh_codec`).
    """

    analyzer = IDTokenizer()  # never called, but the base class wants one
    scorable = False  # the codec keeps lengths itself
    stored = False
    unique = False
    vector = None
    spelling = False

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(
        self, value: Sequence[Sequence[str]], **_options: Any
    ) -> Iterator[tuple[Sequence[Sequence[str]], int, float, bytes]]:
        """The field as the one item that the pool takes: itself, and nothing of a posting."""
        yield value, 0, 1.0, b""


def values_of(values: Iterable[str]) -> list[list[str]]:
    """A sequence of values as a field takes it: the different ones, all in one place."""
    return [list(dict.fromkeys(values))]


def schema(facets: Iterable[str]) -> Any:
    """The schema for documents with these facets."""
    names = (ID, *FIELDS, *(FACET_PREFIX + name for name in facets))
    return fields.Schema(**{name: Terms() for name in names})
