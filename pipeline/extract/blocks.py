"""A tree of HTML → blocks of text in reading order: headings, paragraphs, items, table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.clean import characters
from pipeline.extract import menus, tables
from pipeline.extract.dom import BLOCK_TAGS, HEADINGS, Node, measure, nodes, walk

_NOT_IN_CELLS = frozenset(
    {"table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "br"}
)
_LONGEST_CELL = 200
"""Characters; a row with longer cells before the last one is layout, not data."""
_LARGEST_CELL = 60
"""Elements."""
BOLD_LEVEL = 5
"""Level of a short line all in bold: old pages have no other headings."""
_BOLD_TAGS = frozenset({"b", "strong"})
_SUNK_TAGS = frozenset({"sub", "sup"})
_CELL_TAGS = frozenset({"td", "th", "dt", "dd", "tr"})
_BOLD_HEADING = re.compile(r"[A-ZÅÄÖ0-9](?=.*[a-zåäöA-ZÅÄÖ]{3}).{2,78}[^.,:;]")


class Block(NamedTuple):
    """One line of the page to be: a paragraph, an item, a row, or a heading of level 1 to 6.

    `links` counts the links of a block that is nothing but links to other pages. Rows of one
    table of data have the same number in `table`, and a tab between cells.
    """

    text: str
    level: int = 0
    item: bool = False
    links: int = 0
    table: int = 0


def blocks(root: Node) -> list[Block]:
    """The text below `root`, block by block; empty blocks are left out."""
    measure(root)
    writer = _Writer()
    for entering, node in walk(root):
        if isinstance(node, str):
            writer.add(node)
        elif entering:
            writer.enter(node)
        else:
            writer.leave(node)
    writer.flush()
    return writer.written


@dataclass
class _Writer:
    written: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _level: int = 0
    _item: bool = False
    _pre: int = 0
    _bold: int = 0
    _plain: bool = False
    """Whether the block has had text that is not bold."""
    _link: Node | None = None
    _links: int = 0
    _unlinked: bool = False
    """Whether the block has had text outside links, or a link to a document."""
    _edge: bool = False
    """Whether an element began or ended since the last text, neither being above nor below."""
    _cells: set[Node] = field(default_factory=set)
    """Cells and labels after which the line goes on."""
    _last: Node | None = None
    """The cell or label that was last one piece."""
    _flat: int = 0
    """How many cells around are one piece of a row: blocks inside them begin no line."""
    _data: Node | None = None
    """The table of data that is being written: its rows are lines, its cells stand after tabs."""
    _row: list[str] | None = None
    _tables: int = 0

    def enter(self, node: Node) -> None:
        name = node.name
        self._edge = name not in _SUNK_TAGS
        if self._data is not None:
            self._enter_data(node)
        elif name == "br":
            self._break()
        elif name in _BOLD_TAGS:
            self._bold += 1
        elif name == "a":
            self._enter_link(node)
        elif name in _CELL_TAGS:
            self._enter_cell(node)
        elif name in BLOCK_TAGS:
            self._break()
            self._pre += name == "pre"
            self._item = self._item or name == "li"
            if name in HEADINGS and not self._flat:
                self._level = int(name[1])
            elif name == "table" and not self._flat and tables.is_data(node):
                self._data = node
                self._tables += 1

    def leave(self, node: Node) -> None:
        name = node.name
        self._edge = name not in _SUNK_TAGS
        if self._data is not None:
            self._leave_data(node)
        elif node in self._cells:
            self._cells.discard(node)
            self._flat -= 1
            self._text.append(" ")
            self._last = node
        elif name in _BOLD_TAGS:
            self._bold -= 1
        elif node is self._link:
            self._link = None
        elif name in BLOCK_TAGS:
            self._break()
            self._pre -= name == "pre"
            if name in HEADINGS:
                self._level = 0
            if name in _CELL_TAGS:
                self._last = None

    def add(self, text: str) -> None:
        if text.isspace():
            self._text.append(" ")
            self._edge = False
            if self._pre and "\n" in text and self._data is None:
                self._break()
            return
        self._plain = self._plain or not self._bold
        self._unlinked = self._unlinked or self._link is None
        if self._edge and self._text and _are_apart(self._text[-1], text):
            self._text.append(" ")
        self._edge = False
        if self._pre and "\n" in text and self._data is None:
            first, *more = text.split("\n")
            self._text.append(first)
            for line in more:
                self._break()
                self._text.append(line)
        else:
            self._text.append(text)

    def flush(self) -> None:
        text = characters.one_line("".join(self._text)) if self._text else ""
        self._text.clear()
        if text:
            level = self._level
            if not level and not self._plain and _BOLD_HEADING.fullmatch(text):
                level = BOLD_LEVEL
            links = 0 if self._unlinked else self._links
            self.written.append(Block(text, level, self._item, links))
            self._item = False
        self._plain = self._unlinked = False
        self._links = 0

    def _break(self) -> None:
        if self._flat:
            self._text.append(" ")
        else:
            self.flush()

    def _enter_link(self, node: Node) -> None:
        if self._link is None and "href" in node.attributes:
            self._link = node
            self._links += node.text > 0
            self._unlinked = self._unlinked or menus.links_to_document(node)

    def _enter_data(self, node: Node) -> None:
        if node.name == "tr":
            self._row = []
        elif node.name in BLOCK_TAGS or node.name == "br":
            self._text.append(" ")

    def _leave_data(self, node: Node) -> None:
        name = node.name
        if name in ("td", "th") and self._row is not None:
            self._row.append(characters.one_line("".join(self._text)))
            self._text.clear()
        elif name == "tr" and self._row is not None:
            row = "\t".join(self._row).rstrip("\t")
            if row.strip():
                self.written.append(Block(row, table=self._tables))
            self._row = None
        elif name == "caption" or node is self._data:
            self.flush()
        elif name in BLOCK_TAGS:
            self._text.append(" ")
        if node is self._data:
            self._data = None

    def _enter_cell(self, node: Node) -> None:
        """A short cell goes on the row's line; so does a value after its label."""
        follows = self._follows_piece(node)
        if node.name == "tr" or not _is_piece(node):
            if not follows:
                self._break()
            return
        if not self._flat and not follows:
            self.flush()
        self._cells.add(node)
        self._flat += 1

    def _follows_piece(self, cell: Node) -> bool:
        before = self._last
        if before is None or before.parent is not cell.parent or cell.name in ("dt", "tr"):
            return False
        return before.name == "dt" if cell.name == "dd" else before.name in ("td", "th")


def _are_apart(before: str, after: str) -> bool:
    """Whether two texts that only elements part are two words: "Luotu|12.11.", "kunta|Lapua".

    Styles begin and end inside words, too, but no word goes on with a capital or a figure; nor
    does a figure with three letters.
    """
    last, following = before[-1:], after[:1]
    if last.isdigit():
        return after[:3].isalpha() and after[:3].islower()
    return last.islower() and (following.isupper() or following.isdigit())


def _is_piece(cell: Node) -> bool:
    """Whether a cell is short and holds nothing that makes lines of its own."""
    if cell.text > _LONGEST_CELL or cell.blocks > 1 or cell.size > _LARGEST_CELL:
        return False
    return not any(inside.name in _NOT_IN_CELLS for inside in nodes(cell))
