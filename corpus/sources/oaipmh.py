"""Repositories that are harvested by OAI-PMH: records first, then the files they stand for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, Unchanged
from corpus.errors import FetchError
from corpus.net.answer import Response
from corpus.sources import oaifiles
from corpus.sources.base import Networked
from corpus.sources.oaianswers import OaiError, Record
from corpus.sources.oaifields import metadata
from corpus.sources.oaifiles import Named
from corpus.sources.oailists import FORMATS, Lists, Wanted
from corpus.sources.oaiserver import Server, repository
from corpus.sources.settings import Settings

IDENTIFIER, FILE, PAGE = "oai:identifier", "oai:file", "oai:page"
"""Keys of a reference's metadata: the record, the address of its file or else of its page."""

_PAGES = ("text/html", "application/xhtml+xml")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_MOST_TRIES = 5
"""Harvests that ask again for a file that could not be had."""
_MOST_RESTARTS = 3


class OaiSource(Networked):
    """The documents of a repository. A location is the record's identifier and the file's name.

    The memory keeps, for each list, its last token while it is read and its date when it is done;
    for each record the locations it had; and which records have files that could not be had.
    """

    scope = ""

    def __init__(self, name: str, wanted: Wanted) -> None:
        self.name = name
        self.wanted = wanted
        self.passed_over: Counter[str] = Counter()
        self._done: set[str] = set()
        self._failed: set[str] = set()

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> OaiSource:  # noqa: ARG003
        """Settings: ``url``, ``formats``, ``sets``, ``from``, ``until``, ``incremental``.

        Raises ConfigError.
        """
        keys = ["url", "formats", "sets", "from", "until", "incremental"]
        known = Settings(name, settings, keys)
        wanted = Wanted(
            known.address("url", "a repository or its OAI-PMH interface"),
            known.texts("formats", FORMATS),
            tuple(dict.fromkeys(known.texts("sets"))) or ("",),
            known.day("from"),
            known.day("until"),
            known.flag("incremental", default=True),
        )
        return cls(name, wanted)

    def discover(self) -> Iterator[Reference]:
        """The files of the records that are new or changed since the last harvest; all of them at
        the first, and when the server keeps no account of deletions.

        Raises FetchError when the server fails; the next harvest goes on from there.
        """
        self.passed_over.clear()
        self._done.clear()
        self._failed.clear()
        self.partial = "the harvest was interrupted"
        server = Server(self.client, self.wanted.url)
        form = server.format(self.wanted.formats)
        told: list[str] = []
        for each in self.wanted.sets:
            told.append(
                (yield from self._list(server, Lists(self.memory, self.wanted, form, each)))
            )
        for identifier in self._to_try_again():
            if record := server.record(identifier, form):
                yield from self._record(record, server.url)
        self.partial = "; ".join(dict.fromkeys(filter(None, told)))

    def _list(self, server: Server, lists: Lists) -> Generator[Reference, None, str]:
        """The files of one list; gives why it did not name everything, "" when it did."""
        state = lists.begin(server.identity)
        for restart in range(_MOST_RESTARTS + 1):
            listed = size = 0
            try:
                for token, answer in server.list(lists.arguments(state), state.token):
                    # Killed in this part, the next harvest asks for it again.
                    state = lists.reached(state, token, answer)
                    for record in answer.records:
                        yield from self._record(record, server.url)
                    listed, size = listed + len(answer.records), max(size, answer.size)
                break
            except OaiError as error:
                if error.code != "badResumptionToken" or restart == _MOST_RESTARTS:
                    raise
                state = lists.restarted(state)
        lists.done(state)
        if not state.partial and listed < size:
            return f"the server listed {listed} of {size} records"
        return state.partial

    def _record(self, record: Record, url: str) -> Iterator[Reference]:
        if record.identifier in self._done:
            return
        self._done.add(record.identifier)
        note = f"record {record.identifier}"
        before: list[str] = json.loads(self.memory.get(note) or "[]")
        named: list[str] = []
        if record.deleted:
            self.passed_over["deleted record"] += 1
        else:
            for reference in self._references(record, url):
                named.append(reference.location)
                yield reference
        for location in before:
            if location not in named:
                yield Reference(self.name, location, gone=True)
        if named != before:
            self.memory.set(note, json.dumps(named) if named else "")

    def _references(self, record: Record, url: str) -> Iterator[Reference]:
        page = oaifiles.landing(record, repository(url))
        facts = {**metadata(record), IDENTIFIER: record.identifier, PAGE: page}
        files = oaifiles.of_record(record, url)
        if not files and not page:
            self.passed_over["record without a file or a page"] += 1
        elif not files:
            yield Reference(self.name, _shown(record), record.datestamp, facts)
            # By now the page has been read, in this harvest or in an earlier one.
            told = json.loads(self.memory.get(f"more {record.identifier}") or "[]")
            files = [Named(*each) for each in told]
        for each in files:
            location = f"{_shown(record)}#{each.name}"
            yield Reference(self.name, location, record.datestamp, {**facts, FILE: each.href})

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        """The file, or that it is the one of last time. Raises FetchError without one."""
        identifier = reference.metadata.get(IDENTIFIER, "")
        note = f"failed {identifier}"
        try:
            response = self._file(reference, limits.file_mib * 1024 * 1024)
        except FetchError:
            if identifier not in self._failed:
                self._failed.add(identifier)
                self.memory.set(note, str(int(self.memory.get(note) or "0") + 1))
            raise
        if identifier not in self._failed and self.memory.get(note):
            self.memory.set(note, "")
        # The place is the record's: it stays where it is when the file's address changes.
        origin = replace(response.origin, moved_to="")
        if response.not_modified:
            return Unchanged(reference, origin)
        return RawDocument(reference, response.content, response.media_type, origin)

    def _file(self, reference: Reference, most: int) -> Response:
        href = reference.metadata.get(FILE, "")
        if not href:
            page = self.client.get(reference.metadata.get(PAGE, ""), max_bytes=most)
            if page.media_type not in _PAGES:
                return page
            first, *more = oaifiles.of_page(self.client, page)
            href = first.href
            self.memory.set(
                f"more {reference.metadata[IDENTIFIER]}", json.dumps(more) if more else ""
            )
        response = self.client.get(href, validators=reference.validators, max_bytes=most)
        if response.media_type in _PAGES and not href.endswith(_PAGE_ENDINGS):
            raise FetchError("a page instead of the file: it may need a login")
        return response

    def _to_try_again(self) -> list[str]:
        """The records with files that could not be had before, and that were not listed now."""
        keys = self.memory.keys("failed ")
        tried = {key.removeprefix("failed "): int(self.memory.get(key)) for key in keys}
        return [
            identifier
            for identifier, tries in tried.items()
            if tries <= _MOST_TRIES and identifier not in self._done
        ]


def _shown(record: Record) -> str:
    return record.identifier[:500]
