"""The commands that move a whole corpus between machines.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json
from terminal.text import near, plural

if TYPE_CHECKING:
    from corpus.manifest import Manifest

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")


@click.command("export-corpus")
@FILE
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@JSON
@click.pass_obj
def export_corpus(options: Options, file: Path, force: bool, as_json: bool) -> None:
    """Write the whole corpus to one file, originals included, to be imported elsewhere.

    FILE ends with .tar, .tar.gz or .tar.zst (the last from Python 3.14 on). Others may go on using
    the corpus: the file has it as it was when this began. The index is not in it, nor is the
    configuration.

    \b
    Example:
      hankemuisti export-corpus /media/stick/corpus.tar
    """
    from corpus.bundle import export_corpus as write
    from terminal.progress import TerminalProgress

    with TerminalProgress(quiet=options.quiet) as progress:
        manifest = write(options.load().data_folder, file, progress, force=force)
    options.narrate([f"{near(str(file))}: {_told(manifest)}"])
    if as_json:
        print_json(manifest.as_json())


@click.command("import-corpus")
@FILE
@click.option("--no-index", is_flag=True, help="Leave the index to a later: hankemuisti reindex")
@JSON
@click.pass_obj
def import_corpus(options: Options, file: Path, no_index: bool, as_json: bool) -> None:
    """Take a corpus over from a file of export-corpus, verify all of it, and index it.

    The data folder must be empty or not there yet. Nothing shows before every checksum is right;
    a file that is damaged, or was made to do harm, changes nothing.

    \b
    Example:
      hankemuisti --data ~/corpus import-corpus /media/stick/corpus.tar
    """
    from corpus.unbundle import import_corpus as read
    from index.update import update
    from terminal.progress import TerminalProgress
    from terminal.reports import update_lines

    config = options.load()
    generation = None
    with TerminalProgress(quiet=options.quiet) as progress:
        manifest = read(file, config.data_folder, progress)
        options.narrate([f"{near(str(config.data_folder))}: {_told(manifest)}"])
        if not no_index:
            done = update(config, (), "import-corpus", progress, rebuild=True)
            options.narrate(update_lines(done))
            generation = done.manifest.generation if done.manifest else None
    if as_json:
        print_json({**manifest.as_json(), "generation": generation})


def _told(manifest: Manifest) -> str:
    counts = manifest.counts
    facts = [plural(counts[name], name.removesuffix("s")) for name in ("documents", "originals")]
    mib = counts["bytes"] / 1024**2
    return f"{', '.join(facts)} ({mib:.1f} MiB), from {manifest.program} of {manifest.created}"
