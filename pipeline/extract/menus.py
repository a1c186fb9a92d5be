"""Navigation by its looks: next to nothing but short links, or a trail of links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.extract.dom import (
    HEADINGS,
    Node,
    drop,
    first,
    leads_to_document,
    measure,
    nodes,
    text_of,
)

_LINKED = 0.7
"""Share of an element's text in links from which it may be navigation."""
_SHORT_LINK = 24
"""Mean length of the links of a menu; titles of documents are longer."""
_MENU_LINKS = 3
_TRAIL_LINKS = 2
_LONGEST_TRAIL = 400
_TRAIL = re.compile(r"(?i)^(?:olet tässä|olet täällä|sijainti|you are here|du är här)\b")
_TRAIL_MARKS = re.compile(r"[→»›>|·\[]")
_OTHERS = re.compile(
    r"(?i)(?:muita|muut|lue myös|katso myös|lisää|samankaltais\w*|aiheeseen liittyv\w*|viimeisimmät"
    r"|uusimmat|hakutulos|edellinen|seuraava|see also|related|läs också|läs även)\b"
)
_OTHERS_LINKED = 0.5
_LARGEST = 1200
"""A menu has fewer elements; larger trees are not walked through to see."""
_LARGEST_LINK = 40
_LABEL_CELL = 60
_MOST_BEFORE = 500
"""Pieces before a list that are looked at for its heading."""
_MENU_TAGS = frozenset("ul ol dir menu div table tr td p center section font span dl".split())
_FILE_NAME = re.compile(r"(?i)[^\s/]\.(?:pdf|docx?|pptx?|xlsx?|od[tps]|rtf)\b")
_ARCHIVED = re.compile(r"(?:https?://web\.archive\.org)?/web/\d{4,14}[a-z_]*/")
_SOCIAL = re.compile(r"(?i)(?:facebook|twitter|linkedin|instagram|youtube|whatsapp|x)\.com$")
_LONGEST_TARGET = 500


def remove(root: Node) -> None:
    """Take the menus and trails out of the tree."""
    measure(root)
    drop(root, _is_menu)


def links_to_document(node: Node) -> bool:
    """Whether a link's target, or what it says, is called like a document."""
    if leads_to_document(node):
        return True
    # Others show the name only to the reader.
    small = node.text <= _LONGEST_TARGET and node.size <= _LARGEST_LINK
    return small and bool(_FILE_NAME.search(text_of(node)))


def has_documents(node: Node) -> bool:
    """Whether there are links to documents in `node`."""
    return any(links_to_document(link) for link in _links(node))


def _links(node: Node) -> list[Node]:
    return [
        link
        for link in ([node] if node.name == "a" else nodes(node))
        if link.name == "a" and "href" in link.attributes
    ]


def _is_menu(node: Node) -> bool:
    if node.name not in _MENU_TAGS or node.links < _TRAIL_LINKS or node.size > _LARGEST:
        return False
    if node.text <= _LONGEST_TRAIL and _is_trail(node):
        return not has_documents(node)
    if node.links < _MENU_LINKS or node.linked < _LINKED * node.text:
        return False
    if node.linked > _SHORT_LINK * node.links or first(node, HEADINGS[:4]) is not None:
        return _is_contents(node)
    if has_documents(node) or _is_value(node) or _leads_out(node):
        return False
    return not (node.name in ("ul", "ol") and _is_under_heading(node))


def _is_contents(node: Node) -> bool:
    """Whether all links lead to places on the page itself."""
    return all(link.get("href").startswith("#") for link in _links(node) if link.text)


def _leads_out(node: Node) -> bool:
    """Whether the links lead to several other sites: somebody chose them for the reader."""
    hosts = set()
    for link in _links(node):
        target = _ARCHIVED.sub("", link.get("href")[:_LONGEST_TARGET])
        try:
            host = urlsplit(target).hostname or ""
        except ValueError:
            continue
        hosts.add("" if _SOCIAL.search(host) else host.removeprefix("www."))
    return len(hosts - {""}) >= _TRAIL_LINKS


def _is_under_heading(node: Node) -> bool:
    """Whether a heading stands right before a list, in an element that is no menu as a whole."""
    above = node.parent
    if above is None or above.linked >= _LINKED * above.text or above.name in ("li", "td"):
        return False
    before: Node | None = None
    for child in above.children[:_MOST_BEFORE]:
        if child is node:
            break
        if isinstance(child, Node) and child.text:
            before = child
    else:
        return False
    return before is not None and before.name in HEADINGS


def _is_value(node: Node) -> bool:
    """Whether `node` is, or is in, a cell with a label before it ("Liitteet", "Toteuttajat")."""
    cell: Node | None = node
    for _ in range(4):
        if cell is None or cell.name in ("td", "tr"):
            break
        cell = cell.parent
    if cell is None or cell.name not in ("td", "tr"):
        return False
    row = cell if cell.name == "tr" else cell.parent
    if row is None:
        return False
    label = next(row.elements(), None)
    if label is None or label is cell or label.name not in ("td", "th"):
        return False
    return 0 < label.text <= _LABEL_CELL and label.links == 0


def _is_trail(node: Node) -> bool:
    """Breadcrumbs and their like: it says so, or signs stand between the links.

    So does a list of links to other pages, when its first words say that it is one.
    """
    text = text_of(node)
    if _TRAIL.match(text):
        return True
    if _OTHERS.match(text) and node.linked > _OTHERS_LINKED * node.text:
        return True
    marks = len(_TRAIL_MARKS.findall(text))
    return marks >= _TRAIL_LINKS and node.linked > 0.3 * len(text)
