"""From a document's words to the terms an engine takes. The same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.document import UNKNOWN, Analysis, ReadDocument, ReadPage
from index.engine import IndexDocument

SCHEMA_VERSION = "4"
"""Rises with every change of what the fields hold. A generation of another version is rebuilt."""

LAYERS = ("municipality", "county")
"""Facets that the index keeps among the regions, so that one filter takes any of them."""

FACETS = ("region", "theme", "year", "programme", "project", "kind", "language", "source")
"""The facets one can filter by and count. A document without a value has UNKNOWN."""

Stack = tuple[str, ...]


def index_document(document: ReadDocument, facets: dict[str, list[str]]) -> IndexDocument:
    """A document as an engine takes it."""
    words = [word for page in document.pages for word in page.words]
    headings = [word for page in document.pages for word in _in_headings(page)]
    return IndexDocument(
        id=document.id,
        fields={
            "title": lemmas(document.title_page.words),
            "heading": lemmas(headings),
            "body": lemmas(words),
            "part": tuple(_parts(word) for word in words),
            "exact": tuple((word.exact,) for word in words),
        },
        facets={name: _values(name, facets) for name in FACETS},
    )


def _values(name: str, facets: dict[str, list[str]]) -> Stack:
    values = tuple(facets.get(name) or (UNKNOWN,))
    if name != "region":
        return values
    return (*values, *(value for layer in LAYERS for value in facets.get(layer, ())))


def lemmas(words: Iterable[Analysis]) -> tuple[Stack, ...]:
    """All lemmas of each word, stacked at its position."""
    return tuple(word.lemmas for word in words)


def _parts(word: Analysis) -> Stack:
    # A word that is a lemma already is not its own part.
    return tuple(part.lemma for part in word.parts if part.lemma not in word.lemmas)


def _in_headings(page: ReadPage) -> Iterator[Analysis]:
    for start, end in page.headings:
        yield from (page.words[i] for i in _between(page.starts, start, end))


def _between(starts: Sequence[int], start: int, end: int) -> Iterator[int]:
    return (i for i, at in enumerate(starts) if start <= at < end)
