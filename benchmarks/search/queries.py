"""The queries that every engine answers, chosen by how many documents they meet."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.search.corpus import Corpus, Numbers

COMMON, UBIQUITOUS = 0.35, 0.96
"""The share of the documents that a word of these classes is in."""

EACH = 20
"""Queries of a class."""

CLASSES = ("common", "ubiquitous", "and3", "or3", "phrase", "prefix", "rare")


class Asked(NamedTuple):
    """A query: its class, and its words (of a prefix, how it begins)."""

    kind: str
    words: tuple[str, ...]


def choose(corpus: Corpus) -> list[Asked]:
    """The queries for a corpus."""
    words, _ = corpus.words
    frequency = np.zeros(corpus.lemmas, np.int64)
    pairs = []
    random = np.random.default_rng(corpus.seed)
    for made in corpus.documents():
        frequency[np.unique(made.lemmas)] += 1
        at = random.integers(len(made.lemmas) - 1)
        pairs.append(made.lemmas[at : at + 2].copy())  # not a view, which would keep the whole
    near = {share: _nearest(frequency, share * corpus.count) for share in (COMMON, UBIQUITOUS)}
    rare = random.permutation(np.flatnonzero((frequency > 0) & (frequency <= 5)))[:EACH]
    found = [Asked("common", (words[rank],)) for rank in near[COMMON][:EACH]]
    found += [Asked("ubiquitous", (words[rank],)) for rank in near[UBIQUITOUS][:EACH]]
    found += [Asked("rare", (words[rank],)) for rank in rare]
    for kind in ("and3", "or3"):
        for _ in range(EACH):
            three = random.choice(near[COMMON][: 3 * EACH], 3, replace=False)
            found.append(Asked(kind, tuple(words[rank] for rank in three)))
    often = [pair for pair in pairs if min(frequency[pair]) > 0.05 * corpus.count]
    found += [Asked("phrase", tuple(words[rank] for rank in pair)) for pair in often[:EACH]]
    starts = sorted({words[rank][:4] for rank in near[COMMON] if len(words[rank]) > 5})
    found += [Asked("prefix", (start,)) for start in random.permutation(starts)[:EACH].tolist()]
    return found


def _nearest(frequency: Numbers, wanted: float) -> list[int]:
    found: list[int] = np.argsort(np.abs(frequency - wanted), kind="stable")[: 10 * EACH].tolist()
    return found
