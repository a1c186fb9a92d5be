"""Names that others gave, of files in archives and of documents: read, judged and shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from corpus.errors import FetchError
from corpus.sources.folder import SUFFIXES

NOISE = "__MACOSX"
"""The folder, and the kind counted, of what macOS adds to a zip beside the files themselves."""

_ENDING = re.compile(r"\.\d*+[^\W\d]\w*+\Z")
_DRIVE = re.compile(r"\A[A-Za-z]:")


def kind(name: str) -> str:
    """Why a file of this name is no document ("hidden", ".jpg", …); "" when it may be one."""
    path = PurePosixPath(name)
    if NOISE in path.parts[:-1] or path.name == ".DS_Store":
        return NOISE
    if path.name.startswith((".", "~$")):
        return "hidden"
    # What follows the last dot of "loppuraportti 31.12.2011" is no ending.
    suffix = path.suffix.lower() if _ENDING.search(path.name) else ""
    return suffix if suffix and suffix not in SUFFIXES else ""


def harmless(name: str) -> str:
    """The name of an archive's member as a relative path that leads nowhere else, on one line.

    Only for showing: nothing is ever opened or written by it.
    """
    parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
    kept = ["%2E" * len(part) if part in (".", "..") else part for part in parts if part]
    return printable("/".join(kept)) or "%00"


def printable(text: str) -> str:
    """The text with control characters and the like escaped, as ``\\n``."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def legible(text: str) -> str:
    """The text on one line, without control characters and the like."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(text.split())


def numbered(name: str, number: int) -> str:
    """The name, told from the others of its like: ``raportti#2.pdf`` is the second."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}#{number}{path.suffix}")) if number > 1 else name


def files(path: Path, suffixes: Collection[str], passed_over: Counter[str]) -> list[Path]:
    """The file at `path`, or those below the folder with one of the `suffixes`, by name.

    Links in the folder are counted in `passed_over`. Raises FetchError without a file or folder.
    """
    endings = tuple(suffixes)
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise FetchError(f"{path}: no such file or folder")
        below = sorted(path.rglob("*"))
        named = [each for each in below if each.name.lower().endswith(endings)]
        links = sum(each.is_symlink() for each in named)
        found = [each for each in named if each.is_file() and not each.is_symlink()]
    except OSError as error:
        raise FetchError(f"{path}: cannot be read: {error.strerror}") from error
    if links:
        passed_over["symbolic link"] += links
    return found
