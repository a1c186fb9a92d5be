"""Searches in sentences: what is found of what should be, without an engine."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.finnish.methods import Method
from benchmarks.finnish.treebank import Word

SEED = 2017

Sentences = Sequence[Sequence[Word]]
Postings = Mapping[str, set[int]]


class Retrieval(NamedTuple):
    """Means over queries, from 0 to 1."""

    precision: float
    recall: float
    f1: float
    recall_with_parts: float


def retrieval(sentences: Sentences, method: Method) -> Retrieval:
    """Each sentence is a document, each gold lemma a query in one of its inflected forms.

    The form is chosen at random, but the same for every method; the documents to find are those
    that hold the lemma. `recall_with_parts` is that of the same queries in an index that has the
    parts of compounds too, where documents with the word inside a compound are to be found as
    well. A query's own compounds are never taken apart.
    """
    holding = _postings(sentences, lambda word: (word.key,))
    within = _postings(sentences, lambda word: word.keys_with_parts)
    index = _postings(sentences, lambda word: method.terms(word.form))
    with_parts = _postings(sentences, lambda word: method.index_terms(word.form))
    scores = []
    for lemma, query in queries(sentences):
        terms = method.terms(query)
        wider = _found(with_parts, terms) & within[lemma]
        scores.append(
            (*_score(holding[lemma], _found(index, terms)), len(wider) / len(within[lemma]))
        )
    count = max(1, len(scores))
    return Retrieval(*(sum(column) / count for column in zip(*scores, strict=True)))


def queries(sentences: Sentences) -> list[tuple[str, str]]:
    """Every gold lemma with the form that asks for it."""
    forms: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for word in sentence:
            forms[word.key].add(word.form)
    choose = random.Random(SEED)  # noqa: S311 - a sample, no secret
    return [(lemma, choose.choice(sorted(forms[lemma]))) for lemma in sorted(forms)]


def _postings(sentences: Sentences, terms: Callable[[Word], Iterable[str]]) -> Postings:
    postings: dict[str, set[int]] = defaultdict(set)
    for number, sentence in enumerate(sentences):
        for word in sentence:
            for term in terms(word):
                postings[term].add(number)
    return postings


def _found(postings: Postings, terms: Iterable[str]) -> set[int]:
    return set().union(*(postings.get(term, ()) for term in terms))


def _score(relevant: set[int], found: set[int]) -> tuple[float, float, float]:
    hits = len(relevant & found)
    precision, recall = hits / max(1, len(found)), hits / len(relevant)
    return precision, recall, 2 * hits / (len(found) + len(relevant))
