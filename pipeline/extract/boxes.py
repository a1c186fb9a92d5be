"""Boxes that say what they are: "Lue myös", "Jätä kommentti", "Käytämme evästeitä"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipeline.extract.dom import HEADINGS, Node, ancestors, drop, text_of
from pipeline.extract.menus import has_documents

_LONGEST_HEADING = 60
_OTHER_PAGES = re.compile(
    r"(?i)(?:lue|katso|läs|se) (?:myös|lisäksi|också|även)\b.*|see also|related (?:posts|content)"
    r"|(?:sinua )?(?:saattaisi|saattaa|voisi)\w* (?:myös )?(?:kiinnostaa|sinua).*"
    r"|voisit olla kiinnostunut.*|aiheeseen liitty\w+(?: (?:sivuja|uutisia|artikkeleita))?"
    r"|samankaltais\w.*|muita (?:artikkeleita|uutisia|hankkeita|toimintamalleja|aiheita)\b.*"
    r"|(?:viimeisimmät|uusimmat|suosituimmat|luetuimmat|senaste)(?: \w+){0,3}"
    r"|artikkelien selaus|arkistot?|kategoriat|avainsanapilvi|pikalinkit|oikopolut"
    r"|jaa (?:tämä|sivu|somessa|artikkeli|toimintamalli|uutinen)\b.*|seuraa meitä.*|dela sidan"
    r"|tilaa (?:uutiskirje|uutiskirjeemme)|jätä kommentti|vastaa|\d* ?kommentti?a?|kommentit"
    r"|kirjautuminen|kirjaudu(?: sisään)?|kuka on linjalla|haku|hae sivu\w*|navigointi|päävalikko"
    r"|oliko (?:tämä sivu|tästä sivusta|sivu)\b.*|löysitkö (?:etsimäsi|mitä etsit)\b.*"
    r"|sivun sisältö|tällä sivulla|on this page|tagit|evästeasetukset"
)
"""Headings of what leads to other pages, or is the site's machinery."""
_NEWS = re.compile(
    r"(?i)(?:ajankohtaista|uutisia|uutiset|tapahtumat|tapahtumia|aktuellt|nyheter|news)(?: \w+)?"
)
"""Such headings stand over boxes of other pages; but also over content of the page."""
_MOST_SHARE = 0.3
"""Share of the page's text that such a box may have."""
_NEWS_LINKED = 0.25
_EMPTY_BEFORE = 8
"""Elements before a heading that are looked at to see whether it begins a box."""
_HIGHEST = 12
"""Elements around a heading that are looked at."""
_LARGEST = 2000
"""Elements that such a box may have."""
_MOST_BOXES = 200

_COOKIES = re.compile(
    r"(?i)(?:käyttää|käyttävät|käytämme|käytetään|hyödyntää|hyödynnämme|hyväksyt?)\b.{0,60}\beväste"
    r"|evästeitä käytetään|\buses? cookies\b|använder (?:\w+ )?(?:cookies|kakor)"
)
_LONGEST_NOTICE = 700
_MOST_NOTICES = 20


def remove(root: Node, found: Sequence[Node]) -> None:
    """Take such boxes out of the tree; `found` are its elements, measured."""
    whole = max(1, root.text)
    gone: set[Node] = set()
    kept = {"main", "h1", "body", "html"}
    held = {above for node in found if node.name in kept for above in (node, *_near(node))}
    for node in found:
        if node.name in HEADINGS and 0 < node.text <= _LONGEST_HEADING and node.size <= _HIGHEST:
            gone.update(_box(node, held, whole))
            if len(gone) > _MOST_BOXES:
                break
    gone.update(_notices(found, held, whole))
    if gone:
        drop(root, gone.__contains__)


def _near(node: Node) -> list[Node]:
    return list(islice(ancestors(node), _HIGHEST * 3))


def _box(heading: Node, held: set[Node], whole: int) -> list[Node]:
    """The elements that `heading` stands over, when it says that they are none of the content."""
    text = text_of(heading).rstrip(" :…")
    other, news = _OTHER_PAGES.fullmatch(text), _NEWS.fullmatch(text)
    if not (other or news) or heading.name == "h1":
        return []
    box: Node | None = None
    inner = heading
    for above in _near(heading)[:_HIGHEST]:
        if above in held or above.size > _LARGEST or above.text > _MOST_SHARE * whole:
            break
        if not _begins(above, inner):
            break
        box = inner = above
    if box is None or box.text == heading.text:
        return _section(box or heading, held) if other else []
    if news and box.linked < _NEWS_LINKED * box.text:
        return []
    return [] if has_documents(box) else [box]


def _begins(above: Node, inner: Node) -> bool:
    """Whether nothing with text stands before `inner` in `above`."""
    for child in above.children[:_EMPTY_BEFORE]:
        if child is inner:
            return True
        if child.strip() if isinstance(child, str) else child.text:
            return False
    return False


def _section(heading: Node, held: set[Node]) -> list[Node]:
    """A heading and the list of links right after it."""
    if heading.parent is None or len(heading.parent.children) > _LARGEST:
        return []
    found = [heading]
    rest = iter(heading.parent.elements())
    for child in rest:
        if child is heading:
            break
    for child in rest:
        listed = child.name in ("ul", "ol", "dl") or child.links
        if child in held or child.linked < 0.5 * child.text or (child.text and not listed):
            break
        if child.size > _LARGEST or has_documents(child):
            return []
        found.append(child)
        if child.text:
            break
    return found


def _notices(found: Sequence[Node], held: set[Node], whole: int) -> list[Node]:
    """Small boxes that tell of cookies."""
    notices: list[Node] = []
    for node in found:
        if len(notices) >= _MOST_NOTICES:
            break
        own = "".join(child for child in node.children if isinstance(child, str))
        if "väste" not in own and "ookie" not in own and "kakor" not in own:
            continue
        if len(own) > _LONGEST_NOTICE or not _COOKIES.search(own):
            continue
        box = node
        for above in _near(node)[:_HIGHEST]:
            if above in held or above.text > min(_LONGEST_NOTICE, _MOST_SHARE * whole):
                break
            box = above
        if box not in held and box.text <= min(_LONGEST_NOTICE, _MOST_SHARE * whole):
            notices.append(box)
    return notices
