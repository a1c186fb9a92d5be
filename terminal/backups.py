"""The commands that keep a corpus safe on another disk, and bring it back.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import near, plural, printable

if TYPE_CHECKING:
    from corpus.backup import Backup
    from corpus.config import Config
    from corpus.restore import Restored
    from corpus.vault import Verified

FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@FOLDER
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=7,
    show_default=True,
    help="Snapshots of the database that stay; originals always do.",
)
@click.option("--recheck", is_flag=True, help="Read the originals there, too; mend damaged ones.")
@click.option("--verify", "only_verify", is_flag=True, help="Only see that every byte is right.")
@JSON
@click.pass_obj
def backup(
    options: Options, folder: Path, keep: int, recheck: bool, only_verify: bool, as_json: bool
) -> None:
    """Add a snapshot of the corpus to the backups in FOLDER, best on another disk.

    Others may go on using the corpus, a run too. Originals that are there already are not copied
    again. The index is not in it: `restore` makes it anew. The configuration and the files that it
    names are not, either: keep those yourself.

    \b
    Examples:
      hankemuisti backup /mnt/backup/hankemuisti
      hankemuisti backup --verify /mnt/backup/hankemuisti
    """
    from corpus.backup import back_up
    from corpus.vault import Vault, verify
    from terminal.progress import TerminalProgress

    if only_verify:
        if recheck:
            raise click.UsageError("--recheck mends while it backs up, --verify only looks")
        vault = Vault(folder)
        vault.find()
        with TerminalProgress(quiet=options.quiet) as progress:
            found = list(verify(vault, progress))
        _told_verified(found, as_json=as_json)
        return
    config = options.load()
    with TerminalProgress(quiet=options.quiet) as progress:
        made = back_up(config.data_folder, folder, progress, keep=keep, recheck=recheck)
    options.narrate(_backup_lines(folder, made, config))
    if as_json:
        facts = {"copied": made.copied, "lost": made.lost, "removed": made.removed}
        print_json({"snapshot": made.name, **made.manifest.as_json(), **facts})
    if made.lost:
        lacks = f"{plural(len(made.lost), 'original')} missing or damaged in the corpus"
        click.echo(f"hankemuisti: {lacks}; see: hankemuisti doctor --all --repair", err=True)
        raise click.exceptions.Exit(1)


def _told_verified(found: list[Verified], *, as_json: bool) -> None:
    if as_json:
        print_json([dataclasses.asdict(each) for each in found])
    else:
        print_lines(map(printable, _verified_lines(found)))
    if any(each.problems for each in found):
        raise click.exceptions.Exit(1)


def _verified_lines(found: list[Verified]) -> Iterator[str]:
    for each in found:
        known = f", without {plural(each.lost, 'original')} lost before" if each.lost else ""
        yield f"{each.name}: {'damaged' if each.problems else 'whole'}{known}"
        for problem in each.problems:
            yield f"  {problem}"
    if any(each.problems for each in found):
        yield "what the corpus still has is mended by: hankemuisti backup --recheck FOLDER"


def _backup_lines(folder: Path, made: Backup, config: Config) -> Iterator[str]:
    counts = made.manifest.counts
    facts = [
        plural(counts["documents"], "document"),
        f"{made.copied} of {plural(counts['originals'], 'original')} new",
    ]
    yield f"{near(str(folder))}: {made.name}: {', '.join(facts)}"
    if made.removed:
        yield f"let go: {', '.join(made.removed)}"
    beside = [config.base / "config.toml", Path(config.own_themes)]
    if config.pipeline.words:
        beside.append(config.path(config.pipeline.words))
    for path in beside:
        if path.is_file():
            yield f"not in it, keep it yourself: {near(str(path))}"


@click.command()
@FOLDER
@click.option("--snapshot", metavar="NAME", default="", help="Which one. Default: the newest.")
@click.option("--force", is_flag=True, help="Move the present data folder aside.")
@click.option("--no-index", is_flag=True, help="Leave the index to a later: hankemuisti reindex")
@JSON
@click.pass_obj
def restore(
    options: Options, folder: Path, snapshot: str, force: bool, no_index: bool, as_json: bool
) -> None:
    """Bring a corpus back from the backups in FOLDER, and index it.

    The data folder must be empty or not there, or is moved aside by --force; it is never removed.
    Nothing shows before every checksum is right.

    \b
    Examples:
      hankemuisti --data ~/corpus restore /mnt/backup/hankemuisti
      hankemuisti restore --force /mnt/backup/hankemuisti
    """
    from corpus.restore import restore as bring_back
    from index.update import update
    from terminal.progress import TerminalProgress
    from terminal.reports import update_lines

    config = options.load()
    generation = None
    with TerminalProgress(quiet=options.quiet) as progress:
        done = bring_back(folder, config.data_folder, progress, snapshot=snapshot, force=force)
        options.narrate(_restored_lines(config.data_folder, done))
        if not no_index:
            updated = update(config, (), "restore", progress, rebuild=True)
            options.narrate(update_lines(updated))
            generation = updated.manifest.generation if updated.manifest else None
    if as_json:
        facts = {"aside": done.aside, "lost": done.lost, "generation": generation}
        print_json({"snapshot": done.snapshot, **done.manifest.as_json(), **facts})


def _restored_lines(data_folder: Path, done: Restored) -> Iterator[str]:
    counts = done.manifest.counts
    facts = f"{plural(counts['documents'], 'document')} as of {done.manifest.created}"
    yield f"{near(str(data_folder))}: {done.snapshot}: {facts}"
    if done.aside:
        yield f"what was there is now in {near(str(done.aside))}; remove it when all is well"
    if done.lost:
        yield f"{plural(done.lost, 'original')} lost before that backup; hankemuisti doctor --all"
