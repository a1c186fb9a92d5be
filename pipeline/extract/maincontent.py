"""Where on a web page is its content?"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from pipeline.extract.dom import Measures, name_words

_SURE = 0.25
"""Share of the remaining text that <main> must hold to be believed."""
_LIKELY = 0.5
"""The same for an element that is only called like content."""
_DENSE = 0.6
"""The same for a step further in, where nothing is called anything."""
_LEFT_OUT = 0.03
"""Share of the text outside links that such a step may leave behind."""
_IDS = re.compile(
    r"(?i)^(?:main-?|page-?|region-|body-?|site-?)?content(?:-core|-area|-main|-inner)?$"
    r"|^(?:main|sisalto|documentContent|bodyContent|mw-content-text|maincontent)$"
)
_CLASSES = frozenset({"documentcontent", "entry-content", "main-content", "page-content"})
_LINK_WEIGHT = 0.8


def find(soup: BeautifulSoup) -> Tag:
    """The element that holds the content, after the furniture has been removed.

    <main> or role=main; the articles; an element called content; otherwise the innermost element
    that still holds most of the text outside links, which on a page without any structure is the
    body.
    """
    body = soup.body or soup
    measures = Measures(soup)
    whole = max(1, measures.of(body).text)
    for candidates, share in (
        ([*soup.find_all("main"), *soup.find_all(role="main")], _SURE),
        (_articles(soup), _SURE),
        (_called_content(soup), _LIKELY),
    ):
        for tag in candidates:
            if measures.of(tag).text >= share * whole:
                return tag
    return _dense(body, measures)


def _articles(soup: BeautifulSoup) -> list[Tag]:
    found = soup.find_all("article")
    if len(found) > 1:
        # A list of articles: what holds them all
        parents = {id(tag.parent): tag.parent for tag in found if tag.parent is not None}
        return list(parents.values()) if len(parents) == 1 else []
    return list(found)


def _called_content(soup: BeautifulSoup) -> list[Tag]:
    found: list[Tag] = list(soup.find_all(id=_IDS))
    for tag in soup.find_all(class_=True):
        names = {name.lower() for name in tag.get_attribute_list("class") if name}
        if names & _CLASSES:
            found.append(tag)
    return found


def _dense(body: Tag, measures: Measures) -> Tag:
    def weight(tag: Tag) -> float:
        measure = measures.of(tag)
        return measure.text - _LINK_WEIGHT * measure.linked

    inner = body
    while True:
        inside = [child for child in inner.children if isinstance(child, Tag)]
        best = max(inside, key=weight, default=None)
        # A row or a cell alone would cut a record page to pieces: tables stay whole.
        if best is None or best.name in ("tr", "tbody", "td", "table", "p", "ul", "ol", "dl"):
            return inner
        left_out = weight(inner) - weight(best)
        if weight(best) < _DENSE * weight(body) or left_out > _LEFT_OUT * weight(body):
            return inner
        if "title" in name_words(best) or inner.find("h1", recursive=False) is not None:
            return inner
        inner = best
