"""Commands about where documents come from.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import near, one_line, plural

if TYPE_CHECKING:
    from index.linkcheck import Checked, LinkCheck


@click.group(invoke_without_command=True)
@JSON
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """List the configured sources, or check whether what they gave is still there."""
    if context.invoked_subcommand is None:
        _list(context.obj, as_json)


@sources.command(name="list")
@JSON
@click.pass_obj
def list_command(options: Options, as_json: bool) -> None:
    """List the configured sources, the types there are, and what each has given."""
    _list(options, as_json)


@sources.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@JSON
@click.pass_obj
def check(options: Options, names: tuple[str, ...], as_json: bool) -> None:
    """Ask every address of the corpus whether it is still there, politely; nothing is changed.

    Tells dead links, those that have moved and those that do not answer, and for each whether
    the corpus keeps a copy. Without SOURCE, the places of every source.

    \b
    Examples:
      hankemuisti sources check
      hankemuisti sources check julkaisut --json
    """
    from index.linkcheck import check_links
    from terminal.progress import TerminalProgress

    with TerminalProgress(quiet=options.quiet) as progress:
        found = check_links(options.load(), names, progress)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(check_lines(found))


def _list(options: Options, as_json: bool) -> None:
    from index.sources import list_sources
    from terminal.reports import source_lines

    listed = list_sources(options.load())
    if as_json:
        print_json(listed.as_json())
    else:
        print_lines(source_lines(listed))


def check_lines(found: LinkCheck) -> Iterator[str]:
    """What is not simply there, the dead first, and the figures."""
    order = ("dead", "moved", "failing", "no answer", "not asked")
    for life in order:
        for place in found.places:
            if place.life == life:
                yield _place_line(place)
    counts = ", ".join(f"{name} {count}" for name, count in found.counts().items())
    yield f"{plural(len(found.places), 'place')}" + (f": {counts}" if counts else "")
    lost = len(found.lost())
    if lost:
        yield click.style(f"{plural(lost, 'dead link')} without a copy", fg="yellow")


def _place_line(place: Checked) -> str:
    copy = f"kept as {place.document_id} (sha256 {place.kept})" if place.kept else "no copy"
    colour = {"dead": "red", "moved": "cyan"}.get(place.life, "yellow")
    life = click.style(f"{place.life:<9}", fg=colour)
    return f"{life} {near(place.location)}: {one_line(place.why)}; {copy}"
