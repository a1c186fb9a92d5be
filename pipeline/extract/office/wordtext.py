"""The XML of Word → a story: what is text, and where paragraphs, cells and notes begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.extract.office import opc, wordstyles, xml
from pipeline.extract.office.archive import Archive
from pipeline.extract.office.facts import Links
from pipeline.extract.office.fields import Fields
from pipeline.extract.office.story import LATE, Piece, Story

_SKIPPED = frozenset(
    # Deleted or moved away; properties; phonetic guides; the old form of the same drawing
    "del moveFrom pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt Fallback".split()
)
_CHARACTERS: Mapping[str, str] = {
    "tab": " ",
    "ptab": " ",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\xad",
}
_CONTENTS = "Table of Contents"
_SAME_PAGE = frozenset({"continuous", "nextColumn"})
_EVERY = 1000
"""Elements between two looks at the clock."""


class Sources(NamedTuple):
    """What a part of the document refers to; `notes` are by kind and id."""

    archive: Archive
    related: Mapping[str, opc.Relation]
    styles: Mapping[str, wordstyles.Style]
    notes: Mapping[str, Mapping[str, str]]


class Reader:
    """Reads one part: the body, a note, a head or a foot. Used once."""

    def __init__(self, sources: Sources, is_late: Callable[[], bool] = lambda: False) -> None:
        self.links = Links()
        self.title = ""
        """The first paragraph in the style Title."""
        self.warnings: list[str] = []
        self.partial = ""
        self._sources = sources
        self._is_late = is_late
        self._story = Story()
        self._fields = Fields(self.links)
        self._hidden = False
        self._is_title = False
        self._sections: list[str] = []
        self._numbers: Counter[str] = Counter()
        self._called: set[tuple[str, str]] = set()
        """Kinds and ids of the notes that were given: each is given once."""
        self._enter: Mapping[str, Callable[[xml.Element], bool | None]] = {
            "p": self._paragraph,
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "br": self._break,
            "lastRenderedPageBreak": lambda _: self._story.page_break(),
            "tbl": lambda _: self._story.open_table(),
            "tr": lambda row: xml.child(row, "trPr", "del") is not None,
            "tc": lambda _: self._story.open(),
            "txbxContent": lambda _: self._story.open(),
            "sdt": self._control,
            "instrText": lambda element: self._fields.instruct(element.text or ""),
            "fldChar": self._field_mark,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "footnoteReference": lambda element: self._note("footnote", element),
            "endnoteReference": lambda element: self._note("endnote", element),
            "relIds": self._diagram,
            "altChunk": self._chunk,
        }
        self._leave: Mapping[str, Callable[[xml.Element], None]] = {
            "p": self._end_paragraph,
            "tbl": lambda _: self._story.close_table(),
            "tr": lambda _: self._story.close_row(),
            "tc": lambda cell: self._story.close_cell(_columns(cell)),
            "txbxContent": lambda _: self._story.close_box(),
            "fldSimple": lambda _: self._fields.end(),
            "hyperlink": lambda _: self._fields.end(),
        }

    def read(self, root: xml.Element) -> list[Piece]:
        """The pieces of all that is below `root`. When time runs out, those up to there."""
        self._sections = _sections(root)
        walk = xml.Walk(root)
        for count, step in enumerate(walk):
            if step.entering:
                enter = self._enter.get(step.name)
                if step.name in _SKIPPED or (enter is not None and enter(step.element)):
                    walk.skip()
                elif step.name in _CHARACTERS:
                    self._add(_CHARACTERS[step.name])
            elif step.name in self._leave:
                self._leave[step.name](step.element)
            if count % _EVERY == 0 and self._is_late():
                self.partial = LATE
                break
        return self._story.finish()

    def _add(self, text: str) -> None:
        if not self._hidden and self._fields.shows(text):
            self._story.add(text)

    def _text(self, element: xml.Element) -> None:
        self._add(element.text or "")

    def _paragraph(self, element: xml.Element) -> bool:
        """Begin a paragraph; those of a list of contents and hidden ones are passed over."""
        properties = xml.child(element, "pPr")
        style, level, breaks = wordstyles.NORMAL, None, False
        if properties is not None:
            found = xml.child(properties, "pStyle")
            id_ = (xml.value(found, "val") or "") if found is not None else ""
            style = self._sources.styles.get(id_) or wordstyles.by_name(id_)
            level = wordstyles.outline_level(properties)
            own = xml.child(properties, "pageBreakBefore")
            breaks = wordstyles.is_on(own) if own is not None else style.breaks
        if style.contents or style.hidden:
            return True
        self._story.begin(style.level if level is None else level)
        if breaks:
            self._story.page_break()
        self._is_title = style.title and not self.title
        self._hidden = False
        return False

    def _end_paragraph(self, element: xml.Element) -> None:
        self._fields.end_all()
        written = self._story.end()
        if self._is_title and written:
            self.title = written[0].text
            self._is_title = False
        if xml.child(element, "pPr", "sectPr") is not None and self._sections:
            # A section's own properties say how it begins, and stand at its end.
            self._sections.pop()
            if self._sections and self._sections[-1] not in _SAME_PAGE:
                self._story.page_break()

    def _run(self, element: xml.Element) -> None:
        self._hidden = False
        properties = xml.child(element, "rPr")
        if properties is not None:
            vanish = xml.child(properties, "vanish")
            style = xml.child(properties, "rStyle")
            if vanish is not None:
                self._hidden = wordstyles.is_on(vanish)
            elif style is not None:
                known = self._sources.styles.get(xml.value(style, "val") or "")
                self._hidden = known is not None and known.hidden

    def _symbol(self, element: xml.Element) -> None:
        """A character of a symbol font: its code, F000 to F0FF as a rule."""
        code = xml.value(element, "char") or ""
        if re.fullmatch("[0-9A-Fa-f]{4}", code):
            self._add(chr(int(code, 16)))

    def _break(self, element: xml.Element) -> None:
        kind = xml.value(element, "type")
        if kind == "page":
            self._story.page_break()
        else:
            self._add("\n")

    def _control(self, element: xml.Element) -> bool:
        """A content control: a list of contents and the hint of an empty one are no text."""
        properties = xml.child(element, "sdtPr")
        if properties is None:
            return False
        gallery = xml.child(properties, "docPartObj", "docPartGallery")
        if gallery is not None and xml.value(gallery, "val") == _CONTENTS:
            return True
        return wordstyles.is_on(xml.child(properties, "showingPlcHdr"))

    def _field_mark(self, element: xml.Element) -> None:
        kind = xml.value(element, "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _simple_field(self, element: xml.Element) -> None:
        self._fields.begin()
        self._fields.instruct(xml.value(element, "instr") or "")
        self._fields.separate()

    def _hyperlink(self, element: xml.Element) -> None:
        relation = self._sources.related.get(xml.value(element, "id") or "")
        self._fields.begin(relation.target if relation and relation.external else "#")

    def _note(self, kind: str, element: xml.Element) -> None:
        id_ = xml.value(element, "id") or ""
        text = self._sources.notes.get(kind, {}).get(id_, "")
        if text and not self._hidden and (kind, id_) not in self._called:
            self._called.add((kind, id_))
            self._numbers[kind] += 1
            self._story.note(f"{self._numbers[kind]} {text}")

    def _diagram(self, element: xml.Element) -> None:
        relation = self._sources.related.get(xml.value(element, "dm") or "")
        if relation is not None and not relation.external:
            self._story.open()
            for point in opc.diagram(self._sources.archive, relation.target):
                self._story.begin()
                self._story.add(point)
            self._story.close_box()

    def _chunk(self, _: xml.Element) -> None:
        self.warnings = ["a document embedded in this one is not read"]


def _sections(root: xml.Element) -> list[str]:
    """How each section begins, the last one first."""
    types = []
    for element in root.iter("{*}sectPr"):
        kind = xml.child(element, "type")
        types.append((xml.value(kind, "val") or "") if kind is not None else "")
    return types[::-1]


def _columns(cell: xml.Element) -> int:
    """How many columns a cell is wide."""
    span = xml.child(cell, "tcPr", "gridSpan")
    number = (xml.value(span, "val") or "") if span is not None else ""
    return max(1, int(number)) if number.isdecimal() and len(number) <= 3 else 1
