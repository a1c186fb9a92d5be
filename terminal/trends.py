"""The command that counts queries over years and other facets, and how it is printed.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terminal.filters import filtered
from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import one_line, plural

if TYPE_CHECKING:
    from index.trends import Trend


@click.command()
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@click.option(
    "--by",
    type=click.Choice(["year", "region", "theme", "programme", "kind"]),
    default="year",
    show_default=True,
    help="The facet to count by.",
)
@filtered
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Write a picture.")
@JSON
@click.pass_obj
def trend(
    options: Options,
    /,
    queries: tuple[str, ...],
    by: str,
    as_csv: bool,
    svg: Path | None,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Count queries by year, region, theme, programme or kind, per 10,000 words.

    Each QUERY is one of its own: put those of several words in quotation marks. Hits are divided
    by the words of all documents of a value that pass the filters. A document of several years
    counts in each of them; pages with unreliable text do not count.

    \b
    Examples:
      hankemuisti trend osallisuus kumppanuus
      hankemuisti trend '"varhainen tuki"' korjaava --programme kaste --svg tuki.svg
      hankemuisti trend perhekeskus --by region --csv > perhekeskus.csv
    """
    from index.chart import chart
    from index.filters import read_filters
    from index.search import SearchService
    from index.tables import as_csv as written
    from index.trends import trend as count
    from terminal.files import save

    config = options.load()
    chosen = read_filters(filters, config.own_themes)
    with SearchService.open(config) as service:
        found = count(service, queries, by, chosen)
    if svg or as_csv:
        notes = {note: None for one in found.series for note in one.matches.warnings()}
        options.narrate(f"note: {one_line(note)}" for note in notes)
    if svg:
        save(svg, [chart(found)])
        options.narrate([f"{one_line(str(svg))}: written"])
    if as_json:
        print_json(found.as_json())
    elif as_csv:
        click.echo(written(found.as_rows()), nl=False)
    elif not svg:
        print_lines(trend_lines(found))


def trend_lines(found: Trend) -> Iterator[str]:
    """A table for each query, with bars that compare them all."""
    most = max((point.rate for one in found.series for point in one.points), default=0.0)
    width = max((len(_short(value)) for value in found.values), default=0)
    for one in found.series:
        head = f"{plural(one.hits, 'hit')} in {plural(one.documents, 'document')}"
        yield click.style(f"{one_line(one.query)}: {head}", bold=True)
        for warning in one.matches.warnings():
            yield click.style(f"note: {one_line(warning)}", fg="yellow")
        for point in one.points:
            bar = "█" * round(20 * point.rate / most) if most else ""
            counted = f"{point.hits} in {point.documents} of {plural(point.of, 'document')}"
            yield f"  {_short(point.value):<{width}} {point.rate:8.2f} {bar:<20} {counted}"
    yield "hits per 10,000 words of the documents; one of several years or regions is in each"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 24 else f"{line[:23]}…"
