"""Label/value pairs of a page's content: tables of two columns, definition lists, labelled boxes.

What is a record is decided by its structure, not by a colon in a line: a list of points
("Tilat: keittiö ja leikkihuone") is text. How people are reached is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract import tables
from pipeline.extract.blocks import Block, blocks
from pipeline.extract.contacts import is_contact, without_contacts
from pipeline.extract.dom import HEADINGS, Node, nodes, text_of

_LONGEST_LABEL = 60
_LONGEST_VALUE = 600
"""Characters; a longer value is text, which stands on the page anyway."""
_MOST_FIELDS = 200
_LARGEST = 100
"""Elements of a label or value that are looked through."""
_LONGEST_LINE = 200
_LABELLED = re.compile(r"([^\W\d_][^:.!?;,()]{1,40}):\s+(?!//)(\S.*)")
_LABEL_WORDS = 5
_RUN = 3
"""Labelled lines, or boxes of a label and a value, one after the other that make a record."""
_SENTENCE_END = (".", "!", "?", ",", ";")
_BOXES = frozenset({"div", "p", "section", "li", "span"})


def of_content(root: Node, lines: Sequence[Block]) -> dict[str, str]:
    """The pairs in the content: label → value, several values joined by "; ".

    `root` has been measured; `lines` are its blocks.
    """
    found: dict[str, str] = {}
    for node in nodes(root):
        if len(found) >= _MOST_FIELDS:
            break
        for label, value in _pairs(node):
            if value.text <= _LONGEST_VALUE and value.size <= _LARGEST:
                add(found, text_of(label), "; ".join(block.text for block in blocks(value)))
    for label_text, value_text in _runs(lines):
        add(found, label_text, value_text)
    return found


def add(found: dict[str, str], label: str, value: str) -> None:
    """Put a pair into `found`, unless it is none: too long, empty, or a number as its label; or one
    of a person to ask. Addresses and numbers by which people are reached are left out of values."""
    label = " ".join(label.split()).rstrip(" :")
    value = " ".join(value.split())
    if len(value) <= _LONGEST_VALUE:
        value = " ".join(without_contacts(value).split()).strip(" ,;:")
    if not 1 < len(label) <= _LONGEST_LABEL or not 0 < len(value) <= _LONGEST_VALUE:
        return
    if label.replace(" ", "").isdigit() or len(found) >= _MOST_FIELDS or is_contact(label):
        return
    before = found.get(label)
    if before is None:
        found[label] = value
    elif value not in before.split("; ") and len(before) + len(value) <= _LONGEST_VALUE:
        found[label] = f"{before}; {value}"


def _pairs(node: Node) -> Iterator[tuple[Node, Node]]:
    if node.name == "table":
        yield from _rows(node)
    elif node.name == "dl":
        yield from _definitions(node)
    elif node.name in _BOXES:
        if node.name != "li":
            yield from _labelled(node)
        yield from _boxes(node)


def _rows(table: Node) -> Iterator[tuple[Node, Node]]:
    """The rows of two cells, the first a label, of a table that is a record."""
    if tables.is_record(table):
        for row in tables.rows(table):
            pair = tables.cells(row)
            if len(pair) == 2 and _is_label(pair[0]):
                yield pair[0], pair[1]


def _definitions(record: Node) -> Iterator[tuple[Node, Node]]:
    label: Node | None = None
    for child in record.elements():
        if child.name == "div":  # HTML 5 lets a pair stand in one
            yield from _definitions_in(child)
        elif child.name == "dt":
            label = child
        elif child.name == "dd" and label is not None and _is_label(label):
            yield label, child


def _definitions_in(group: Node) -> Iterator[tuple[Node, Node]]:
    label: Node | None = None
    for child in group.elements():
        if child.name == "dt":
            label = child
        elif child.name == "dd" and label is not None and _is_label(label):
            yield label, child


def _labelled(node: Node) -> Iterator[tuple[Node, Node]]:
    """An element of two, the first a label that ends with a colon or is called one (Drupal)."""
    pair = _pair(node)
    if pair is not None:
        names = pair[0].get("class")[:_LONGEST_LINE].lower()
        if "label" in names or text_of(pair[0]).endswith(":"):
            yield pair


def _boxes(node: Node) -> Iterator[tuple[Node, Node]]:
    """Several boxes of the same kind one after the other, each of a label and a value."""
    run: list[tuple[Node, Node]] = []
    kind = ("", "")
    for child in node.elements():
        pair = _pair(child)
        this = (child.name, child.get("class"))
        if run and (pair is None or this != kind):
            if len(run) >= _RUN:
                yield from run
            run = []
        if pair is not None and pair[0].name not in HEADINGS and _reads_as_label(pair[0]):
            run.append(pair)
            kind = this
    if len(run) >= _RUN:
        yield from run


def _pair(node: Node) -> tuple[Node, Node] | None:
    if node.name not in _BOXES or not 0 < node.text <= _LONGEST_VALUE or node.size > _LARGEST:
        return None
    inside = [child for child in node.elements() if child.name != "br"]
    if len(inside) != 2 or not inside[1].text or not _is_label(inside[0]):
        return None
    return inside[0], inside[1]


def _is_label(node: Node) -> bool:
    short = 0 < node.text <= _LONGEST_LABEL and node.size <= _LARGEST
    return short and node.blocks <= 1 and node.links == 0


def _reads_as_label(node: Node) -> bool:
    text = text_of(node)
    few = len(text.split()) <= _LABEL_WORDS and not text.endswith(_SENTENCE_END)
    return few and text[:1].isupper()


def _runs(lines: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Several such paragraphs one after the other: "Aika: 4.2.", "Paikka: kunnantalo", …"""
    run: list[tuple[str, str]] = []
    for line in (*lines, Block("")):
        match = None
        if not (line.item or line.level or line.table) and len(line.text) <= _LONGEST_LINE:
            match = _LABELLED.fullmatch(line.text)
        if match and len(match[1].split()) <= _LABEL_WORDS:
            run.append((match[1], match[2]))
        else:
            if len(run) >= _RUN:
                yield from run
            run = []
