"""Originals that the archive lacks, looked for where the corpus knows them to come from.

What is found counts only if it has the very hash: a newer edition at the same place does not.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.archive import Archive
from corpus.config import Config
from corpus.document import Reference
from corpus.errors import FetchError, HankemuistiError
from corpus.origins import Origins
from corpus.sources.base import Networked, Source, open_source
from corpus.sources.folder import FolderSource
from corpus.store import Store
from index.checks.originals import Original

if TYPE_CHECKING:
    from corpus.net.client import Client

_WEB = ("http://", "https://")


class Found(NamedTuple):
    """The bytes of an original, and where they were had."""

    where: str
    content: bytes


@dataclass(slots=True)
class Finder:
    """Where originals may be had again: a backup, files, configured archives, servers by `fetch`.

    A backup has its originals as a data folder has them. Without a `client`, one is made when the
    first server is asked.
    """

    store: Store
    config: Config
    backup: Path | None = None
    fetch: bool = False
    client: Client | None = None
    _listed: dict[str, tuple[Source, dict[str, Reference]]] = field(default_factory=dict)

    def find(self, original: Original) -> Found | None:
        """The very bytes, from the first place that has them."""
        for found in self._candidates(original):
            if hashlib.sha256(found.content).hexdigest() == original.sha256:
                return found
        return None

    def _candidates(self, original: Original) -> Iterator[Found]:
        if self.backup:
            path = Archive(self.backup).path(original.sha256)
            with suppress(OSError):  # not in this backup
                yield Found(str(self.backup), path.read_bytes())
        for source, location, url in self._spots(original.document_id):
            try:
                yield Found(location, self._read(source, location, url))
            except HankemuistiError:
                continue

    def _spots(self, document_id: str) -> list[tuple[str, str, str]]:
        """Source, location and address of every place a document has ever been had from."""
        places = [
            (place.source, place.location, place.url) for place in self.store.places.of(document_id)
        ]
        origins = [
            (origin.source, origin.location, origin.url)
            for origin in Origins(self.store.database).of(document_id)
        ]
        return list(dict.fromkeys(places + origins))

    def _read(self, source: str, location: str, url: str) -> bytes:
        """The bytes there are now; nothing where nobody may look. Raises HankemuistiError."""
        address = next((each for each in (url, location) if each.startswith(_WEB)), "")
        if address:
            return self._asked(address) if self.fetch else b""
        if os.path.isfile(location):  # noqa: PTH113 - never raises
            reader: Source = FolderSource(source, Path(location))
            return _content(reader, Reference(source, location), self.config)
        opened, listed = self._listing(source)
        if opened is None or location not in listed:
            return b""
        return _content(opened, listed[location], self.config)

    def _asked(self, address: str) -> bytes:
        if self.client is None:
            from corpus.net.client import Client  # noqa: PLC0415 - httpx takes its time to load

            self.client = Client(self.config.net)
        most = self.config.limits.file_mib * 1024 * 1024
        return self.client.get(address, max_bytes=most).content

    def _listing(self, name: str) -> tuple[Source | None, dict[str, Reference]]:
        """A configured source of this machine (a ZIP, for instance) and what it holds."""
        if name not in self._listed:
            configured = [each for each in self.config.sources if each.name == name]
            if not configured:
                return None, {}
            source = open_source(configured[0], self.config.base)
            if isinstance(source, Networked):
                return None, {}
            self._listed[name] = source, {each.location: each for each in source.discover()}
        return self._listed[name]

    def close(self) -> None:
        """Let go of connections."""
        if self.client:
            self.client.close()


def _content(source: Source, reference: Reference, config: Config) -> bytes:
    if reference.refusal:
        raise FetchError(reference.refusal)
    got = source.fetch(reference, config.limits)
    return bytes(getattr(got, "content", b""))
