"""From a document's words to the terms an engine takes. The same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from operator import itemgetter
from pathlib import Path

import numpy as np

from corpus.document import UNKNOWN, Span
from corpus.errors import StoreError
from corpus.lexicon import Lexicon
from corpus.pages import StoredPage
from corpus.store import Store
from index.arrays import Array
from index.asides import asides, within
from index.engine import ASIDE, IndexDocument
from index.stacks import NOTHING, Stack, Stacks

SCHEMA_VERSION = "5"
"""Rises with every change of what the fields hold. A generation of another version is rebuilt."""

LAYERS = ("municipality", "county")
"""Facets that the index keeps among the regions, so that one filter takes any of them."""

FACETS = ("region", "theme", "year", "programme", "project", "kind", "language", "source")
"""The facets one can filter by and count. A document without a value has UNKNOWN."""


class Fields:
    """What the fields of documents hold, by the numbers of their forms in the lexicon."""

    def __init__(self, data_folder: Path) -> None:
        self._lemmas = _Forms(data_folder, _lemmas)
        self._at_words = {
            "body": self._lemmas,
            "part": _Forms(data_folder, _parts),
            "exact": _Forms(data_folder, _exact),
        }

    def document(
        self, document_id: str, pages: Sequence[StoredPage], facets: Mapping[str, list[str]]
    ) -> IndexDocument:
        """A document as an engine takes it; the first of its pages is its title."""
        title, *pages = pages
        numbers = [_numbers(stored) for stored in pages]
        beside = [_beside(stored, len(pages)) for stored in pages]
        headings = [
            own[[place for place in _in_headings(stored) if place not in aside]]
            for stored, own, aside in zip(pages, numbers, beside, strict=True)
        ]
        words, aside = _joined(numbers), _counted_on(numbers, beside)
        at_words = {name: Stacks(forms, words) for name, forms in self._at_words.items()}
        return IndexDocument(
            id=document_id,
            fields={
                "title": Stacks(self._lemmas, _numbers(title)),
                "heading": Stacks(self._lemmas, _joined(headings)),
                **at_words,
                **{ASIDE + name: stacks.at(aside) for name, stacks in at_words.items()},
            },
            facets={name: _values(name, facets) for name in FACETS},
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Forms:
    """The vocabulary of a field: of each form of a corpus' lexicon, some of its terms."""

    data_folder: Path
    read: Callable[[Lexicon, list[int]], Iterator[Stack]]

    def stacks(self, numbers: Array) -> Iterator[Stack]:
        """The stacks of these forms, which rise. Raises StoreError when one is not there."""
        if len(numbers) and numbers[0] == NOTHING:
            yield ()
            numbers = numbers[1:]
        counter = count()
        with Store(self.data_folder, read_only=True) as store:
            stacks = self.read(store.lexicon, numbers.tolist())
            yield from map(itemgetter(0), zip(stacks, counter, strict=False))
        if next(counter) < len(numbers):
            raise StoreError("forms are missing from the lexicon; see: hankemuisti doctor")


def _lemmas(lexicon: Lexicon, numbers: list[int]) -> Iterator[Stack]:
    """All lemmas of a form, stacked at one position."""
    return map(tuple, lexicon.lemmas(numbers))


def _parts(lexicon: Lexicon, numbers: list[int]) -> Iterator[Stack]:
    # A word that is a lemma already is not its own part.
    for lemmas, parts in lexicon.lemmas_and_parts(numbers):
        yield tuple(part for part in parts if part not in lemmas) if parts else ()


def _exact(lexicon: Lexicon, numbers: list[int]) -> Iterator[Stack]:
    return zip(lexicon.exact(numbers))


def _numbers(stored: StoredPage) -> Array:
    return np.array(stored.tokens.forms if stored.tokens else (), np.int32)


def _joined(arrays: Sequence[Array]) -> Array:
    return np.concatenate([np.zeros(0, np.int32), *arrays])


def _values(name: str, facets: Mapping[str, list[str]]) -> Stack:
    values = tuple(facets.get(name) or (UNKNOWN,))
    if name != "region":
        return values
    return (*values, *(value for layer in LAYERS for value in facets.get(layer, ())))


def _in_headings(stored: StoredPage) -> Iterator[int]:
    return _places(stored, stored.page.headings)


def _beside(stored: StoredPage, pages: int) -> set[int]:
    return set(_places(stored, asides(stored.page, pages)))


def _places(stored: StoredPage, spans: Sequence[Span]) -> Iterator[int]:
    """The words of a page that begin in some stretches, by their place among its words."""
    return chain.from_iterable(within(stored.tokens.starts if stored.tokens else (), spans))


def _counted_on(numbers: Sequence[Array], places: Sequence[set[int]]) -> list[int]:
    """Places of words on each page, counted over all pages, rising."""
    found: list[int] = []
    first = 0
    for own, on_page in zip(numbers, places, strict=True):
        found += sorted(first + place for place in on_page)
        first += len(own)
    return found
