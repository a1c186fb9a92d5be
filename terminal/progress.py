"""Progress on stderr: bars where somebody is watching, remarks as lines where not."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from terminal.text import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class TerminalProgress:
    """Draws stages with rich when stderr is a terminal; remarks always, unless `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._drawn: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            # rich takes 80 ms to import, and only a watched run needs it.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import Progress  # noqa: PLC0415

            self._drawn = Progress(console=Console(stderr=True), transient=True)
            self._drawn.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._drawn.stop()

    def stage(self, name: str, total: int | None) -> None:
        """Begin a stage."""
        if self._drawn:
            if self._task is not None:
                self._drawn.remove_task(self._task)
            self._task = self._drawn.add_task(name.replace("[", "\\["), total=total)

    def step(self) -> None:
        """Advance the stage by one."""
        if self._drawn and self._task is not None:
            self._drawn.advance(self._task)

    def remark(self, line: str) -> None:
        """One line for a person."""
        if self._quiet:
            return
        line = one_line(line)
        if self._drawn:
            self._drawn.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)
