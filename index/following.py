"""Following folders: waiting until files have changed and somebody has stopped changing them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.errors import FetchError, UsageError
from corpus.sources.base import Source
from corpus.sources.folder import FolderSource


class Rhythm(NamedTuple):
    """Seconds, and where they come from.

    Every `interval` the folders are looked at, or less often where a look takes over a tenth of
    it. Changes count when nothing more has changed for `settle`, since files are copied piece by
    piece; or after `most`, since a folder may never come to rest.
    """

    interval: float = 2.0
    settle: float = 2.0
    most: float = 60.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def followed(sources: Sequence[Source]) -> list[FolderSource]:
    """The sources, all of which must be folders: nobody's server is asked every other second."""
    folders = [source for source in sources if isinstance(source, FolderSource)]
    others = [source.name for source in sources if not isinstance(source, FolderSource)]
    if others:
        raise UsageError(f"--watch is for folders, and {', '.join(others)} is none")
    return folders


def look(folders: Sequence[FolderSource]) -> str:
    """A sign of all that is in the folders now: it changes when anything there does."""
    sign = hashlib.sha256()
    for folder in folders:
        try:
            for reference in folder.discover():
                sign.update(repr(reference).encode("utf-8", "replace"))
        except FetchError as error:  # the folder is away; it may come back
            sign.update(str(error).encode("utf-8", "replace"))
    return sign.hexdigest()


def wait(looked: Callable[[], str], known: str, rhythm: Rhythm) -> str:
    """Return when what is there is no longer `known` and has come to rest; gives what it is now."""
    last, still, first, took = known, 0.0, 0.0, 0.0
    while True:
        rhythm.sleep(max(rhythm.interval, 10 * took))
        began = rhythm.now()
        found = looked()
        now = rhythm.now()
        took = now - began
        if found == known:
            last = known
            continue
        if last == known:
            first = now
        if found != last:
            last, still = found, now
        if now - still >= rhythm.settle or now - first >= rhythm.most:
            return found
