"""The commands for saved searches: add, list, remove, and run, which tells what is new.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from terminal.filters import filtered
from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import near, one_line, plural

if TYPE_CHECKING:
    from index.watches import News, Watch


@click.group()
def watch() -> None:
    """Keep searches, and tell what is new in them.

    \b
    Examples:
      hankemuisti watch add perhekeskukset perhekeskus --region Kainuu
      hankemuisti watch run
    """


@watch.command("add")
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@filtered
@JSON
@click.pass_obj
def add(
    options: Options,
    /,
    name: str,
    query: tuple[str, ...],
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Keep a search under NAME. What it finds now is not news."""
    from index.watches import add_watch

    added = add_watch(options.load(), name, " ".join(query), filters)
    if as_json:
        print_json(added.as_json())
    else:
        print_lines(watch_lines([added]))


@watch.command("list")
@JSON
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the searches that are kept."""
    from index.watches import read_watches

    found = list(read_watches(options.load()).values())
    if as_json:
        print_json([each.as_json() for each in found])
    else:
        print_lines(watch_lines(found))


@watch.command("remove")
@click.argument("name")
@click.pass_obj
def remove(options: Options, name: str) -> None:
    """Forget the search NAME."""
    from index.watches import remove_watch

    remove_watch(options.load(), name)
    options.narrate([f"{one_line(name)}: removed"])


@watch.command("run")
@click.argument("name", default="")
@JSON
@click.pass_obj
def run(options: Options, name: str, as_json: bool) -> None:
    """Tell what is new since the last time, in the search NAME or in all.

    New is a document that matches and did not then, or that has a new version. Exit codes: 0
    nothing new, 10 something new; 1, 2 and 4 as ever.
    """
    from index.watches import EXIT_NEWS, keep_seen, look

    config = options.load()
    news = look(config, name)
    if as_json:
        print_json([found.as_json() for found in news])
    else:
        print_lines(news_lines(news))
    # After the telling: news that nobody was told must be news the next time.
    keep_seen(config, news)
    if any(found.documents for found in news):
        raise click.exceptions.Exit(EXIT_NEWS)


def watch_lines(watches: list[Watch]) -> Iterator[str]:
    """A line for each saved search."""
    if not watches:
        yield "no saved searches; make one with: hankemuisti watch add NAME QUERY"
    for each in watches:
        filters = [
            f"--{facet} {value}" for facet, values in each.filters.items() for value in values
        ]
        asked = one_line(" ".join([each.query, *filters]))
        seen = plural(len(each.seen), "document")
        yield f"{one_line(each.name)}: {asked} · {seen} on {one_line(each.checked)}"


def news_lines(news: list[News]) -> Iterator[str]:
    """What is new in each saved search."""
    if not news:
        yield from watch_lines([])
    for found in news:
        count = plural(len(found.documents), "new document")
        name = one_line(found.watch.name)
        yield click.style(f"{name}: {count} since {one_line(found.since)}", bold=True)
        for warning in found.warnings:
            yield click.style(f"note: {one_line(warning)}", fg="yellow")
        for each in found.documents:
            version = f" (version {each.version})" if each.changed else ""
            yield f"  {each.id}  {one_line(each.title)}{version}"
            yield "              " + click.style(near(each.location), dim=True)
