"""From a document's words to the terms an engine takes. The same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.document import UNKNOWN, Analysis, ReadDocument, ReadPage
from index.asides import asides, within
from index.engine import ASIDE, IndexDocument

SCHEMA_VERSION = "5"
"""Rises with every change of what the fields hold. A generation of another version is rebuilt."""

LAYERS = ("municipality", "county")
"""Facets that the index keeps among the regions, so that one filter takes any of them."""

FACETS = ("region", "theme", "year", "programme", "project", "kind", "language", "source")
"""The facets one can filter by and count. A document without a value has UNKNOWN."""

Stack = tuple[str, ...]


def index_document(document: ReadDocument, facets: dict[str, list[str]]) -> IndexDocument:
    """A document as an engine takes it."""
    words = [word for page in document.pages for word in page.words]
    beside = [_beside(page, len(document.pages)) for page in document.pages]
    headings = [
        page.words[place]
        for page, aside in zip(document.pages, beside, strict=True)
        for place in _in_headings(page)
        if place not in aside
    ]
    at_words = {
        "body": lemmas(words),
        "part": tuple(_parts(word) for word in words),
        "exact": tuple((word.exact,) for word in words),
    }
    aside = _counted_on(document.pages, beside)
    return IndexDocument(
        id=document.id,
        fields={
            "title": lemmas(document.title_page.words),
            "heading": lemmas(headings),
            **at_words,
            **{ASIDE + name: _only(stacks, aside) for name, stacks in at_words.items()},
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


def _in_headings(page: ReadPage) -> Iterator[int]:
    return chain.from_iterable(within(page.starts, page.headings))


def _beside(page: ReadPage, pages: int) -> set[int]:
    return set(chain.from_iterable(within(page.starts, asides(page, pages))))


def _counted_on(pages: Iterable[ReadPage], places: Iterable[set[int]]) -> list[int]:
    """Places of words on each page, counted over all pages, rising."""
    found: list[int] = []
    first = 0
    for page, on_page in zip(pages, places, strict=True):
        found += sorted(first + place for place in on_page)
        first += len(page.words)
    return found


def _only(stacks: tuple[Stack, ...], places: list[int]) -> tuple[Stack, ...]:
    """The stacks of some places, with nothing between; up to the last of them."""
    found: list[Stack] = [()] * (places[-1] + 1 if places else 0)
    for place in places:
        found[place] = stacks[place]
    return tuple(found)
