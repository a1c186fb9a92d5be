"""PowerPoint presentations (PPTX): a slide is a page, what the speaker noted stands at its end."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import NamedTuple

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.office import facts, opc, pages, xml
from pipeline.extract.office.archive import Archive
from pipeline.extract.office.slidetext import Reader
from pipeline.extract.office.story import Piece
from pipeline.mediatype import PPTX

_MAIN = "ppt/presentation.xml"
_HIDDEN = re.compile(rb"""<(?:\w+:)?sld\s[^<>]*\bshow\s*=\s*["'](?:0|false)["']""")


class _Slide(NamedTuple):
    """Where a slide is, and its number in the presentation, hidden ones counted."""

    part: str
    number: int
    hidden: bool


class PptxExtractor:
    """Reads what PowerPoint, LibreOffice and others save as .pptx."""

    name = "pptx"

    def score(self, media_type: str) -> float:
        """1 for PPTX, otherwise 0."""
        return 1.0 if media_type == PPTX else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises.

        Hidden slides are left out with a warning: nobody was shown them. The label of a page is
        the number that PowerPoint shows.
        """
        with Archive(path) as archive:
            slides = _slides(archive)
            shown = [slide for slide in slides if not slide.hidden]
            hidden = ", ".join(str(slide.number) for slide in slides if slide.hidden)
            deck = _Deck(archive)
            written = pages.write(
                [partial(deck.read, slide) for slide in shown],
                context,
                "pptx",
                [str(slide.number) for slide in shown],
            )
            properties = opc.properties(archive)
        warnings = [f"hidden slides left out: {hidden[:100]}"] if hidden else []
        return Extraction(
            written.pages,
            title=facts.title(deck.opening, "", properties.get("title", "")),
            metadata=facts.kept(properties, deck.running),
            links=deck.links.all(),
            warnings=(*warnings, *deck.warnings, *archive.damaged),
            outline=written.outline,
            partial=written.partial,
        )


class _Deck:
    """What is collected from slide to slide."""

    def __init__(self, archive: Archive) -> None:
        self.links = facts.Links()
        self.running: dict[str, None] = {}
        self.opening: list[Piece] = []
        """The first slide with any text."""
        self.warnings: list[str] = []
        self._archive = archive

    def read(self, slide: _Slide) -> list[Piece]:
        """The pieces of the slide, the notes on the last of them."""
        try:
            pieces = self._pieces(slide.part)
        except ExtractionError as error:
            # One broken slide does not take the others along
            self.warnings.append(f"slide {slide.number} left out: {error}")
            return []
        self.opening = self.opening or pieces
        return pieces

    def _pieces(self, part: str) -> list[Piece]:
        related = opc.relations(self._archive, part)
        reader = Reader(self._archive, related, self.links)
        pieces = reader.read(self._archive.tree(part))
        self.running |= dict.fromkeys(reader.running)
        notes: list[str] = []
        for place in opc.of_kind(related, "notesSlide"):
            page = self._archive.lesser(place)
            if page is not None:
                notes += Reader(self._archive, {}, self.links).notes(page)
        if notes:
            last = pieces[-1] if pieces else Piece("")
            pieces = [*pieces[:-1], last._replace(notes=tuple(notes))]
        return pieces


def _slides(archive: Archive) -> list[_Slide]:
    """The slides in the order in which they are shown; a broken reference is left out."""
    main = opc.main_part(archive, _MAIN)
    related = opc.relations(archive, main)
    found = xml.child(archive.tree(main), "sldIdLst")
    slides = []
    for number, element in enumerate(() if found is None else found, 1):
        ids = (str(id_) for id_ in element.attrib.values())
        target = next((related[id_].target for id_ in ids if id_ in related), "")
        if target in archive:
            hidden = bool(_HIDDEN.search(archive.head(target)))
            slides.append(_Slide(target, number, hidden))
    if not slides:
        raise ExtractionError("no slides")
    return slides
