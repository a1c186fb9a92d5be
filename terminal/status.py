"""`hankemuisti status`: what the corpus holds, and what its runs did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from terminal.options import JSON, Options, print_json, print_lines

if TYPE_CHECKING:
    from corpus.config import Config
    from corpus.runs import Run

LISTED = 20
"""Runs that `--runs` lists."""


@click.command()
@click.option("--quality", is_flag=True, help="The pages with faults, the worst first.")
@click.option("--runs", is_flag=True, help=f"The last {LISTED} runs, a line each.")
@click.option("--run", "number", type=click.IntRange(1), help="What one run did, and how long.")
@JSON
@click.pass_obj
def status(options: Options, quality: bool, runs: bool, number: int | None, as_json: bool) -> None:
    """Show what the corpus holds, what is in quarantine and why, and which index answers.

    \b
    Examples:
      hankemuisti status
      hankemuisti status --runs           # when what was done
      hankemuisti status --run 12         # stages, slowest documents, failures of run 12
    """
    # Here and below: --help needs none of it and should be quick.
    if sum((quality, runs, number is not None)) > 1:
        raise click.UsageError("--quality, --runs and --run are for one at a time")
    config = options.load()
    if quality:
        _quality(config, as_json)
    elif runs or number is not None:
        _runs(config, number, as_json)
    else:
        _state(config, as_json)


def _state(config: Config, as_json: bool) -> None:
    from index.status import status as read_status  # noqa: PLC0415
    from terminal.reports import status_lines  # noqa: PLC0415

    found = read_status(config)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(status_lines(found))


def _quality(config: Config, as_json: bool) -> None:
    from index.quality import quality as read_quality  # noqa: PLC0415
    from terminal.reports import quality_lines  # noqa: PLC0415

    pages = read_quality(config)
    if as_json:
        print_json(pages.as_json())
    else:
        print_lines(quality_lines(pages))


def _runs(config: Config, number: int | None, as_json: bool) -> None:
    from dataclasses import asdict  # noqa: PLC0415

    from corpus.errors import UsageError  # noqa: PLC0415
    from corpus.store import Store  # noqa: PLC0415

    with Store(config.data_folder, read_only=True) as store:
        if number is None:
            listed = store.runs.newest(LISTED)
        else:
            found = store.runs.get(number)
            if found is None:
                raise UsageError(f"no run {number}; `hankemuisti status --runs` lists them")
            listed = [found]
    if as_json:
        print_json(asdict(listed[0]) if number else [asdict(run) for run in listed])
    elif number:
        print_lines(_told(listed[0]))
    else:
        print_lines(_line(run) for run in listed)


def _line(run: Run) -> str:
    from terminal.text import one_line  # noqa: PLC0415

    names = ("new", "changed", "gone", "failed")
    facts = ", ".join(f"{run.outcome[name]} {name}" for name in names if run.outcome.get(name))
    ended = facts or "nothing new" if run.finished else "not finished"
    return f"{run.id:>5}  {run.started}  {one_line(run.command)}: {ended}"


def _told(run: Run) -> Iterator[str]:
    """One run, from its command to the documents that took longest."""
    from terminal.text import near, one_line, printable  # noqa: PLC0415

    outcome = run.outcome
    yield f"run {run.id}      {one_line(run.command)}"
    yield f"began      {run.started}"
    yield f"ended      {run.finished or 'not: it goes on, or was killed'}"
    counts = {name: value for name, value in outcome.items() if isinstance(value, int) and value}
    yield "did        " + (", ".join(f"{name} {n}" for name, n in counts.items()) or "nothing")
    for stage in _items(outcome, "stages"):
        steps = f"{stage['steps']:>7} steps" if stage["steps"] else ""
        line = f"stage      {stage['seconds']:>9.1f} s  {one_line(stage['name']):<24}{steps}"
        yield line.rstrip()
    for slow in _items(outcome, "slowest"):
        yield f"slow       {slow['seconds']:>9.1f} s  {slow['stage']:<9} {near(slow['location'])}"
    for item in _items(outcome, "quarantined"):
        yield f"quarantine {near(item['location'])}: {printable(item['reason'])}"
    for name, reason in dict(outcome.get("source_errors", {})).items():
        yield f"source     {one_line(name)}: {printable(reason)}"


def _items(outcome: Any, name: str) -> list[dict[str, Any]]:
    return list(outcome.get(name, ()))
