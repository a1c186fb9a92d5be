"""Where the vocabulary's words stand in a document's own text.

A document's own text ends where a copy site begins to list other people's documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from corpus.document import Evidence, ReadDocument, ReadPage
from pipeline.describe.phrases import Entry, Memory
from pipeline.describe.vocabulary import Term, vocabulary

_OTHERS = re.compile(
    r"^[ \t]*(?:Samankaltaiset (?:tiedostot|esitykset)|Liittyvät tiedostot|Lue myös|Katso myös"
    r"|Related (?:documents|posts)|Similar documents|Läs också)[ \t:]*$",
    re.MULTILINE,
)


_NOTHING = (-1, None, 0)


class Sighting(NamedTuple):
    """A term in its place: ``page.text[start:end]``; `place` is "title", "heading" or "text".

    `position` counts the document's words before the page's, `word` the page's words before it.
    """

    term: Term
    page: ReadPage
    place: str
    start: int
    end: int
    word: int

    @property
    def words(self) -> str:
        """The words as they stand in the text."""
        return self.page.text[self.start : self.end]

    def before(self, length: int) -> str:
        """Up to `length` characters before it."""
        return self.page.text[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        """Up to `length` characters after it."""
        return self.page.text[self.end : self.end + length]

    def evidence(self, rule: str) -> Evidence:
        """It as evidence, read by `rule`."""
        number = 0 if self.place == "title" else self.page.number
        return Evidence(self.words, self.place, rule, number, self.start, self.end)


def own_pages(document: ReadDocument) -> tuple[ReadPage, ...]:
    """The pages, cut where a copy site's list of other documents begins."""
    for number, page in enumerate(document.pages):
        others = _OTHERS.search(page.text)
        if others is not None:
            return (*document.pages[:number], _cut(page, others.start()))
    return document.pages


def _cut(page: ReadPage, end: int) -> ReadPage:
    kept = bisect_left(page.starts, end)
    return replace(
        page,
        text=page.text[:end],
        words=page.words[:kept],
        starts=page.starts[:kept],
        headings=tuple(span for span in page.headings if span.end <= end),
        tables=tuple(span for span in page.tables if span.end <= end),
    )


def sightings(
    title: ReadPage, pages: tuple[ReadPage, ...], own: str = ""
) -> Mapping[str, list[Sighting]]:
    """Every term of the vocabulary in a document, by the facet it is for, in reading order.

    Of overlapping terms of one facet the longest counts; a phrase of several meanings keeps all.
    """
    found: dict[str, list[Sighting]] = defaultdict(list)
    memories: dict[str, Memory[Term]] = defaultdict(lambda: Memory({}, {}))
    phrases = vocabulary(own).phrases
    for place, page in (("title", title), *(("text", page) for page in pages)):
        _sight(page, place, phrases.find(page, memories[page.language]), found)
    return found


def _sight(
    page: ReadPage,
    place: str,
    entries: Iterable[tuple[int, Entry[Term]]],
    found: dict[str, list[Sighting]],
) -> None:
    """Add to `found` the longest of the `entries` at each place, facet by facet."""
    taken: dict[str, tuple[int, object, int]] = {}  # facet: first word, phrase, word after it
    words, starts = page.words, page.starts
    for number, (elements, term) in entries:
        facet = term.describer
        first, phrase, after = taken.get(facet, _NOTHING)
        if number >= after:
            after = number + len(elements)
            taken[facet] = (number, elements, after)
        elif first != number or phrase != elements:
            continue
        start, last = starts[number], after - 1
        end = starts[last] + len(words[last].form)
        where = "heading" if page.headings and _in_heading(page, start) else place
        found[facet].append(Sighting(term, page, where, start, end, number))


def _in_heading(page: ReadPage, start: int) -> bool:
    near = bisect_right(page.headings, (start, len(page.text))) - 1
    return near >= 0 and start < page.headings[near].end
