"""Why a search does not find a document, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index.miss import Miss, Part
from terminal.text import one_line, printable


def miss_lines(miss: Miss) -> Iterator[str]:
    """What was asked for, one thing a line, with a sign for whether the document meets it."""
    verdict = "found" if miss.found else "not found"
    yield f"{click.style(printable(miss.title), bold=True)} ({miss.id}): {verdict}"
    for note in miss.notes:
        yield click.style(f"note: {printable(note)}", fg="yellow")
    if miss.absent:
        yield f"not in the index: {printable(miss.absent)}"
    yield from _part_lines(miss.parts, "  ")


def _part_lines(parts: Sequence[Part], indent: str) -> Iterator[str]:
    for part in parts:
        sign = click.style("yes", fg="green") if part.met else click.style("no ", fg="red")
        own = "" if part.has is None else f" (the document: {', '.join(part.has) or 'unknown'})"
        yield f"{indent}{sign}  {one_line(part.text + own)}"
        yield from _part_lines(part.parts, f"{indent}     ")
