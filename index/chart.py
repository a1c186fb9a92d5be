"""A trend as an SVG picture: lines over years, bars elsewhere, and every number in its table.

No series is told by its colour alone: each has a dash and a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.drawing import GREY, said, short
from index.plots import LEFT, STYLES, WIDTH, bars, lines, mark, stroke
from index.trends import PER, Trend

_ROW = 16
_FIRST, _COLUMN = 200, 190
"""Widths of the table's columns: the values with their words, and each query."""


def chart(trend: Trend) -> str:
    """The trend as an SVG document."""
    top = 32 + _ROW * (len(trend.series) + 1)
    height, drawn = (lines if trend.by == "year" else bars)(trend, top)
    table_top = top + height + _ROW
    total = table_top + _ROW * (len(trend.values) + 2)
    width = max(LEFT + WIDTH + 20, _FIRST + _COLUMN * len(trend.series))
    title = f"{', '.join(short(one.query, 30) for one in trend.series)} by {trend.by}"
    unit = f'<text x="{LEFT}" y="{top - 8}" fill="{GREY}">hits per {PER:,} words</text>'
    body = "\n".join([*_legend(trend), unit, *drawn, *_table(trend, table_top)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total}" '
        f'width="{width}" height="{total}" role="img" aria-labelledby="t d" '
        'font-family="sans-serif" font-size="11">\n'
        f'<title id="t">{said(title)}</title>\n<desc id="d">{said(_summary(trend))}</desc>\n'
        f'<rect width="{width}" height="{total}" fill="#ffffff"/>\n'
        f'<text x="4" y="15" font-size="13" font-weight="bold">{said(title)}</text>\n'
        f"{body}\n</svg>\n"
    )


def _summary(trend: Trend) -> str:
    told = [f"Hits per {PER:,} words by {trend.by}."]
    for one in trend.series:
        best = max(one.points, key=lambda point: point.rate, default=None)
        most = f", most in {best.value} ({best.rate:.1f})" if best and best.hits else ""
        told.append(f"{one.query}: {one.hits} hits in {one.documents} documents{most}.")
    return " ".join(told)


def _legend(trend: Trend) -> Iterator[str]:
    for place, (style, one) in enumerate(zip(STYLES, trend.series, strict=False)):
        y = 32 + _ROW * place
        yield (
            f'<path d="M{LEFT} {y}h40" {stroke(style)}/>{mark(style, LEFT + 20, y)}'
            f'<text x="{LEFT + 50}" y="{y + 4}">{said(short(one.query, 80))}: {one.hits} hits in '
            f"{one.documents} documents</text>"
        )


def _table(trend: Trend, top: int) -> Iterator[str]:
    heads = (f"{short(one.query, 26)}" for one in trend.series)
    yield _cells([f"{trend.by} (words)", *heads], top, 'font-weight="bold"')
    for row, value in enumerate(trend.values, 1):
        points = [one.points[row - 1] for one in trend.series]
        # The words are the same for all, but where a query brings filters of its own.
        words = " / ".join(dict.fromkeys(str(point.words) for point in points))
        cells = [f"{p.rate:.2f} ({p.hits} in {p.documents} of {p.of})" for p in points]
        yield _cells([f"{short(value, 20)} ({words})", *cells], top + _ROW * row)
    foot = f"hits per {PER:,} words (hits in documents that have any, of documents)"
    y = top + _ROW * (len(trend.values) + 1)
    yield f'<text x="8" y="{y}" fill="{GREY}">{said(foot)}</text>'


def _cells(cells: list[str], y: int, look: str = "") -> str:
    xs = [8, *(_FIRST + _COLUMN * place for place in range(len(cells) - 1))]
    return "".join(
        f'<text x="{x}" y="{y}" {look}>{said(cell)}</text>'
        for x, cell in zip(xs, cells, strict=True)
    )
