"""What stands around the content of a web page and is none of it: navigation, banners, scripts."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.extract import boxes, dom, menus
from pipeline.extract.dom import Node, ancestors, drop, measure, name_words

_NEVER = frozenset(
    "script style noscript template nav iframe object embed svg math canvas audio video map "
    "button input select textarea option datalist dialog link meta title".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar "
    "tablist tooltip".split()
)
# The names that content management systems give their furniture (Plone, WordPress, Drupal,
# Liferay, SharePoint, Joomla, TYPO3), English and Finnish. A cookie banner goes however much it
# says; the others stay where they hold the heading or most of the page: a wrapper may be called
# anything.
_COOKIE_NAMES = frozenset(
    "cookie cookies consent gdpr eväste evasteet evästeet cookiebot onetrust".split()
)
_NAMES = frozenset(
    "nav navbar navi navigation navigaatio menu submenu subnav subnavigation menubar valikko "
    "breadcrumb breadcrumbs murupolku rootline pathway trail sidebar portlet widget footer "
    "colophon related relatedposts similar samankaltaiset share sharing sharedaddy jaa skip "
    "skiplink personaltools anontools searchbox searchform toolbar banner advert newsletter popup "
    "modal pager pagination sivutus sitemap login kirjaudu addthis preheader byline submitted "
    "createdby comment comments respond disqus feedback hits toc tags taglist".split()
)
_OF_ARTICLES = frozenset({"footer"})
"""Of these, what the header or footer of an article itself may be called."""
_NAME_PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "site header|site footer|site actions|social media|social links|social icons"
        "|language switcher|lang switcher|document actions|search box|search form|search block"
        "|sr only|screen reader|visually hidden|hidden structure|element invisible|hide accessible"
        "|see also|recent posts|latest news|template social|by line|article info|back top"
        "|right column|column right|left column|column left|side column|wm ipp|follow block"
        "|print icon|email icon|post meta|entry meta|tabs primary|file button"
    ).split("|")
)
_SIDES = frozenset({"left", "right", "bottom", "top", "aside", "secondary"})
"""What such an element may be called alone: id="right"."""
# Liferay and Elementor call the boxes of the content itself portlets and widgets.
_CONTENT_NAMES = frozenset("boundary journal static topper borderless asset elementor".split())
_FOLDED = frozenset("accordion collapse collapsible haitari tab tabs panel toggle faq".split())
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_LONGEST_STYLE = 500
_FRONT = re.compile(
    r"(?i)(?:https?://[^/]+)?(?:\./|/)?(?:(?:index|default|etusivu)[.\w]*|fi|sv|en)?/?"
)
_CONTENT_ID = re.compile(r"(?i)(?:main-?)?content")

_KEPT_SHARE = 0.4
"""An element with more of the page's text is not taken for furniture by its name."""
_LABEL_CELL = 60
_NEAR = 100
"""Elements around a header or footer that are looked at."""


def remove(root: Node) -> None:
    """Take the furniture out of the tree."""
    drop(root, _is_never)
    keep = _Keep(root)
    drop(root, lambda node: _is_furniture(node, keep))
    found = measure(root)
    boxes.remove(root, found)
    menus.remove(root)


def _is_never(node: Node) -> bool:
    if node.name == "button":
        # The headings of accordions are buttons.
        above = node.parent
        return above is None or not (above.name in dom.HEADINGS or name_words(node) & _FOLDED)
    return node.name in _NEVER


class _Keep:
    """What must stay whatever it is called: the content's place, and what holds much of it."""

    def __init__(self, root: Node) -> None:
        found = measure(root)
        self._whole = max(1, root.text)
        self._held: set[Node] = set()
        self._shown: set[str] = set()
        self.has_other = any(
            node.name in dom.HEADINGS and node.text and not _is_site_name(node) for node in found
        )
        """Whether there is a heading that is not the site's name."""
        for node in found:
            controlled = node.get("aria-controls")
            if controlled:
                self._shown.add(controlled)
            if (
                node.name in ("main", "article")
                or (node.name == "h1" and not _is_site_name(node))
                or node.get("role") == "main"
                or _CONTENT_ID.fullmatch(node.get("id"))
            ):
                self._hold(node)

    def _hold(self, node: Node) -> None:
        self._held.add(node)
        for above in ancestors(node):
            if above in self._held:
                break
            self._held.add(above)

    def is_inside(self, node: Node) -> bool:
        """Whether a header or footer is that of an article or a section, not of the page."""
        near = islice(ancestors(node), _NEAR)
        return any(above.name in ("article", "main", "section") for above in near)

    def is_around(self, node: Node) -> bool:
        """Whether the content's place or a main heading is in `node`."""
        return node in self._held

    def is_shown(self, node: Node) -> bool:
        """Whether something on the page opens and folds `node`."""
        return node.get("id") in self._shown

    def holds_content(self, node: Node) -> bool:
        """Whether `node` is around the content, or most of the page."""
        return self.is_around(node) or node.text > _KEPT_SHARE * self._whole


def _is_furniture(node: Node, keep: _Keep) -> bool:
    name = node.name
    if name in ("html", "body", "main"):
        return False
    names = name_words(node)
    if names & _COOKIE_NAMES:
        return not keep.is_around(node)
    if name == "h1":
        return (bool(names) and _is_named(names)) or (_is_site_name(node) and keep.has_other)
    if node.attributes and _is_hidden(node, names, keep):
        return True
    if name in ("header", "footer"):
        if not (names and _is_named(names - _OF_ARTICLES)) and keep.is_inside(node):
            return "footer" in names and not keep.is_around(node)
        return not keep.holds_content(node) if name == "header" else not keep.is_around(node)
    if keep.holds_content(node):
        return False
    by_tag = name in ("aside", "form")
    by_name = bool(names) and _is_named(names)
    return by_tag or by_name or node.get("role").lower() in _ROLES


def _is_site_name(node: Node) -> bool:
    """Whether a main heading is nothing but a link to the front page."""
    if node.name != "h1" or node.links != 1 or node.linked < node.text:
        return False
    link = dom.first(node, ("a",))
    return link is not None and bool(_FRONT.fullmatch(link.get("href")[:_LONGEST_STYLE]))


def _is_named(names: frozenset[str]) -> bool:
    if names & _NAMES:
        return not (names & {"portlet", "widget"} and names & _CONTENT_NAMES)
    return (len(names) == 1 and names <= _SIDES) or any(pair <= names for pair in _NAME_PAIRS)


def _is_hidden(node: Node, names: frozenset[str], keep: _Keep) -> bool:
    style = node.get("style")[:_LONGEST_STYLE]
    hidden = "hidden" in node.attributes or bool(style and _HIDING.search(style))
    if node.get("aria-hidden").lower() == "true":
        hidden = hidden or node.text < _LABEL_CELL
    # A folded part of an accordion is content that a click shows.
    return hidden and not names & _FOLDED and not keep.is_shown(node)
