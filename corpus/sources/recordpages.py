"""Databases of projects: each record a page of labels and values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference, Unchanged
from corpus.errors import FetchError
from corpus.net.answer import GoneError, Response
from corpus.sources.base import Networked
from corpus.sources.pagelinks import read_links
from corpus.sources.recordlabels import plain, read
from corpus.sources.settings import Settings

KEYS = (
    "title",
    "project name",
    "project owner",
    "region",
    "municipality",
    "duration",
    "start date",
    "end date",
    "published",
    "programme",
    "funder",
    "funding",
    "budget",
    "subject",
    "description",
)
"""What labels are mapped to. The describers know these names (pipeline/describe)."""

LABELS = "record:labels"
"""The key that tells which label each of the others stood beside."""

_CONTACT = re.compile(r"yhteyshenk|yhteystie|puhelin|sähköpost|e-?mail|phone|contact|kontakt|gsm")
_RANGE = re.compile(r"\{(\d{1,9})\.\.(\d{1,9})\}")
_MOST_NUMBERS = 200_000


class Wanted(NamedTuple):
    """Which pages are records, and what their labels mean: label → key."""

    records: tuple[str, ...]
    listings: tuple[str, ...]
    prefix: str
    fields: Mapping[str, str]


class RecordPagesSource(Networked):
    """Pages of records. A location is the page's address; the page is the document's text, and
    the mapped fields are its metadata.

    The memory keeps which numbers of a range there are: those are asked again by validators.
    """

    scope = ""

    def __init__(self, name: str, wanted: Wanted) -> None:
        self.name = name
        self.wanted = wanted
        self.passed_over: Counter[str] = Counter()
        self._held: tuple[str, Response] | None = None

    @classmethod
    def configure(cls, name: str, settings: Mapping[str, Any], base: Path) -> RecordPagesSource:  # noqa: ARG003
        """Settings: ``records``, ``listings``, ``prefix``, ``[sources.NAME.fields]``.

        Raises ConfigError.
        """
        known = Settings(name, settings, ["records", "listings", "prefix", "fields"])
        records, listings = known.texts("records"), known.texts("listings")
        prefix, fields = known.text("prefix"), known.table("fields")
        if not records and not (listings and prefix):
            raise known.wrong(
                'needs records = ["https://…/{1..500}"], or listings = ["https://…"] and prefix'
            )
        if not fields:
            raise known.wrong(f'needs a table fields, "Label" = "key"; keys: {", ".join(KEYS)}')
        for label, key in fields.items():
            known.one_of(key, KEYS, f"fields: {label}")
            if _CONTACT.search(plain(label)):
                raise known.wrong(f"fields: {label}: how people are reached is not collected")
        for key, urls in (("records", records), ("listings", listings)):
            for url in urls:
                if len(_numbers(known.of_web(url, key))) > _MOST_NUMBERS:
                    raise known.wrong(f"{key}: {url}: over {_MOST_NUMBERS} addresses")
        return cls(name, Wanted(records, listings, prefix, fields))

    def discover(self) -> Iterator[Reference]:
        """The pages that are listed or numbered, in that order; numbers without a page are passed
        over. Raises FetchError when a server fails."""
        self.passed_over.clear()
        self.partial = "not all pages were looked for"
        seen: set[str] = set()
        told: list[str] = []
        for pattern in self.wanted.records:
            for url in _expanded(pattern):
                if url not in seen and (url == pattern or self._is_there(url)):
                    seen.add(url)
                    yield Reference(self.name, url)
        for pattern in self.wanted.listings:
            for listing in _expanded(pattern):
                for url in self._listed(listing, told):
                    if url not in seen:
                        seen.add(url)
                        yield Reference(self.name, url)
        self.partial = told[0] if told else ""

    def _is_there(self, url: str) -> bool:
        """Whether a number has a page that is a record; it is held for `fetch`, which is next."""
        if self.memory.get(f"there {url}"):
            return True
        try:
            response = self.client.get(url)
        except GoneError:
            self.passed_over["no page"] += 1
            return False
        except FetchError:
            return True  # `fetch` will tell
        if not self._fields(response):
            self.passed_over["no record"] += 1
            return False
        self._held = url, response
        self.memory.set(f"there {url}", response.fetched)
        return True

    def _listed(self, listing: str, told: list[str]) -> list[str]:
        try:
            page = self.client.get(listing)
        except GoneError as error:
            told.append(f"{listing}: {error}")
            return []
        links = read_links(page.content, page.url, page.headers).links
        return [url for url in links if url.startswith(self.wanted.prefix)]

    def fetch(self, reference: Reference, limits: LimitsConfig) -> RawDocument | Unchanged:
        """The page, with its fields. Raises FetchError when it is no record."""
        held, self._held = self._held, None
        if held and held[0] == reference.location:
            response = held[1]
        else:
            most = limits.file_mib * 1024 * 1024
            response = self.client.get(
                reference.location, validators=reference.validators, max_bytes=most
            )
        if response.not_modified:
            return Unchanged(reference, response.origin)
        fields = self._fields(response)
        if not fields:
            raise FetchError("none of the labels is on the page: not a record, or its form is new")
        known = replace(reference, metadata=fields)
        return RawDocument(known, response.content, response.media_type, response.origin)

    def _fields(self, response: Response) -> dict[str, str]:
        told = response.headers.get("content-type", "")
        by_label = read(response.content, told, self.wanted.fields)
        found: dict[str, list[str]] = {}
        labels: dict[str, list[str]] = {}
        for label, value in by_label.items():
            key = self.wanted.fields[label]
            found.setdefault(key, []).append(value)
            labels.setdefault(key, []).append(label)
        fields = {key: "; ".join(dict.fromkeys(values)) for key, values in found.items()}
        if fields:
            told = "; ".join(f"{key}: {', '.join(names)}" for key, names in labels.items())
            fields[LABELS] = told
        return fields


def _numbers(pattern: str) -> range:
    """The numbers that ``{1..500}`` in the pattern stands for; one without it stands for itself."""
    found = _RANGE.search(pattern)
    return range(int(found[1]), int(found[2]) + 1) if found else range(1)


def _expanded(pattern: str) -> Iterator[str]:
    """The addresses of a pattern: ``{001..500}`` keeps its zeros."""
    found = _RANGE.search(pattern)
    if not found:
        yield pattern
        return
    for number in _numbers(pattern):
        filled = str(number).zfill(len(found[1]))
        yield f"{pattern[: found.start()]}{filled}{pattern[found.end() :]}"
