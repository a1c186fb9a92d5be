"""Measures a benchmark and raises its floors; never lowers one.

Usage: .venv/bin/python -m tools.raise_floors NAME[:SET] ARGUMENT…

NAME is a benchmark, by its module in ``benchmarks`` (``finnish``, ``extraction.synthetic``), and
what follows are its arguments, files most of all. SET names one of several sets of data whose
floors stand in one file. Says on stdout what rose, and ends with 1 when a floor is broken.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import floors

ROOT = Path(__file__).resolve().parent.parent
OURS = "hankemuisti"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and raise; the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    name, _, of = given[0].partition(":") if given else ("", "", "")
    if not name or not (of or given[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    path = floors.FOLDER / f"{name.partition('.')[0]}.json"
    try:
        measured = _measured(name, given[1:])
        data = measured.get("data") or floors.fingerprint(map(Path, given[1:]))
        return raise_floors(path, _shares(measured), data, of)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"floors: {error}", file=sys.stderr)
        return 1


def raise_floors(path: Path, figures: floors.Measured, data: str, of: str = "") -> int:
    """Raise the floors in `path` of the set `of` to `figures`, measured on `data`.

    Gives 1 when a floor is broken. Raises ValueError when the floors are for other data.
    """
    pinned = floors.load(path)
    old = floors.of_set(pinned, of)
    new = floors.raised(figures, data, old)
    broken = floors.check(figures, data, old)
    floors.save(path, floors.with_set(pinned, of, new))
    for figure, entry in new.items():
        if old.get(figure) != entry:
            before = old[figure].floor if figure in old else "none"
            print(f"{figure}: {before} → {entry.floor}")
    for line in broken:
        print(f"floors: {line}", file=sys.stderr)
    return 1 if broken else 0


def _measured(name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """What ``python -m benchmarks.NAME --json`` says of our own method.

    That is figures, and perhaps `data`, the hash of what they were measured on; otherwise the
    arguments are the files.
    """
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    measured: dict[str, Any] = found.get(OURS, found)
    return measured


def _shares(measured: dict[str, Any]) -> floors.Measured:
    """The figures that are no counts and no lists."""
    return {name: value for name, value in measured.items() if isinstance(value, float | None)}


if __name__ == "__main__":
    sys.exit(main())
