"""The command that shows words in their context, and how its lines are printed.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from terminal.filters import filtered
from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import marked, one_line, plural

if TYPE_CHECKING:
    from index.concordance import Concordance, Line

_SIDE, _HIT, _TITLE = 60, 40, 40
"""Characters at most of a side, of the column of hits and of a title; JSON and CSV have all."""


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--left", type=click.IntRange(0, 50), default=7, show_default=True, help="Words.")
@click.option("--right", type=click.IntRange(0, 50), default=7, show_default=True, help="Words.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["document", "left", "right"]),
    default="document",
    show_default=True,
    help="By the best document, or by the words outward from the hit.",
)
@click.option(
    "--limit", type=click.IntRange(0), default=100, show_default=True, help="Lines; 0 is all."
)
@filtered
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@JSON
@click.pass_obj
def kwic(  # noqa: PLR0913 - one for each option
    options: Options,
    /,
    *,
    query: tuple[str, ...],
    left: int,
    right: int,
    order: str,
    limit: int,
    as_csv: bool,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Show every occurrence of the query's words, each on a line with its context.

    Every word and phrase of the query has lines of its own; of a compound the part that was asked
    for is marked. The lines are those of the best documents; --sort orders the lines that are
    shown, å, ä and ö after z. With --limit 0 every document is read.

    \b
    Examples:
      hankemuisti kwic perhekeskus --sort right
      hankemuisti kwic '"lapsiperheiden palvelut"' --region Kainuu --left 10
      hankemuisti kwic osallisuus --limit 0 --csv > osallisuus.csv
    """
    from index.concordance import concordance
    from index.filters import read_filters
    from index.search import SearchService
    from index.tables import as_csv as written

    config = options.load()
    chosen = read_filters(filters, config.own_themes)
    with SearchService.open(config) as service:
        matches = service.matching(" ".join(query), chosen)
        found = concordance(service, matches, left=left, right=right, order=order, limit=limit)
    if as_json:
        print_json(found.as_json())
    elif as_csv:
        options.narrate(f"note: {one_line(note)}" for note in matches.warnings())
        click.echo(written(found.as_rows()), nl=False)
    else:
        print_lines(concordance_lines(found))


def concordance_lines(found: Concordance) -> Iterator[str]:
    """What was found, then the lines with their hits below one another."""
    documents = plural(len(found.matches.ids), "document")
    lines = plural(len(found.lines), "line")
    head = f"{lines} of {found.read} of {documents}"
    yield f"{head} · there are more, see --limit" if found.more else head
    for warning in found.matches.warnings():
        yield click.style(f"note: {one_line(warning)}", fg="yellow")
    places = [_place(line) for line in found.lines]
    width = max(map(len, places), default=0)
    lefts = [_end(one_line(line.left), _SIDE) for line in found.lines]
    side = max(map(len, lefts), default=0)
    hits = [_hit(line) for line in found.lines]
    hit_width = max((len(click.unstyle(hit)) for hit in hits), default=0)
    for line, place, left, hit in zip(found.lines, places, lefts, hits, strict=True):
        gap = " " * (hit_width - len(click.unstyle(hit)))
        right = _beginning(one_line(line.right), _SIDE)
        title = click.style(_beginning(one_line(line.title), _TITLE), dim=True)
        yield f"{place:<{width}}  {left:>{side}} {hit}{gap} {right:<{_SIDE}} {title}".rstrip()


def _place(line: Line) -> str:
    """Document, page (and the number printed on it) and year."""
    printed = line.label and line.label != str(line.page)
    label = f" [{_beginning(one_line(line.label), 8)}]" if printed else ""
    return f"{line.document_id} p. {line.page}{label} {line.year or ''}".rstrip()


def _hit(line: Line) -> str:
    """The hit with its marks; of a long one the beginning, or where the mark is."""
    first = line.marks[0].start if line.marks else 0
    start = first if first > _HIT // 2 and len(line.hit) > _HIT else 0
    text = line.hit[start : start + _HIT]
    inside = [
        type(mark)(mark.start - start, min(mark.end - start, len(text)))
        for mark in line.marks
        if mark.start - start < len(text)
    ]
    return marked(text.replace("\n", " ").replace("\t", " "), inside)


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _end(text: str, most: int) -> str:
    return text if len(text) <= most else f"…{text[1 - most :]}"
