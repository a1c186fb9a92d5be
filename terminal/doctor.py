"""The command that looks whether all is in order, and mends what is safe.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import ConfigError
from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import one_line

if TYPE_CHECKING:
    from index.doctor import Check
    from index.repair import Wishes

_WIDTH = 12
"""Of the column of names."""
_INDENT = " " * (4 + 2 + _WIDTH)


@click.command()
@click.option("--all", "thorough", is_flag=True, help="Read every original, not a sample.")
@click.option("--repair", "mend", is_flag=True, help="Mend what is safe, then look again.")
@click.option("--fetch", is_flag=True, help="With --repair: ask servers for missing originals.")
@click.option(
    "--from",
    "backup",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="With --repair: a backup folder that missing originals may come from.",
)
@click.option("--prune", is_flag=True, help="With --repair: remove originals nobody knows.")
@JSON
@click.pass_obj
def doctor(
    options: Options,
    *,
    thorough: bool,
    mend: bool,
    fetch: bool,
    backup: Path | None,
    prune: bool,
    as_json: bool,
) -> None:
    """Check this machine, the configuration and the corpus; say how to mend what is wrong.

    --repair removes what killed runs left half written, brings missing originals back from where
    they came from if the bytes there are still the same, reads documents again whose pages are
    not there, and makes a missing, damaged or old index anew. It removes no document and no
    original, but by --prune those that no document knows.

    The exit code is 1 when something is wrong; what is only worth a look (warn) leaves it at 0.

    \b
    Examples:
      hankemuisti doctor --all
      hankemuisti doctor --repair --from /mnt/backup/hankemuisti
    """
    from index.repair import Wishes

    if not mend and (fetch or backup or prune):
        raise click.UsageError("--fetch, --from and --prune belong to --repair")
    wishes = Wishes(thorough, fetch, prune, backup)
    _visit(options, wishes, mend=mend, as_json=as_json)


def _visit(options: Options, wishes: Wishes, *, mend: bool, as_json: bool) -> None:
    """Mend, look, and tell each thing when it is known."""
    from index.doctor import Check, examine
    from index.repair import repair
    from terminal.progress import TerminalProgress

    mended: list[str] = []
    checks: list[Check] = []
    code = 0
    try:
        config = options.load()
    except ConfigError as error:
        code = error.exit_code
        checks.append(Check("config", False, str(error), mend="mend that; all else waits for it"))
        _told(checks, as_json=as_json)
    else:
        with TerminalProgress(quiet=options.quiet or as_json) as progress:
            for line in repair(config, wishes, progress) if mend else ():
                mended.append(line)
                _told([line], as_json=as_json)
            for check in examine(config, thorough=wishes.thorough, progress=progress):
                checks.append(check)
                _told([check], as_json=as_json)
    if as_json:
        found = [dataclasses.asdict(check) for check in checks]
        print_json({"mended": mended, "checks": found} if mend else found)
    else:
        options.narrate([_summary(checks)])
    if not all(check.ok for check in checks):
        raise click.exceptions.Exit(code or 1)


def _told(news: Sequence[Check | str], *, as_json: bool) -> None:
    if not as_json:
        for each in news:
            print_lines([_mark("done", "green", each)] if isinstance(each, str) else lines(each))


def lines(check: Check) -> Iterator[str]:
    """What one check found, and on a line of its own how to mend it."""
    mark, colour = ("ok", "green") if check.ok else ("FAIL", "red")
    if check.warning:
        mark, colour = "warn", "yellow"
    yield _mark(mark, colour, f"{check.name:<{_WIDTH}}{check.found}")
    if check.mend:
        yield f"{_INDENT}→ {one_line(check.mend)}"


def _mark(mark: str, colour: str, text: str) -> str:
    return f"{click.style(f'{mark:<4}', fg=colour)}  {one_line(text)}"


def _summary(checks: Sequence[Check]) -> str:
    wrong = sum(not check.ok for check in checks)
    worth = sum(check.warning for check in checks)
    facts = [f"{wrong} wrong"] * bool(wrong) + [f"{worth} worth a look"] * bool(worth)
    return ", ".join(facts) or "all is well"
