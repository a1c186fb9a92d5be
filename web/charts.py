"""The year histogram and the map of regions: counts of facets as shapes, each with its link."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from pathlib import Path
from typing import Any

from corpus.document import UNKNOWN
from index.coverage import MOST_YEARS
from pipeline.describe.vocabulary import WHOLE_COUNTRY
from web.asked import Asked
from web.labels import label, region_codes
from web.languages import Language

SHADES = 5
"""Steps from the lightest to the darkest; 0 is for nothing at all. The style sheet has them."""

WIDTH, HEIGHT, FOOT = 300, 72, 14
"""The field of the histogram in units of its picture, and the line of years below it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar or a region: where it is drawn, what it is called, its count, its filter's address."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool
    shade: int = 0
    path: str = ""
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars by year; `first` and `last` stand below it, the fullest is `most`."""

    bars: tuple[Shape, ...]
    first: str
    last: str
    most: Shape


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The regions in the order of their codes; `beside` are those that are on no map."""

    regions: tuple[Shape, ...]
    beside: tuple[Shape, ...]
    width: int
    height: int
    licence: str


def histogram(counts: Mapping[str, int], asked: Asked) -> Histogram | None:
    """The years from the first to the last with a document, the latest where they are many."""
    years = sorted(int(year) for year in counts if year.isdecimal())
    if not years:
        return None
    first = max(years[0], years[-1] - MOST_YEARS + 1)
    span = range(first, years[-1] + 1)
    most = max(counts.get(str(year), 0) for year in span) or 1
    step = WIDTH / len(span)
    chosen = _chosen_years(asked)
    bars = []
    for place, year in enumerate(map(str, span)):
        count = counts.get(year, 0)
        # What is there at all can be seen.
        height = max(2.0, HEIGHT * count / most) if count else 0.0
        bars.append(
            Shape(
                value=year,
                label=year,
                count=count,
                url=asked.toggled("year", year).url(),
                chosen=year in chosen,
                x=round(place * step, 2),
                y=round(HEIGHT - height, 2),
                width=round(min(step * 0.82, 24), 2),
                height=round(height, 2),
            )
        )
    fullest = max(bars, key=lambda bar: bar.count)
    return Histogram(tuple(bars), bars[0].value, bars[-1].value, fullest)


def region_map(counts: Mapping[str, int], asked: Asked, language: Language) -> RegionMap:
    """All regions of the country, with those of the facet that are on no map beside them."""
    drawn, names = outlines(), region_codes()
    most = max((counts.get(name, 0) for name in names.values()), default=0)

    def shape(value: str, path: str = "") -> Shape:
        count = counts.get(value, 0)
        return Shape(
            value=value,
            label=label("region", value, language),
            count=count,
            url=asked.toggled("region", value).url(),
            chosen=asked.has("region", value),
            shade=shade(count, most),
            path=path,
        )

    return RegionMap(
        tuple(shape(names[code], path) for code, path in drawn["paths"].items()),
        tuple(shape(value) for value in (WHOLE_COUNTRY, UNKNOWN) if value in counts),
        drawn["width"],
        drawn["height"],
        drawn["licence"],
    )


def shade(count: int, most: int) -> int:
    """The step of a count, by its logarithm: a few large ones must not hide the small."""
    return max(1, round(log1p(count) / log1p(most) * SHADES)) if count and most else 0


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """The outlines of the regions by code, their source and licence, from ``data/regions.toml``."""
    file = Path(__file__).parent / "data" / "regions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _chosen_years(asked: Asked) -> set[str]:
    chosen: set[str] = set()
    for value in asked.filters.get("year", ()):
        first, _, last = value.partition("..")
        if first.isdecimal() and (last or first).isdecimal():
            chosen |= {str(year) for year in range(int(first), int(last or first) + 1)}
    return chosen
