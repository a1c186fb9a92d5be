"""OpenDocument texts and presentations (ODT, ODP). ODF 1.3, parts 2 and 3."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.office import facts, odfstyles, pages, xml
from pipeline.extract.office.archive import ENCRYPTED, Archive
from pipeline.extract.office.odftext import Reader
from pipeline.extract.office.story import Piece
from pipeline.mediatype import ODP, ODT

_CONTENT, _STYLES, _META, _MANIFEST = (
    "content.xml",
    "styles.xml",
    "meta.xml",
    "META-INF/manifest.xml",
)
_KEYS = {
    "title": "title",
    "subject": "subject",
    "keyword": "keywords",
    "creation-date": "created",
    "date": "modified",
    "generator": "application",
}
"""Names of elements of meta.xml by our words for them."""


class OdfExtractor:
    """Reads what LibreOffice and others save as .odt and .odp."""

    name = "odf"

    def score(self, media_type: str) -> float:
        """1 for texts and presentations, otherwise 0."""
        return 1.0 if media_type in (ODT, ODP) else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises.

        The pages of a text are those that its program noted when it was saved; a slide is a page.
        """
        with Archive(path) as archive:
            manifest = archive.lesser(_MANIFEST)
            if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
                raise ExtractionError(ENCRYPTED)
            properties = _properties(archive)
            content = archive.tree(_CONTENT)
            lesser = archive.lesser(_STYLES)
            roots = [] if lesser is None else [lesser]
        styles = odfstyles.read([*roots, content])
        running = _running(roots, styles)
        body = xml.child(content, "body")
        slides = xml.child(body, "presentation") if body is not None else None
        if slides is not None:
            return _presentation(slides, styles, properties, context, archive.damaged)
        text = xml.child(body, "text") if body is not None else None
        if text is None:
            raise ExtractionError("no text in the document: a table or a drawing")
        reader = Reader(styles, context.is_late)
        pieces = reader.read(text)
        written = pages.write_text(pieces, context, "odt", reader.partial)
        return Extraction(
            written.pages,
            title=facts.title(pieces, reader.title, properties.get("title", "")),
            metadata=facts.kept(properties, running),
            links=reader.links.all(),
            warnings=tuple(archive.damaged),
            outline=written.outline,
            partial=written.partial,
        )


def _presentation(
    slides: xml.Element,
    styles: odfstyles.Styles,
    properties: dict[str, str],
    context: Context,
    damaged: list[str],
) -> Extraction:
    every = [slide for slide in slides if xml.local(slide) == "page"]
    shown, labels, hidden = [], [], []
    for number, slide in enumerate(every, 1):
        if styles.of_slide(slide).hidden:
            hidden.append(str(number))
        else:
            shown.append(slide)
            labels.append(str(number))
    links = facts.Links()
    opening: list[Piece] = []

    def read(slide: xml.Element) -> Sequence[Piece]:
        reader = Reader(styles, links=links)
        pieces = reader.read_slide(slide)
        opening.extend(pieces if not opening else ())
        return pieces

    written = pages.write([partial(read, slide) for slide in shown], context, "odp", labels)
    warnings = [f"hidden slides left out: {', '.join(hidden)[:100]}"] if hidden else []
    return Extraction(
        written.pages,
        title=facts.title(opening, "", properties.get("title", "")),
        metadata=facts.kept(properties),
        links=links.all(),
        warnings=(*warnings, *damaged),
        outline=written.outline,
        partial=written.partial,
    )


def _properties(archive: Archive) -> dict[str, str]:
    found: dict[str, str] = {}
    root = archive.lesser(_META)
    meta = None if root is None else xml.child(root, "meta")
    for element in () if meta is None else meta:
        key = _KEYS.get(xml.local(element))
        if key:
            found[key] = ", ".join(filter(None, (found.get(key), xml.texts(element))))
    return found


def _running(roots: Sequence[xml.Element], styles: odfstyles.Styles) -> list[str]:
    """The lines of heads and feet."""
    lines = []
    for root in roots:
        for name in ("header", "footer"):
            for element in root.iter(f"{{*}}{name}"):
                lines += [piece.text for piece in Reader(styles).read(element)]
    return lines
