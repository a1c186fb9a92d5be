"""What an office document says of itself: its title, dates and program. Never a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from corpus.document import Link
from pipeline.clean import characters
from pipeline.extract import titles
from pipeline.extract.office.story import TITLE, Piece
from pipeline.mediatype import DOCUMENT_SUFFIXES

_OPENING = 100
"""Pieces at the beginning among which a true title stands."""
_LONGEST_TITLE = 250
_LONGEST_LINE = 120
"""Characters of a first line that may be the title, as in text files."""
_WORD = re.compile(r"\w{4,}")
_LONGEST_VALUE = 500
_MOST_LINES = 6
_MOST_LINKS = 500
_LONGEST_TARGET = 2000
_LINKED = tuple(suffix for suffix in DOCUMENT_SUFFIXES if "htm" not in suffix)


def title(pieces: Iterable[Piece], named: str, embedded: str) -> str:
    """The title of a document that begins with `pieces`.

    `embedded`, which the file states of itself, when most of its words stand at the beginning,
    too: it often is a template's, or another document's. Else `named`, the paragraph in the style
    Title; the first heading of level 1; `embedded` unless it is a file name; the first line when
    it is short.
    """
    opening = list(islice(pieces, _OPENING))
    own = titles.title((), embedded)
    words = {word.casefold() for piece in opening for word in _WORD.findall(piece.text)}
    parts = [word.casefold() for word in _WORD.findall(own)]
    if parts and 2 * sum(part in words for part in parts) > len(parts):
        return own
    heading = next((piece.text for piece in opening if piece.level == TITLE), "")
    first = next((piece.text for piece in opening), "")
    found = named or heading or own or (first if len(first) <= _LONGEST_LINE else "")
    return characters.one_line(found)[:_LONGEST_TITLE]


def kept(found: Mapping[str, str], running: Iterable[str] = ()) -> dict[str, str]:
    """Metadata in the words of the corpus: `found` by the keys below, and running lines."""
    metadata = {}
    for key in ("title", "subject", "keywords", "created", "modified", "application"):
        text = characters.one_line(found.get(key, ""))[:_LONGEST_VALUE]
        if text:
            metadata[f"office:{key}"] = text
    lines = dict.fromkeys(filter(None, map(characters.one_line, running)))
    shown = [line[:_LONGEST_VALUE] for line in islice(lines, _MOST_LINES)]
    if shown:
        metadata["running lines"] = " · ".join(shown)
    return metadata


class Links:
    """Collects the links to documents, each target once. Nothing is fetched."""

    def __init__(self) -> None:
        self._found: dict[str, Link] = {}

    def add(self, target: str, text: str) -> None:
        """Keep the link when its target is called like a document."""
        target = target.strip()
        path = target.split("?", 1)[0].split("#", 1)[0].lower()
        fits = len(self._found) < _MOST_LINKS and len(target) <= _LONGEST_TARGET
        if fits and path.endswith(_LINKED):
            self._found.setdefault(target, Link(target, characters.one_line(text)))

    def all(self) -> tuple[Link, ...]:
        """The links in the order in which they were met."""
        return tuple(self._found.values())
