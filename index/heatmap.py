"""A coverage grid as an SVG picture, with its numbers in it for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p

from index.coverage import Coverage
from index.drawing import said as escape
from index.drawing import short as _short

_CELL_W, _CELL_H = 34, 22
_LABEL_W = 170
_HEAD_H = 46
_FOOT_H = 26
# Lightest to darkest; the darkest text on the lightest cell and white on the darkest both have a
# contrast above 4.5 : 1 (WCAG 2.2, 1.4.3).
_SHADES = ("#eef4fb", "#cfe1f3", "#a3c6e6", "#6aa3d5", "#2f74b5", "#124a82")
_DARK_FROM = 4
_HOLE = "#fffaf0"


def heatmap(grid: Coverage) -> str:
    """The grid as an SVG document: darker is more, a cell without documents has a dashed edge."""
    width = _LABEL_W + _CELL_W * max(1, len(grid.columns)) + 10
    height = _HEAD_H + _CELL_H * max(1, len(grid.rows)) + _FOOT_H
    title = f"Documents by {grid.row_facet} and {grid.column_facet}"
    most = max(grid.cells.values(), default=0)
    summary = (
        f"{grid.documents} documents; the fullest cell holds {most}; "
        f"{len(grid.holes)} cells are empty."
    )
    body = "\n".join([*_heads(grid), *_rows(grid, most)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="t d" '
        'font-family="sans-serif" font-size="11">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(summary)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="4" y="15" font-size="13" font-weight="bold">{escape(title)}</text>\n'
        f"{body}\n"
        f'<text x="4" y="{height - 9}" fill="#444444">{escape(summary)}</text>\n</svg>\n'
    )


def _heads(grid: Coverage) -> Iterator[str]:
    for place, column in enumerate(grid.columns):
        x = _LABEL_W + _CELL_W * place + _CELL_W / 2
        yield (
            f'<text x="{x}" y="{_HEAD_H - 6}" text-anchor="middle" font-size="10">'
            f"{escape(_short(column, 5))}<title>{escape(column)}</title></text>"
        )


def _rows(grid: Coverage, most: int) -> Iterator[str]:
    for number, row in enumerate(grid.rows):
        y = _HEAD_H + _CELL_H * number
        yield (
            f'<text x="{_LABEL_W - 8}" y="{y + 15}" text-anchor="end">'
            f"{escape(_short(row, 26))}<title>{escape(row)}</title></text>"
        )
        for place, column in enumerate(grid.columns):
            yield _cell(grid, row, column, _LABEL_W + _CELL_W * place, y, most)


def _cell(grid: Coverage, row: str, column: str, x: int, y: int, most: int) -> str:
    count = grid.count(row, column)
    shade = round(log1p(count) / log1p(most) * (len(_SHADES) - 1)) if most else 0
    fill = _SHADES[shade] if count else _HOLE
    edge = 'stroke="#ffffff"' if count else 'stroke="#8a8a8a" stroke-dasharray="2 2"'
    ink = "#ffffff" if count and shade >= _DARK_FROM else "#1a1a1a"
    text = (
        f'<text x="{x + _CELL_W / 2}" y="{y + 15}" text-anchor="middle" fill="{ink}">{count}</text>'
        if count
        else ""
    )
    return (
        f"<g><title>{escape(f'{row}, {column}: {count}')}</title>"
        f'<rect x="{x + 1}" y="{y + 1}" width="{_CELL_W - 2}" height="{_CELL_H - 2}" '
        f'fill="{fill}" {edge}/>{text}</g>'
    )
