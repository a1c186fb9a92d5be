"""A search as its page shows it: hits with faces, boxes of facets, chips, the two charts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from corpus.config import Config
from corpus.document import UNKNOWN
from index.filters import read_filters
from index.search import Answer, SearchService
from web.asked import Asked
from web.charts import Histogram, RegionMap, histogram, region_map
from web.hits import Row, row
from web.labels import facet_name, label
from web.languages import Language

SHOWN = 7
"""Values of a box that are seen at once; those that are ticked always are."""

MOST_VALUES = 30
"""Values of a box in all: a page must stay small. A search by words finds the others."""

BOXES = (
    "theme",
    "region",
    "year",
    "kind",
    "programme",
    "language",
    "project",
    "county",
    "municipality",
    "source",
)
_CLOSED = frozenset({"project", "county", "municipality", "source", "language"})
"""Boxes that are opened when wanted, so that the usual ones are at hand."""

_LAYERS = {"county": "region", "municipality": "region"}
"""Boxes whose values are filters of another facet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be ticked."""

    value: str
    label: str
    count: int
    ticked: bool


class Box(NamedTuple):
    """A facet to tick values of: those at hand, and those behind "show more"."""

    facet: str
    parameter: str
    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    hidden: int
    closed: bool = False


class Chip(NamedTuple):
    """A filter that holds, and the address without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Searched:
    """All that the page of a search shows."""

    asked: Asked
    filters: Mapping[str, frozenset[str]]
    answer: Answer
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...]
    chips: tuple[Chip, ...]
    histogram: Histogram | None
    map: RegionMap
    first: int
    last_page: int


def chosen(config: Config, asked: Asked) -> tuple[Asked, dict[str, frozenset[str]]]:
    """The state with its filters by their own names, and the filters as the index has them.

    Raises UsageError naming the nearest known value.
    """
    filters: dict[str, frozenset[str]] = {}
    written: dict[str, tuple[str, ...]] = {}
    for facet, texts in asked.filters.items():
        values: set[str] = set()
        named = []
        for text in texts:
            meant = read_filters({facet: [text]}, config.own_themes)[facet]
            values |= meant
            named.append(next(iter(meant)) if len(meant) == 1 else text)
        filters[facet] = frozenset(values)
        written[facet] = tuple(sorted({*named}))
    return dataclasses.replace(asked, filters=written), filters


def searched(
    service: SearchService,
    config: Config,
    asked: Asked,
    language: Language,
    hits: int = 10,
    *,
    explain: bool = False,
) -> Searched:
    """Search, and prepare what there is to show; with `explain` also why each hit was found.

    Raises UsageError for filters there are none.
    """
    asked, filters = chosen(config, asked)
    answer = service.search(
        asked.query,
        filters,
        hits,
        asked.page,
        asked.bridge,
        order=asked.order,
        explain=explain,
    )
    own = config.own_themes
    return Searched(
        asked=asked,
        filters=filters,
        answer=answer,
        rows=tuple(row(service, found, language, own) for found in answer.hits),
        boxes=tuple(_boxes(answer.facets, asked, language, own)),
        chips=tuple(chips(asked, language, own)),
        histogram=histogram(answer.facets.get("year", {}), asked),
        map=region_map(answer.facets.get("region", {}), asked, language),
        first=(asked.page - 1) * hits + 1,
        last_page=max(1, ceil(answer.total / hits)) if hits else 1,
    )


def _boxes(
    facets: Mapping[str, Mapping[str, int]], asked: Asked, language: Language, own: str
) -> list[Box]:
    boxes = []
    for facet in BOXES:
        parameter = _LAYERS.get(facet, facet)
        counts = dict(facets.get(facet, {}))
        if facet == parameter:
            layered = {v for layer in _LAYERS for v in facets.get(layer, {})}
            for value in asked.filters.get(facet, ()):
                if ".." not in value and (facet != "region" or value not in layered):
                    counts.setdefault(value, 0)
        if not counts or (len(counts) == 1 and facet in ("source", "language", "programme")):
            continue
        ticked = set(asked.filters.get(parameter, ()))
        # Years the latest first; all others as the answer has them, the most usual first.
        values = sorted(counts, reverse=True) if facet == "year" else list(counts)
        later = {value: (value not in ticked, value == UNKNOWN) for value in values}
        values.sort(key=later.__getitem__)
        choices = [
            Choice(value, label(facet, value, language, own), counts[value], value in ticked)
            for value in values[:MOST_VALUES]
        ]
        at_hand = max(SHOWN, sum(choice.ticked for choice in choices))
        if len(choices) == at_hand + 1:
            at_hand += 1  # a single one need not hide
        boxes.append(
            Box(
                facet,
                parameter,
                facet_name(facet, language),
                tuple(choices[:at_hand]),
                tuple(choices[at_hand:]),
                max(0, len(values) - MOST_VALUES),
                facet in _CLOSED and not any(choice.ticked for choice in choices),
            )
        )
    return boxes


def chips(asked: Asked, language: Language, own: str) -> list[Chip]:
    """Every filter that holds, each with the address of the same search without it."""
    return [
        Chip(
            facet_name(facet, language),
            label(facet, value, language, own),
            asked.without(facet, value).url(),
        )
        for facet, value in asked.chosen
    ]
