"""The values of all facets as a person may begin to type them: codes, names in three languages."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.document import UNKNOWN
from index.filters import LANGUAGES
from index.suggestions.letters import fold
from index.suggestions.vocabulary import LAST
from pipeline.describe.vocabulary import Vocabulary, vocabulary

NAMES = {UNKNOWN: ("tuntematon", "okänd"), "other": ("muu",)}


class FacetValue(NamedTuple):
    """A value of a facet: `name` is what a query calls it; so many `documents` have it."""

    facet: str
    name: str
    documents: int


class Values:
    """The values of every facet of an index, found by the beginning of any of their words."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]], own_themes: str = "") -> None:
        """`counts` are facet → value → documents; `own_themes` the file of a person's themes."""
        known = vocabulary(own_themes)
        found: defaultdict[str, dict[str, tuple[int, FacetValue]]] = defaultdict(dict)
        for facet, values in counts.items():
            for value, count in values.items():
                for rank, name in enumerate(_names(facet, value, known)):
                    shown = FacetValue(facet, name, count)
                    for start in _starts(name):
                        found[start].setdefault(f"{facet}:{value}", (rank, shown))
        self._starts = sorted(found)
        self._values = found

    def beginning(self, start: str, facet: str = "") -> list[FacetValue]:
        """The values with a word that begins so, of one facet or of all, the most usual first.

        Dots, rings and accents must be there only where `start` has any.
        """
        folded, casefolded = fold(start), start.casefold()
        low = bisect_left(self._starts, folded)
        high = bisect_left(self._starts, folded + LAST, low)
        met: dict[str, tuple[int, FacetValue]] = {}
        for key in self._starts[low:high]:
            for value, ranked in self._values[key].items():
                shown = ranked[1]
                if facet in ("", shown.facet) and (
                    folded == casefolded or casefolded in shown.name.casefold()
                ):
                    # Of names that begin alike (a name in two languages, a code) the best is shown.
                    met[value] = min(ranked, met.get(value, ranked))
        found = (shown for _, shown in met.values())
        return sorted(found, key=lambda one: (-one.documents, one.facet, one.name))


def _names(facet: str, value: str, known: Vocabulary) -> Iterator[str]:
    """What a value may be called; what a person reads comes before codes."""
    if facet == "theme" and value in known.themes:
        theme = known.themes[value]
        yield from (theme.fi, theme.sv, theme.en)
    elif facet == "kind" and value in known.kinds:
        kind = known.kinds[value]
        yield from (kind.fi, kind.sv, kind.en)
    elif facet == "language":
        yield from (name for name, code in LANGUAGES.items() if code == value and name != code)
    elif facet == "region":
        yield value
        for region in known.regions.values():
            if region.fi == value:
                yield from (region.sv, region.en)
        yield from (name for name, finnish in known.municipalities.items() if finnish == value)
        yield from (county.sv for county in known.counties if county.fi == value)
    yield value
    yield from NAMES.get(value, ())


def _starts(name: str) -> Iterator[str]:
    """The name, and what is left of it from each of its words."""
    folded = " ".join(fold(name).replace("-", " ").split())
    yield fold(name)
    yield folded
    for place, letter in enumerate(folded):
        if letter == " ":
            yield folded[place + 1 :]
