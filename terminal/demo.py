"""The demo: the main job on the sample reports, and three searches with their commands."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from corpus.config import Config, DataConfig
from corpus.errors import UsageError
from corpus.sources.folder import FolderSource
from index.filters import read_filters
from index.search import SearchService
from index.update import update
from terminal.answers import answer_lines
from terminal.progress import TerminalProgress
from terminal.reports import update_lines
from terminal.text import near

REPORTS = Path(__file__).resolve().parent.parent / "examples" / "reports"

HITS = 3

SEARCHES: tuple[tuple[str, str, Mapping[str, tuple[str, ...]]], ...] = (
    ("a word in any inflection", "perhekeskuksessa", {}),
    ("a phrase in any inflection", '"lapsiperheiden palvelut"', {}),
    (
        "a word, with a region and years",
        "varhaiskasvatus",
        {"region": ("Pohjois-Pohjanmaa", "Varsinais-Suomi"), "year": ("2009..2023",)},
    ),
)


def run_demo(config: Config, progress: TerminalProgress) -> None:
    """Ingest the samples into a corpus of their own and answer. Raises UsageError without them."""
    if not REPORTS.is_dir():
        raise UsageError("the demo needs the examples/ folder of the repository beside the program")
    folder = config.data_folder / "demo"
    config = dataclasses.replace(config, data=DataConfig(str(folder)))
    click.echo(f"Ingesting the sample reports of {near(str(REPORTS))} …", err=True)
    done = update(config, [FolderSource("examples", REPORTS)], "demo", progress)
    for line in update_lines(done):
        click.echo(line, err=True)
    program = f".venv/bin/hankemuisti --data {shlex.quote(near(str(folder)))}"
    with SearchService.open(config) as service:
        for what, query, filters in SEARCHES:
            options = [f" --{name} {value}" for name, values in filters.items() for value in values]
            command = f"search {shlex.quote(query)} --limit {HITS}{''.join(options)}"
            click.echo(f"\n# {what}\n$ {program} {command}")
            answer = service.search(query, read_filters(filters), limit=HITS)
            for line in answer_lines(answer, 1, config.search.facet_values):
                click.echo(line)
            if not answer.total:
                raise UsageError(f"the demo's search for {query} found nothing: please report it")
    click.echo(f"""
Where to go next:
  {program} show ID             what is known of a document, and why
  {program} search WORDS        your own search
  .venv/bin/hankemuisti ingest FOLDER                 your own reports (PDF, HTML, text)
  .venv/bin/hankemuisti --help                        everything else; the README has a session""")
