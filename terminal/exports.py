"""The commands that carry what was found elsewhere: export and quote.

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
from terminal.text import one_line, plural, printable

if TYPE_CHECKING:
    from index.quotation import Quotation


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "bibtex", "ris", "csl"]),
    required=True,
    help="For a spreadsheet, for programs, or for a reference manager.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write a file.")
@filtered
@click.pass_obj
def export(
    options: Options,
    /,
    query: tuple[str, ...],
    form: str,
    output: Path | None,
    **filters: tuple[str, ...],
) -> None:
    """Export all documents that a query finds, the best first.

    Each has its title, organisation, year, kind, address, the pages where the query is met,
    regions and themes; the export says which query, filters, generation and program made it.
    The authors are those a catalogue names, else the organisation; the citation key of a document
    never changes.

    \b
    Examples:
      hankemuisti export perhekeskus --format bibtex --output perhekeskus.bib
      hankemuisti export 'osallisuus region:Kainuu' --format ris > osallisuus.ris
    """
    from index.export import export as written
    from index.filters import read_filters
    from index.search import SearchService
    from terminal.files import save

    config = options.load()
    chosen = read_filters(filters, config.own_themes)
    with SearchService.open(config) as service:
        matches = service.matching(" ".join(query), chosen)
        options.narrate(f"note: {one_line(note)}" for note in matches.warnings())
        pieces = written(service, matches, form)
        if output:
            save(output, pieces)
            count = plural(len(matches.ids), "document")
            options.narrate([f"{one_line(str(output))}: {count} written"])
        else:
            for piece in pieces:
                click.echo(piece, nl=False)


@click.command()
@click.argument("document_id", metavar="ID")
@click.argument("page", type=click.IntRange(1))
@click.option("--from", "start", type=click.IntRange(0), help="Offset in the page's text.")
@click.option("--to", "end", type=click.IntRange(1), help="Offset behind the last character.")
@click.option("--words", default="", help="The words to quote, in any case.")
@JSON
@click.pass_obj
def quote(
    options: Options,
    *,
    document_id: str,
    page: int,
    start: int | None,
    end: int | None,
    words: str,
    as_json: bool,
) -> None:
    """Quote from a page, with what to cite: the printed page and a lasting link.

    PAGE is the number in the file, as search and show give it. Without --words or --from and --to
    the whole page is quoted; offsets count the characters of the text in show --page N --json.

    \b
    Examples:
      hankemuisti quote 3f2a 12 --words "perheiden osallisuus vahvistui"
      hankemuisti quote 3f2a 12 --from 240 --to 410 --json
    """
    from index.quotation import quote as find

    found = find(options.load(), document_id, page, start=start, end=end, words=words)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(quotation_lines(found))


def quotation_lines(found: Quotation) -> Iterator[str]:
    """The words between quotation marks, and what to cite."""
    yield f"”{printable(found.text)}”"
    yield printable(found.reference)
    if not found.trusted:
        faults = ", ".join(found.page.faults) or "unreliable text"
        note = f"note: compare it with the page itself ({one_line(faults)})"
        yield click.style(note, fg="yellow")
