"""What is known of a synthetic document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from benchmarks.extraction.truth import words
from examples.building.lines import Line
from examples.building.markup import MARK


class Kind(StrEnum):
    """What a hyphen at a line's end is."""

    JOIN = "join"
    """The typesetter's: *perhe-/keskus*."""
    KEEP = "keep"
    """The writer's: *linja-/auto*."""
    SUSPEND = "suspend"
    """The writer's, for what is left out: *lapsi-/ja perhepalvelut*."""


class Broken(NamedTuple):
    """A hyphen at a line's end. One of `contexts`, the right word with its neighbours, must be in
    the text."""

    kind: Kind
    contexts: tuple[str, ...]


class Running(NamedTuple):
    """A running line or page number: it must not be in the page's text."""

    page: int
    text: str
    is_number: bool


class Note(NamedTuple):
    """A footnote of a page, from 1."""

    page: int
    text: str


@dataclass
class Known:
    """All that is known of one document.

    `flow` is all of it, a note after its paragraph, a box where it came. `lines` are the inner
    words of the lines of the body: not those broken at its ends. `across` are sentences that a
    column's notes stand amidst. `special` has, by what is odd in them, texts and their page.
    """

    body: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    running: list[Running] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    across: list[str] = field(default_factory=list)
    on_page: dict[int, list[str]] = field(default_factory=dict)
    special: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add_line(self, page: int, shown: str, inner: str) -> None:
        """A line of the body as it is `shown` on `page`, and its `inner` words."""
        self.on_page.setdefault(page, []).extend(words(shown))
        if words(inner):
            self.lines.append(words(inner))

    def text(self) -> str:
        """The whole truth as a text file: a paragraph, note or heading, then an empty line."""
        return "\n\n".join(self.flow) + "\n"


class Place(NamedTuple):
    """Where a line begins in its paragraph: the number of the word, and the offset in it."""

    word: int
    offset: int


def places(tokens: Sequence[str], lines: Sequence[Line]) -> list[Place]:
    """Where each of the `lines` of the paragraph `tokens` begins, and where the last ends."""
    found = [Place(0, 0)]
    word = offset = 0
    for line in lines:
        for shown in line.words:
            rest = tokens[word][offset:]
            if shown == rest:
                word, offset = word + 1, 0
            elif rest.startswith(shown):
                offset += len(shown)
            else:
                offset += len(shown) - 1  # a hyphen was put in
        found.append(Place(word, offset))
    return found


def broken(tokens: Sequence[str], lines: Sequence[Line]) -> list[Broken]:
    """The hyphens at the ends of the `lines` of a paragraph."""
    plain = [MARK.sub("", token) for token in tokens]
    found = []
    ends = places(tokens, lines)[1:-1]
    for line, (word, offset) in zip(lines, ends, strict=False):
        if not line.words[-1].endswith("-"):
            continue
        if offset == 0:
            found.append(Broken(Kind.SUSPEND, _contexts(plain, word - 1)))
        else:
            kept = tokens[word][offset - 1] == "-"
            found.append(Broken(Kind.KEEP if kept else Kind.JOIN, _contexts(plain, word)))
    return found


def _contexts(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    before, after = tokens[max(0, at - 2) : at + 1], tokens[at : at + 3]
    return tuple(" ".join(context) for context in (before, after) if len(context) > 1)


def sentence_around(tokens: Sequence[str], place: Place) -> str:
    """The sentence that goes on over `place`; "" when one ends there."""
    ends = [MARK.sub("", token).endswith((".", "?", "!")) for token in tokens]
    if place.offset == 0 and (place.word == 0 or ends[place.word - 1]):
        return ""
    start = place.word
    while start and not ends[start - 1]:
        start -= 1
    end = place.word
    while end < len(tokens) - 1 and not ends[end]:
        end += 1
    return MARK.sub("", " ".join(tokens[start : end + 1]))
