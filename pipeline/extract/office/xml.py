"""Elements by their local names.

Transitional, strict and LibreOffice's own namespaces name the same things; where one local name
means two things, the callers look at what is around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


class Step(NamedTuple):
    """One step of a walk through a tree."""

    entering: bool
    name: str
    element: Element


def local(element: Element) -> str:
    """The name of `element` without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element, name: str) -> str | None:
    """The attribute called `name` in whatever namespace; None when there is none."""
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def child(element: Element, *names: str) -> Element | None:
    """The first child called names[0], its first child called names[1], and so on."""
    for name in names:
        element = next((below for below in element if local(below) == name), None)
        if element is None:
            return None
    return element


def texts(element: Element) -> str:
    """All the text in `element`."""
    return "".join(str(text) for text in element.itertext())


class Walk:
    """A walk through a tree in document order, without recursion. Iterates over Steps."""

    def __init__(self, root: Element) -> None:
        self._events = etree.iterwalk(root, events=("start", "end"))

    def __iter__(self) -> Iterator[Step]:
        for event, element in self._events:
            yield Step(event == "start", local(element), element)

    def skip(self) -> None:
        """Leave out what is in the element just entered; its end still comes."""
        self._events.skip_subtree()
