"""Tables of data and tables for layout: which is it? Old pages are laid out in tables."""

from __future__ import annotations

from pipeline.extract.dom import Node

_LONGEST_CELL = 200
"""Characters; a cell with more is text, and its table is layout or a record."""
_LONGEST_MARKED = 1500
"""The same where the table has heads of columns or a caption."""
_LARGEST_CELL = 200
"""Elements."""
_CELLS = ("td", "th")
_PARTS = ("thead", "tbody", "tfoot")
_NOT_IN_CELLS = frozenset(
    {"table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "dl", "form"}
)
_MOST_BLOCKS = 8
"""Block elements in a cell of data: the paragraphs that Word makes of everything."""


def rows(table: Node) -> list[Node]:
    """The rows of `table`, none of tables inside it."""
    found = []
    for child in table.elements():
        if child.name == "tr":
            found.append(child)
        elif child.name in _PARTS:
            found += [row for row in child.elements() if row.name == "tr"]
    return found


def cells(row: Node) -> list[Node]:
    """The cells of `row`."""
    return [cell for cell in row.elements() if cell.name in _CELLS]


def is_data(table: Node) -> bool:
    """Whether `table` holds rows of short cells, at least two of them with two cells or more."""
    wide = 0
    own = rows(table)
    marked = any(child.name in ("thead", "caption") for child in table.elements()) or (
        bool(own) and sum(cell.name == "th" for cell in cells(own[0])) > 1
    )
    longest = _LONGEST_MARKED if marked else _LONGEST_CELL
    for row in own:
        inside = cells(row)
        if not all(_is_short(cell, longest) for cell in inside):
            return False
        wide += sum(cell.text > 0 for cell in inside) > 1
    return wide > 1


def is_record(table: Node) -> bool:
    """Whether the rows of `table` are labels and their values: two cells, and no head of columns.

    Figures only are data: "Palkat | 45 600".
    """
    pairs = [found for row in rows(table) if len(found := cells(row)) > 1]
    if not pairs or any(len(pair) > 2 for pair in pairs):
        return False
    if len(pairs) > 1 and all(cell.name == "th" for cell in pairs[0]):
        return False
    return len(pairs) == 1 or not all(map(_is_figure, (pair[1] for pair in pairs[1:])))


def _is_short(cell: Node, longest: int) -> bool:
    if cell.text > longest or cell.blocks > _MOST_BLOCKS or cell.size > _LARGEST_CELL:
        return False
    stack = [cell]
    while stack:
        for child in stack.pop().elements():
            if child.name in _NOT_IN_CELLS:
                return False
            stack.append(child)
    return True


def _is_figure(cell: Node) -> bool:
    if not cell.text or cell.text > 30:
        return cell.text == 0
    text = "".join(_texts(cell))
    return sum(map(str.isdigit, text)) * 2 >= len("".join(text.split()))


def _texts(cell: Node) -> list[str]:
    found: list[str] = []
    stack: list[Node | str] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            found.append(node)
        else:
            stack += reversed(node.children)
    return found
