"""The tree of a page: lxml's events → elements, and passes over them that take linear time.

Pages nest as deep as their makers' mistakes: nothing here recurses, nothing measures an element
again for each element around it, and a page of more elements than `MOST_ELEMENTS` is read so far.
lxml's own trees end at a depth of 2048 elements and take the square of the number of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from pipeline.mediatype import DOCUMENT_SUFFIXES

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_ELEMENTS = 400_000
"""Elements; the corpus' longest pages have some thousands. As many take 200 MB and some seconds."""

_NOT_HTML = re.compile("[\x00\ud800-\udfff]")
_WORDS = re.compile(r"[a-zåäö]+|[A-ZÅÄÖ][a-zåäö]*|\d+")
_LONGEST_NAMES = 500
_LONGEST_TARGET = 500
_SUFFIXES = (*(suffix for suffix in DOCUMENT_SUFFIXES if "htm" not in suffix), ".xls", ".xlsx")
_NONE: Mapping[str, str] = MappingProxyType({})


class Node:
    """An element: its name, its attributes, and in order the elements and texts inside it.

    `text` and the like measure what it holds, as `measure` last found it.
    """

    __slots__ = (
        "attributes",
        "blocks",
        "children",
        "linked",
        "links",
        "name",
        "parent",
        "size",
        "text",
    )

    def __init__(self, name: str, attributes: Mapping[str, str], parent: Node | None) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []
        self.text = 0
        """Characters of text, without white space at the ends of each piece."""
        self.linked = 0
        """Those of them that are in links to other pages; a link to a document is content."""
        self.links = 0
        """Links with text."""
        self.blocks = 0
        """Block elements inside, however deep."""
        self.size = 0
        """Elements inside, however deep: what it costs to look through them."""

    def get(self, name: str) -> str:
        """An attribute; "" when it is not there."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Node]:
        """The elements right inside."""
        return (child for child in self.children if isinstance(child, Node))


class Parsed(NamedTuple):
    """A page's tree. `whole` is False when the page has too many elements to be read to its end."""

    root: Node
    whole: bool


class _FullError(Exception):
    """The tree has as many elements as it may have."""


class _Builder:
    """What lxml's parser tells of the page. The names of the methods are lxml's."""

    def __init__(self) -> None:
        self.root = self._top = Node("", _NONE, None)
        self._elements = 0
        self._texts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _FullError
        node = Node(name, dict(attributes) if attributes else _NONE, self._top)
        self._top.children.append(node)
        self._top = node

    def end(self, _name: str) -> None:
        self._flush()
        self._top = self._top.parent or self._top

    def data(self, text: str) -> None:
        self._texts.append(text)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        if self._texts:
            self._top.children.append("".join(self._texts))
            self._texts.clear()


def parse(markup: str) -> Parsed:
    """The tree of a page. Whatever is wrong with the page, there is a tree."""
    builder = _Builder()
    content = _NOT_HTML.sub("", markup)
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)
    whole = True
    try:
        parser.feed((content if "<" in content else f"<p>{content}</p>").encode())
        parser.close()
    except _FullError:
        whole = False
    except etree.XMLSyntaxError:
        # "Document is empty", or an element that lxml cannot name; what came before it is there.
        builder.close()
    return Parsed(builder.root, whole)


def nodes(root: Node) -> list[Node]:
    """All elements below `root`, in order."""
    found = []
    stack = list(reversed(list(root.elements())))
    while stack:
        node = stack.pop()
        found.append(node)
        if node.children:
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]
    return found


def measure(root: Node) -> list[Node]:
    """Measure `root` and all elements below it, which are given in order."""
    found = nodes(root)
    for node in found:
        node.text = node.linked = node.links = node.blocks = node.size = 0
    root.text = root.linked = root.links = root.blocks = root.size = 0
    # Backwards: an element's own elements have been measured when its turn comes.
    for node in reversed(found):
        for child in node.children:
            if isinstance(child, str):
                node.text += len(child.strip())
        if node.name == "a" and node.text and "href" in node.attributes:
            node.linked, node.links = 0 if leads_to_document(node) else node.text, 1
        above = node.parent
        if above is not None:
            above.text += node.text
            above.linked += node.linked
            above.links += node.links
            above.blocks += node.blocks + (node.name in BLOCK_TAGS)
            above.size += node.size + 1
    root.text += sum(len(child.strip()) for child in root.children if isinstance(child, str))
    return found


def leads_to_document(node: Node) -> bool:
    """Whether a link's target is called like a document."""
    target = node.get("href")[:_LONGEST_TARGET].split("?", 1)[0].split("#", 1)[0].lower()
    if target.endswith(_SUFFIXES):
        return True
    # Liferay puts an identity behind the name.
    return "." in target and any(f"{suffix}/" in target for suffix in _SUFFIXES)


def drop(root: Node, unwanted: Callable[[Node], bool]) -> None:
    """Take out the outermost unwanted elements; what is inside them is not asked."""
    stack = [root]
    while stack:
        node = stack.pop()
        kept = [child for child in node.children if isinstance(child, str) or not unwanted(child)]
        if len(kept) < len(node.children):
            node.children = kept
        stack += [child for child in reversed(kept) if isinstance(child, Node)]


def walk(root: Node) -> Iterator[tuple[bool, Node | str]]:
    """Everything below `root` in order: (True, node) at a node, (False, node) at its end."""
    stack: list[tuple[Node, Iterator[Node | str]]] = [(root, iter(root.children))]
    while stack:
        parent, rest = stack[-1]
        for child in rest:
            yield True, child
            if isinstance(child, Node):
                stack.append((child, iter(child.children)))
                break
        else:
            stack.pop()
            if stack:
                yield False, parent


def first(root: Node, names: Container[str]) -> Node | None:
    """The first element below `root` that is called one of `names`."""
    for entering, node in walk(root):
        if entering and isinstance(node, Node) and node.name in names:
            return node
    return None


def ancestors(node: Node) -> Iterator[Node]:
    """The elements around `node`, the nearest first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def name_words(node: Node) -> frozenset[str]:
    """The words of an element's class and id: "portletNavigationTree" → portlet, navigation, …"""
    attributes = node.attributes
    if not attributes or not ("class" in attributes or "id" in attributes):
        return frozenset()
    names = f"{node.get('class')[:_LONGEST_NAMES]} {node.get('id')[:_LONGEST_NAMES]}"
    return frozenset(word.lower() for word in _WORDS.findall(names))


def lines_of(root: Node) -> Iterator[str]:
    """The text below `root` line by line, white space as single spaces; empty lines too."""
    pieces: list[str] = []
    for entering, node in walk(root):
        if isinstance(node, str):
            pieces.append(node)
        elif node.name in BLOCK_TAGS or (entering and node.name == "br"):
            yield " ".join("".join(pieces).split())
            pieces.clear()
    yield " ".join("".join(pieces).split())


def text_of(root: Node) -> str:
    """The text below `root` on one line."""
    return " ".join(filter(None, lines_of(root)))
