"""The layers under and beside the regions: municipalities, and wellbeing services counties.

A municipality counts when it is named as a place where the project works, inside one of the
document's regions; one that was merged since stands for its successor too. A county counts when
one of its municipalities does, or when the document is of a region that the county covers alone.
So a report of 2010 is found by the county of 2023.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from corpus.document import FacetValue
from pipeline.describe.vocabulary import vocabulary
from pipeline.describe.whereabouts import Place, Whereabouts

_ENOUGH = 0.5
"""The least weight of a municipality's mentions: a postal address alone weighs less."""
_SHOWN = 3


def describe_layers(seen: Whereabouts, regions: Collection[str]) -> list[FacetValue]:
    """Facets "municipality" and "county" of a document that is of `regions` (codes)."""
    named: defaultdict[str, list[Place]] = defaultdict(list)
    for region in sorted(regions):
        for place in seen.shown.get(region, ()):
            for name in _present(place.municipality):
                named[name].append(place)
    sure = {
        name: places
        for name, places in named.items()
        if sum(place.weight for place in places) >= _ENOUGH
    }
    municipalities = [_value("municipality", name, places) for name, places in sorted(sure.items())]
    return [*municipalities, *_counties(regions, municipalities, seen)]


def _present(name: str) -> tuple[str, ...]:
    """A municipality and, if it was merged, what it belongs to now."""
    return (name, *vocabulary().successors.get(name, ())) if name else ()


def _counties(
    regions: Collection[str], municipalities: list[FacetValue], seen: Whereabouts
) -> Iterator[FacetValue]:
    by_name = {value.value: value for value in municipalities}
    for county in vocabulary().counties:
        inside = [by_name[name] for name in county.municipalities if name in by_name]
        whole = [region for region in county.whole if region in regions]
        if inside:
            best = max(inside, key=lambda value: value.score)
            yield FacetValue("county", county.fi, best.score, best.evidence)
        elif whole:
            yield _value("county", county.fi, seen.shown.get(whole[0], []))


def _value(facet: str, name: str, places: list[Place]) -> FacetValue:
    shown = sorted(places, key=lambda place: -place.weight)[:_SHOWN]
    total = sum(place.weight for place in places)
    score = round(min(0.95, 0.4 + total / 20), 3)
    return FacetValue(facet, name, score, tuple(place.evidence for place in shown))
