"""What people noted beside the files of a folder: title, date, publisher and the like.

From the weakest to the strongest: ``metadata.csv``, ``metadata.json`` or ``metadata.toml`` of a
folder, the nearest folder last; then beside a file ``report.json``, ``report.toml``,
``report.pdf.json``, ``report.pdf.toml``. Each key comes from the strongest that has it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath
from typing import Any

ORIGIN = "sidecar"
"""The key that tells which file each of the others came from, or why a sidecar was not read."""

EVERY_FILE = "*"
"""In the place of a file's name: every file of the folder and of those below it."""

BROKEN, ORPHAN = "broken sidecar", "metadata of a missing file"

FOLDER_FILES = ("metadata.csv", "metadata.json", "metadata.toml")
_SUFFIXES = (".json", ".toml")
_FILE_COLUMNS = ("file", "filename", "tiedosto")
_MOST_BYTES = 64 * 1024  # of a sidecar of one file
_MOST_BYTES_FOLDER = 1024 * 1024
_MOST_BYTES_CSV = 16 * 1024 * 1024  # some 50,000 rows
_MOST_DOTS = 100  # in a line: tomllib takes time by the square of a dotted key's parts
_LONGEST_KEY, _LONGEST_VALUE, _MOST_KEYS = 100, 10_000, 100

Facts = Mapping[str, str]


class _Unreadable(Exception):
    """Why a sidecar cannot be used, in one line."""


@dataclass(frozen=True, slots=True)
class _Notes:
    """What one sidecar says: file (relative to its folder) → where that stands, and the facts."""

    files: dict[str, tuple[str, Facts]]


@dataclass(slots=True)
class Sidecars:
    """The sidecars below one root, read folder by folder from the top: `enter`, then `of`."""

    root: Path
    passed_over: Counter[str]
    _notes: dict[Path, list[_Notes]] = field(default_factory=dict)
    _above: list[tuple[Path, _Notes, str]] = field(default_factory=list)
    _orphans: set[tuple[Path, str]] = field(default_factory=set)

    def enter(self, folder: Path, names: Collection[str]) -> None:
        """Read the metadata files of `folder`; `names` are those of all its files."""
        read = []
        for name in FOLDER_FILES:
            if name in names:
                notes = self._read(folder, name, _read_csv if name.endswith(".csv") else _read_many)
                read.append(notes)
                self._orphans |= {(folder, file) for file in notes.files if file != EVERY_FILE}
        if read:
            self._notes[folder] = read
        # The names that those above have for what is here begin like this.
        above = [*reversed(folder.parents), folder] if self._notes else []
        self._above = [
            (each, notes, _normal("".join(f"{part}/" for part in folder.relative_to(each).parts)))
            for each in above
            for notes in self._notes.get(each, ())
        ]

    def of(self, folder: Path, name: str, names: Collection[str]) -> dict[str, str]:
        """What is known of a file of the folder entered last; `ORIGIN` tells where from."""
        facts: dict[str, tuple[str, str]] = {}
        problems: list[str] = []
        for origin, found in self._about(folder, name, names):
            if ORIGIN in found:
                problems.append(found[ORIGIN])
            facts |= {key: (value, origin) for key, value in found.items() if key != ORIGIN}
        if not facts and not problems:
            return {}
        keys: dict[str, list[str]] = {}
        for key, (_, origin) in facts.items():
            keys.setdefault(origin, []).append(key)
        told = [f"{', '.join(names)}: {origin}" for origin, names in keys.items()]
        return {
            **{key: value for key, (value, _) in facts.items()},
            ORIGIN: "; ".join([*told, *problems]),
        }

    def are(self, name: str, names: Collection[str], stems: Collection[str]) -> bool:
        """Whether the file `name` is a sidecar of something among `names`."""
        base, suffix = os.path.splitext(name)  # noqa: PTH122 - many names, and only names
        return name in FOLDER_FILES or (suffix in _SUFFIXES and (base in names or base in stems))

    def count_orphans(self) -> None:
        """After the last file: count the rows about files that are not there."""
        if self._orphans:
            self.passed_over[ORPHAN] += len(self._orphans)

    def _about(
        self, folder: Path, name: str, names: Collection[str]
    ) -> Iterator[tuple[str, Facts]]:
        for above, notes, prefix in self._above:
            file = prefix + _normal(name)
            self._orphans.discard((above, file))
            for known in (EVERY_FILE, file):
                if known in notes.files:
                    yield notes.files[known]
        for candidate in candidates(name):
            if candidate in names and candidate not in FOLDER_FILES:
                yield from self._read(folder, candidate, _read_one).files.values()

    def _read(self, folder: Path, name: str, read: Callable[[str, str], _Notes]) -> _Notes:
        try:
            return read(name, _text(folder / name))
        except (_Unreadable, ValueError, csv.Error, RecursionError) as error:
            self.passed_over[BROKEN] += 1
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            problem = f"{name} not read: {' '.join(reason.split())[:200]}"
            return _Notes({EVERY_FILE: (name, {ORIGIN: _clean(problem)})})


def candidates(name: str) -> list[str]:
    """The names that a sidecar of the file `name` may have, the strongest last."""
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    return list(dict.fromkeys(base + suffix for base in (stem, name) for suffix in _SUFFIXES))


def stems(names: Iterable[str]) -> set[str]:
    """The names of files without their endings, but for those that could be sidecars."""
    split = (os.path.splitext(name) for name in names)  # noqa: PTH122
    return {stem for stem, suffix in split if suffix not in _SUFFIXES}


def _text(path: Path) -> str:
    limit = _MOST_BYTES_FOLDER if path.name in FOLDER_FILES else _MOST_BYTES
    limit = _MOST_BYTES_CSV if path.suffix == ".csv" else limit
    try:
        # A sidecar that is a link could show a foreign file's content; a pipe would wait for ever.
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _Unreadable("not a regular file")
            content = file.read(limit + 1)
    except OSError as error:
        raise _Unreadable(error.strerror or str(error)) from error
    if len(content) > limit:
        raise _Unreadable(f"over {limit // 1024} KiB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if path.suffix != ".csv":
            raise
        return content.decode("cp1252", "replace")  # as Finnish spreadsheets save


def _parsed(name: str, text: str) -> dict[str, Any]:
    if name.endswith(".json"):
        value = json.loads(text)
    elif any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise _Unreadable(f"a line with over {_MOST_DOTS} dots")
    else:
        value = tomllib.loads(text)
    if not isinstance(value, dict):
        raise _Unreadable("needs keys and values")
    return value


def _read_one(name: str, text: str) -> _Notes:
    return _Notes({EVERY_FILE: (name, _facts(_parsed(name, text)))})


def _read_many(name: str, text: str) -> _Notes:
    """Keys stand for every file; a table stands for the file it is named after."""
    every: dict[str, Any] = {}
    files: dict[str, tuple[str, Facts]] = {}
    for key, value in _parsed(name, text).items():
        if isinstance(value, dict):
            files[_relative(key)] = (name, _facts(value))
        else:
            every[key] = value
    return _Notes({**files, EVERY_FILE: (name, _facts(every))})


def _read_csv(name: str, text: str) -> _Notes:
    head = text[: text.find("\n")]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    header = [column.strip().casefold() for column in next(rows, [])]
    column = next((header.index(known) for known in _FILE_COLUMNS if known in header), None)
    if column is None:
        raise _Unreadable(f"no column is named {_FILE_COLUMNS[0]}")
    files: dict[str, tuple[str, Facts]] = {}
    for row in rows:
        if len(row) > column and row[column].strip():
            cells = {key: v for key, v in zip(header, row, strict=False) if key != header[column]}
            files[_relative(row[column])] = (f"{name} line {rows.line_num}", _facts(cells))
    return _Notes(files)


def _relative(file: str) -> str:
    path = PurePosixPath(file.strip().replace("\\", "/"))
    return _normal(path.as_posix())


def _normal(file: str) -> str:
    return unicodedata.normalize("NFC", file)  # macOS gives names decomposed


def _facts(raw: Mapping[str, Any]) -> Facts:
    if len(raw) > _MOST_KEYS:
        raise _Unreadable(f"over {_MOST_KEYS} keys")
    facts = {_clean(key.casefold())[:_LONGEST_KEY]: _value(key, v) for key, v in raw.items()}
    return {key: value for key, value in facts.items() if key and value and key != ORIGIN}


def _value(key: str, value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_value(key, item) for item in value)[:_LONGEST_VALUE]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return _clean(str(value))[:_LONGEST_VALUE]
    if value is None:
        return ""
    raise _Unreadable(f"{_clean(key)[:_LONGEST_KEY]} is neither text nor a list of texts")


def _clean(text: str) -> str:
    """One line that any database can hold: JSON may hold halves of characters."""
    return " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())
