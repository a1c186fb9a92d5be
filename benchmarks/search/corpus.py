"""A made-up corpus of realistic size: the same seed and number make the same document anywhere.

Lengths are lognormal with a mean of about 4,760 words, words follow Zipf and Mandelbrot over
200,000 lemmas, each document dwells on two of sixty topics, and facets have several values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine import IndexDocument

LEMMAS = 200_000
FREQUENT = 200
"""Lemmas of these first ranks belong to no topic."""

TOPICS = 60
TOPIC_WORDS = 1500
SIMPLE = 0.1
"""The share of lemmas, by rank, that are simple words; half of the rest are compounds of one."""

MEDIAN, SIGMA, SHORTEST, LONGEST = 3000, 1.0, 80, 60_000
"""Words of a document: the median, the sigma of the logarithm, and the limits."""

PAGE = 280
ENDINGS = ("", "n", "ssa", "sta", "an", "lla", "t", "ksi")
ONSETS = "h j k l m n p r s t v".split() + [""] * 4
VOWELS = "a o u e i aa oo uo ei ai ie uu ii au oi ä ö y".split()
MIDDLES = "h j k l m n r s t v d kk ll mm nn pp ss tt nk nt st lt rk ht mp ks ts".split()
TAILS = "us nen minen ja sto la inen llinen uus ta ma va io".split()
FACETS = {"region": 19, "theme": 15, "year": 20}
HOW_MANY = {
    "region": (0.7, 0.17, 0.09, 0.04),
    "theme": (0.35, 0.35, 0.2, 0.1),
    "year": (0.4, 0.2, 0.3, 0.1),
}
"""The share of documents that have one, two, three and four values."""

Numbers = NDArray[np.int64]


class Made(NamedTuple):
    """A document: its words as numbers of lemmas, which ending each has, its title, its facets."""

    id: str
    lemmas: Numbers
    endings: Numbers
    title: Numbers
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Corpus:
    """The first so many documents of the corpus of a seed."""

    count: int
    seed: int = 7
    lemmas: int = LEMMAS

    @cached_property
    def words(self) -> tuple[list[str], dict[int, tuple[str, str]]]:
        """The lemmas by rank, and the two parts of those that are compounds."""
        random = np.random.default_rng(12345)
        found: dict[str, None] = {}
        parts: dict[int, tuple[str, str]] = {}
        simple: list[str] = []
        first_words = int(self.lemmas * SIMPLE)
        while len(found) < self.lemmas:
            rank = len(found)
            word = _syllables(random, 1 + int(random.poisson(0.3 if rank < 6000 else 0.8)))
            if random.random() < (0.05 if rank < 800 else 0.4):
                word += TAILS[random.integers(len(TAILS))]
            if rank > first_words and random.random() < 0.5:
                first = simple[random.integers(first_words)]
                pair, word = (first, word), first + word
                if word not in found:
                    parts[rank] = pair
            if word not in found:
                found[word] = None
                if len(simple) < first_words:
                    simple.append(word)
        return list(found), parts

    @cached_property
    def _common(self) -> NDArray[Any]:
        return _cumulated(1.0 / (np.arange(self.lemmas) + 2.7) ** 1.10)

    @cached_property
    def _topics(self) -> list[Numbers]:
        random = np.random.default_rng(999)
        ranks = np.arange(FREQUENT, self.lemmas)
        weights = 1.0 / ranks**0.7
        return [
            random.choice(ranks, TOPIC_WORDS, replace=False, p=weights / weights.sum())
            for _ in range(TOPICS)
        ]

    def documents(self) -> Iterator[Made]:
        """The documents in order."""
        of_topic = _cumulated(1.0 / (np.arange(TOPIC_WORDS) + 3.0) ** 0.9)
        for number in range(self.count):
            random = np.random.default_rng([self.seed, number])
            length = int(np.clip(random.lognormal(np.log(MEDIAN), SIGMA), SHORTEST, LONGEST))
            lemmas = np.searchsorted(self._common, random.random(length))
            where = random.random(length)
            first, second = random.integers(TOPICS, size=2)
            for topic, low, high in ((first, 0.0, 0.28), (second, 0.28, 0.42)):
                here = np.flatnonzero((where >= low) & (where < high))
                chosen = np.searchsorted(of_topic, random.random(len(here)))
                lemmas[here] = self._topics[topic][np.minimum(chosen, TOPIC_WORDS - 1)]
            lemmas = np.minimum(lemmas, self.lemmas - 1)
            endings = np.minimum(random.geometric(0.4, length) - 1, len(ENDINGS) - 1)
            title = self._topics[first][random.integers(150, size=random.integers(5, 12))]
            yield Made(f"d{number:07}", lemmas, endings, title, _facets(random))

    def index_documents(self) -> Iterator[IndexDocument]:
        """The documents as an engine takes them."""
        words, parts = self.words
        stacks = [(word,) for word in words]
        inside: list[tuple[str, ...]] = [parts.get(rank, ()) for rank in range(self.lemmas)]
        for made in self.documents():
            ranks = made.lemmas.tolist()
            forms = zip(ranks, made.endings.tolist(), strict=True)
            title = tuple(stacks[rank] for rank in made.title.tolist())
            yield IndexDocument(
                made.id,
                {
                    "title": title,
                    "heading": title,
                    "body": tuple([stacks[rank] for rank in ranks]),
                    "part": tuple([inside[rank] for rank in ranks]),
                    "exact": tuple([(words[rank] + ENDINGS[ending],) for rank, ending in forms]),
                },
                made.facets,
            )


def _syllables(random: Any, count: int) -> str:
    word: str = ONSETS[random.integers(len(ONSETS))] + VOWELS[random.integers(len(VOWELS))]
    for _ in range(count):
        word += MIDDLES[random.integers(len(MIDDLES))] + VOWELS[random.integers(len(VOWELS))]
    return word


def _cumulated(weights: NDArray[Any]) -> NDArray[Any]:
    return np.cumsum(weights / weights.sum())


def _facets(random: Any) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, count in FACETS.items():
        many = int(random.choice(4, p=HOW_MANY[name])) + 1
        weights = 1.0 / (np.arange(count) + (3 if name == "region" else 1000))
        values = random.choice(count, many, replace=False, p=weights / weights.sum())
        found[name] = tuple(f"{name}{value:02}" for value in sorted(values.tolist()))
    return found
