"""What a document is about: up to six of the 18 themes, by the places where their words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log2

from corpus.document import FacetValue, ReadPage
from pipeline.describe.sightings import Sighting

MOST = 6
"""Themes a document may have."""

_TITLE, _HEADING, _OPENING, _TEXT = 4.0, 3.0, 1.3, 1.0
_OPENING_WORDS = 90  # words in which a text says what it is about
_WEAK = 0.35  # what a weak term is worth beside a strong one
_SHARE = 0.35  # of the best theme's score, the least that a theme may have
_SHORT = 120  # words: in so short a text each mention is meant
_ONCE, _TWICE, _OFTEN = 1.0, 2.4, 8.0  # the least sum of weights: short text, longer, longest
_WORDS_A_MENTION = 250  # in a long text, words for each of which a theme must be named once
_SHOWN = 3


def _place_weight(sighting: Sighting, first: ReadPage | None) -> float:
    weight = _WEAK if sighting.term.kind == "weak" else 1.0
    if sighting.place == "title":
        return weight * _TITLE
    if sighting.place == "heading":
        return weight * _HEADING
    opening = sighting.page is first and sighting.word < _OPENING_WORDS
    return weight * (_OPENING if opening else _TEXT)


def describe_theme(pages: Sequence[ReadPage], found: Sequence[Sighting]) -> list[FacetValue]:
    """The themes whose words stand out, the strongest first, each with its best evidence."""
    first = pages[0] if pages else None
    total = sum(len(page.words) for page in pages)
    sums: dict[str, float] = defaultdict(float)
    by_theme: dict[str, list[tuple[float, Sighting]]] = defaultdict(list)
    for sighting in found:
        weight = _place_weight(sighting, first)
        for theme in sighting.term.values:
            sums[theme] += weight
            by_theme[theme].append((weight, sighting))
    needed = _ONCE if total < _SHORT else min(_OFTEN, max(_TWICE, total / _WORDS_A_MENTION))
    scores = {theme: log2(1 + amount) for theme, amount in sums.items() if amount >= needed}
    if not scores:
        return []
    best = max(scores.values())
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:MOST]
    values = []
    for theme, score in ranked:
        if score < _SHARE * best:
            continue
        shown = sorted(by_theme[theme], key=lambda pair: -pair[0])[:_SHOWN]
        evidence = tuple(sighting.evidence(f"{sighting.term.kind} term") for _, sighting in shown)
        values.append(FacetValue("theme", theme, round(min(0.99, 0.4 + score / 8), 3), evidence))
    return values
