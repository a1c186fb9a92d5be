"""A tree of HTML → blocks of text in reading order: headings, paragraphs, items, table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import characters
from pipeline.extract.dom import BLOCK_TAGS, HEADINGS, Measures, is_text, walk

_NOT_IN_CELLS = frozenset(
    {"table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
)
_LONGEST_CELL = 200
"""Characters; a row with longer cells before the last one is layout, not data."""
BOLD_LEVEL = 5
"""Level of a short line all in bold: old pages have no other headings."""
_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD_HEADING = re.compile(r"[A-ZÅÄÖ0-9](?=.*[a-zåäöA-ZÅÄÖ]{3}).{2,78}[^.,:;]")


class Block(NamedTuple):
    """One line of the page to be: a paragraph, an item, a row, or a heading of level 1 to 6."""

    text: str
    level: int = 0
    item: bool = False


def blocks(root: Tag) -> list[Block]:
    """The text below `root`, block by block; empty blocks are left out."""
    writer = _Writer(Measures(root))
    for entering, node in walk(root):
        if isinstance(node, Tag):
            if entering:
                writer.enter(node)
            else:
                writer.leave(node)
        elif entering and is_text(node):
            writer.add(node)
    writer.flush()
    return writer.written


@dataclass
class _Writer:
    measures: Measures
    written: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _level: int = 0
    _item: bool = False
    _pre: int = 0
    _bold: int = 0
    _plain: bool = False
    """Whether the block has had text that is not bold."""
    _cells: set[int] = field(default_factory=set)
    """Ends of the cells and labels after which the line goes on."""
    _flat: int = 0
    """How many cells around are one piece of a row: blocks inside them begin no line."""

    def enter(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self._break()
        elif name in _BOLD_TAGS:
            self._bold += 1
        elif name in ("td", "th", "dt", "dd", "tr"):
            self._enter_cell(tag)
        elif name in BLOCK_TAGS:
            self._break()
            self._pre += name == "pre"
            self._item = self._item or name == "li"
            if name in HEADINGS and not self._flat:
                self._level = int(name[1])

    def leave(self, tag: Tag) -> None:
        name = tag.name
        if id(tag) in self._cells:
            self._cells.discard(id(tag))
            self._flat -= 1
            self._text.append(" ")
        elif name in _BOLD_TAGS:
            self._bold -= 1
        elif name in BLOCK_TAGS:
            self._break()
            self._pre -= name == "pre"
            if name in HEADINGS:
                self._level = 0

    def add(self, node: NavigableString) -> None:
        self._plain = self._plain or not (self._bold or node.isspace())
        if self._pre and "\n" in node:
            first, *more = str(node).split("\n")
            self._text.append(first)
            for line in more:
                self._break()
                self._text.append(line)
        else:
            self._text.append(str(node))

    def flush(self) -> None:
        text = characters.one_line("".join(self._text))
        self._text.clear()
        if text:
            level = self._level
            if not level and not self._plain and _BOLD_HEADING.fullmatch(text):
                level = BOLD_LEVEL
            self.written.append(Block(text, level, self._item))
            self._item = False
        self._plain = False

    def _break(self) -> None:
        if self._flat:
            self._text.append(" ")
        else:
            self.flush()

    def _enter_cell(self, tag: Tag) -> None:
        """A cell of a row of data goes on the row's line; so does a value after its label."""
        if tag.name == "tr" or not self._is_piece(tag):
            if tag.name == "tr" or not self._follows_piece(tag):
                self._break()
            return
        if not self._flat and not self._follows_piece(tag):
            self.flush()
        self._cells.add(id(tag))
        self._flat += 1

    def _is_piece(self, tag: Tag) -> bool:
        """Whether a cell is short and holds nothing that makes lines of its own."""
        measure = self.measures.of(tag)
        if measure.text > _LONGEST_CELL or measure.blocks > 1:
            return False
        return tag.find(["br", *_NOT_IN_CELLS]) is None

    def _follows_piece(self, tag: Tag) -> bool:
        before = tag.find_previous_sibling()
        if not isinstance(before, Tag):
            return False
        if tag.name == "dd":
            return before.name == "dt" and self._is_piece(before)
        if tag.name == "dt":
            return False
        return before.name in ("td", "th") and self._is_piece(before)
