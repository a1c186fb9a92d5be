"""Word documents (DOCX): paragraphs, tables, notes and links straight from their XML."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Extraction
from pipeline.extract.context import Context
from pipeline.extract.office import facts, opc, pages, wordstyles, xml
from pipeline.extract.office.archive import Archive
from pipeline.extract.office.wordtext import Reader, Sources
from pipeline.mediatype import DOCX

_MAIN = "word/document.xml"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class DocxExtractor:
    """Reads what Word, LibreOffice and others save as .docx; macros and pictures are not read."""

    name = "docx"

    def score(self, media_type: str) -> float:
        """1 for DOCX, otherwise 0."""
        return 1.0 if media_type == DOCX else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises.

        A page is what lies between two page breaks, those that Word noted when it last laid the
        document out included; where there are none, long text is cut at headings. Lists of
        contents, deletions, comments, hidden and alternative text are left out.
        """
        with Archive(path) as archive:
            part = opc.main_part(archive, _MAIN)
            related = opc.relations(archive, part)
            styles = _styles(archive, related)
            notes = {
                kind: _notes(archive, related, styles, kind) for kind in ("footnote", "endnote")
            }
            reader = Reader(Sources(archive, related, styles, notes), context.is_late)
            pieces = reader.read(archive.tree(part))
            running = _running(archive, related, styles, context)
            properties = opc.properties(archive)
        written = pages.write_text(pieces, context, "docx", reader.partial)
        embedded = properties.get("title", "")
        return Extraction(
            written.pages,
            title=facts.title(pieces, reader.title, embedded),
            metadata=facts.kept(properties, running),
            links=reader.links.all(),
            warnings=(*reader.warnings, *archive.damaged),
            outline=written.outline,
            partial=written.partial,
        )


def _styles(archive: Archive, related: dict[str, opc.Relation]) -> dict[str, wordstyles.Style]:
    root = archive.lesser(next(opc.of_kind(related, "styles"), ""))
    return {} if root is None else wordstyles.read(root)


def _notes(
    archive: Archive,
    related: dict[str, opc.Relation],
    styles: dict[str, wordstyles.Style],
    kind: str,
) -> dict[str, str]:
    """The texts of the footnotes or endnotes by their ids."""
    part = next(opc.of_kind(related, f"{kind}s"), "")
    root = archive.lesser(part)
    sources = Sources(archive, opc.relations(archive, part), styles, {})
    found = {}
    for element in () if root is None else root:
        if xml.local(element) == kind and xml.value(element, "type") not in _SEPARATORS:
            pieces = Reader(sources).read(element)
            found[xml.value(element, "id") or ""] = " ".join(piece.text for piece in pieces)
    return found


def _running(
    archive: Archive,
    related: dict[str, opc.Relation],
    styles: dict[str, wordstyles.Style],
    context: Context,
) -> list[str]:
    """The lines of heads and feet."""
    lines = []
    for part in opc.of_kind(related, "header", "footer"):
        root = None if context.is_late() else archive.lesser(part)
        if root is not None:
            sources = Sources(archive, {}, styles, {})
            lines += [piece.text for piece in Reader(sources).read(root)]
    return lines
