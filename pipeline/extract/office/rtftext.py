"""RTF → a story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from corpus.errors import ExtractionError
from pipeline.extract.office import wordstyles
from pipeline.extract.office.facts import Links
from pipeline.extract.office.fields import Fields
from pipeline.extract.office.rtfstate import (
    DATE,
    Coded,
    Group,
    Paragraph,
    Style,
    iso_date,
    outline_level,
)
from pipeline.extract.office.rtftables import (
    CHARACTERS,
    CODE_PAGES,
    DESTINATIONS,
    FACTS,
    FLOWS,
    OPENED,
    SKIPPED,
)
from pipeline.extract.office.rtftokens import Token, tokens
from pipeline.extract.office.story import LATE, TITLE, Piece, Story

_EVERY = 5000
"""Tokens between two looks at the clock."""
_DEEPEST = 5000
"""Groups inside each other; Word itself refuses far fewer."""
_NUMBERS = {"fonts": "f", "styles": "s"}
"""The word that numbers the entries of a table."""


class Reader:
    """Reads one document. Used once."""

    def __init__(self, is_late: Callable[[], bool] = lambda: False) -> None:
        self.links = Links()
        self.title = ""
        """The first paragraph in the style Title."""
        self.running: list[str] = []
        self.facts: dict[str, str] = {}
        self.partial = ""
        self.cut_off = False
        """Whether the file ends inside a group."""
        self._is_late = is_late
        self._story = Story()
        self._fields = Fields(self.links)
        self._group = Group()
        self._stack: list[Group] = []
        self._paragraph = Paragraph()
        self._flows: list[tuple[Paragraph, bool, bool]] = []
        self._in_table = self._in_cell = self._new_section = False
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, Style] = {}
        self._entry = 0, 0
        """The font or style being defined: its number, its outline level."""
        self._told: list[str] = []
        """The text of the destination being read, when it is not the document."""
        self._date: dict[str, int] = {}
        self._coded = Coded()
        self._notes = 0

    def read(self, data: bytes) -> list[Piece]:
        """The pieces of `data`. When time runs out, those up to there."""
        for count, token in enumerate(tokens(data)):
            self._take(token)
            if count and not self._stack:
                break
            if count % _EVERY == 0 and self._is_late():
                self.partial = LATE
                break
        self.cut_off = bool(self._stack) and not self.partial
        while self._stack:
            self._close()
        self._end_paragraph()
        return self._story.finish()

    def _take(self, token: Token) -> None:
        word = token.word
        if not word:
            self._coded.add(token.text)
            return
        self._flush()
        self._coded.skip = 0
        if word == "u":
            self._say(self._coded.character(token.number or 0, self._group.skips))
        elif word == "{":
            if len(self._stack) > _DEEPEST:
                raise ExtractionError("broken: groups nested too deep")
            self._stack.append(self._group)
            self._group = self._group._replace(begins="", ignorable=False)
        elif word == "}":
            self._close()
        elif word == "*":
            self._group = self._group._replace(ignorable=True)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif self._group.ignorable or word in SKIPPED or word in DESTINATIONS:
            self._destination(word)
        elif self._group.into == "":
            if word in _IN_TEXT:
                _IN_TEXT[word](self, token.number)
        elif self._group.into != "skip":
            self._define(word, token.number or 0)

    def _destination(self, word: str) -> None:
        """The group that has begun is a destination: its text goes elsewhere."""
        into = self._group.into
        if word in SKIPPED or (self._group.ignorable and word not in OPENED):
            into = "skip"
        elif into != "skip":
            into = DESTINATIONS.get(word, into)
        self._group = self._group._replace(into=into, ignorable=False)
        if into in FLOWS:
            self._group = self._group._replace(into="", begins=into)
            self._flows.append((self._paragraph, self._in_table, self._in_cell))
            self._paragraph, self._in_table, self._in_cell = Paragraph(), False, False
            self._story.open()

    def _define(self, word: str, number: int) -> None:
        """A word of a table of fonts or styles, or of a date."""
        if word == _NUMBERS.get(self._group.into):
            self._entry = number, 0
        elif word == "outlinelevel":
            self._entry = self._entry[0], outline_level(number)
        elif word == "fcharset" and number in CODE_PAGES:
            self._fonts[self._entry[0]] = CODE_PAGES[number]
        elif word in DATE:
            self._date[word] = number

    def _close(self) -> None:
        """A group ends."""
        if not self._stack:
            return
        done, self._group = self._group, self._stack.pop()
        if done.into == self._group.into == "styles":
            number, level = self._entry
            self._styles.setdefault(number, Style(self._take_told(), level))
            self._entry = 0, 0
        elif done.into != self._group.into:
            told = self._take_told()
            if done.into in FACTS:
                self.facts[done.into] = told or iso_date(self._date)
                self._date.clear()
        if done.begins == "field":
            self._fields.end()
        elif done.begins:
            self._close_flow(done.begins)

    def _take_told(self) -> str:
        told = "".join(self._told).strip(" ;")
        self._told.clear()
        return told

    def _close_flow(self, kind: str) -> None:
        """A note, a text box, a head or a foot ends."""
        self._end_paragraph()
        if self._in_cell:
            self._story.close_cell()
        if self._in_table:
            self._story.close_table()
        if kind == "note":
            text = self._story.close_note()
            self._notes += bool(text)
            self._story.note(f"{self._notes} {text}" if text else "")
        elif kind == "box":
            self._story.close_box()
        else:
            self.running += [piece.text for piece in self._story.close()]
        self._paragraph, self._in_table, self._in_cell = self._flows.pop()

    def _flush(self) -> None:
        """What the bytes read so far say, in the encoding of their font."""
        text = self._coded.text(self._fonts.get(self._group.font, self._encoding))
        if text:
            self._say(text)

    def _say(self, text: str) -> None:
        group = self._group
        if group.into == "instruction":
            self._fields.instruct(text)
        elif group.into in FACTS or group.into == "styles":
            self._told.append(text)
        elif group.into:
            return
        elif not (group.hidden or group.deleted) and self._fields.shows(text):
            if self._new_section:
                self._new_section = False
                self._story.page_break()
            if self._paragraph.in_table and not self._in_cell:
                self._open_cell()
            self._story.add(text)

    def _open_cell(self) -> None:
        if not self._in_table:
            self._story.open_table()
        self._story.open()
        self._in_table = self._in_cell = True

    def _end_paragraph(self) -> None:
        self._flush()
        self._fields.end_all()
        if self._in_table and not self._in_cell:
            self._story.close_table()
            self._in_table = False
        style = self._styles.get(self._paragraph.style, Style("", 0))
        known = wordstyles.by_name(style.name)
        level = self._paragraph.level
        if level is None:
            level = TITLE if known.title else style.level or known.level
        if known.contents:
            self._story.drop()
        written = self._story.end(level)
        if known.title and written and not self.title:
            self.title = written[0].text

    # What the words of the text do; they are given their number, None when there is none.

    def _end_cell(self, _: int | None) -> None:
        if not self._in_cell:
            self._open_cell()
        self._end_paragraph()
        self._story.close_cell()
        self._in_cell = False

    def _end_row(self, _: int | None) -> None:
        if self._in_table and not self._in_cell:
            self._story.close_row()

    def _end_section(self, _: int | None) -> None:
        self._end_paragraph()
        self._new_section = True

    def _same_page(self, _: int | None) -> None:
        self._new_section = False

    def _set_paragraph(self, **properties: Any) -> None:
        self._paragraph = self._paragraph._replace(**properties)

    def _set_group(self, **properties: Any) -> None:
        self._group = self._group._replace(**properties)

    def _set_encoding(self, name: str) -> None:
        try:
            b" ".decode(name)
        except LookupError:
            return
        self._encoding = name

    def _begin_field(self, _: int | None) -> None:
        if not self._group.begins:
            self._set_group(begins="field")
            self._fields.begin()

    def _reset_paragraph(self, _: int | None) -> None:
        self._paragraph = Paragraph()


_IN_TEXT: Mapping[str, Callable[[Reader, int | None], None]] = MappingProxyType(
    {
        "par": lambda reader, _: reader._end_paragraph(),
        "sect": Reader._end_section,
        "sbknone": Reader._same_page,
        "sbkcol": Reader._same_page,
        "page": lambda reader, _: reader._story.page_break(),
        "softpage": lambda reader, _: reader._story.page_break(),
        "pagebb": lambda reader, number: reader._story.page_break() if number != 0 else None,
        "pard": Reader._reset_paragraph,
        "s": lambda reader, number: reader._set_paragraph(style=number or 0),
        "outlinelevel": lambda reader, number: reader._set_paragraph(level=outline_level(number)),
        "intbl": lambda reader, _: reader._set_paragraph(in_table=True),
        "cell": Reader._end_cell,
        "row": Reader._end_row,
        "plain": lambda reader, _: reader._set_group(font=-1, hidden=False, deleted=False),
        "f": lambda reader, number: reader._set_group(font=number or 0),
        "v": lambda reader, number: reader._set_group(hidden=number != 0),
        "deleted": lambda reader, number: reader._set_group(deleted=number != 0),
        "uc": lambda reader, number: reader._set_group(skips=min(max(number or 0, 0), 10)),
        "ansicpg": lambda reader, number: reader._set_encoding(f"cp{number}"),
        "mac": lambda reader, _: reader._set_encoding("mac_roman"),
        "pc": lambda reader, _: reader._set_encoding("cp437"),
        "pca": lambda reader, _: reader._set_encoding("cp850"),
        "field": Reader._begin_field,
        "fldrslt": lambda reader, _: reader._fields.separate(),
    }
)
"""The words that mean something in the text of the document."""
