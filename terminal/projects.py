"""The command that shows projects, and how they are printed.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import one_line, plural

if TYPE_CHECKING:
    from index.projects import Fact, Paper, Project


@click.command()
@click.argument("name", nargs=-1)
@JSON
@click.pass_obj
def projects(options: Options, name: tuple[str, ...], as_json: bool) -> None:
    """List the projects of the corpus, or show one: its period, regions, money and documents.

    NAME may be inflected and may end with -hanke; with a number it is one phase of the project.
    Its documents stand in order: plan, interim reports, final report, evaluation; others beside.

    \b
    Examples:
      hankemuisti projects
      hankemuisti projects Tukeva
      hankemuisti projects "PaKaste II" --json
    """
    from index.projects import find_project, list_projects

    config = options.load()
    if name:
        project = find_project(config, " ".join(name))
        if as_json:
            print_json(project.as_json())
        else:
            print_lines(project_lines(project))
        return
    found = list_projects(config)
    if as_json:
        print_json([project.summary() for project in found])
    else:
        print_lines(list_lines(found))


def list_lines(found: Sequence[Project]) -> Iterator[str]:
    """A line for each project: name, documents, programme, years, regions."""
    if not found:
        yield "no projects; none is named in the documents"
    width = max((len(one_line(project.name)) for project in found), default=0)
    for project in found:
        years = "–".join(dict.fromkeys(map(str, project.years)))
        regions = ", ".join(project.regions[:4]) + (" …" if len(project.regions) > 4 else "")
        told = (plural(len(project.papers), "document"), ", ".join(project.programmes), years)
        line = "  ".join(one_line(part) for part in (*told, regions) if part)
        yield f"{one_line(project.name):<{width}}  {line}"


def project_lines(project: Project) -> Iterator[str]:
    """All that is known of a project."""
    yield click.style(one_line(project.name), bold=True)
    if project.names != (project.name,):
        yield f"names         {one_line(', '.join(project.names))}"
    for label, values in (
        ("programme", project.programmes),
        ("regions", project.regions),
        ("organisations", project.organisations),
    ):
        if values:
            yield f"{label:<13} {one_line(', '.join(values))}"
    several = len(project.names) > 1
    for label, facts in (
        ("period", project.periods),
        ("budget", project.budgets),
        ("funding", project.funding),
    ):
        for fact in facts:
            yield _fact(label, fact, named=several)
    if project.timeline:
        yield click.style("documents", dim=True)
        yield from map(_paper, project.timeline)
    if project.beside:
        yield click.style("beside", dim=True)
        yield from map(_paper, project.beside)


def _fact(label: str, fact: Fact, *, named: bool) -> str:
    value = fact.value
    if label != "period" and value.isdigit():
        value = f"{int(value):,} €".replace(",", " ")
    words = one_line(" ".join(fact.evidence[0].words.split()))[:60] if fact.evidence else ""
    page = fact.evidence[0].page if fact.evidence else 0
    where = f"{fact.document_id}, page {page}" if page else fact.document_id
    phase = f"{one_line(fact.project)}: " if named else ""
    return f"{label:<13} {phase}{one_line(value)}  ({where}: “{words}”)"


def _paper(paper: Paper) -> str:
    year = str(paper.year or "")
    return f"  {year:<4}  {paper.kind:<16}  {one_line(paper.title)}  {paper.id}"
