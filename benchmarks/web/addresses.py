"""Addresses of result pages as readers ask for them, all different, over a made-up corpus."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from benchmarks.search.corpus import Corpus
from benchmarks.search.queries import Asked, choose
from benchmarks.search.service import typed

SEARCH = "/haku"
WORD_KINDS = ("common", "ubiquitous", "rare")
FILTERED = 0.25
"""The share of searches that are narrowed to one year, as by a click in the histogram."""

YEARS = range(2000, 2020)
"""The years that documents of the corpus may have."""


def addresses(corpus: Corpus, seed: int = 1) -> Iterator[str]:
    """Result pages without end: the benchmark's own queries first, then words put together anew.

    No two are the same, so that no page is answered from what is kept of another.
    """
    chance = random.Random(seed)  # noqa: S311 - the same queries each time
    asked = choose(corpus)
    chance.shuffle(asked)
    words = sorted({one.words[0] for one in asked if one.kind in WORD_KINDS})
    seen: set[str] = set()
    for query in _queries(chance, asked, words):
        pairs = [("q", query)]
        if chance.random() < FILTERED:
            pairs.append(("year", str(chance.choice(YEARS))))
        address = f"{SEARCH}?{urlencode(pairs)}"
        if address not in seen:
            seen.add(address)
            yield address


def _queries(chance: random.Random, asked: Sequence[Asked], words: Sequence[str]) -> Iterator[str]:
    """One, two or three words, all or any of them: none so often as the simple ones."""
    yield from map(typed, asked)
    while True:
        some = chance.sample(words, chance.choice((2, 2, 3)))
        yield chance.choice((" ", " ", " OR ")).join(some)
