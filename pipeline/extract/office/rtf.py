"""Rich Text Format: what was exchanged before DOCX, and what many .doc files really are."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.office import facts, pages
from pipeline.extract.office.rtftext import Reader
from pipeline.mediatype import RTF


class RtfExtractor:
    """Reads RTF of any version; pictures and embedded objects are not read."""

    name = "rtf"

    def score(self, media_type: str) -> float:
        """1 for RTF, otherwise 0."""
        return 1.0 if media_type in (RTF, "text/rtf") else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises.

        A page is what lies between two page breaks; long text without any is cut at headings.
        """
        data = path.read_bytes()
        if not data.startswith(b"{\\rtf"):
            raise ExtractionError("broken: does not begin like RTF")
        reader = Reader(context.is_late)
        pieces = reader.read(data)
        written = pages.write_text(pieces, context, "rtf", reader.partial)
        return Extraction(
            written.pages,
            title=facts.title(pieces, reader.title, reader.facts.get("title", "")),
            metadata=facts.kept(reader.facts, reader.running),
            links=reader.links.all(),
            warnings=("cut off: the end of the file is missing",) if reader.cut_off else (),
            outline=written.outline,
            partial=written.partial,
        )
