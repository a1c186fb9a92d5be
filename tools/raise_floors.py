"""Measures a benchmark and raises its floors; never lowers one.

Usage: .venv/bin/python -m tools.raise_floors NAME FILE…

NAME is a benchmark (``finnish``), FILE the data it reads. Says on stdout what rose, and ends with 1
when a floor is broken.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import floors

ROOT = Path(__file__).resolve().parent.parent
OURS = "hankemuisti"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and raise; the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if len(given) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    name, *files = given
    try:
        return raise_floors(floors.FOLDER / f"{name}.json", _measured(name, files), files)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"floors: {error}", file=sys.stderr)
        return 1


def raise_floors(path: Path, figures: floors.Measured, files: Sequence[str]) -> int:
    """Raise the floors in `path` to `figures`, measured on `files`; 1 when one is broken.

    Raises ValueError when the floors are for other data.
    """
    data = floors.fingerprint(map(Path, files))
    old = floors.load(path)
    new = floors.raised(figures, data, old)
    broken = floors.check(figures, data, old)
    floors.save(path, new)
    for figure, entry in new.items():
        if old.get(figure) != entry:
            before = old[figure].floor if figure in old else "none"
            print(f"{figure}: {before} → {entry.floor}")
    for line in broken:
        print(f"floors: {line}", file=sys.stderr)
    return 1 if broken else 0


def _measured(name: str, files: Sequence[str]) -> Mapping[str, float | None]:
    """What ``python -m benchmarks.NAME --json`` says of our own method."""
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *files]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures: Mapping[str, float | None] = json.loads(done.stdout)[OURS]
    return figures


if __name__ == "__main__":
    sys.exit(main())
