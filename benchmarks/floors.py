"""Quality that must not fall: floors, pinned together with the hash of the data they are for.

``benchmarks/floors/NAME.json`` has for each figure its floor and the SHA-256 of the data that it
was measured on. A figure measured on other data says nothing about a floor, so that is an error of
its own. Floors are raised by ``tools/raise_floors.py`` and never lowered; speeds and sizes are no
floors, for they differ from machine to machine. A benchmark with several sets of data names its
floors ``SET:FIGURE``.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("floors")
UNITS = ("per_", "_mib")
"""In the name of a figure that is a speed or a size: ``tokens_per_second``, ``peak_mib``."""

DIGITS = 4
"""Decimals of a floor; the rest is cut off, so that what was measured is never below it."""


class Floor(NamedTuple):
    """The least that a figure may be, and the hash of the data it holds for."""

    floor: float
    data: str


Floors = Mapping[str, Floor]
Measured = Mapping[str, float | None]


def load(path: Path) -> dict[str, Floor]:
    """The floors of the file at `path`, none when there is no such file.

    Raises ValueError when it is no floors file, OSError when it cannot be read.
    """
    if not path.exists():
        return {}
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {name: Floor(float(entry["floor"]), entry["data"]) for name, entry in raw.items()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a floors file: {error!r}") from error


def save(path: Path, floors: Floors) -> None:
    """Write `floors` to `path`."""
    shown = {name: entry._asdict() for name, entry in floors.items()}
    path.write_text(json.dumps(shown, indent=2) + "\n", encoding="utf-8")


def fingerprint(files: Iterable[Path]) -> str:
    """The SHA-256 of the contents of `files`, in whatever order and under whatever names."""
    hashes = sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def of_set(floors: Floors, name: str) -> dict[str, Floor]:
    """The floors of the set `name` by figure; those of no set for ""."""
    parted = {entry: entry.rpartition(":") for entry in floors}
    return {figure: floors[entry] for entry, (of, _, figure) in parted.items() if of == name}


def with_set(floors: Floors, name: str, of: Floors) -> dict[str, Floor]:
    """`floors` with those `of` the set `name` put in."""
    prefix = f"{name}:" if name else ""
    return {**floors, **{prefix + figure: floor for figure, floor in of.items()}}


def check(figures: Measured, data: str, floors: Floors) -> list[str]:
    """The broken floors, a line each; `data` is the fingerprint of what was measured."""
    return [line for name, floor in floors.items() if (line := _broken(name, floor, figures, data))]


def _broken(name: str, floor: Floor, figures: Measured, data: str) -> str:
    if floor.data != data:
        return f"{name}: measured on other data ({data[:12]}) than its floor ({floor.data[:12]})"
    figure = figures.get(name)
    if figure is None:
        return f"{name}: not measured, the floor is {floor.floor}"
    return "" if figure >= floor.floor else f"{name}: {figure:.5f} is below its floor {floor.floor}"


def raised(figures: Measured, data: str, floors: Floors) -> dict[str, Floor]:
    """`floors` with every figure that is higher now, and with figures that had no floor.

    Raises ValueError when a floor is for other data: it says nothing about these figures.
    """
    new = dict(floors)
    for name, figure in figures.items():
        if figure is None or any(unit in name for unit in UNITS):
            continue
        old = new.get(name)
        if old and old.data != data:
            raise ValueError(
                f"{name}: measured on other data ({data[:12]}) than its floor ({old.data[:12]}); "
                "take the floor out of the file to start anew"
            )
        cut = math.floor(figure * 10**DIGITS) / 10**DIGITS
        if not old or cut > old.floor:
            new[name] = Floor(cut, data)
    return new
