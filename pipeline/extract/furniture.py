"""What stands around the content of a web page and is none of it: navigation, banners, scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from pipeline.extract.dom import Measure, Measures, attribute, name_words, text_of, walk
from pipeline.mediatype import DOCUMENT_SUFFIXES

_NEVER = frozenset(
    "script style noscript template nav iframe object embed svg math canvas audio video map "
    "button input select textarea option datalist dialog link meta".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar "
    "tablist tooltip".split()
)
# The names that content management systems give their furniture (Plone, WordPress, Drupal,
# Liferay, SharePoint), English and Finnish. A cookie banner goes however much it says; the
# others stay where they hold the heading or most of the page: a wrapper may be called anything.
_COOKIE_NAMES = frozenset("cookie cookies consent gdpr eväste evasteet evästeet cookiebot".split())
_NAMES = frozenset(
    "nav navbar navi navigation navigaatio menu submenu menubar valikko breadcrumb breadcrumbs "
    "murupolku sidebar portlet widget footer related similar samankaltaiset share sharing skip "
    "skiplink personaltools searchbox searchform toolbar banner advert newsletter popup modal "
    "pager pagination sivutus sitemap login kirjaudu addthis preheader byline".split()
)
_NAME_PAIRS = (
    {"site", "header"},
    {"site", "actions"},
    {"social", "media"},
    {"social", "links"},
    {"social", "icons"},
    {"language", "switcher"},
    {"lang", "switcher"},
    {"document", "actions"},
    {"search", "box"},
    {"search", "form"},
    {"search", "block"},
    {"sr", "only"},
    {"screen", "reader"},
    {"visually", "hidden"},
    {"hidden", "structure"},
    {"see", "also"},
    {"recent", "posts"},
    {"template", "social"},
    {"by", "line"},
)
# Liferay and Elementor call the boxes of the content itself portlets and widgets.
_CONTENT_NAMES = frozenset("boundary journal static topper borderless asset elementor".split())
_FOLDED = frozenset("accordion collapse collapsible haitari tab tabs panel toggle faq".split())
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")

_KEPT_SHARE = 0.4
"""An element with more of the page's text is not taken for furniture by its name."""
_LINKED = 0.7
"""Share of an element's text in links from which it may be navigation."""
_SHORT_LINK = 24
"""Mean length of the links of a menu; titles of documents are longer."""
_MENU_LINKS = 3
_TRAIL_LINKS = 2
_LONGEST_TRAIL = 400
_TRAIL = re.compile(r"(?i)^(?:olet tässä|olet täällä|sijainti|you are here|du är här)\b")
_TRAIL_MARKS = re.compile(r"[→»›>|·]")
_OTHERS = re.compile(
    r"(?i)(?:muita|muut|lue myös|katso myös|lisää|samankaltais\w*|aiheeseen liittyv\w*|viimeisimmät"
    r"|uusimmat|hakutulos|edellinen|seuraava|see also|related|läs också|läs även)\b"
)
_OTHERS_LINKED = 0.5
_MOST_BLOCKS = 300
"""A menu has fewer block elements; larger trees are not walked through to see."""
_LABEL_CELL = 60
_MENU_TAGS = frozenset("ul ol dir menu div table tr td p center section font span dl".split())


def remove(soup: BeautifulSoup) -> None:
    """Take the furniture out of the tree."""
    _drop(soup, lambda tag: tag.name in _NEVER)
    measures = Measures(soup)
    keep = _Keep(soup, measures)
    _drop(soup, lambda tag: _is_furniture(tag, keep))
    measures = Measures(soup)
    _drop(soup, lambda tag: _is_menu(tag, measures))


def links_to_document(tag: Tag) -> bool:
    """Whether a link's target is called like a document."""
    target = attribute(tag, "href").split("?", 1)[0].split("#", 1)[0].lower()
    return target.endswith(tuple(suffix for suffix in DOCUMENT_SUFFIXES if "htm" not in suffix))


def _drop(soup: BeautifulSoup, unwanted: Callable[[Tag], bool]) -> None:
    """Take out the outermost unwanted elements; what is inside them is not asked."""
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        if isinstance(node, Tag) and unwanted(node):
            following = _after(node)
            node.extract()
            node = following
        else:
            node = node.next_element


def _after(tag: Tag) -> PageElement | None:
    above: Tag | None = tag
    while above is not None:
        if above.next_sibling is not None:
            return above.next_sibling
        above = above.parent
    return None


class _Keep:
    """What must stay whatever it is called: the content's place, and what holds much of it."""

    def __init__(self, soup: BeautifulSoup, measures: Measures) -> None:
        self._measures = measures
        self._whole = max(1, measures.of(soup).text)
        self._held: set[int] = set()
        marked = soup.find_all(["main", "article", "h1"])
        marked += soup.find_all(role="main")
        marked += soup.find_all(id=re.compile(r"(?i)^(?:main-?)?content$"))
        for tag in marked:
            above: Tag | None = tag
            while above is not None and id(above) not in self._held:
                self._held.add(id(above))
                above = above.parent
        self._inside = _inside_content(soup)

    def is_inside(self, tag: Tag) -> bool:
        """Whether a header or footer is that of an article or a section, not of the page."""
        return id(tag) in self._inside

    def is_around(self, tag: Tag) -> bool:
        """Whether the content's place or a main heading is in `tag`."""
        return id(tag) in self._held

    def holds_content(self, tag: Tag) -> bool:
        """Whether `tag` is around the content, or most of the page."""
        return self.is_around(tag) or self.length(tag) > _KEPT_SHARE * self._whole

    def length(self, tag: Tag) -> int:
        """Characters of text in `tag`."""
        return self._measures.of(tag).text


def _inside_content(soup: BeautifulSoup) -> set[int]:
    """The headers and footers that stand in an article, a section or <main>."""
    inside = set()
    depth = 0
    for entering, node in walk(soup):
        if not isinstance(node, Tag):
            continue
        if node.name in ("article", "main", "section"):
            depth += 1 if entering else -1
        elif entering and depth and node.name in ("header", "footer"):
            inside.add(id(node))
    return inside


def _is_furniture(tag: Tag, keep: _Keep) -> bool:
    if tag.name in ("html", "body", "main"):
        return False
    names = name_words(tag)
    if names & _COOKIE_NAMES:
        return not keep.is_around(tag)
    if tag.name == "h1":
        return False
    if _is_hidden(tag, names, keep.length(tag)):
        return True
    if tag.name in ("header", "footer"):
        page_title = tag.name == "header" and keep.holds_content(tag)
        return not keep.is_inside(tag) and not page_title
    if keep.holds_content(tag):
        return False
    by_tag = tag.name in ("aside", "form")
    return by_tag or attribute(tag, "role").lower() in _ROLES or _is_named(names)


def _is_named(names: frozenset[str]) -> bool:
    if names & _NAMES:
        return not (names & {"portlet", "widget"} and names & _CONTENT_NAMES)
    return any(pair <= names for pair in _NAME_PAIRS)


def _is_hidden(tag: Tag, names: frozenset[str], length: int) -> bool:
    hidden = tag.has_attr("hidden") or bool(_HIDING.search(attribute(tag, "style")))
    if attribute(tag, "aria-hidden").lower() == "true":
        hidden = hidden or length < _LABEL_CELL
    # A folded part of an accordion is content that a click shows.
    return hidden and not names & _FOLDED


def _is_menu(tag: Tag, measures: Measures) -> bool:
    """Navigation by its looks: next to nothing but short links, or a trail of links."""
    if tag.name not in _MENU_TAGS:
        return False
    measure = measures.of(tag)
    if measure.links < _TRAIL_LINKS or measure.blocks > _MOST_BLOCKS:
        return False
    if measure.text <= _LONGEST_TRAIL and _is_trail(tag, measure):
        return not _links_documents(tag)
    if measure.links < _MENU_LINKS or measure.linked < _LINKED * measure.text:
        return False
    if measure.linked > _SHORT_LINK * measure.links:
        return False
    if tag.find(["h1", "h2", "h3", "h4"]) is not None:
        return False
    return not _links_documents(tag) and not _is_value(tag, measures)


def _links_documents(tag: Tag) -> bool:
    return any(links_to_document(link) for link in tag.find_all("a", href=True))


def _is_value(tag: Tag, measures: Measures) -> bool:
    """Whether `tag` is, or is in, a cell with a label before it ("Liitteet", "Toteuttajat")."""
    cell: Tag | None = tag
    for _ in range(4):
        if cell is None or cell.name in ("td", "tr"):
            break
        cell = cell.parent
    if cell is None or cell.name not in ("td", "tr"):
        return False
    label = cell.find(["td", "th"]) if cell.name == "tr" else cell.find_previous_sibling()
    if not isinstance(label, Tag) or label.name not in ("td", "th"):
        return False
    measure = measures.of(label)
    return 0 < measure.text <= _LABEL_CELL and measure.links == 0


def _is_trail(tag: Tag, measure: Measure) -> bool:
    """Breadcrumbs and their like: it says so, or signs stand between the links.

    So does a list of links to other pages, when its first words say that it is one.
    """
    text = text_of(tag)
    if _TRAIL.match(text):
        return True
    if _OTHERS.match(text) and measure.linked > _OTHERS_LINKED * measure.text:
        return True
    marks = len(_TRAIL_MARKS.findall(text))
    return marks >= _TRAIL_LINKS and measure.linked > 0.3 * len(text)
