"""What the HTML modules share: parsing, walking without recursion, and measuring in one pass.

Pages nest as deep as their makers' mistakes: nothing here recurses, and nothing measures an
element again for each element around it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*>")
_NOT_HTML = re.compile("[\x00\ud800-\udfff]")
_WORDS = re.compile(r"[a-zåäö]+|[A-ZÅÄÖ][a-zåäö]*|\d+")


def parse(text: str) -> BeautifulSoup:
    """The tree of a page. Whatever is wrong with the page, there is a tree."""
    text = _NOT_HTML.sub("", _XML_HEAD.sub("", text, count=1))
    if "<" not in text:
        text = f"<p>{text}</p>"
    with warnings.catch_warnings():
        # XHTML read as HTML and pages that look like an address are no news to anybody here
        warnings.simplefilter("ignore", UserWarning)
        return BeautifulSoup(text, "lxml")


def is_text(node: object) -> bool:
    """Whether `node` is text that a reader sees: no comment, script or style."""
    return type(node) in (NavigableString, CData)


def walk(root: Tag) -> Iterator[tuple[bool, Tag | NavigableString]]:
    """Everything below `root` in order: (True, node) at a node, (False, tag) at a tag's end."""
    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    while stack:
        parent, rest = stack[-1]
        for node in rest:
            if isinstance(node, Tag):
                yield True, node
                stack.append((node, iter(node.contents)))
                break
            if isinstance(node, NavigableString):
                yield True, node
        else:
            stack.pop()
            if stack:
                yield False, parent


class Measure(NamedTuple):
    """How much text an element holds, in characters without white space at the ends."""

    text: int
    linked: int
    links: int
    blocks: int
    """Block elements inside, however deep."""


_NOTHING = Measure(0, 0, 0, 0)


class Measures:
    """The measure of every element of a tree, taken in one pass from the leaves up."""

    def __init__(self, root: Tag) -> None:
        self._found: dict[int, Measure] = {}
        stack: list[list[int]] = [[0, 0, 0, 0]]
        for entering, node in walk(root):
            if not isinstance(node, Tag):
                if is_text(node):
                    stack[-1][0] += len(node.strip())
            elif entering:
                stack.append([0, 0, 0, 0])
            else:
                text, linked, links, blocks = stack.pop()
                if node.name == "a" and node.has_attr("href"):
                    linked, links = text, 1
                self._found[id(node)] = Measure(text, linked, links, blocks)
                above = stack[-1]
                above[0] += text
                above[1] += linked
                above[2] += links
                above[3] += blocks + (node.name in BLOCK_TAGS)
        self._found[id(root)] = Measure(*stack[0])

    def of(self, tag: Tag) -> Measure:
        """The measure of `tag`, as the tree was at the time."""
        return self._found.get(id(tag), _NOTHING)


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text; "" when it is not there."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def name_words(tag: Tag) -> frozenset[str]:
    """The words of an element's class and id: "portletNavigationTree" → portlet, navigation, …"""
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"
    return frozenset(word.lower() for word in _WORDS.findall(names[:500]))


def text_of(tag: Tag) -> str:
    """The visible text inside `tag`, white space as single spaces."""
    pieces = []
    for entering, node in walk(tag):
        if isinstance(node, Tag):
            if node.name in BLOCK_TAGS or node.name == "br":
                pieces.append(" ")
        elif entering and is_text(node):
            pieces.append(str(node))
    return " ".join("".join(pieces).split())
