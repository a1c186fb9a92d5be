"""The layers under and beside the regions: municipalities, and wellbeing services counties.

A municipality counts when it is named as a place where the project works, inside one of the
document's regions; one that was merged since stands for its successor too. A county counts when
one of its municipalities does, or when the document is of a region that the county covers alone.
So a report of 2010 is found by the county of 2023. Where a source states municipalities in fields,
those that the text names besides are alternatives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from corpus.document import FacetValue
from pipeline.describe.statedplaces import StatedPlaces
from pipeline.describe.vocabulary import vocabulary
from pipeline.describe.whereabouts import Place, Whereabouts

_ENOUGH = 0.5
"""The least weight of a municipality's mentions: a postal address alone weighs less."""
_SHOWN = 3
_DOUBT = 0.4
"""A municipality that was not taken is never surer."""


def describe_layers(
    seen: Whereabouts, regions: Collection[str], told: StatedPlaces | None = None
) -> list[FacetValue]:
    """Facets "municipality" and "county" of a document that is of `regions` (codes).

    `told` is what its source states, whose places are among those `seen`.
    """
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
    others: list[FacetValue] = []
    if told is not None and told.municipalities:
        stated = {present for name in told.municipalities for present in _present(name)}
        others = [_doubted(value) for value in municipalities if value.value not in stated]
        municipalities = [value for value in municipalities if value.value in stated]
    counties = {value.value: value for value in _counties(regions, municipalities, seen)}
    if told is not None:
        for name, evidence in told.counties.items():
            counties[name] = FacetValue("county", name, 0.97, (evidence,))
    return [*municipalities, *counties.values(), *others]


def _doubted(value: FacetValue) -> FacetValue:
    return replace(value, score=min(_DOUBT, value.score), chosen=False)


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
