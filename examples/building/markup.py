"""The small markup in which the samples are written, and their ground truth.

A source is a head of `key: value` lines, a line `---`, and blocks. A block is one line:

    = Title             . line of the title page   # ## ### headings
    - list item         > quotation                | cell | cell | (a table row)
    [1] footnote        ~ SHO WN = TRUTH (a box of a slide, broken by layout)
    %%page              %%contents                 %%landscape (before a table)

Anything else is a paragraph. `[^1]` in running text is the mark of footnote 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[(\d+)\] (.*)")
_PREFIXES = {
    "= ": "title",
    ". ": "small",
    "# ": "h1",
    "## ": "h2",
    "### ": "h3",
    "- ": "item",
    "> ": "quote",
}


@dataclass(frozen=True)
class Block:
    """One piece of a document: its kind, its text, and the rows of a table."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    shown: str = ""


@dataclass(frozen=True)
class Document:
    """A parsed source: its name, its head, its blocks in reading order."""

    name: str
    head: dict[str, str]
    blocks: tuple[Block, ...]

    def get(self, key: str, default: str = "") -> str:
        """The value of a head line, or `default`."""
        return self.head.get(key, default)


def read(path: Path) -> Document:
    """Parse the source at `path`; ValueError when the head has no end."""
    head_text, line, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not line:
        raise ValueError(f"{path}: no line --- after the head")
    head = {}
    for row in head_text.splitlines():
        key, _, value = row.partition(":")
        head[key.strip()] = value.strip()
    return Document(path.stem, head, tuple(_blocks(body)))


def _blocks(body: str) -> list[Block]:
    """The blocks of a body; table rows that follow each other become one table."""
    found: list[Block] = []
    for raw in body.splitlines():
        line = raw.strip()
        if line.startswith("|"):
            row = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if found and found[-1].kind == "table":
                found[-1] = Block("table", rows=(*found[-1].rows, row))
            else:
                found.append(Block("table", rows=(row,)))
        elif line:
            found.append(_block(line))
    return found


def _block(line: str) -> Block:
    """The block of one line that is no table row."""
    if line.startswith("%%"):
        return Block(line[2:])
    if line.startswith("~ "):
        shown, _, true = line[2:].partition(" = ")
        return Block("box", true or shown, shown=shown)
    note = _NOTE.fullmatch(line)
    if note:
        return Block("note", note[2], shown=note[1])
    for prefix, kind in _PREFIXES.items():
        if line.startswith(prefix):
            return Block(kind, line[len(prefix) :])
    return Block("p", line)


def truth(document: Document) -> str:
    """The text a perfect reader would give: a line for each paragraph, heading, table row.

    Without contents list, running heads, page numbers, bullets and footnote marks; a footnote
    stands after the paragraph that calls it.
    """
    lines = []
    for block in document.blocks:
        if block.kind == "table":
            lines += [" ".join(cell for cell in row if cell) for row in block.rows]
        elif block.kind == "note":
            lines.append(f"{block.shown} {block.text}")
        elif block.text:
            lines.append(MARK.sub("", block.text))
    return "\n".join(lines) + "\n"
