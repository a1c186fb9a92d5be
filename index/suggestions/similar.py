"""More like this: documents that share the words that tell most about one, and which words.

The words are weighted as BM25 weights them in the document itself; the engine weighs how rare they
are and how often the others have them.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from corpus.store import Store
from index.engine import AnyOf, EngineRequest, OpenIndex, Term
from index.relations import Relative, relatives
from index.suggestions.telling import tells
from index.suggestions.vocabulary import Vocabulary
from pipeline.clean.quality import TRUSTED

ASKED = 30
"""Words of a document that are looked for: with more of them what is found changes no more."""

SHARED = 3
"""Words that two documents must share, or all when there are fewer."""

SHOWN = 8
"""Shared words that say why."""

K1 = 1.2
"""How fast a word said again counts less: as in the engine's BM25."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A document like another, and the words that say why, the most telling first."""

    id: str
    title: str
    location: str
    score: float
    shared: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**asdict(self), "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Similar:
    """Documents like one; `left_out` are its own copies and editions."""

    id: str
    title: str
    words: tuple[str, ...]
    documents: tuple[Alike, ...]
    left_out: tuple[Relative, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "id": self.id,
            "title": self.title,
            "words": list(self.words),
            "documents": [one.as_json() for one in self.documents],
            "left_out": [one.as_json() for one in self.left_out],
        }


class Likener:
    """Finds documents like others in one index."""

    def __init__(self, vocabulary: Vocabulary, store: Store, opened: OpenIndex) -> None:
        self._vocabulary = vocabulary
        self._store = store
        self._opened = opened

    def similar(
        self, document_id: str, filters: Mapping[str, frozenset[str]] | None = None, limit: int = 10
    ) -> Similar:
        """At most `limit` documents like one, of those that pass `filters`.

        `document_id` may be the beginning of one. Raises UsageError when there is none such.
        """
        document = self._store.find(document_id)
        words = dict(list(self._telling(document.id).items())[:ASKED])
        family = self._family(document.id)
        left_out = {document.id, *(relative.id for relative in family)}
        # A word said n times in the document says as much as BM25 lets it.
        terms = tuple(Term("body", w, n * (K1 + 1) / (n + K1)) for w, n in words.items())
        request = EngineRequest(AnyOf(terms), filters or {}, limit=2 * limit + len(left_out))
        found: list[Alike] = []
        for hit in self._opened.search(request).hits:
            if hit.id in left_out or len(found) == limit:
                continue
            theirs = self._telling(hit.id)
            shared = tuple(word for word in words if word in theirs)
            if len(shared) >= min(SHARED, len(words)):
                title, place = self._store.find(hit.id).title, self._store.location(hit.id)
                found.append(Alike(hit.id, title, place, hit.score, shared[:SHOWN]))
        return Similar(document.id, document.title, tuple(words), tuple(found), family)

    def _family(self, document_id: str) -> tuple[Relative, ...]:
        """The copies and editions of a document, and those of what it is itself one of."""
        own = self._store.copies.get(document_id)
        every = [*relatives(self._store, document_id)]
        if own:
            every += [one for one in relatives(self._store, own.of) if one.id != document_id]
        return tuple({relative.id: relative for relative in reversed(every)}.values())[::-1]

    def _telling(self, document_id: str) -> dict[str, int]:
        """The words that tell most about a document, the best first, and how often it has each."""
        number = self._vocabulary.documents.get(document_id)
        if number is None:
            return self._counted(document_id)
        words, times = self._vocabulary.telling(number)
        return dict(zip(map(self._vocabulary.word, words.tolist()), times.tolist(), strict=True))

    def _counted(self, document_id: str) -> dict[str, int]:
        """The same of a document that the vocabulary was not counted from: a copy, or a new one."""
        pages = [p for p in self._store.pages.tokens(document_id) if p.quality >= TRUSTED]
        forms = chain.from_iterable(page.tokens.forms for page in pages)
        often: Tally[int] = Tally()
        for analysis, times in self._analysed(Tally(forms)):
            number = self._vocabulary.find(analysis) if tells(analysis) else None
            if number is not None and self._vocabulary.found[number] >= 2:
                often[number] += times
        numbers = list(often)
        best = self._vocabulary.most_telling(numbers, [often[number] for number in numbers])
        return {self._vocabulary.word(numbers[at]): often[numbers[at]] for at in best}

    def _analysed(self, forms: Tally[int]) -> list[tuple[str, int]]:
        analyses = self._store.lexicon.get(forms)
        return [(a.lemmas[0], n) for a, n in zip(analyses, forms.values(), strict=True)]
