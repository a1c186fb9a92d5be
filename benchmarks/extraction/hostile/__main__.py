"""Writes broken, odd and hostile files: ``python -m benchmarks.extraction.hostile FOLDER``.

They take about 300 MB. What they are called says what is wrong with them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.extraction.hostile import (
    archives,
    bombs,
    broken,
    markup,
    painting,
    structure,
    texts,
)
from benchmarks.extraction.hostile.broken import Made

_ROOMS = (broken, structure, painting, bombs, markup, archives, texts)


def files() -> Iterator[Made]:
    """Each file: the room it is made in and its name, and what makes it."""
    for room in _ROOMS:
        for name, make in room.files():
            yield f"{room.__name__.rpartition('.')[2]}/{name}", make


def write(folder: Path, names: Sequence[str] = ()) -> int:
    """Write the files (with `names`: only those) into `folder`; how many. Raises OSError."""
    count = 0
    for name, make in files():
        if names and name not in names:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        count += 1
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Write and say how many."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction.hostile", description=__doc__
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        count = write(options.folder)
    except OSError as error:
        print(f"hostile: {error}", file=sys.stderr)
        return 1
    print(f"{count} files in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
