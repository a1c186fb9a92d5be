"""The figures of one method on a set of sentences."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.finnish.methods import Method
from benchmarks.finnish.treebank import Word

SEED = 2017


class Figures(NamedTuple):
    """All from 0 to 1 but the speed. Retrieval is the mean over queries."""

    retrieval_precision: float
    retrieval_recall: float
    retrieval_f1: float
    lemma_accuracy_content: float
    tokens_per_second: float


def measure(sentences: Sequence[Sequence[Word]], method: Method) -> Figures:
    """Measure `method`: each sentence is a document, each gold lemma a query.

    A query is put in one of the inflected forms that its lemma has in the data, chosen at random
    but the same for every method; the documents to find are those that hold the lemma.
    """
    words = [word for sentence in sentences for word in sentence]
    started = time.perf_counter()
    terms = [method(word.form) for word in words]
    seconds = time.perf_counter() - started
    content = [
        _same(found[0], word.lemma)
        for word, found in zip(words, terms, strict=True)
        if word.is_content
    ]
    return Figures(
        *_retrieval(sentences, method),
        sum(content) / max(1, len(content)),
        len(words) / max(seconds, 1e-9),
    )


def _same(found: str, gold: str) -> bool:
    """Whether the lemmas agree but for hyphens: a treebank may write 2000#luku for 2000-luku."""
    return found.replace("-", "") == gold.replace("-", "")


def _retrieval(sentences: Sequence[Sequence[Word]], method: Method) -> tuple[float, float, float]:
    relevant: dict[str, set[int]] = defaultdict(set)
    postings: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for number, sentence in enumerate(sentences):
        for word in sentence:
            relevant[word.lemma].add(number)
            forms[word.lemma].add(word.form)
            for term in method(word.form):
                postings[term].add(number)
    choose = random.Random(SEED)  # noqa: S311 - a sample, no secret
    scores = []
    for lemma in sorted(relevant):
        query = choose.choice(sorted(forms[lemma]))
        found = set().union(*(postings[term] for term in method(query)))
        scores.append(_score(relevant[lemma], found))
    count = max(1, len(scores))
    precision, recall, f1 = (sum(column) / count for column in zip(*scores, strict=True))
    return precision, recall, f1


def _score(relevant: set[int], found: set[int]) -> tuple[float, float, float]:
    hits = len(relevant & found)
    precision, recall = hits / max(1, len(found)), hits / len(relevant)
    return precision, recall, 2 * hits / (len(found) + len(relevant))
