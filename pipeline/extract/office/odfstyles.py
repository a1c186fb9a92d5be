"""The styles of an OpenDocument file: which hide, break pages, or belong to the title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.office import wordstyles, xml
from pipeline.extract.office.story import TITLE

_DEEPEST_CHAIN = 20


class Style(NamedTuple):
    """What a style means. `level` is that of a heading; 0 for other paragraphs."""

    parent: str = ""
    hidden: bool = False
    breaks_before: bool = False
    breaks_after: bool = False
    title: bool = False
    level: int = 0


class Styles:
    """The styles of a file by family and name; an automatic one takes over from its parents."""

    def __init__(self, found: dict[tuple[str, str], Style]) -> None:
        self._found = found

    def of(self, family: str, name: str) -> Style:
        """The style called `name`, with what its parents tell."""
        own = self._found.get((family, name), Style())
        level, title, hidden, style = own.level, own.title, own.hidden, own
        for _ in range(_DEEPEST_CHAIN):
            if not style.parent or (family, style.parent) not in self._found:
                break
            style = self._found[family, style.parent]
            level, title = level or style.level, title or style.title
            hidden = hidden or style.hidden
        return own._replace(level=level, title=title, hidden=hidden)

    def of_slide(self, slide: xml.Element) -> Style:
        """The style of a slide."""
        return self.of("drawing-page", xml.value(slide, "style-name") or "")


def read(roots: Iterable[xml.Element]) -> Styles:
    """The styles in the roots of styles.xml and content.xml."""
    found = {}
    for root in roots:
        for element in root.iter("{*}style"):
            name = xml.value(element, "name")
            if name:
                found[xml.value(element, "family") or "", name] = _style(name, element)
    return Styles(found)


def _style(name: str, element: xml.Element) -> Style:
    # "Heading_20_1": characters that names may not have stand as their codes (ODF 1.3-3, 19.502)
    plain = (xml.value(element, "display-name") or name).replace("_20_", " ")
    named = wordstyles.by_name(plain)
    properties: dict[str, str] = {}
    for below in element:
        if xml.local(below).endswith("-properties"):
            properties |= {str(key).rpartition("}")[2]: str(to) for key, to in below.attrib.items()}
    return Style(
        xml.value(element, "parent-style-name") or "",
        properties.get("display") == "none" or properties.get("visibility") == "hidden",
        properties.get("break-before") == "page" or bool(xml.value(element, "master-page-name")),
        properties.get("break-after") == "page",
        named.title,
        named.level if not named.title else TITLE,
    )
