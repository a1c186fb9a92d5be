"""What a web page says of itself outside its content; no names of persons.

<meta> elements stand under their own names, stamps of date under their words. Beside them, under
keys that are always the same: "publisher", "datePublished", "dateModified" and "dateCreated" (the
names of schema.org), and "title".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.extract.dom import Node, lines_of
from pipeline.extract.fields import add

PUBLISHED, MODIFIED, CREATED = "datePublished", "dateModified", "dateCreated"
PUBLISHER, TITLE = "publisher", "title"

_MOST_ELEMENTS = 300
"""<meta> elements, scripts and times that are read."""
_LONGEST_SCRIPT = 200_000
_LONGEST_LINE = 300
_LONGEST_BEFORE = 60

_KEPT = re.compile(
    r"(?i)(?:article:(?:published|modified)|dc\.|dcterms\.|citation_|og:site_name$|og:type$"
    r"|og:updated_time$|description$|keywords$|date$|last-modified$|revised$|datepublished$"
    r"|datemodified$)"
)
_PERSONS = re.compile(r"(?i)author|creator|contributor|email")
# The key that is always the same → names that stand for it, the surest first. Sources: schema.org,
# Open Graph, DCMI Metadata Terms, and Google Scholar's inclusion guidelines (citation_*).
_SAME: Mapping[str, Sequence[str]] = {
    PUBLISHED: (
        "article:published_time",
        "citation_publication_date",
        "citation_online_date",
        "citation_date",
        "dcterms.issued",
        "dc.date.issued",
        "dc.issued",
        "datepublished",
        "dcterms.date",
        "dc.date",
        "date",
    ),
    MODIFIED: (
        "article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "datemodified",
        "last-modified",
        "revised",
    ),
    CREATED: ("dcterms.created", "dc.date.created"),
    PUBLISHER: ("dc.publisher", "dcterms.publisher", "citation_publisher", "og:site_name"),
    TITLE: ("citation_title", "dc.title", "dcterms.title"),
}
_DATES = (PUBLISHED, MODIFIED, CREATED)
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_ORGANISATIONS = frozenset(
    {
        "Organization",
        "GovernmentOrganization",
        "NGO",
        "CollegeOrUniversity",
        "NewsMediaOrganization",
    }
)
_PARTS_OF_SITE = frozenset({"BreadcrumbList", "SiteNavigationElement", "Person", "WebSite"})

# "Viimeksi muokattu: 12.05.2014" stands in a page's furniture, but it is the page's date.
_MONTH = r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n)?"
_STAMP = re.compile(
    r"(?i)\b(viimeksi (?:muokattu|päivitetty)|päivitetty(?: viimeksi)?|julkaistu|muokattu|luotu"
    r"|senast ändrad|uppdaterad|publicerad)[ :]+(?:klo )?(?:[a-zåäö]{2,11},? )?"
    rf"(\d{{1,2}}\. ?(?:\d{{1,2}}\. ?|{_MONTH} )\d{{4}})\b"
)
_BEFORE_STAMP = re.compile(r"(?:\A|[|–—·,;(/•-]|\bsivu\w*(?: on)?)\s*\Z", re.IGNORECASE)


def of_page(found: Sequence[Node], root: Node) -> dict[str, str]:
    """What the page says of itself. `found` are the elements of `root`, nothing taken out yet."""
    metas: dict[str, str] = {}
    stated: dict[str, str] = {}
    left = _MOST_ELEMENTS
    for node in found:
        if node.name not in ("meta", "script", "time", "html") or left <= 0:
            continue
        left -= 1
        if node.name == "meta":
            _meta(node, metas)
        elif node.name == "script":
            _linked_data(node, stated)
        elif node.name == "time":
            _time(node, stated)
        elif node.get("lang"):
            metas["lang"] = node.get("lang")[:20]
    folded = {name.casefold(): value for name, value in metas.items()}
    for key, names in _SAME.items():
        value = next((folded[name] for name in names if name in folded), "")
        if value and key not in stated:
            add(stated, key, value)
    for line in lines_of(root):
        if 0 < len(line) <= _LONGEST_LINE:
            for stamp in _STAMP.finditer(line):
                if _BEFORE_STAMP.search(line[: stamp.start()][-_LONGEST_BEFORE:]):
                    add(metas, stamp[1].capitalize(), stamp[2])
    return {**stated, **metas}


def _meta(node: Node, metas: dict[str, str]) -> None:
    name = node.get("name") or node.get("property") or node.get("itemprop")
    if _KEPT.match(name) and not _PERSONS.search(name):
        add(metas, name, node.get("content"))


def _time(node: Node, stated: dict[str, str]) -> None:
    """<time> says when the page was published where it is called so."""
    names = f"{node.get('itemprop')} {node.get('class')[:100]}".lower()
    if "datetime" not in node.attributes:
        return
    if "modified" in names or "updated" in names:
        stated.setdefault(MODIFIED, node.get("datetime")[:40])
    elif "published" in names or "pubdate" in node.attributes:
        stated.setdefault(PUBLISHED, node.get("datetime")[:40])


def _linked_data(node: Node, stated: dict[str, str]) -> None:
    """JSON-LD: dates and publisher of the page itself, not of what it lists."""
    if node.get("type").lower() != "application/ld+json":
        return
    text = "".join(child for child in node.children if isinstance(child, str))
    if len(text) > _LONGEST_SCRIPT:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for thing in _things(data):
        for key in _DATES:
            if isinstance(value := thing.get(key), str) and value.strip():
                stated.setdefault(key, value.strip()[:40])
        if isinstance(headline := thing.get("headline"), str) and TITLE not in stated:
            add(stated, TITLE, headline)
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and publisher.get("@type") in _ORGANISATIONS:
            name = publisher.get("name")
            if isinstance(name, str) and PUBLISHER not in stated:
                add(stated, PUBLISHER, name)


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing[:_MOST_ELEMENTS]
        elif isinstance(thing, dict):
            kind = thing.get("@type")
            if not (isinstance(kind, str) and kind in _PARTS_OF_SITE):
                yield thing
            waiting += [thing[key] for key in _INSIDE if key in thing]
