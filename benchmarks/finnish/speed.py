"""How many words a second. Never asserted, never a floor: machines differ."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.finnish.methods import Method
from benchmarks.finnish.treebank import Word
from corpus.store import Store
from pipeline.analyzer import Analyzer

PAGE = 25
"""Sentences; about what is on a page of a report."""


class Speed(NamedTuple):
    """A second. See `warm`, `cold` and `new_forms`; None where a method has no such thing.

    `tokens_per_second` is what running text costs: ours with a lexicon that has met its forms
    (`warm`), the others with nothing but their own caches (`cold`).
    """

    tokens_per_second: float
    tokens_per_second_cold: float
    new_forms_per_second: float | None = None


def speed(sentences: Sequence[Sequence[Word]], method: Method) -> Speed:
    """Time `method`, which must not have been used yet."""
    forms = [word.form for sentence in sentences for word in sentence]
    first = cold(forms, method)
    if not method.analyzer:
        return Speed(first, first)
    return Speed(warm(sentences, method.analyzer), first, new_forms(forms, method.analyzer))


def cold(forms: Sequence[str], method: Method) -> float:
    """Running words a second, everything met for the first time, with the method's own cache."""
    started = time.perf_counter()
    for form in forms:
        method.terms(form)
    return _rate(len(forms), started)


def new_forms(forms: Sequence[str], analyzer: Analyzer) -> float:
    """Distinct forms a second that are analysed for the first time."""
    distinct = sorted(set(forms))
    started = time.perf_counter()
    for form in distinct:
        analyzer.without_words(form, "fi")
    return _rate(len(distinct), started)


def warm(sentences: Sequence[Sequence[Word]], analyzer: Analyzer) -> float:
    """Running words a second when a lexicon knows every form: text to tokens to numbers.

    This is what `pipeline.analyse` does with each page, apart from storing the numbers.
    """
    texts = [" ".join(word.form for word in sentence) for sentence in sentences]
    pages = ["\n".join(texts[place : place + PAGE]) for place in range(0, len(texts), PAGE)]
    version = analyzer.version
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        for _ in range(2):  # the first pass fills the lexicon, the second is timed
            started, count = time.perf_counter(), 0
            for page in pages:
                forms = analyzer.read(page, "fi").forms
                count += len(store.lexicon.intern(forms, "fi", analyzer.analyse, version))
            rate = _rate(count, started)
    return rate


def _rate(count: int, started: float) -> float:
    return count / max(time.perf_counter() - started, 1e-9)
