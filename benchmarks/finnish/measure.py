"""All the figures of one method on a set of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.finnish.boundaries import Boundaries, boundaries
from benchmarks.finnish.coordinated import coordinated_recall
from benchmarks.finnish.methods import Method
from benchmarks.finnish.retrieval import retrieval
from benchmarks.finnish.speed import speed
from benchmarks.finnish.treebank import Word


class Figures(NamedTuple):
    """From 0 to 1 but for speeds; None where a method has no such figure."""

    retrieval_precision: float
    retrieval_recall: float
    retrieval_f1: float
    retrieval_recall_with_parts: float
    lemma_accuracy_content: float
    compound_precision: float | None
    compound_recall: float | None
    coordinated_recall: float | None
    tokens_per_second: float
    tokens_per_second_cold: float
    new_forms_per_second: float | None


def measure(sentences: Sequence[Sequence[Word]], method: Method) -> Figures:
    """Measure `method`, which must not have been used yet, or the speeds are too high."""
    timed = speed(sentences, method)
    words = [word for sentence in sentences for word in sentence]
    compounds = Boundaries(None, None)
    if method.parts:
        compounds = boundaries(words, [method.parts(word.form) for word in words])
    return Figures(
        *retrieval(sentences, method),
        lemma_accuracy_content=lemma_accuracy(words, method),
        compound_precision=compounds.precision,
        compound_recall=compounds.recall,
        coordinated_recall=(
            coordinated_recall(sentences, method.analyzer) if method.analyzer else None
        ),
        **timed._asdict(),
    )


def lemma_accuracy(words: Sequence[Word], method: Method) -> float:
    """The share of content words whose first term is the gold lemma, letter by letter.

    Capitals do not count; for the mark ``#`` see `Word.lemma`.
    """
    right = [method.terms(word.form)[0] == word.lemma for word in words if word.is_content]
    return sum(right) / max(1, len(right))
