"""Commands for those who look after the corpus: facets and their evidence, decisions, coverage.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import one_line

if TYPE_CHECKING:
    from corpus.config import Config

AUTHOR = click.option("--author", help="Who decides. Default: your login name.")
LATER = click.option("--later", is_flag=True, help="Leave the index for the next ingest.")


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--set", multiple=True, metavar="FACET=VALUE", help="Say that it is so.")
@click.option("--unset", multiple=True, metavar="FACET=VALUE", help="Say that it is not so.")
@click.option("--forget", multiple=True, metavar="FACET[=VALUE]", help="Take decisions back.")
@click.option("--note", default="", help="Why.")
@AUTHOR
@LATER
@JSON
@click.pass_obj
def facets(
    options: Options,
    /,
    document_id: str,
    note: str,
    author: str | None,
    later: bool,
    as_json: bool,
    **decided: tuple[str, ...],
) -> None:
    """Show why a document's facets are what they are, or decide otherwise.

    Every value has a score, the rule that read it and the words it was read from; what was met
    and found too weak stands below. A decision is kept with who and when, and holds in every run.

    \b
    Examples:
      hankemuisti facets 3f2a
      hankemuisti facets 3f2a --set region=Kainuu --unset year=2014 --note "ks. s. 3"
      hankemuisti facets 3f2a --set period=2009-2011
      hankemuisti facets 3f2a --forget region=Kainuu
    """
    from corpus.errors import UsageError
    from corpus.overrides import SET, UNSET
    from index.facets import decide, decisions_of, sheet
    from terminal.sheets import sheet_lines

    config = options.load()
    decisions = [*decisions_of(decided["set"], SET), *decisions_of(decided["unset"], UNSET)]
    decided_any = bool(decisions or decided["forget"])
    if (note or author) and not decided_any:
        raise UsageError("nothing is decided: --note and --author go with --set or --unset")
    if decided_any:
        who = author or _login()
        found = decide(
            config, document_id, decisions, forget=decided["forget"], note=note, author=who
        )
        _bring_up_to_date(options, config, later=later)
    else:
        found = sheet(config, document_id)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(sheet_lines(found))


@click.command()
@click.option("--export", "target", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@click.option("--import", "reviewed", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@AUTHOR
@LATER
@JSON
@click.pass_obj
def overrides(
    options: Options,
    target: Path | None,
    reviewed: Path | None,
    author: str | None,
    later: bool,
    as_json: bool,
) -> None:
    """List people's decisions, or review facets in bulk in a spreadsheet.

    --export writes every facet value of every document as CSV; write "set" or "unset" into the
    column "action" of a row, add rows of your own, and --import keeps those decisions. It reads
    what spreadsheets save: commas, semicolons or tabs, UTF-8, UTF-16 or Windows-1252.

    \b
    Examples:
      hankemuisti overrides
      hankemuisti overrides --export review.csv
      hankemuisti overrides --import review.csv
    """
    from corpus.errors import UsageError
    from index.facets import list_decisions
    from index.review import export, import_decisions
    from terminal.files import save
    from terminal.sheets import override_lines

    config = options.load()
    if reviewed:
        try:
            content = reviewed.read_bytes()
        except OSError as error:
            raise UsageError(f"{reviewed}: cannot be read: {error.strerror}") from error
        kept = import_decisions(config, content, author or _login())
        options.narrate([f"{kept} decisions kept"])
        _bring_up_to_date(options, config, later=later)
    elif target:
        # With a byte order mark, by which Excel knows UTF-8.
        save(target, [export(config)], "utf-8-sig")
        options.narrate([f"{one_line(str(target))}: written"])
    else:
        found = list_decisions(config)
        if as_json:
            print_json(found)
        else:
            print_lines(override_lines(found))


@click.command()
@click.option("--rows", default="region", show_default=True, help="Facet of the rows.")
@click.option("--columns", default="year", show_default=True, help="Facet of the columns.")
@click.option("--region", multiple=True, help="Only these, as in search.")
@click.option("--theme", multiple=True, help="Only these, as in search.")
@click.option("--year", multiple=True, metavar="YEAR[..YEAR]", help="Only these, as in search.")
@click.option("--programme", multiple=True, help="Only these, as in search.")
@click.option("--kind", multiple=True, help="Only these, as in search.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Write a picture.")
@JSON
@click.pass_obj
def coverage(
    options: Options,
    /,
    rows: str,
    columns: str,
    as_csv: bool,
    svg: Path | None,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Count the corpus by two facets, and show where nothing is known.

    \b
    Examples:
      hankemuisti coverage
      hankemuisti coverage --columns theme --programme kaste
      hankemuisti coverage --csv > coverage.csv
      hankemuisti coverage --svg coverage.svg
    """
    from index.coverage import coverage as count
    from index.filters import read_filters
    from index.heatmap import heatmap
    from index.tables import as_csv as written
    from terminal.files import save
    from terminal.sheets import coverage_lines

    config = options.load()
    grid = count(config, rows, columns, read_filters(filters, config.own_themes))
    if svg:
        save(svg, [heatmap(grid)])
        options.narrate([f"{one_line(str(svg))}: written"])
    if as_json:
        print_json(grid.as_json())
    elif as_csv:
        click.echo(written(grid.as_rows()), nl=False)
    elif not svg:
        print_lines(coverage_lines(grid))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return ""


def _bring_up_to_date(options: Options, config: Config, *, later: bool) -> None:
    """Let searches know of decisions."""
    from index.update import update
    from terminal.progress import TerminalProgress

    if later:
        options.narrate(["searches know of it after: hankemuisti ingest"])
        return
    with TerminalProgress(quiet=options.quiet) as progress:
        update(config, (), "facets", progress)
