"""The drawn part of a chart: lines over years, or bars; a dash and a mark tell each series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from index.coverage import MOST_YEARS
from index.drawing import GREY, said, short
from index.trends import PER, Point, Series, Trend

LEFT, WIDTH, HEIGHT = 60, 640, 260
"""Where the field begins, and its size, in the picture's units."""

_BAR, _LABEL = 12, 150


class Style(NamedTuple):
    """How a series looks: `mark` is a path around 0, 0."""

    colour: str
    dash: str
    mark: str


STYLES = (
    Style("#0072b2", "", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"),
    Style("#c25400", "7 3", "M-4-4h8v8h-8z"),
    Style("#00805d", "2 3", "M0-5L5 4H-5z"),
    Style("#b0578d", "9 3 2 3", "M0-5L5 0L0 5L-5 0z"),
    Style("#1a1a1a", "12 4", "M-5-4H5L0 5z"),
    Style("#966300", "4 4", "M-4-4L4 4M-4 4L4-4"),
    Style("#2779ab", "1 4", "M-5 0H5M0-5V5"),
    Style("#6a3d9a", "12 3 2 3 2 3", "M-5-2H5V2H-5z"),
)
"""Hues of Okabe and Ito (2008), told apart by the colour-blind, darkened until the contrast on
white is above 3 : 1 (WCAG 2.2, 1.4.11). One for each of the most queries of a trend."""


def stroke(style: Style) -> str:
    """The attributes of a line in this style."""
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    return f'fill="none" stroke="{style.colour}" stroke-width="2"{dash}'


def mark(style: Style, x: float, y: float) -> str:
    """The style's mark at a point."""
    return (
        f'<path d="{style.mark}" transform="translate({x} {y})" fill="{style.colour}" '
        f'stroke="{style.colour}" stroke-width="1.5"/>'
    )


def lines(trend: Trend, top: int) -> tuple[int, list[str]]:
    """The height, and a line for each series, below `top`: of at most the last sixty years.

    A year without a word has no rate, so that the line breaks there.
    """
    years = [int(value) for value in trend.values if value.isdecimal()]
    last = max(years, default=0)
    first = max(min(years, default=0), last - MOST_YEARS + 1)
    scale = _Scale(max((p.rate for one in trend.series for p in one.points), default=0.0))
    drawn = list(_grid(scale, top))
    step = ceil((last - first + 1) / 20)
    for year in range(first, last + 1, step) if years else ():
        x, foot = _across(year, first, last), top + HEIGHT + 16
        drawn.append(f'<text x="{x}" y="{foot}" text-anchor="middle">{year}</text>')
    for style, one in zip(STYLES, trend.series, strict=False):
        points = {int(p.value): p for p in one.points if p.value.isdecimal() and p.words}
        for run in _runs(sorted(year for year in points if year >= first)):
            places = [
                (_across(year, first, last), top + scale.y(points[year].rate)) for year in run
            ]
            path = "L".join(f"{x} {y:.1f}" for x, y in places)
            drawn.append(f'<path d="M{path}" {stroke(style)}/>')
            for (x, y), year in zip(places, run, strict=True):
                told = f"<title>{said(_told(one, points[year]))}</title>"
                drawn.append(f"<g>{told}{mark(style, x, round(y, 1))}</g>")
    return HEIGHT + 26, drawn


def bars(trend: Trend, top: int) -> tuple[int, list[str]]:
    """The height, and a group of bars for each value, below `top`."""
    most = max((p.rate for one in trend.series for p in one.points), default=0.0) or 1.0
    field = LEFT + WIDTH - _LABEL - 70
    drawn, y = [], top
    half = _BAR // 2
    for place, value in enumerate(trend.values):
        middle = y + half * len(trend.series) + 4
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end">{said(short(value, 24))}'
            f"<title>{said(value)}</title></text>"
        )
        for style, one in zip(STYLES, trend.series, strict=False):
            point = one.points[place]
            length = round(field * point.rate / most, 1)
            drawn.append(
                f"<g><title>{said(_told(one, point))}</title>"
                f'<rect x="{_LABEL}" y="{y + 1}" width="{length}" height="{_BAR - 2}" '
                f'fill="{style.colour}"/>{mark(style, _LABEL + length + 9, y + half)}'
                f'<text x="{_LABEL + length + 20}" y="{y + _BAR - 2}">{point.rate:.1f}</text></g>'
            )
            y += _BAR
        y += 6
    return y - top + 4, drawn


def _told(series: Series, point: Point) -> str:
    return (
        f"{series.query}, {point.value}: {point.rate:.2f} per {PER:,} words; {point.hits} hits in "
        f"{point.documents} of {point.of} documents"
    )


def _across(year: int, first: int, last: int) -> float:
    return round(LEFT + WIDTH * (year - first + 0.5) / (last - first + 1), 1)


def _runs(years: Sequence[int]) -> Iterator[list[int]]:
    """Stretches of years without a gap."""
    run: list[int] = []
    for year in years:
        if run and year != run[-1] + 1:
            yield run
            run = []
        run.append(year)
    if run:
        yield run


class _Scale:
    """An axis from 0 to a round number above `most`."""

    def __init__(self, most: float) -> None:
        power = 10 ** floor(log10(most)) if most > 0 else 1
        self._step = next(s * power for s in (0.2, 0.25, 0.5, 1, 2, 2.5) if most <= 5 * s * power)
        self._count = max(1, ceil(most / self._step))

    def ticks(self) -> list[float]:
        """The round numbers along it."""
        return [self._step * place for place in range(self._count + 1)]

    def y(self, rate: float) -> float:
        """How far below the upper edge `rate` stands."""
        return HEIGHT * (1 - rate / (self._step * self._count))


def _grid(scale: _Scale, top: int) -> Iterator[str]:
    for tick in scale.ticks():
        y = round(top + scale.y(tick), 1)
        yield f'<path d="M{LEFT} {y}h{WIDTH}" stroke="#d9d9d9"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end" fill="{GREY}">{tick:g}</text>'
