"""The XML of a slide → a story: its title first, then shapes, tables and diagrams in their order.

Attributes and elements: ISO/IEC 29500-1, PresentationML and DrawingML.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.extract.office import opc, xml
from pipeline.extract.office.archive import Archive
from pipeline.extract.office.facts import Links
from pipeline.extract.office.story import TITLE, Piece, Story

_TITLES = frozenset({"title", "ctrTitle"})
_RUNNING = frozenset({"dt", "ftr", "hdr"})
_NO_TEXT = frozenset({"sldNum", "sldImg"})
_SKIPPED = frozenset("Fallback extLst pPr tcPr tblPr spPr style".split())


class Reader:
    """Reads one slide or one page of notes."""

    def __init__(self, archive: Archive, related: Mapping[str, opc.Relation], links: Links) -> None:
        self.running: list[str] = []
        """Dates and foot lines."""
        self._archive = archive
        self._related = related
        self._links = links
        self._story = Story()
        self._level = 0

    def read(self, slide: xml.Element) -> list[Piece]:
        """The pieces of a slide, those of its title first."""
        for shape in _shapes(slide, _TITLES):
            self._level = TITLE
            self._read(shape)
        self._level = 0
        self._read(slide)
        for shape in _shapes(slide, _RUNNING):
            self.running.append(" ".join(xml.texts(shape).split()))
        return self._story.finish()

    def notes(self, page: xml.Element) -> list[str]:
        """What the speaker noted, a paragraph each; the small picture and numbers left out."""
        for shape in _shapes(page, frozenset({"body"})):
            self._read(shape)
        return [piece.text for piece in self._story.finish()]

    def _read(self, root: xml.Element) -> None:
        walk = xml.Walk(root)
        for step in walk:
            if step.entering:
                if step.name in _SKIPPED or self._enter(step.name, step.element, root):
                    walk.skip()
            else:
                self._leave(step.name, step.element)

    def _enter(self, name: str, element: xml.Element, root: xml.Element) -> bool:
        """Whether what is in `element` is left out."""
        if name in ("sp", "graphicFrame", "grpSp", "pic", "cxnSp"):
            return _is_hidden(element) or (element is not root and _kind(element) in _ELSEWHERE)
        if name == "p":
            self._story.begin(self._level)
        elif name == "t":
            self._story.add(element.text or "")
        elif name in ("br", "tab"):
            self._story.add("\n" if name == "br" else " ")
        elif name == "fld":
            return (element.get("type") or "").startswith(("slidenum", "datetime"))
        elif name == "tbl":
            self._story.open_table()
        elif name == "tc":
            self._story.open()
        elif name == "relIds":
            self._diagram(element)
        return False

    def _leave(self, name: str, element: xml.Element) -> None:
        if name == "p":
            self._story.end()
        elif name == "tc":
            self._story.close_cell()
        elif name == "tr":
            self._story.close_row()
        elif name == "tbl":
            self._story.close_table()
        elif name == "r":
            self._link(element)

    def _link(self, run: xml.Element) -> None:
        click = xml.child(run, "rPr", "hlinkClick")
        if click is not None:
            relation = self._related.get(xml.value(click, "id") or "")
            if relation is not None and relation.external:
                self._links.add(relation.target, xml.texts(run))

    def _diagram(self, element: xml.Element) -> None:
        relation = self._related.get(xml.value(element, "dm") or "")
        if relation is not None and not relation.external:
            for point in opc.diagram(self._archive, relation.target):
                self._story.begin()
                self._story.add(point)
            self._story.end()


_ELSEWHERE = _TITLES | _RUNNING | _NO_TEXT
"""Kinds of shapes that are read before the others, or not at all."""


def _shapes(slide: xml.Element, kinds: frozenset[str]) -> list[xml.Element]:
    return [shape for shape in slide.iter("{*}sp") if _kind(shape) in kinds]


def _kind(shape: xml.Element) -> str:
    """The kind of a placeholder; "" for what is none."""
    found = xml.child(shape, "nvSpPr", "nvPr", "ph")
    return (found.get("type") or "obj") if found is not None else ""


def _is_hidden(shape: xml.Element) -> bool:
    for name in ("nvSpPr", "nvGraphicFramePr", "nvGrpSpPr", "nvPicPr", "nvCxnSpPr"):
        properties = xml.child(shape, name, "cNvPr")
        if properties is not None:
            return properties.get("hidden") in ("1", "true")
    return False
