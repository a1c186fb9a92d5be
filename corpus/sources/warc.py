"""Web archives: the pages and files of sites as they were when a crawler came by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig
from corpus.document import Origin, RawDocument, Reference
from corpus.errors import FetchError
from corpus.sources.base import Networked
from corpus.sources.names import files, printable
from corpus.sources.settings import Settings
from corpus.sources.warcfiles import SUFFIXES, Volume, opened, volumes
from corpus.sources.warcindex import MEDIA_TYPES, Filter, Found, Index, Spot
from corpus.sources.warcrecords import Broken, captures, payload


class WarcSource(Networked):
    """Documents in WARC files: a location is the address that was captured, the newest capture
    is its content. Files are looked through once by `discover`; `fetch` goes to the record."""

    scope = ""

    def __init__(self, name: str, path: Path, wanted: Filter) -> None:
        self.name = name
        self.root = path.absolute()
        self.wanted = wanted
        self.partial = ""
        self.passed_over: Counter[str] = Counter()
        self._found: dict[str, Found] = {}

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> WarcSource:
        """Settings: ``path``, ``hosts``, ``paths``, ``media_types``, ``from``, ``until``.

        Raises ConfigError.
        """
        keys = ["path", "hosts", "paths", "media_types", "from", "until"]
        known = Settings(name, settings, keys)
        wanted = Filter(
            tuple(host.lower() for host in known.texts("hosts")),
            known.texts("paths"),
            known.texts("media_types", MEDIA_TYPES),
            known.day("from"),
            known.day("until"),
        )
        return cls(name, known.path("path", base, "a WARC or WACZ file or a folder"), wanted)

    def discover(self) -> Iterator[Reference]:
        """The newest capture of each address, by file and place in it, then what is broken."""
        self.passed_over.clear()
        self.partial = ""
        index = Index(self.wanted, self.passed_over)
        refused: list[Reference] = []
        for path in files(self.root, SUFFIXES, self.passed_over):
            try:
                for volume in volumes(path):
                    refused += self._look_through(volume, index)
            except (FetchError, OSError) as error:
                refused.append(self._refused(printable(str(path)), error))
        self._found = index.newest()
        if refused:
            self.partial = f"{refused[0].location}: {refused[0].refusal}"
        for each in self._found.values():
            yield self._reference(each)
        yield from refused

    def _look_through(self, volume: Volume, index: Index) -> Iterator[Reference]:
        tool = ""
        try:
            with opened(volume) as file:
                for each in captures(file):
                    if isinstance(each, Broken):
                        place = f"{volume.name}@{each.offset}"
                        yield self._refused(place, f"broken record: {each.reason}")
                        continue
                    tool = each.tool or tool
                    index.add(Spot(volume, each, tool))
        except (FetchError, OSError) as error:
            yield self._refused(volume.name, error)

    def _refused(self, location: str, why: Exception | str) -> Reference:
        return Reference(self.name, location, refusal=printable(str(why)))

    def _reference(self, found: Found) -> Reference:
        content = found.content.capture
        metadata = {
            "warc:file": found.content.volume.name,
            "warc:offset": str(content.offset),
            "warc:record": content.id,
            "warc:date": found.seen.date,
        }
        fingerprint = content.digest or content.id or f"{content.date} {content.offset}"
        refusal = f"cut off by the crawler: {content.cut}" if content.cut else ""
        return Reference(self.name, found.seen.url, fingerprint, metadata, refusal)

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument:
        """The content of a capture. Raises FetchError when its record is broken or too large."""
        found = self._found.get(reference.location)
        if found is None:
            raise FetchError("not in the files as they were last looked through")
        content = found.content.capture
        with opened(found.content.volume) as file:
            try:
                body = payload(file, content.offset, limits.file_mib * 1024 * 1024)
            except OSError as error:
                raise FetchError(f"cannot be read: {error.strerror or error}") from error
        day = found.seen.date.removesuffix("Z")
        origin = Origin(
            url=found.seen.url,
            fetched=f"{day}+00:00" if day else "",
            status=200,
            headers={"content-type": content.media_type},
            tool=found.content.tool,
        )
        return RawDocument(reference, body, content.media_type, origin)
