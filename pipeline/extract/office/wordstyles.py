"""The styles of a Word document: which are headings, contents lists, hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.extract.office import xml
from pipeline.extract.office.story import TITLE

# Word keeps the English names of its own styles whatever its language; other programs and
# styles made by hand do not. The ids, which stand in for missing names, are in the language.
_HEADING = re.compile(r"(?i)(?:heading|otsikko|rubrik|überschrift)[ _]?([1-9])\b")
_TITLE = re.compile(r"(?i)title|otsikko|pääotsikko|asiakirjan otsikko|rubrik|huvudrubrik|titel")
_CONTENTS = re.compile(
    r"(?i)(?:toc|contents|sisluet|sisällysluettelo|innehåll|innehållsförteckning)[ _]?[0-9]?"
    r"|(?:toc|contents) heading|table of figures|sisällysluettelon otsikko"
)
_DEEPEST_CHAIN = 20
_BODY_LEVEL = 9
"""The outline level of running text; 0 to 8 are headings (ISO 29500-1, 17.3.1.20)."""
_OFF = frozenset({"0", "false", "off", "none"})


class Style(NamedTuple):
    """What a style means: a heading of `level`, and whether it begins a page."""

    level: int = 0
    title: bool = False
    contents: bool = False
    hidden: bool = False
    breaks: bool = False


NORMAL = Style()


class _Raw(NamedTuple):
    name: str
    based_on: str
    level: int | None
    hidden: bool | None
    breaks: bool | None


def is_on(element: xml.Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and (xml.value(element, "val") or "").lower() not in _OFF


def outline_level(properties: xml.Element) -> int | None:
    """The heading level (1 and on; 0 for running text) that properties state; None for nothing."""
    found = xml.child(properties, "outlineLvl")
    number = (xml.value(found, "val") or "") if found is not None else ""
    if not number.isdecimal() or len(number) > 2:
        return None
    return int(number) + 1 if int(number) < _BODY_LEVEL else 0


def read(root: xml.Element) -> dict[str, Style]:
    """The styles in `root` of styles.xml by their ids."""
    raw: dict[str, _Raw] = {}
    for element in root:
        if xml.local(element) == "style":
            raw[xml.value(element, "styleId") or ""] = _raw(element)
    return {id_: _resolved(id_, raw) for id_ in raw}


def by_name(name: str) -> Style:
    """What the name of a style, or its id, alone tells."""
    if _CONTENTS.fullmatch(name):
        return Style(contents=True)
    heading = _HEADING.match(name)
    if heading:
        return Style(level=int(heading[1]))
    title = bool(_TITLE.fullmatch(name))
    return Style(level=TITLE if title else 0, title=title)


def _raw(element: xml.Element) -> _Raw:
    found = {xml.local(below): below for below in element}
    name = xml.value(found["name"], "val") if "name" in found else ""
    based_on = xml.value(found["basedOn"], "val") if "basedOn" in found else ""
    level = outline_level(found["pPr"]) if "pPr" in found else None
    hidden = _switch(found.get("rPr"), "vanish")
    breaks = _switch(found.get("pPr"), "pageBreakBefore")
    return _Raw(name or "", based_on or "", level, hidden, breaks)


def _switch(properties: xml.Element | None, name: str) -> bool | None:
    found = xml.child(properties, name) if properties is not None else None
    return None if found is None else is_on(found)


def _resolved(id_: str, raw: Mapping[str, _Raw]) -> Style:
    """A style with what it takes over from those that it is based on."""
    chain: list[_Raw] = []
    at = id_
    while at in raw and len(chain) < _DEEPEST_CHAIN:
        chain.append(raw[at])
        at = raw[at].based_on
    own = by_name(chain[0].name or id_)
    levels = (
        style.level if style.level is not None else by_name(style.name).level or None
        for style in chain
    )
    level = TITLE if own.title else next((each for each in levels if each is not None), 0)
    hidden = next((style.hidden for style in chain if style.hidden is not None), False)
    breaks = next((style.breaks for style in chain if style.breaks is not None), False)
    return own._replace(level=level, hidden=hidden, breaks=breaks)
