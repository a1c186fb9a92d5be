"""From a term of the domain to its counterparts in the other languages: *barnskydd* is
*lastensuojelu*.

The terms stand in ``concepts.toml``. A word is met as it is written, or else by its lemmas. To
lemmatise all terms would cost more than all else at start, so a term is lemmatised when first as
many words as it has, beginning as it does, are asked for.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Self

LANGUAGES = ("fi", "sv", "en")
LONGEST_TERM = 4
"""Words: *våld i nära relationer* has no shorter name."""

BEGINNING = MappingProxyType({"fi": 1, "sv": 3, "en": 3})
"""Letters that inflection leaves alone: *apu*, *avun*; *barnskydd*; *child*. (*Man*, *män* would
break the rule for Swedish; no term begins so.) Three keep most Finnish words from asking for
Swedish lemmas, whose dictionary takes 0.6 s to load."""

FILE = Path(__file__).with_name("concepts.toml")

Words = tuple[str, ...]
Lemmas = Callable[[str, str], Sequence[str]]
"""(word, language) → its lemmas, the best first."""

# The terms that may be lemmatised together: their language, first letters, number of words.
_Shelf = tuple[str, str, int]
# The lemmas of terms and of their first words → the concept; None where a term is not at its end.
_Paths = Mapping[Words, int | None]

_EDGES = "-\u2010\u2011\u00ad"
_PLAIN = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its preferred Finnish term, its YSO identifier ("p2289", or empty), and its
    terms by language, the preferred first, each a tuple of words as a tokenizer gives them."""

    finnish: str
    yso: str
    terms: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What the words ``words[start:end]`` of a query are called in one other language.

    `concept` is the preferred Finnish term, `yso` the identifier or empty; `terms` are tuples of
    words, the preferred term first.
    """

    concept: str
    yso: str
    language: str
    terms: tuple[Words, ...]
    start: int = 0
    end: int = 1


@lru_cache(maxsize=1)
def read_concepts() -> tuple[Concept, ...]:
    """The concepts of ``concepts.toml``, in its order, read once."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["concept"]
    return tuple(
        Concept(
            row["fi"][0],
            row.get("yso", ""),
            MappingProxyType(
                {
                    language: tuple(
                        tuple(word.strip(_EDGES) for word in term.split()) for term in row[language]
                    )
                    for language in LANGUAGES
                }
            ),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Bridge:
    """The bridge over one lemmatiser. Build it with `Bridge.over`; usable from several threads."""

    concepts: tuple[Concept, ...]
    _lemmas: Lemmas
    _exact: Mapping[tuple[str, Words], int]
    _paths: Callable[[_Shelf], _Paths]

    @classmethod
    def over(cls, lemmas: Lemmas, concepts: Iterable[Concept] | None = None) -> Self:
        """A bridge that finds inflected words with `lemmas`, the lemmatiser of the documents.

        Without `concepts` those of `read_concepts` are taken. Lemmatises nothing yet.
        """
        known = tuple(read_concepts() if concepts is None else concepts)
        exact: dict[tuple[str, Words], int] = {}
        shelves: dict[_Shelf, list[tuple[Words, int]]] = defaultdict(list)
        for number, concept in enumerate(known):
            for language, terms in concept.terms.items():
                for term in terms:
                    folded = tuple(map(_fold, term))
                    exact.setdefault((language, folded), number)
                    shelves[_shelf(folded, language)].append((term, number))
        every = MappingProxyType({shelf: tuple(terms) for shelf, terms in shelves.items()})

        # Kept for the shelves of our own terms only, so it cannot grow without bound.
        @lru_cache(maxsize=len(every))
        def paths(shelf: _Shelf) -> _Paths:
            return _paths(every[shelf], shelf[0], lemmas)

        def known_paths(shelf: _Shelf) -> _Paths:
            return paths(shelf) if shelf in every else {}

        return cls(known, lemmas, MappingProxyType(exact), known_paths)

    def counterparts(self, words: Words, language: str | None = None) -> tuple[Counterpart, ...]:
        """The terms of the other languages for every concept that `words` speak of.

        `words` are a query's words in order, as written, inflected or not; `language` is theirs
        ("fi", "sv", "en"), or None to try all three. Of the terms that begin at a word the
        longest is met, and its words are not looked at again. What is met as it is written goes
        before what is met by lemmas; an inflected word is of one language, the first that knows
        it. A language that says the same with the same words (*pilot*) gets no counterpart. Never
        raises on words.
        """
        languages = LANGUAGES if language is None else (language,)
        found: list[Counterpart] = []
        start = 0
        while start < len(words):
            end, met = self._longest(words, start, languages)
            found += self._others(met, start, end)
            start = end
        return tuple(found)

    def _longest(
        self, words: Words, start: int, languages: Sequence[str]
    ) -> tuple[int, list[tuple[int, str]]]:
        """Where the longest term that begins at `start` ends, and (concept, language) met."""
        for end in range(min(start + LONGEST_TERM, len(words)), start, -1):
            span = words[start:end]
            folded = tuple(map(_fold, span))
            met = self._as_written(folded, languages) or self._inflected(span, folded, languages)
            if met:
                return end, met
        return start + 1, []

    def _as_written(self, folded: Words, languages: Sequence[str]) -> list[tuple[int, str]]:
        numbers = ((self._exact.get((language, folded)), language) for language in languages)
        return [(number, language) for number, language in numbers if number is not None]

    def _inflected(
        self, span: Words, folded: Words, languages: Sequence[str]
    ) -> list[tuple[int, str]]:
        for language in languages:
            number = self._by_lemmas(span, _shelf(folded, language))
            if number is not None:
                return [(number, language)]
        return []

    def _by_lemmas(self, span: Words, shelf: _Shelf) -> int | None:
        """The concept with a term of these lemmas; of several the one of the better lemmas."""
        paths = self._paths(shelf)
        reached: list[Words] = [()] if paths else []
        for word in span:
            if not reached:
                return None
            lemmas = [_fold(lemma) for lemma in self._lemmas(word.translate(_PLAIN), shelf[0])]
            reached = [
                path
                for before in reached
                for lemma in lemmas
                if (path := (*before, lemma)) in paths
            ]
        return next((paths[path] for path in reached if paths[path] is not None), None)

    def _others(self, met: list[tuple[int, str]], start: int, end: int) -> Iterator[Counterpart]:
        for number in dict.fromkeys(number for number, _ in met):
            concept = self.concepts[number]
            own = {language for other, language in met if other == number}
            for language, terms in concept.terms.items():
                if language not in own:
                    yield Counterpart(concept.finnish, concept.yso, language, terms, start, end)


def _fold(word: str) -> str:
    """The word as words are compared: composed, casefolded, without hyphens at its edges."""
    plain = unicodedata.normalize("NFC", word).translate(_PLAIN)
    return plain.casefold().strip("-")


def _shelf(folded: Words, language: str) -> _Shelf:
    return language, folded[0][: BEGINNING.get(language, 0)], len(folded)


def _paths(terms: Sequence[tuple[Words, int]], language: str, lemmas: Lemmas) -> _Paths:
    """The paths of `terms`. As a term is a base form, it is a lemma itself, and that goes before
    what a stemmer makes of another term."""
    paths: dict[Words, int | None] = {tuple(map(_fold, term)): number for term, number in terms}
    for term, number in terms:
        for path in product(*(_keys(word, language, lemmas) for word in term)):
            for length in range(1, len(path)):
                paths.setdefault(path[:length])
            if paths.get(path) is None:
                paths[path] = number
    return paths


def _keys(word: str, language: str, lemmas: Lemmas) -> Words:
    """The lemmas of a term's word: the word itself when it is one of them, else the word too,
    for a lemmatiser may stem a base form that it does not know and still lead others to it."""
    own = _fold(word)
    folded = tuple(_fold(lemma) for lemma in lemmas(word, language))
    return (own,) if own in folded else (own, *folded)
