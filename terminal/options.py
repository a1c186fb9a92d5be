"""What all commands share: the global options, and how they print."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from terminal.text import escaped, sealed

if TYPE_CHECKING:
    from corpus.config import Config


@dataclass(frozen=True, slots=True)
class Options:
    """The global options."""

    config: Path | None
    data: str | None
    quiet: bool
    verbose: bool

    def load(self) -> Config:
        """The configuration that holds for this call."""
        # Not at the top: --help needs no configuration and should be quick.
        from corpus.config import load  # noqa: PLC0415

        data = str(Path(os.path.expanduser(self.data)).resolve()) if self.data else ""  # noqa: PTH111 - never raises
        return load(self.config, overrides={"data": {"folder": data}} if data else None)

    def narrate(self, lines: Iterable[str]) -> None:
        """Print lines on stderr, unless asked to be quiet."""
        if not self.quiet:
            for line in lines:
                click.echo(sealed(line), err=True)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout."""
    for line in lines:
        click.echo(sealed(line))


def print_json(value: Any) -> None:
    """Print a value on stdout for programs; where people see it, nothing moves their cursor."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
