"""Folders and single files of this machine."""

from __future__ import annotations

import math
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig
from corpus.database import FILE_NAME
from corpus.document import RawDocument, Reference
from corpus.errors import FetchError
from corpus.sources.settings import Settings
from corpus.sources.sidecars import FOLDER_FILES, Sidecars, candidates, stems

SUFFIXES = frozenset(".pdf .html .htm .xhtml .txt .docx .pptx .odt .odp .rtf .doc .ppt".split())
"""Endings of files that are documents. Files without an ending are looked at, too."""

_ENDING = re.compile(r"\.\d*+[^\W\d]\w*+\Z")

OUTSIDE = "symbolic link that leads out of the folder: not followed"


class FolderSource:
    """Every document below a folder, or one file, with what sidecars say of it.

    Symbolic links are followed only inside the folder.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        try:
            self.root = path.resolve()
        except (OSError, RuntimeError):  # links in a circle
            self.root = path.absolute()
        self.scope = _text(self.root)
        self.passed_over: Counter[str] = Counter()
        self._paths: dict[str, Path] = {}

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> FolderSource:
        """Settings: ``path``. Raises ConfigError."""
        read = Settings(name, settings, ("path",))
        return cls(name, read.path("path", base, "a folder or a file"))

    def discover(self) -> Iterator[Reference]:
        """The files below the root in order of their names. Raises FetchError without a root."""
        if not os.path.exists(self.root):  # noqa: PTH110 - says no, never raises
            raise FetchError(f"{self.root}: no such file or folder, or not to be read")
        self.passed_over.clear()
        sidecars = Sidecars(self.root, self.passed_over)
        if not self.root.is_dir():
            yield self._single(sidecars)
            return
        refused: list[OSError] = []
        for folder, folders, files in os.walk(self.root, onerror=refused.append):
            if FILE_NAME in files and Path(folder) == self.root:
                raise FetchError(
                    f"{self.root}: is the data folder of a corpus; keep reports and --data apart"
                )
            if FILE_NAME in files:
                # The corpus itself, when its data folder lies among the reports.
                self.passed_over["corpus"] += 1
                folders.clear()
                continue
            self.passed_over.update("hidden" for name in folders if name.startswith("."))
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from self._files(Path(folder), frozenset(files), sidecars)
            for name in folders:
                link = Path(folder) / name
                if link.is_symlink() and not self._inside(link):
                    yield Reference(self.name, _text(link), refusal=OUTSIDE)
        sidecars.count_orphans()
        for error in refused:
            path = Path(os.fsdecode(error.filename))
            if path == self.root:
                raise FetchError(f"{path}: {_cannot_read(error)}")
            yield Reference(self.name, _text(path), refusal=_cannot_read(error))

    def _single(self, sidecars: Sidecars) -> Reference:
        folder, name = self.root.parent, self.root.name
        known = [*candidates(name), *FOLDER_FILES]
        names = {each for each in known if os.path.lexists(folder / each)}
        sidecars.enter(folder, names)
        return self._reference(self.root, sidecars.of(folder, name, names))

    def _files(
        self, folder: Path, names: frozenset[str], sidecars: Sidecars
    ) -> Iterator[Reference]:
        sidecars.enter(folder, names)
        known = stems(names)
        for name in sorted(names):
            if not sidecars.are(name, names, known) and self._is_document(name):
                yield self._reference(folder / name, sidecars.of(folder, name, names))

    def _is_document(self, name: str) -> bool:
        # What follows the last dot of "loppuraportti 31.12.2011" is no ending.
        suffix = Path(name).suffix.lower() if _ENDING.search(name) else ""
        if name.startswith((".", "~$")):
            self.passed_over["hidden"] += 1
            return False
        if suffix and suffix not in SUFFIXES:
            self.passed_over[suffix] += 1
            return False
        return True

    def _inside(self, path: Path) -> bool:
        try:
            return path.resolve(strict=True).is_relative_to(self.root)
        except (OSError, RuntimeError):
            return False

    def _reference(self, path: Path, metadata: Mapping[str, str]) -> Reference:
        location = _text(path)
        self._paths[location] = path
        try:
            if path.is_symlink() and not path.exists():
                return Reference(self.name, location, refusal="symbolic link that leads nowhere")
            if path.is_symlink() and not self._inside(path):
                return Reference(self.name, location, refusal=OUTSIDE)
            found = path.stat()
        except OSError as error:
            return Reference(self.name, location, refusal=_cannot_read(error))
        # The change time catches a copy that keeps the size and the modification time.
        fingerprint = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
        return Reference(self.name, location, fingerprint, metadata)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:
        """Read one file. Raises FetchError when it cannot be read or is over the size limit."""
        path = self._paths.get(reference.location) or Path(reference.location)
        try:
            # Without O_NONBLOCK, opening a named pipe would wait for its other end for ever.
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise FetchError(_cannot_read(error)) from error
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise FetchError("not a regular file")
            limit = limits.file_mib * 1024 * 1024
            if found.st_size > limit:
                size = math.ceil(found.st_size / 1024**2)
                raise FetchError(f"{size} MiB, over limits.file_mib = {limits.file_mib}")
            try:
                content = file.read(limit + 1)
            except OSError as error:
                raise FetchError(_cannot_read(error)) from error
        if not content:
            raise FetchError("empty file")
        if len(content) > limit:
            raise FetchError(f"grew over limits.file_mib = {limits.file_mib} while being read")
        return RawDocument(reference, content, "")


def _cannot_read(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


def _text(path: Path) -> str:
    """A path as text, also when its name is not valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
