"""What a document is about: up to six of the 18 themes, by the places where their words stand.

The subjects that a catalogue gives come first: by the address or the label of a YSO concept, else
by the terms in them. The other themes compete with them as with the words of a title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log2

from corpus.document import Evidence, FacetValue, ReadPage
from pipeline.describe.names import find_theme
from pipeline.describe.sightings import Sighting
from pipeline.describe.stated import stated
from pipeline.describe.vocabulary import vocabulary

MOST = 6
"""Themes a document may have."""

_TITLE, _HEADING, _OPENING, _TEXT = 4.0, 3.0, 1.3, 1.0
_OPENING_WORDS = 90  # words in which a text says what it is about
_SUBJECT, _SURE = 6.0, 0.97
_SUBJECTS = re.compile(r"subjects?|themes?|teemat?|asiasanat?|avainsanat?|ämnesord")
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


def describe_theme(
    pages: Sequence[ReadPage],
    found: Sequence[Sighting],
    metadata: Mapping[str, str] | None = None,
    own: str = "",
) -> list[FacetValue]:
    """The themes that the source's subjects name, then those whose words stand out, the strongest
    first, each with its best evidence. `own` names a file of a person's own themes."""
    first = pages[0] if pages else None
    total = sum(len(page.words) for page in pages)
    told, sums = _told(metadata or {}, own)
    by_theme: dict[str, list[tuple[float, Sighting]]] = defaultdict(list)
    for sighting in found:
        weight = _place_weight(sighting, first)
        for theme in sighting.term.values:
            sums[theme] += weight
            by_theme[theme].append((weight, sighting))
    needed = _ONCE if total < _SHORT else min(_OFTEN, max(_TWICE, total / _WORDS_A_MENTION))
    scores = {
        theme: log2(1 + amount)
        for theme, amount in sums.items()
        if amount >= needed or theme in told
    }
    best = max(scores.values(), default=0.0)
    ranked = sorted(scores, key=lambda theme: (theme not in told, -scores[theme]))[:MOST]
    values = []
    for theme in ranked:
        score, words = scores[theme], told.get(theme, [])
        if score < _SHARE * best and not words:
            continue
        shown = sorted(by_theme[theme], key=lambda pair: -pair[0])[:_SHOWN]
        words += [sighting.evidence(f"{sighting.term.kind} term") for _, sighting in shown]
        sure = max(_SURE if theme in told else 0.0, min(0.99, 0.4 + score / 8))
        values.append(FacetValue("theme", theme, round(sure, 3), tuple(words[:_SHOWN])))
    return values


def _told(
    metadata: Mapping[str, str], own: str
) -> tuple[dict[str, list[Evidence]], dict[str, float]]:
    """The themes that subjects name, with the words; and what all in the subjects weighs."""
    told: dict[str, list[Evidence]] = defaultdict(list)
    sums: dict[str, float] = defaultdict(float)
    for field in stated(metadata, _SUBJECTS):
        for text, evidence in field.pieces():
            theme = vocabulary(own).subjects.get(text.casefold()) or find_theme(text, own)
            if theme and theme not in told:
                sums[theme] += _SUBJECT
            if theme:
                told[theme].append(evidence)
        for sighting in field.sightings(own).get("theme", ()):
            strong = sighting.term.kind == "strong"
            for theme in sighting.term.values:
                sums[theme] += _SUBJECT * (1.0 if strong else _WEAK)
                if strong and theme not in told:
                    told[theme].append(field.evidence(sighting.start, sighting.end))
    return dict(told), sums
