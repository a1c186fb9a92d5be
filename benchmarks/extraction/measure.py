"""The figures of one tool over documents whose text is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.extraction.order import order
from benchmarks.extraction.truth import sentences, words


class Counts(NamedTuple):
    """What was counted in one document, or in all: counts add up, so that long ones weigh more."""

    common: int = 0
    extracted: int = 0
    wanted: int = 0
    sentences: int = 0
    verbatim: int = 0
    anchors: int = 0
    rising: int = 0
    pages: int = 0


class Figures(NamedTuple):
    """Shares from 0 to 1 of one tool; None where there was nothing to count."""

    sentences_verbatim: float | None
    words_f1: float | None
    words_precision: float | None
    words_recall: float | None
    order: float | None


def count(truth: str, pages: Sequence[str]) -> Counts:
    """Compare the text of `pages` with `truth`, word by word, in lower case."""
    mine, true = words("\n".join(pages)), words(truth)
    wanted = sum(1 for _ in sentences(truth))
    rising, anchors = order(true, mine)
    return Counts(
        (Counter(mine) & Counter(true)).total(),
        len(mine),
        len(true),
        wanted,
        wanted - len(missing(truth, pages)),
        anchors,
        rising,
        len(pages),
    )


def missing(truth: str, pages: Sequence[str]) -> list[str]:
    """The sentences of `truth` that do not stand in the text."""
    text = f" {' '.join(words(chr(10).join(pages)))} "
    rows = [" ".join(sentence) for sentence in sentences(truth)]
    return [row for row in rows if f" {row} " not in text]


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of `counts`."""
    return Counts(*(sum(column) for column in zip(Counts(), *counts, strict=True)))


def figures(counts: Counts) -> Figures:
    """Shares, four decimals."""
    return Figures(
        share(counts.verbatim, counts.sentences),
        share(2 * counts.common, counts.extracted + counts.wanted),
        share(counts.common, counts.extracted),
        share(counts.common, counts.wanted),
        # where nothing can be recognised, nothing is in order
        share(counts.rising, counts.anchors) if counts.anchors else share(0, counts.wanted),
    )


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`, four decimals cut off, so that 1.0 is all; None of nothing."""
    return int(10_000 * part / whole) / 10_000 if whole else None
