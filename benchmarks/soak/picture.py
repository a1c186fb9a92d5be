"""The figures of a soak as an SVG picture: a panel for each, a line for each process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.soak.watch import ROOM, Sample
from index.drawing import GREY, said
from index.plots import STYLES, stroke

LEFT, WIDTH, HEIGHT, GAP = 60, 640, 120, 50


def picture(watched: Mapping[str, Sequence[Sample]]) -> str:
    """An SVG document."""
    total = GAP + len(ROOM) * (HEIGHT + GAP)
    body = [_legend(list(watched))]
    for place, name in enumerate(ROOM):
        body.append(_panel(name, watched, GAP + place * (HEIGHT + GAP)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {total}" '
        'role="img" font-family="sans-serif" font-size="11">\n'
        f'<rect width="{LEFT + WIDTH + 20}" height="{total}" fill="#ffffff"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _legend(names: Sequence[str]) -> str:
    return "".join(
        f'<path d="M{LEFT + 120 * n} 14h40" {stroke(style)}/>'
        f'<text x="{LEFT + 120 * n + 48}" y="18">{said(name)}</text>'
        for n, (style, name) in enumerate(zip(STYLES, names, strict=False))
    )


def _panel(name: str, watched: Mapping[str, Sequence[Sample]], top: int) -> str:
    every = [one for samples in watched.values() for one in samples]
    most = max((getattr(one, name) for one in every), default=0.0) or 1.0
    last = max((one.seconds for one in every), default=0.0) or 1.0
    foot = top + HEIGHT
    drawn = [
        f'<text x="{LEFT}" y="{top - 6}">{said(name)}</text>',
        f'<path d="M{LEFT} {top}v{HEIGHT}h{WIDTH}" fill="none" stroke="{GREY}"/>',
        f'<text x="{LEFT - 6}" y="{top + 8}" text-anchor="end">{most:.0f}</text>',
        f'<text x="{LEFT - 6}" y="{foot}" text-anchor="end">0</text>',
        f'<text x="{LEFT + WIDTH}" y="{foot + 14}" text-anchor="end">{last / 60:.0f} min</text>',
    ]
    for style, samples in zip(STYLES, watched.values(), strict=False):
        across = [LEFT + WIDTH * one.seconds / last for one in samples]
        up = [foot - HEIGHT * getattr(one, name) / most for one in samples]
        places = [f"{x:.1f} {y:.1f}" for x, y in zip(across, up, strict=True)]
        if places:
            drawn.append(f'<path d="M{"L".join(places)}" {stroke(style)}/>')
    return "\n".join(drawn)
