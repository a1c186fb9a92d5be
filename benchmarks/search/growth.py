"""How the cost of a query grows with the corpus, and a picture of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.search.corpus import Corpus
from benchmarks.search.measure import in_child
from benchmarks.search.queries import CLASSES, choose
from index.drawing import GREY, said
from index.plots import STYLES, mark, stroke

SHARES = (8, 4, 2, 1)
"""The corpus is measured at its first eighth, quarter and half, and whole."""

LEFT, TOP, WIDTH, HEIGHT, KEY = 60, 40, 480, 320, 150


class Point(NamedTuple):
    """The median query of a class: documents met on an average, and CPU milliseconds."""

    documents: int
    met: float
    milliseconds: float


Growth = Mapping[str, Sequence[Point]]


def measure_growth(folder: Path, count: int, seed: int) -> dict[str, list[Point]]:
    """Build and ask indexes of growing size."""
    found: dict[str, list[Point]] = {kind: [] for kind in CLASSES}
    for share in SHARES:
        corpus = Corpus(count // share, seed)
        order = {"engine": "hankemuisti", "folder": str(folder / str(share)), "seed": seed}
        queries = choose(corpus)
        in_child({"do": "build", "documents": corpus.count, **order})
        served = in_child({"do": "serve", "queries": queries, **order})
        for kind in CLASSES:
            pairs = zip(queries, served["answers"], strict=True)
            met = [answer[0] for asked, answer in pairs if asked.kind == kind]
            figure = served["figures"][f"{kind}_p50_ms"]
            found[kind].append(Point(corpus.count, sum(met) / len(met), figure))
    return found


def exponent(points: Sequence[Point]) -> float:
    """The power of the documents met by which time grows, first to last: 1 is linear.

    Of classes whose queries meet hardly more in a larger corpus, by documents of the corpus.
    """
    first, last = points[0], points[-1]
    times = max(last.met / first.met, 1.0)
    if times < 2:
        times = last.documents / first.documents
    return round(math.log(last.milliseconds / first.milliseconds) / math.log(times), 2)


def draw(growth: Growth) -> str:
    """Milliseconds over the documents of the corpus, both logarithmic: an SVG document."""
    points = [point for series in growth.values() for point in series]
    across = _Axis([point.documents for point in points], LEFT, LEFT + WIDTH)
    up = _Axis([point.milliseconds for point in points], TOP + HEIGHT, TOP)
    body = [*_grid(across, up, sorted({point.documents for point in points}))]
    for place, (style, (kind, series)) in enumerate(zip(STYLES, growth.items(), strict=False)):
        places = [(across.at(p.documents), up.at(p.milliseconds)) for p in series]
        body.append(f'<path d="M{"L".join(f"{x} {y}" for x, y in places)}" {stroke(style)}/>')
        for (x, y), point in zip(places, series, strict=True):
            told = f"{kind}: {point.documents} documents, {point.met:.0f} met, "
            told += f"{point.milliseconds} ms"
            body.append(f"<g><title>{said(told)}</title>{mark(style, x, y)}</g>")
        y = TOP + 20 * place + 10
        body.append(mark(style, LEFT + WIDTH + 20, y))
        key = f"{kind}, power {exponent(series)}"
        body.append(f'<text x="{LEFT + WIDTH + 32}" y="{y + 4}">{said(key)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="sans-serif" '
        f'font-size="12" viewBox="0 0 {LEFT + WIDTH + KEY + 20} {TOP + HEIGHT + 40}">\n'
        "<title>CPU milliseconds of a query with all facet counts, by documents</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{chr(10).join(body)}\n</svg>\n'
    )


def _grid(across: _Axis, up: _Axis, sizes: Sequence[int]) -> list[str]:
    drawn = []
    for size in sizes:
        x, foot = across.at(size), TOP + HEIGHT + 18
        drawn.append(f'<text x="{x}" y="{foot}" text-anchor="middle">{size:,}</text>')
        drawn.append(f'<path d="M{x} {TOP}v{HEIGHT}" stroke="#d9d9d9"/>')
    for tick in (n * 10**power for power in range(-2, 3) for n in (1, 2, 5)):
        if up.low <= tick <= up.high:
            y = up.at(tick)
            drawn.append(f'<path d="M{LEFT} {y}h{WIDTH}" stroke="#d9d9d9"/>')
            anchor = f'text-anchor="end" fill="{GREY}"'
            drawn.append(f'<text x="{LEFT - 6}" y="{y + 4}" {anchor}>{tick:g} ms</text>')
    # What is as steep as this grows with the corpus, and no faster.
    steep = up.at(up.low * across.high / across.low)
    ends = f"M{across.at(across.low)} {up.at(up.low)}L{across.at(across.high)} {steep}"
    drawn.append(f'<path d="{ends}" stroke="{GREY}" stroke-dasharray="2 4"/>')
    drawn.append(f'<text x="{across.at(across.high) - 50}" y="{steep - 6}">linear</text>')
    return drawn


class _Axis:
    """A logarithmic axis from one place to another."""

    def __init__(self, values: Sequence[float], begin: int, end: int) -> None:
        self.low, self.high = min(values) / 1.1, max(values) * 1.1
        self._begin, self._end = begin, end

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self._begin + share * (self._end - self._begin), 1)
