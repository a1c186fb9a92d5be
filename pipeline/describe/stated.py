"""What a source states of a document in fields: the strongest evidence there is.

A catalogue, a project database or a person's note beside a file says it of this very document.
Where each field came from stands beside it: the element of the schema (`corpus.sources.oaifields`),
the label of the page (`recordpages`), the file (`sidecars`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.document import Analysis, Evidence, ReadPage
from pipeline.describe.sightings import Sighting, sightings

_ORIGINS = ("oai:elements", "record:labels", "sidecar")
"""Keys that tell where others came from: "date, title: where; …", as the three sources write it."""
_LONGEST = 4000
_WORD = re.compile(r"[^\W_]+(?:[-:’'][^\W_]+)*-?")
_PIECE = re.compile(r"[^;|\n]+")
_ENDINGS = ("n", "t", "s")
"""Of the genitive and the plural, which is how subject headings stand: Kainuun, neuvolat."""


class Stated(NamedTuple):
    """A field: its name, its value, and what reads it."""

    name: str
    value: str
    rule: str

    def evidence(self, start: int, end: int) -> Evidence:
        """The words of the value from `start` to `end` as evidence."""
        return Evidence(self.value[start:end], "metadata", self.rule, 0, start, end)

    def pieces(self) -> Iterator[tuple[str, Evidence]]:
        """The values that the field holds, one by one."""
        for piece in _PIECE.finditer(self.value):
            text = piece[0].strip()
            if text:
                start = piece.start() + piece[0].index(text)
                yield text, self.evidence(start, start + len(text))

    def sightings(self, own: str = "") -> Mapping[str, list[Sighting]]:
        """The terms of the vocabulary in the value, by facet; `own` as for `vocabulary`."""
        return sightings(_page(self.value), (), own)


def stated(metadata: Mapping[str, str], names: re.Pattern[str]) -> list[Stated]:
    """The fields called one of `names` (in small letters), those a source stated first."""
    called = [
        key
        for key, value in metadata.items()
        if value.strip() and names.fullmatch(key.strip(" :").casefold())
    ]
    if not called:
        return []
    told = origins(metadata)
    found = []
    for key in sorted(called, key=lambda key: key not in told):
        name, where = key.strip(" :"), f" ({told[key]})" if told.get(key) else ""
        found.append(Stated(name, metadata[key][:_LONGEST], f"field {name}{where}"))
    return found


def origins(metadata: Mapping[str, str]) -> dict[str, str]:
    """Key → where its value came from, for those of which a source tells it."""
    found: dict[str, str] = {}
    for key in _ORIGINS:
        for line in metadata.get(key, "").split("; "):
            names, mark, where = line.partition(": ")
            if mark:
                found.update((name, where) for name in names.split(", ") if name in metadata)
    return found


def _page(value: str) -> ReadPage:
    """The value as a page of words: without an analyzer, since fields hold base forms."""
    words, starts = [], []
    for match in _WORD.finditer(value):
        form = match[0]
        plain = form.casefold()
        bare = (plain[:-1],) if len(plain) > 3 and plain.endswith(_ENDINGS) else ()
        words.append(Analysis(form, "", (plain, *bare)))
        starts.append(match.start())
    return ReadPage(0, value, "", words, starts)
