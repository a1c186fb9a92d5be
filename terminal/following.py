"""`ingest --watch`: run again when files have changed, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from corpus.errors import LockedError
from corpus.sources.base import Source
from index.following import Rhythm, followed, look, wait
from terminal.options import Options
from terminal.text import one_line, plural


def follow(
    options: Options,
    sources: Sequence[Source],
    run: Callable[[], None],
    rhythm: Rhythm | None = None,
) -> None:
    """Run once, and once more after every change in the folders. Raises UsageError.

    Documents in quarantine do not end it. Ctrl-C while it waits is its normal end; in a run it
    is what it always is. A run that somebody else's keeps out is tried again.
    """
    folders = followed(sources)
    known = ""
    while True:
        seen = look(folders)
        try:
            run()
            known = seen
        except click.exceptions.Exit:
            known = seen
        except LockedError as error:
            options.narrate([f"{one_line(str(error))}; trying again"])
        options.narrate([f"watching {plural(len(folders), 'source')}; Ctrl-C ends it"])
        try:
            wait(lambda: look(folders), known, rhythm or Rhythm())
        except KeyboardInterrupt:
            options.narrate(["no longer watching"])
            return
