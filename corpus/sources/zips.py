"""Zip archives of reports."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference
from corpus.errors import FetchError
from corpus.sources.names import files, kind, printable
from corpus.sources.settings import Settings
from corpus.sources.zipfiles import Member, Zip, refusal

LARGEST_INNER = 256 * 1024 * 1024
"""Bytes of an archive inside an archive, which is held in memory while its members are read."""

_SUFFIX = ".zip"
_TOO_DEEP = "an archive two archives deep: not opened; unpack it"


class _Spot(NamedTuple):
    """Where a document is: the archive, the archive in it (if any), the member."""

    path: Path
    inner: Member | None
    member: Member


class ZipSource:
    """Every document in a zip archive, or in the archives below a folder; also in archives that
    lie in those, one level down. A location is the archive's path and the member's name."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.root = path.absolute()
        self.scope = printable(str(self.root))
        self.passed_over: Counter[str] = Counter()
        self._spots: dict[str, _Spot] = {}
        self._outer: tuple[Path, Zip] | None = None
        self._inner: tuple[str, Zip] | None = None

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> ZipSource:
        """Settings: ``path``, of an archive or a folder of archives. Raises ConfigError."""
        known = Settings(name, settings, ["path"])
        return cls(name, known.path("path", base, "a zip archive or a folder of them"))

    def discover(self) -> Iterator[Reference]:
        """The members in the order of the archives. Raises FetchError when there is no archive."""
        self.passed_over.clear()
        self._spots.clear()
        for path in files(self.root, [_SUFFIX], self.passed_over):
            yield from self._members(path, None, printable(str(path)))
        self._close()

    def _members(self, path: Path, inner: Member | None, location: str) -> Iterator[Reference]:
        try:
            found = self._archive(path, inner).members()
        except FetchError as error:
            yield Reference(self.name, location, refusal=str(error))
            return
        for member in found:
            spot = _Spot(path, inner, member)
            if member.name.lower().endswith(_SUFFIX) and kind(member.name) == _SUFFIX:
                yield from self._nested(spot, f"{location}/{member.name}")
            elif reason := kind(member.name):
                self.passed_over[reason] += 1
            else:
                yield self._reference(spot, f"{location}/{member.name}")

    def _nested(self, spot: _Spot, location: str) -> Iterator[Reference]:
        if spot.inner:
            yield Reference(self.name, location, refusal=_TOO_DEEP)
        else:
            yield from self._members(spot.path, spot.member, location)

    def _reference(self, spot: _Spot, location: str) -> Reference:
        self._spots[location] = spot
        member = spot.member
        if reason := refusal(member.info):
            return Reference(self.name, location, refusal=reason)
        return Reference(self.name, location, member.fingerprint)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:
        """Unpack one member into memory. Raises FetchError when it cannot be, or is too large."""
        spot = self._spots.get(reference.location)
        if spot is None:
            raise FetchError("not in the archive as it was last listed")
        limit, named = limits.file_mib * 1024 * 1024, f"limits.file_mib = {limits.file_mib}"
        content = self._archive(spot.path, spot.inner).read(spot.member.info, limit, named)
        return RawDocument(reference, content, "")

    def _archive(self, path: Path, inner: Member | None) -> Zip:
        """The archive, or the one in it: the last of each stays open, for neighbours come next."""
        if self._outer is None or self._outer[0] != path:
            self._close()
            self._outer = path, Zip.at(path)
        outer = self._outer[1]
        if inner is None:
            return outer
        if self._inner is None or self._inner[0] != inner.name:
            self._inner = None
            content = outer.read(inner.info, LARGEST_INNER, f"{LARGEST_INNER >> 20} MiB")
            self._inner = inner.name, Zip(io.BytesIO(content))
        return self._inner[1]

    def _close(self) -> None:
        for opened in (self._inner, self._outer):
            if opened is not None:
                opened[1].close()
        self._inner = self._outer = None
