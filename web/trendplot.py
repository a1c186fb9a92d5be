"""A trend as a picture of the page: lines over years or bars, told by dash and mark, not colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import NamedTuple

from index.plots import STYLES
from index.trends import Point, Series, Trend

WIDTH, HEIGHT, LEFT, FOOT = 640, 240, 44, 22
BAR = 12
MOST_YEARS = 60
_STEPS = (0.2, 0.25, 0.5, 1, 2, 2.5)


class Dot(NamedTuple):
    """A point: where it stands, and its value and rate."""

    x: float
    y: float
    point: Point


class Line(NamedTuple):
    """A series: its number from 1, how it is drawn, its runs of years and dots."""

    number: int
    dash: str
    mark: str
    series: Series
    runs: tuple[str, ...]
    dots: tuple[Dot, ...]


class Tick(NamedTuple):
    """A line of the grid and what it stands for."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture: lines in a grid, or with `bars` a row of bars for each value."""

    lines: tuple[Line, ...]
    width: int
    height: int
    rules: tuple[Tick, ...]
    years: tuple[Tick, ...]
    bars: bool


def plot(trend: Trend) -> Plot:
    """Lines for a trend by year, bars for any other."""
    return _lines(trend) if trend.by == "year" else _bars(trend)


def _lines(trend: Trend) -> Plot:
    years = [int(value) for value in trend.values if value.isdecimal()]
    last = max(years, default=0)
    first = max(min(years, default=0), last - MOST_YEARS + 1)
    most, step = _scale(_most(trend))
    count = max(1, last - first + 1)

    def across(year: int) -> float:
        return round(LEFT + WIDTH * (year - first + 0.5) / count, 1)

    def dots(series: Series) -> list[Dot]:
        points = [p for p in series.points if p.value.isdecimal() and int(p.value) >= first]
        return [
            Dot(across(int(p.value)), round(HEIGHT * (1 - p.rate / most), 1), p)
            for p in points
            if p.words
        ]

    drawn = []
    for number, one in enumerate(trend.series, 1):
        own = dots(one)
        style = STYLES[number - 1]
        runs = tuple("M" + "L".join(f"{dot.x} {dot.y}" for dot in run) for run in _runs(own))
        drawn.append(Line(number, style.dash, style.mark, one, runs, tuple(own)))
    rules = tuple(
        Tick(round(HEIGHT * (1 - step * i / most), 1), f"{step * i:g}")
        for i in range(round(most / step) + 1)
    )
    every = ceil(count / 16)
    ticks = [Tick(across(year), str(year)) for year in range(first, last + 1, every)]
    names = tuple(ticks) if years else ()
    return Plot(tuple(drawn), LEFT + WIDTH + 10, HEIGHT + FOOT, rules, names, bars=False)


def _bars(trend: Trend) -> Plot:
    most = _most(trend) or 1.0
    group = BAR * len(trend.series) + 8
    field = WIDTH - 180
    drawn = []
    for number, one in enumerate(trend.series, 1):
        style = STYLES[number - 1]
        dots = tuple(
            Dot(round(field * point.rate / most, 1), place * group + BAR * (number - 1), point)
            for place, point in enumerate(one.points)
        )
        drawn.append(Line(number, style.dash, style.mark, one, (), dots))
    names = tuple(
        Tick(place * group + BAR * len(trend.series) / 2 + 4, value)
        for place, value in enumerate(trend.values)
    )
    height = group * max(1, len(trend.values))
    return Plot(tuple(drawn), LEFT + WIDTH + 10, height, (), names, bars=True)


def _most(trend: Trend) -> float:
    return max((point.rate for one in trend.series for point in one.points), default=0.0)


def _scale(most: float) -> tuple[float, float]:
    """A round number that is not below `most`, and the step of its grid, at most five steps."""
    power = 10 ** floor(log10(most)) if most > 0 else 1
    step = next(s * power for s in _STEPS if most <= 5 * s * power)
    return step * max(1, ceil(most / step)), step


def _runs(dots: Sequence[Dot]) -> Iterator[list[Dot]]:
    """Stretches of years without a gap: a year without a word has no rate."""
    run: list[Dot] = []
    for dot in dots:
        if run and int(dot.point.value) != int(run[-1].point.value) + 1:
            yield run
            run = []
        run.append(dot)
    if run:
        yield run
