"""The manifest of a bundle: what is in it, who made it, and a checksum for every file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from corpus.archive import FOLDER_NAME
from corpus.database import FILE_NAME
from corpus.errors import StoreError
from corpus.snapshot import EXTRAS

FORMAT = 1
"""The version of a bundle's form. A higher one is refused, a lower one will always be read."""

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
"""The first file of a bundle; and the last, which has the checksum of the first."""

MOST_BYTES = 256 * 1024 * 1024
"""Of a manifest: one and a half million originals."""

_ORIGINAL = re.compile(rf"{FOLDER_NAME}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Member(NamedTuple):
    """A file of a bundle: its length in bytes, and its hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds. `members` are its files by name, but for the manifest and its seal."""

    format: int
    program: str
    created: str
    schema: int
    counts: Mapping[str, int]
    members: Mapping[str, Member]

    def originals(self) -> dict[str, int]:
        """The originals in it: sha256 → bytes."""
        return {
            member.sha256: member.size
            for name, member in self.members.items()
            if name.startswith(FOLDER_NAME)
        }

    def as_json(self) -> dict[str, Any]:
        """What a person or a program is told: all but the list of files."""
        return {key: value for key, value in asdict(self).items() if key != "members"}

    def dumped(self) -> bytes:
        """The file."""
        members = {name: list(member) for name, member in self.members.items()}
        return json.dumps({**self.as_json(), "members": members}, indent=1).encode() + b"\n"


def parse(content: bytes) -> Manifest:
    """Read a manifest that anybody may have written. Raises StoreError."""
    try:
        raw = json.loads(content)
        found = raw["format"]
        if type(found) is int and found > FORMAT:
            raise StoreError(
                f"made by a newer version ({raw.get('program', 'unknown')}, format {found}; this "
                f"one knows {FORMAT}): use that version"
            )
        return Manifest(
            _whole(found),
            str(raw["program"]),
            str(raw["created"]),
            _whole(raw["schema"]),
            {str(name): _whole(value) for name, value in raw["counts"].items()},
            {name: _member(name, *pair) for name, pair in raw["members"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(f"{MANIFEST} cannot be read: {error}") from error


def original_name(sha256: str) -> str:
    """Where an original stands in a bundle, and in a data folder."""
    return f"{FOLDER_NAME}/{sha256[:2]}/{sha256}"


def _member(name: str, size: object, sha256: str) -> Member:
    original = _ORIGINAL.fullmatch(name)
    if not original and name not in (FILE_NAME, *EXTRAS):
        raise ValueError(f"{name!r} has no place in a corpus")
    if not _SHA256.fullmatch(sha256) or (original and original[2] != sha256):
        raise ValueError(f"{name!r} has no such checksum")
    return Member(_whole(size), sha256)


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no number of anything")
    return value
