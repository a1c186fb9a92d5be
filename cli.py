"""The command line: each command parses, calls one function and prints.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick; that is
the reason for every import inside a function here.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from terminal.backups import backup, restore
from terminal.bundles import export_corpus, import_corpus
from terminal.concordance import kwic
from terminal.curation import coverage, facets, overrides
from terminal.doctor import doctor
from terminal.exports import export, quote
from terminal.group import Commands
from terminal.options import JSON, Options, print_json, print_lines
from terminal.originals import original
from terminal.projects import projects
from terminal.queries import QUERIES
from terminal.serve import serve
from terminal.sourcekit import source
from terminal.sources import sources
from terminal.status import status
from terminal.suggestions import related, similar, suggest
from terminal.trends import trend
from terminal.watches import watch

if TYPE_CHECKING:
    from corpus.config import Config

__version__ = "0.1.0"


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with:  hankemuisti ingest FOLDER  and then  hankemuisti search WORDS",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Configuration file. Default: config.toml in the working directory, if there.",
)
@click.option("--data", metavar="DIR", help="Folder of the corpus. Default: data.folder of config.")
@click.option("--quiet", "-q", is_flag=True, help="No narration on stderr.")
@click.option("--verbose", "-v", is_flag=True, help="Show where an internal error came from.")
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append what happens to this file, a line for each event.",
)
@click.option(
    "--log-format",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="Lines for people, or JSON objects for programs.",
)
@click.version_option(__version__, prog_name="hankemuisti")
@click.pass_context
def cli(
    context: click.Context,
    *,
    config: Path | None,
    data: str | None,
    quiet: bool,
    verbose: bool,
    log: Path | None,
    log_format: str,
) -> None:
    """Hankemuisti, the memory of projects: search the reports of Finnish development projects.

    Exit codes: 0 done, 1 error, 2 usage, 3 done but documents are in quarantine, 4 no usable index,
    5 another run holds the lock, 10 `watch run` found something new.
    """
    context.obj = Options(config, data, quiet, verbose)
    if log is not None:
        from terminal.logs import log_to, stop_logging

        handler = log_to(log, log_format)
        context.call_on_close(lambda: stop_logging(handler))


@cli.command()
@click.argument("sources", nargs=-1, metavar="[PATH_OR_SOURCE]...")
@click.option("--retry", is_flag=True, help="Try the documents in quarantine again.")
@click.option("--watch", "follow", is_flag=True, help="Go on when files change, until Ctrl-C.")
@JSON
@click.pass_obj
def ingest(
    options: Options, sources: tuple[str, ...], retry: bool, follow: bool, as_json: bool
) -> None:
    """Bring documents into the corpus and index them.

    PATH_OR_SOURCE is a folder, a file or the name of a configured source; without any, every
    configured source. What is unchanged costs nothing; broken documents go to quarantine with a
    reason and the run goes on (exit code 3).

    \b
    Examples:
      hankemuisti ingest ~/reports
      hankemuisti ingest ~/reports --watch  # and again when a file changes
      hankemuisti ingest                    # every [sources.NAME] of config.toml
    """
    from index.update import choose_sources, update
    from terminal.progress import TerminalProgress

    config: Config = options.load()
    chosen = choose_sources(config, sources)

    def run() -> None:
        with TerminalProgress(quiet=options.quiet) as progress:
            done = update(config, chosen, " ".join(("ingest", *sources)), progress, retry=retry)
        _finish(options, done, as_json)

    if not follow:
        run()
        return
    from terminal.following import follow as go_on

    go_on(options, chosen, run)


@cli.command()
@click.option("--rollback", is_flag=True, help="Go back to the generation before this one.")
@JSON
@click.pass_obj
def reindex(options: Options, rollback: bool, as_json: bool) -> None:
    """Build the index anew from the corpus, and switch to it when it has been checked.

    Searches go on with the old one until then, and the one before the current is kept.
    """
    from index.update import roll_back, update
    from terminal.progress import TerminalProgress

    if rollback:
        manifest = roll_back(options.load())
        options.narrate([f"index: back to generation {manifest.generation}"])
        if as_json:
            print_json({"generation": manifest.generation})
        return
    with TerminalProgress(quiet=options.quiet) as progress:
        done = update(options.load(), (), "reindex", progress, rebuild=True)
    _finish(options, done, as_json)


@cli.command()
@JSON
@click.pass_obj
def describe(options: Options, as_json: bool) -> None:
    """Read the facets of every document anew, where a rule or your own themes have changed.

    Nothing is extracted or analysed again. Themes of your own: pipeline.themes in config.toml.
    """
    from index.update import update
    from terminal.progress import TerminalProgress

    with TerminalProgress(quiet=options.quiet) as progress:
        done = update(options.load(), (), "describe", progress)
    _finish(options, done, as_json)


def _finish(options: Options, done: Any, as_json: bool) -> None:
    from corpus.errors import EXIT_QUARANTINED
    from terminal.reports import update_lines
    from terminal.text import one_line

    options.narrate(update_lines(done))
    if as_json:
        generation = done.manifest.generation if done.manifest else None
        print_json({**done.report.outcome(), "generation": generation})
    for name, reason in done.report.source_errors.items():
        click.echo(f"hankemuisti: source {one_line(name)}: {one_line(reason)}", err=True)
    if done.report.source_errors:
        raise click.exceptions.Exit(1)
    if done.report.quarantined:
        raise click.exceptions.Exit(EXIT_QUARANTINED)


@cli.command(epilog=QUERIES)
@click.argument("query", nargs=-1, required=True)
@click.option("--region", multiple=True, help="Maakunta by name or code; “koko maa”; unknown.")
@click.option("--theme", multiple=True, help="Theme by code or name, for instance neuvola.")
@click.option("--year", multiple=True, metavar="YEAR[..YEAR]", help="2009, or 2009..2014.")
@click.option("--programme", multiple=True, help="kaste, lape, other.")
@click.option("--project", multiple=True, help="Project by name, for instance Tukeva; unknown.")
@click.option("--kind", multiple=True, help="Kind of document, for instance loppuraportti.")
@click.option("--language", multiple=True, help="fi, sv, en.")
@click.option(
    "--bridge",
    type=click.Choice(["off", "suggest", "expand"]),
    help="Terms in the corpus' other languages. Default: search.bridge.",
)
@click.option("--limit", type=click.IntRange(0, 1000), help="Hits a page. Default: search.limit.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Page of hits.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["relevance", "newest", "oldest", "title"]),
    default="relevance",
    show_default=True,
    help="Order of the hits; documents without a year come last.",
)
@click.option("--explain", "explained", is_flag=True, help="Why each document was found.")
@click.option("--explain-miss", "missed", metavar="ID", help="Why this document is (not) found.")
@JSON
@click.pass_obj
def search(  # noqa: PLR0913 - click gives each option by its name
    options: Options,
    /,
    *,
    query: tuple[str, ...],
    bridge: str | None,
    limit: int | None,
    page: int,
    order: str,
    explained: bool,
    missed: str | None,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Search the corpus; every word in any inflection.

    All words must be there. An option given twice means either; different options must all hold.
    A query that begins with a minus goes behind two dashes: search -- '-koulu'.

    \b
    Examples:
      hankemuisti search perhekeskuksen
      hankemuisti search '(neuvola OR koulu) alue:Kainuu' --sort newest
      hankemuisti search 'varhaiskasvatus -koulu' --region Kainuu --year 2009..2014
      hankemuisti search 'perhekeskuksen kohtaamispaikka' --explain
      hankemuisti search 'neuvola "avoin päiväkoti"' --explain-miss 3f2a
    """
    from index.filters import read_filters
    from index.search import SearchService
    from terminal.answers import answer_lines
    from terminal.misses import miss_lines

    config = options.load()
    asked = (" ".join(query), read_filters(filters, config.own_themes))
    with SearchService.open(config) as service:
        if missed is not None:
            miss = service.explain_miss(*asked, missed, bridge or "")
            _print_either(miss, miss_lines(miss), as_json=as_json)
            return
        answer = service.search(
            *asked, limit, page, bridge or "", order=order, explain=explained, correct=page == 1
        )
    first = (page - 1) * (config.search.limit if limit is None else limit) + 1
    _print_either(answer, answer_lines(answer, first, config.search.facet_values), as_json=as_json)


def _print_either(found: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """What was found, for programs or in lines for a person."""
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(lines)


@cli.command()
@click.argument("document_id", metavar="ID")
@click.option("--page", type=click.IntRange(1), help="Print the text of this page.")
@JSON
@click.pass_obj
def show(options: Options, document_id: str, page: int | None, as_json: bool) -> None:
    """Show what is known of a document, or the text of one of its pages.

    ID is the id that search prints; its beginning is enough.

    \b
    Examples:
      hankemuisti show 3f2a
      hankemuisti show 3f2a --page 12
    """
    from index.show import show_document
    from terminal.answers import document_lines, page_lines

    shown = show_document(options.load(), document_id, page)
    if as_json:
        print_json(shown.as_json())
    elif shown.page:
        print_lines(page_lines(shown.page, len(shown.pages)))
    else:
        print_lines(document_lines(shown))


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--language", type=click.Choice(["fi", "sv", "en"]), help="Default: as it seems.")
@JSON
@click.pass_obj
def explain(options: Options, words: tuple[str, ...], language: str | None, as_json: bool) -> None:
    """Explain how words are read: readings with their costs, lemmas, parts, index terms.

    \b
    Examples:
      hankemuisti explain lapsiperhepalveluissa
      hankemuisti explain "Länsi- ja Keski-Uudellamaalla" --json
    """
    from pipeline.analyzer import configured_analyzer
    from pipeline.explain import explain as explain_words
    from terminal.explanations import explained_lines

    analyzer = configured_analyzer(options.load())
    explained = explain_words(" ".join(words), analyzer, language or "")
    if as_json:
        print_json([word.as_json() for word in explained])
    else:
        print_lines(explained_lines(explained))


@cli.command()
@click.pass_obj
def demo(options: Options) -> None:
    """Ingest the sample reports of the repository and answer three searches.

    The demo has a corpus of its own, in the folder “demo” of the data folder.
    """
    from terminal.demo import run_demo
    from terminal.progress import TerminalProgress

    with TerminalProgress(quiet=options.quiet) as progress:
        run_demo(options.load(), progress)


for _command in (
    *(facets, overrides, coverage, projects, kwic, trend, export, quote, watch),
    *(
        backup,
        restore,
        original,
        export_corpus,
        import_corpus,
        suggest,
        related,
        similar,
        source,
        sources,
    ),
    *(doctor, serve, status),
):
    cli.add_command(_command)


def main() -> None:
    """The console script."""
    cli(prog_name="hankemuisti")


if __name__ == "__main__":
    main()
