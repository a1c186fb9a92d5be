"""The commands for those who write a source: new, record, check.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import near, one_line, plural

if TYPE_CHECKING:
    from corpus.sources.kit.recording import Recorded
    from pipeline.trial import Trial, Tried

FIXTURES = click.option(
    "--fixtures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of recorded answers. Default: fixtures/NAME beside the configuration.",
)


@click.group()
def source() -> None:
    """Write a source of your own: docs/sources.md walks through one.

    \b
    Examples:
      hankemuisti source new kiertue
      hankemuisti source record kiertue
      hankemuisti source check kiertue
    """


@source.command()
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write. Default: a folder NAME here.",
)
@JSON
def new(name: str, folder: Path | None, as_json: bool) -> None:
    """Write a module, a configuration, a test and a folder for recorded answers.

    Nothing that is there already is written over.
    """
    from corpus.sources.kit.scaffold import scaffold

    written = scaffold(name, folder or Path(name))
    if as_json:
        print_json([str(path) for path in written])
    else:
        print_lines(near(str(path)) for path in written)


@source.command()
@click.argument("name")
@FIXTURES
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Documents.")
@JSON
@click.pass_obj
def record(options: Options, name: str, fixtures: Path | None, limit: int, as_json: bool) -> None:
    """Ask the source NAME for real and keep the answers of its servers, one file each.

    What could be secret is left out: cookies, credentials, keys in addresses.
    """
    from corpus.sources.kit.recording import fixtures as usual
    from corpus.sources.kit.recording import record as ask

    config = options.load()
    recorded = ask(config, name, fixtures or usual(config, name), limit)
    if as_json:
        print_json(asdict(recorded))
    else:
        print_lines(_recorded_lines(recorded))
    if recorded.error:
        raise click.exceptions.Exit(1)


@source.command()
@click.argument("name")
@FIXTURES
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Documents.")
@JSON
@click.pass_obj
def check(options: Options, name: str, fixtures: Path | None, limit: int, as_json: bool) -> None:
    """Show what the source NAME would bring, by its recorded answers and without a network.

    Every document is read and described in a corpus that is thrown away afterwards. Exit code 1
    when a document cannot be used or something looks wrong.
    """
    from corpus.sources.kit.recording import chosen
    from corpus.sources.kit.recording import fixtures as usual
    from pipeline.trial import try_source
    from terminal.progress import TerminalProgress

    config = options.load()
    folder = fixtures or usual(config, name)
    with TerminalProgress(quiet=options.quiet) as progress:
        trial = try_source(config, chosen(config, name), folder, limit, progress)
    if as_json:
        print_json(trial.as_json())
    else:
        print_lines(_trial_lines(trial))
    if trial.remarks or any(document.problem for document in trial.documents):
        raise click.exceptions.Exit(1)


def _recorded_lines(recorded: Recorded) -> Iterator[str]:
    for location, outcome in recorded.documents.items():
        yield f"{near(location)}: {one_line(outcome)}"
    if recorded.error:
        yield click.style(f"discover: {one_line(recorded.error)}", fg="red")
    yield f"{plural(len(recorded.files), 'answer')} recorded in {near(str(recorded.folder))}"
    for path in recorded.stale:
        yield f"not asked for this time: {near(str(path))}"


def _trial_lines(trial: Trial) -> Iterator[str]:
    for document in trial.documents:
        yield from _tried_lines(document)
    yield f"{plural(len(trial.documents), 'document')} of {one_line(trial.source)}"
    if trial.not_recorded:
        yield f"{plural(trial.not_recorded, 'further document')} not recorded"
    for kind, count in trial.passed_over.items():
        yield f"passed over: {one_line(kind)} {count}"
    for remark in trial.remarks:
        yield click.style(f"look: {one_line(remark)}", fg="yellow")


def _tried_lines(document: Tried) -> Iterator[str]:
    yield click.style(one_line(document.title) or near(document.location), bold=True)
    yield f"  location  {near(document.location)}"
    if document.problem:
        yield click.style(f"  problem   {one_line(document.problem)}", fg="red")
    if document.pages:
        pages, size = plural(document.pages, "page"), plural(document.characters, "character")
        yield f"  content   {document.media_type}, {pages}, {size}"
    for key, value in document.metadata.items():
        yield f"  {one_line(key)}: {one_line(value)}"
    for facet, values in document.facets.items():
        yield f"  {facet:<9} {one_line(', '.join(values))}"
