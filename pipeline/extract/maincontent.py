"""Where on a web page is its content?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from pipeline.extract import tables
from pipeline.extract.dom import HEADINGS, Node, ancestors, first, measure, nodes, text_of
from pipeline.extract.menus import has_documents

_SURE = 0.25
"""Share of the remaining text that <main> must hold to be believed."""
_LIKELY = 0.5
"""The same for an element that is only called like content."""
_IDS = re.compile(
    r"(?i)(?:main-?|page-?|region-|body-?|site-?)?content(?:-core|-area|-main|-inner)?"
    r"|main|sisalto|documentContent|bodyContent|mw-content-text|maincontent"
)
_CLASSES = frozenset({"documentcontent", "entry-content", "main-content", "page-content"})
_LONGEST_CLASS = 300
_LINK_WEIGHT = 0.8

_INNER = frozenset(
    "body div center section article main form table tbody tr td font span fieldset".split()
)
"""What may hold the content and other things beside it."""
_OUTER = 0.5
"""Share of the text outside links that an element holds before what is beside it is cut off."""
_PROSE = 40
"""Characters of a run of text without block elements: a sentence, not a label or an address."""
_SMALL = 0.1
"""Share of the text that what is cut off may have."""
_TINY = 120
"""Characters that it may have also on a page that has little else."""
_FEW_ROWS = 3
"""Rows of a table for layout; a record with its labels has more."""
_DATED = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b")
_LONGEST_DATE_LINE = 80
_LONGEST_TITLE = 250
_NOTES = re.compile(r"(?i)\bftn|footnote|endnote|alaviit|viitteet")
_TITLE_CLASS = re.compile(r"heading|title\b|otsikko")
_SENTENCE_END = (".", "!", "?", ":", "”", "…")
_LARGEST = 500
"""Elements of what may be cut off."""


def find(root: Node) -> Node:
    """The element that holds the content, after the furniture has been removed.

    <main> or role=main; the articles; an element called content; otherwise the innermost element
    that still holds most of the text outside links. What stands before or after the content in
    it, and has neither sentences nor headings nor documents, is taken out of the tree.
    """
    body = first(root, ("body",)) or root
    found = measure(root)
    whole = max(1, body.text)
    headed = _around(node for node in found if node.name == "h1")
    named = [node for node in found if node.name == "main" or node.get("role") == "main"]
    for candidates, share in (
        (named, _SURE),
        (_articles(found), _SURE),
        ([node for node in found if node.attributes and _is_called_content(node)], _LIKELY),
    ):
        for node in candidates:
            if node.text >= share * whole:
                return node
    return _narrow(body, headed)


def _around(headings: Iterable[Node]) -> set[Node]:
    """All elements around the headings."""
    around: set[Node] = set()
    for heading in headings:
        for above in ancestors(heading):
            if above in around:
                break
            around.add(above)
    return around


def _articles(found: list[Node]) -> list[Node]:
    articles = [node for node in found if node.name == "article"]
    if len(articles) > 1:
        # A list of articles: what holds them all
        parents = {article.parent for article in articles}
        return [parent for parent in parents if parent is not None] if len(parents) == 1 else []
    return articles


def _is_called_content(node: Node) -> bool:
    if _IDS.fullmatch(node.get("id")):
        return True
    return not _CLASSES.isdisjoint(node.get("class")[:_LONGEST_CLASS].lower().split())


def _weight(node: Node) -> float:
    return node.text - _LINK_WEIGHT * node.linked


def _narrow(node: Node, headed: Container[Node]) -> Node:
    """Cut off what stands around the content, going further in as long as there is one content."""
    whole = max(1.0, _weight(node))
    while True:
        inside = list(node.elements())
        if any(len(child.strip()) >= _PROSE for child in node.children if isinstance(child, str)):
            return node
        best = max(inside, key=_weight, default=None)
        if best is None or best.name not in _INNER or _weight(best) < _OUTER * whole:
            return node
        if best.name == "table" and not _is_layout(best):
            return node
        kept = [
            child is best
            or _is_content(child, whole)
            or (best not in headed and child.text <= _LONGEST_TITLE and _is_title(child))
            for child in inside
        ]
        start, end = kept.index(True), len(kept) - kept[::-1].index(True)
        cut = {*inside[:start], *inside[end:]}
        if cut:
            node.children = [child for child in node.children if child not in cut]
        if end - start > 1:
            return node
        node = best


def _is_layout(table: Node) -> bool:
    rows = [row for row in tables.rows(table) if row.text]
    if len(rows) > _FEW_ROWS or tables.is_data(table):
        return False
    return sum(len(tables.cells(row)) > 1 for row in rows) < 2


def _is_content(node: Node, whole: float) -> bool:
    """Whether `node` belongs to the content beside it."""
    if not node.text:
        return False
    if node.size > _LARGEST or _weight(node) > max(_SMALL * whole, _TINY) or node.name in HEADINGS:
        return True
    if node.name not in _INNER or node.name in ("span", "font"):
        return True
    text = text_of(node)
    if "©" in text:
        return False
    if _NOTES.search(f"{node.get('id')[:40]} {node.get('style')[:80]} {node.get('class')[:80]}"):
        return True
    if len(text) <= _LONGEST_DATE_LINE and _DATED.search(text):
        return True
    return first(node, HEADINGS[:3]) is not None or _has_prose(node) or has_documents(node)


def _is_title(node: Node) -> bool:
    """Whether something in `node` is called a heading, though it is none in HTML (Joomla)."""
    if not node.text or node.size > _LARGEST:
        return False
    called = (each.get("class")[:_LONGEST_CLASS].lower() for each in (node, *nodes(node)))
    return any(_TITLE_CLASS.search(names) and "site" not in names for names in called)


def _has_prose(node: Node) -> bool:
    """Whether there is a sentence in `node`, not only names and addresses."""
    for each in (node, *nodes(node)):
        if each.text >= _PROSE and not each.blocks and each.linked < 0.5 * each.text:
            text = text_of(each)
            if text.endswith(_SENTENCE_END) and "©" not in text:
                return True
    return False
