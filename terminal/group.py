"""A click group that ends with one line and the right exit code, whatever happened."""

from __future__ import annotations

import os
from typing import Any

import click

from corpus.errors import HankemuistiError
from terminal.text import printable

INTERRUPTED = 130
"""What shells expect after Ctrl-C."""


class Commands(click.Group):
    """Turns errors into one line on stderr and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except HankemuistiError as error:
            raise _ended(str(error), error.exit_code) from error
        except KeyboardInterrupt as error:
            line = "interrupted; what was done is kept, run the same command again to go on"
            raise _ended(line, INTERRUPTED) from error
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                raise
            kind = type(error)
            if kind.__module__ == "sqlite3":
                line = f"the corpus database: {error}; hankemuisti doctor says more"
                raise _ended(line, 1) from error
            if isinstance(error, OSError) and error.strerror:  # a full disk, no right to a file
                where = f"{error.filename}: " if error.filename else ""
                raise _ended(f"{where}{error.strerror}; --verbose shows where", 1) from error
            line = f"internal error: {kind.__name__}: {error}; --verbose shows where"
            raise _ended(line, 1) from error


def _ended(message: str, exit_code: int) -> click.exceptions.Exit:
    """Print the one line, and end."""
    click.echo(f"hankemuisti: {printable(' '.join(message.split()))}", err=True)
    return click.exceptions.Exit(exit_code)
