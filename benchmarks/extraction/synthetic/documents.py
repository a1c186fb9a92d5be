"""The synthetic documents, each the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from benchmarks.extraction.synthetic.prose import hyphenated, hyphenated_sentence, paragraphs
from benchmarks.extraction.synthetic.setter import Layout, Setter
from benchmarks.extraction.synthetic.sheet import Sheet
from benchmarks.extraction.synthetic.special import special
from benchmarks.extraction.synthetic.truth import Known, Running

TITLE = "Pajupolun hankeperheen loppuraportti 2012–2014"
_FRONT = 5
"""Pages with roman numbers."""
_ROMAN = "i ii iii iv v".split()
_PAGES = 157
_APPENDICES = 4
"""Each on a page of its own, its heading the page's first line."""
_CHAPTERS = (
    "1 Lähtökohdat ja tarve",
    "2 Kumppanit ja vastuunjako",
    "3 Toteutus vuosittain",
    "4 Kokeilut kunnissa",
    "5 Osallisuuden vahvistaminen",
    "6 Talous ja henkilöstö",
    "7 Vaikutusten arviointi",
    "8 Juurtuminen ja jatko",
)
_SUBHEADINGS = ("Tavoitteet", "Toteutus", "Tulokset", "Yhteenveto")

Made = tuple[Known, list[Sheet]]


class Synthetic(NamedTuple):
    """A document: the name of its layout, its pages, and what is known of it."""

    name: str
    sheets: list[Sheet]
    known: Known


def documents(seed: int = 1) -> Iterator[Synthetic]:
    """All of them."""
    for name, make in _MAKERS.items():
        known, sheets = make(random.Random(f"{seed}/{name}"))  # noqa: S311 - not a secret
        yield Synthetic(name, sheets, known)


def _chapter_heads(page: int, chapter: str) -> list[tuple[Running, str]]:
    """A book's: the title on left pages, the chapter on right ones; roman numbers before."""
    number = _ROMAN[page - 1] if page <= _FRONT else str(page - _FRONT)
    found = [(Running(page, number, True), "foot")]
    if chapter:
        found.append((Running(page, chapter if page % 2 else TITLE, False), "left"))
    return found


def _of_157(page: int, _chapter: str) -> list[tuple[Running, str]]:
    """A title at the head of each page, and "4/157" at its foot."""
    number = Running(page, f"{page}/{_PAGES}", True)
    return [(Running(page, TITLE, False), "left"), (number, "foot")]


def _outer(page: int, _chapter: str) -> list[tuple[Running, str]]:
    """Number and words in one line, at the outer corner: other words left and right."""
    if page % 2:
        return [(Running(page, f"Pajupolku ry   {page}", False), "right")]
    return [(Running(page, f"{page}   {TITLE}", False), "left")]


def _book(chance: random.Random) -> Made:
    setter = Setter(Layout(running=_chapter_heads, spaces=False, size=11))
    stock = paragraphs(chance)
    for text in stock:
        setter.text(text)
        if setter.page == _FRONT:
            break
    for title in _CHAPTERS:
        setter.chapter(title)
        for subheading in _SUBHEADINGS:
            setter.heading(subheading)
            for text in islice(stock, chance.randint(1, 9)):
                setter.text(text)
    for number in range(1, _APPENDICES + 1):
        setter.chapter(f"Liite {number}")
        setter.text(hyphenated(chance))
    return setter.known, setter.close()


def _flowing(layout: Layout, pages: int, *, boxes: bool = False) -> Callable[[random.Random], Made]:
    """Running text under headings; with `boxes`, one about every page."""

    def make(chance: random.Random) -> Made:
        setter = Setter(layout)
        boxed = 0
        for number, text in enumerate(paragraphs(chance)):
            if number % 6 == 0:
                setter.heading(chance.choice(_CHAPTERS)[2:])
            if boxes and setter.page > boxed:
                boxed = setter.page
                setter.box(" ".join(hyphenated_sentence(chance) for _ in range(3)))
            setter.text(text if number % 4 else hyphenated(chance))
            if setter.page >= pages:
                break
        return setter.known, setter.close()

    return make


def _noted(layout: Layout, pages: int) -> Callable[[random.Random], Made]:
    """Running text with a footnote at the end of about every other paragraph's first sentence."""

    def make(chance: random.Random) -> Made:
        setter = Setter(layout)
        mark = 0
        for number, text in enumerate(paragraphs(chance)):
            first, stop, rest = text.partition(". ")
            if stop and number % 2:
                mark += 1
                note = hyphenated_sentence(chance)
                setter.text(f"{first}.[^{mark}] {rest}", [note])
            else:
                setter.text(text)
            if setter.page >= pages:
                break
        return setter.known, setter.close()

    return make


def _years(chance: random.Random) -> Made:
    """A chapter a year, each on a page of its own: a number that counts pages and is a heading."""
    setter = Setter(Layout(size=10.5, running=_outer, running_last=True))
    stock = paragraphs(chance)
    for year in range(2004, 2016):
        setter.chapter(str(year))
        for text in islice(stock, chance.randint(2, 5)):
            setter.text(text)
    return setter.known, setter.close()


def _hyphens(chance: random.Random) -> Made:
    """Columns of many widths, so that lines end anywhere in a word."""
    setter = Setter(Layout(columns=2))
    stock = paragraphs(chance)
    while setter.page < 20:
        setter.text(hyphenated(chance), measure=chance.uniform(0.5, 1.0))
        setter.text(next(stock), measure=chance.uniform(0.5, 1.0))
    return setter.known, setter.close()


_MAKERS: dict[str, Callable[[random.Random], Made]] = {
    "book": _book,
    "1_column": _flowing(Layout(size=11, running=_outer, running_last=True), 12),
    "2_columns": _flowing(Layout(columns=2, running=_of_157), 12),
    "3_columns": _flowing(
        Layout(columns=3, size=9, running=_of_157, running_last=True, hyphen="\xad"), 10
    ),
    "2_columns_interleaved": _flowing(Layout(columns=2, interleaved=True, running=_outer), 10),
    "3_columns_interleaved": _flowing(
        Layout(columns=3, size=9, interleaved=True, running=_of_157), 10
    ),
    "boxes": _flowing(Layout(columns=2, running=_of_157), 10, boxes=True),
    "sidebars": _flowing(Layout(sidebar=130, running=_outer), 10, boxes=True),
    "sidebars_interleaved": _flowing(
        Layout(sidebar=130, interleaved=True, running=_outer), 10, boxes=True
    ),
    "footnotes": _noted(Layout(size=10.5, running=_outer, running_last=True), 12),
    "footnotes_2_columns": _noted(Layout(columns=2, running=_of_157), 10),
    "years": _years,
    "hyphens": _hyphens,
    "special": special,
}
"""What makes each layout."""
