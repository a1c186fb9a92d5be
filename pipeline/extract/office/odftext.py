"""The XML of OpenDocument → a story."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.extract.office import xml
from pipeline.extract.office.facts import Links
from pipeline.extract.office.odfstyles import Styles
from pipeline.extract.office.story import LATE, TITLE, Piece, Story

_SKIPPED = frozenset(
    # Deletions, comments, lists of contents, alternative text, numbers of pages, what is hidden,
    # phonetic guides, declarations; the notes of a slide come last, by themselves
    "tracked-changes annotation table-of-content table-index illustration-index "
    "desc number page-number page-count ruby-text hidden-text hidden-paragraph "
    "forms sequence-decls variable-decls user-field-decls note-citation "
    "event-listeners binary-data notes date-time footer-decl header-decl date-time-decl "
    "object object-ole script".split()
)
_BOXES = frozenset(
    "text-box custom-shape rect ellipse circle line connector polyline polygon path "
    "regular-polygon caption measure".split()
)
_CHARACTERS: Mapping[str, str] = {"tab": " ", "s": " ", "line-break": "\n"}
_TITLE_FRAME = "title"
_RUNNING_FRAMES = frozenset({"header", "footer", "date-time", "page-number", "page"})
_SVG = "svg-compatible:1.0}title"
_EVERY = 1000
"""Elements between two looks at the clock."""


class Reader:
    """Reads the body of a text, a slide, a head or a foot. Used once."""

    def __init__(
        self,
        styles: Styles,
        is_late: Callable[[], bool] = lambda: False,
        links: Links | None = None,
    ) -> None:
        self.links = links or Links()
        self.title = ""
        """The first paragraph in the style Title."""
        self.partial = ""
        self._styles = styles
        self._is_late = is_late
        self._story = Story()
        self._level = 0
        self._enter: Mapping[str, Callable[[xml.Element], bool | None]] = {
            "p": self._paragraph,
            "h": self._paragraph,
            "span": lambda element: self._styles.of("text", _style(element)).hidden,
            "section": lambda element: xml.value(element, "display") == "none",
            "title": lambda element: element.tag.endswith(_SVG),
            "frame": lambda element: xml.value(element, "class") in _RUNNING_FRAMES,
            "soft-page-break": lambda _: self._story.page_break(),
            "table": self._table,
            "table-cell": lambda _: self._story.open(),
            "covered-table-cell": lambda _: self._story.open(),
            "note": lambda _: self._story.open(),
        } | dict.fromkeys(_BOXES, lambda _: self._story.open())
        self._leave: Mapping[str, Callable[[xml.Element], None]] = {
            "p": self._end_paragraph,
            "h": self._end_paragraph,
            "a": self._link,
            "note": self._note,
            "table": lambda _: self._story.close_table(),
            "table-row": lambda _: self._story.close_row(),
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
        } | dict.fromkeys(_BOXES, lambda _: self._story.close_box())

    def read(self, root: xml.Element) -> list[Piece]:
        """The pieces of all that is below `root`. When time runs out, those up to there."""
        self._walk(root)
        return self._story.finish()

    def read_slide(self, slide: xml.Element) -> list[Piece]:
        """The pieces of a slide, its title first; on the last of them what the speaker noted."""
        frames = [each for each in slide if xml.value(each, "class") == _TITLE_FRAME]
        self._level = TITLE
        for frame in frames:
            self._walk(frame)
        self._level = 0
        for each in slide:
            if each not in frames:
                self._walk(each)
        pieces = self._story.finish()
        found = xml.child(slide, "notes")
        notes = []
        for below in () if found is None else found:
            if xml.value(below, "class") == "notes":
                notes += [piece.text for piece in Reader(self._styles).read(below)]
        if notes:
            last = pieces[-1] if pieces else Piece("")
            pieces = [*pieces[:-1], last._replace(notes=tuple(notes))]
        return pieces

    def _walk(self, root: xml.Element) -> None:
        walk = xml.Walk(root)
        for count, step in enumerate(walk):
            name, element = step.name, step.element
            if step.entering:
                enter = self._enter.get(name)
                if name in _SKIPPED or (enter is not None and enter(element)):
                    walk.skip()
                else:
                    # Outside paragraphs there is nothing but white space, which writes nothing
                    self._story.add(_CHARACTERS.get(name) or element.text or "")
            else:
                if name in self._leave:
                    self._leave[name](element)
                if element is not root:
                    self._story.add(element.tail or "")
            if count % _EVERY == 0 and self._is_late():
                self.partial = LATE
                break

    def _paragraph(self, element: xml.Element) -> bool:
        """Begin a paragraph; a hidden one is passed over."""
        style = self._styles.of("paragraph", _style(element))
        if style.hidden:
            return True
        level = self._level or style.level
        if xml.local(element) == "h":
            outline = xml.value(element, "outline-level") or ""
            level = int(outline) if outline.isdecimal() and len(outline) <= 2 else 1
        self._story.begin(level)
        if style.breaks_before:
            self._story.page_break()
        return False

    def _end_paragraph(self, element: xml.Element) -> None:
        written = self._story.end()
        style = self._styles.of("paragraph", _style(element))
        if style.breaks_after:
            self._story.page_break()
        if style.title and written and not self.title:
            self.title = written[0].text

    def _table(self, element: xml.Element) -> None:
        self._story.open_table()
        if self._styles.of("table", _style(element)).breaks_before:
            self._story.page_break()

    def _end_cell(self, element: xml.Element) -> None:
        number = xml.value(element, "number-columns-repeated") or ""
        self._story.close_cell(int(number) if number.isdecimal() and len(number) <= 5 else 1)

    def _note(self, element: xml.Element) -> None:
        citation = xml.child(element, "note-citation")
        number = xml.texts(citation).strip() if citation is not None else ""
        text = self._story.close_note()
        self._story.note(f"{number} {text}" if text and number else text)

    def _link(self, element: xml.Element) -> None:
        # Addresses start inside the package: one step up is where the file lies (ODF 1.3-2, 3.7)
        target = (xml.value(element, "href") or "").removeprefix("../")
        self.links.add(target, xml.texts(element))


def _style(element: xml.Element) -> str:
    return xml.value(element, "style-name") or ""
