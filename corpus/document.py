"""What flows through the house: frozen values and nothing else.

All offsets count Unicode code points in the text of a page, half open: ``text[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, overload

UNKNOWN = "unknown"
"""The value of a facet about which a document says nothing."""


class State(StrEnum):
    """How far a document has come. A crash resumes from the last state written down."""

    DISCOVERED = "discovered"
    FETCHED = "fetched"
    EXTRACTED = "extracted"
    DESCRIBED = "described"
    INDEXED = "indexed"
    QUARANTINED = "quarantined"


class Span(NamedTuple):
    """A stretch of a page's text, half open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server told a content by (RFC 9110, 8.8): to ask whether it is still the same."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where, when and how bytes were had.

    `url` is the address that answered; `fetched` the time as corpus.clock gives it; `headers` the
    few that tell something, in lower case. `moved_to` is the address that the document has from
    now on, when the server said so, or "". `tool` is what made the bytes, for an archive's record.
    """

    url: str = ""
    fetched: str = ""
    status: int = 0
    validators: Validators = Validators()
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str = ""
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a source knows of a document before fetching it.

    `fingerprint` is the source's cheap sign of sameness (size and change time, a datestamp): equal
    fingerprints mean that nothing needs to be fetched. `refusal` is a one-line reason why the
    document must not be fetched at all. `gone` says that the document was there and is no more.
    `validators` are filled in by the intake, from what it kept of the last fetch.
    """

    source: str
    location: str
    fingerprint: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    gone: bool = False
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of a document as its source gave them, and what the source said of them.

    `reference` may know more than the one that was asked for. `media_type` is what the source
    calls the bytes; they have the last word. `origin` is there when they came over a network.
    """

    reference: Reference
    content: bytes
    media_type: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Instead of a RawDocument: the server said that the bytes of last time still hold."""

    reference: Reference
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of clean text in reading order.

    `number` counts from 1; `label` is what is printed on the page, when that is known.
    `headings` are the spans of `text` that are headings, in order; `notes` those of footnotes,
    which stand at its end. In the spans of `tables` each line is a row, and a tab stands between
    two cells. `method` says how the text was got ("text layer", "pdfplumber", "ocr", "html",
    "plain"). `quality` runs from 0 (garbage) to 1, and `faults` are the reasons, short and in the
    same words for every page, so that they can be counted. `confidence` is what the recogniser
    said of its own reading, 0 to 1; None where nothing was recognised.
    """

    number: int
    text: str
    label: str = ""
    language: str = ""
    method: str = "plain"
    quality: float = 1.0
    headings: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()
    tables: tuple[Span, ...] = ()
    faults: tuple[str, ...] = ()
    confidence: float | None = None


NEEDS_OCR = "needs ocr"
"""The fault of a page that is a picture, or whose text layer cannot be trusted."""


class Entry(NamedTuple):
    """One entry of a document's outline: `level` counts from 1, `page` is where it leads."""

    title: str
    page: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """A link that the document's own content makes, to an attachment for instance."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that came out of the bytes: pages, and what the file says of itself.

    `metadata` holds label/value pairs as found ("Aloittamispvm" → "1.1.2017", "author" → ...).
    `warnings` are one-line remarks for a person ("declared utf-8, read as windows-1252").
    `partial` is empty for a whole document, else the reason why pages are missing.
    """

    pages: tuple[Page, ...]
    title: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = ()
    outline: tuple[Entry, ...] = ()
    partial: str = ""


class Token(NamedTuple):
    """A word as it stands in the text; it ends at ``start + len(form)``."""

    form: str
    start: int


@dataclass(frozen=True, slots=True)
class TokenList(Sequence[Token]):
    """The tokens of a text in order, kept as two lists of one length: `forms` and `starts`.

    So they are made and interned in a third of the time that a list of Tokens takes.
    """

    forms: list[str]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> TokenList: ...

    def __getitem__(self, place: int | slice) -> Token | TokenList:
        if isinstance(place, slice):
            return TokenList(self.forms[place], self.starts[place])
        return Token(self.forms[place], self.starts[place])

    def __iter__(self) -> Iterator[Token]:
        return map(Token._make, zip(self.forms, self.starts, strict=True))

    def ending_at(self, offsets: Iterable[int]) -> list[int]:
        """The places of the words that end at one of the `offsets`, in their order."""
        places = ((bisect_left(self.starts, offset) - 1, offset) for offset in offsets)
        return [
            place
            for place, offset in places
            if place >= 0 and self.starts[place] + len(self.forms[place]) == offset
        ]

    def starting_at(self, offsets: Iterable[int]) -> list[int]:
        """The places of the words that start at one of the `offsets`, in their order."""
        places = ((bisect_left(self.starts, offset), offset) for offset in offsets)
        return [
            place
            for place, offset in places
            if place < len(self.starts) and self.starts[place] == offset
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound: its base form, and where it stands inside the form."""

    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a form may be: lemmas, the best first (never empty), and the parts of the best.

    `form` is what stands in the text. Where a layout broke it, `mended` is the word without its
    gaps; otherwise it is empty.
    """

    form: str
    language: str
    lemmas: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    mended: str = ""

    @property
    def exact(self) -> str:
        """The word as written, casefolded: what a search for exactly this form compares."""
        return (self.mended or self.form).casefold()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that speak for a facet's value.

    `place` is "title", "heading", "text", "location" or "metadata"; `page` is 0 and the offsets
    count in that other string where the place is not on a page. `rule` names what read them.
    """

    words: str
    place: str
    rule: str
    page: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of one facet, how sure it is (0 to 1), and why.

    One that is not `chosen` was met and found too weak: an alternative to show, never a fact.
    """

    facet: str
    value: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as describers and the index read it: its words analysed, with their offsets."""

    number: int
    text: str
    language: str
    words: Sequence[Analysis]
    starts: Sequence[int]
    headings: tuple[Span, ...] = ()
    tables: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as describers and the index read it. `title_page` holds the title's own words."""

    id: str
    title: str
    location: str
    media_type: str
    title_page: ReadPage
    pages: tuple[ReadPage, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
