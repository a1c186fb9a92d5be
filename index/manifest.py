"""What a generation was made of and by, and the size and sha256 of each of its files."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.archive import sync_folder, write_atomically
from corpus.errors import EngineUnavailable, NoIndexError

MANIFEST = "manifest.json"
FILES = "files"
"""The key under which the manifest names them: path → size and sha256."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of and by.

    `changed` counts the documents that were indexed since all were: 0 for a whole build.
    """

    generation: int
    created: str
    documents: int
    revision: str
    schema: str
    analyzer: str
    changed: int = 0


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`. Raises NoIndexError."""
    raw = _read(folder)
    # A later program may say more: that its schema is another is said where it matters.
    known = {field.name for field in dataclasses.fields(Manifest)}
    try:
        return Manifest(**{name: value for name, value in raw.items() if name in known})
    except TypeError as error:
        raise _unreadable(folder, error) from error


def seal(folder: Path, manifest: Manifest, base: Path | None = None) -> None:
    """Make the files of a new generation durable, which Whoosh never does, then name them.

    Of files that it shares with the generation in `base` the sums are those of then: what has been
    damaged since must not be taken for right. A folder with a manifest is whole.
    """
    files, before = {}, _named(base) if base else {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if base and name in before and path.samefile(base / name):
            files[name] = before[name]
            continue
        with path.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        files[name] = (path.stat().st_size, digest)
    for path in folder.rglob("*/"):
        sync_folder(path)
    text = json.dumps({**dataclasses.asdict(manifest), FILES: files}, ensure_ascii=False, indent=1)
    write_atomically(folder / MANIFEST, text.encode())
    sync_folder(folder.parent)


def check_sizes(folder: Path) -> None:
    """See that each file is there and as long as it was. Raises EngineUnavailable."""
    for name, (size, _) in _named(folder).items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise _damaged(path)


def check_content(folder: Path) -> int:
    """See that each byte is as it was; how many there are. Raises NoIndexError."""
    check_sizes(folder)
    total = 0
    for name, (size, digest) in _named(folder).items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise _damaged(folder / name)
        total += size
    return total


def _named(folder: Path) -> Mapping[str, tuple[int, str]]:
    named = _read(folder).get(FILES, {})  # the first generations named none
    try:
        return {name: (int(size), str(digest)) for name, (size, digest) in named.items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise _unreadable(folder, error) from error


def _read(folder: Path) -> dict[str, Any]:
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error
    if not isinstance(raw, dict):
        raise _unreadable(folder, ValueError("no manifest"))
    return raw


def _unreadable(folder: Path, error: Exception) -> NoIndexError:
    return NoIndexError(f"{folder}: unreadable ({error}); run: hankemuisti reindex")


def _damaged(path: Path) -> EngineUnavailable:
    return EngineUnavailable(
        f"{path}: damaged or gone; make the index anew with: hankemuisti reindex"
    )
