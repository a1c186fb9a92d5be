"""Text files: pages end at form feeds."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Extraction, Page
from corpus.errors import ExtractionError
from pipeline.clean import characters, line, pages, quality
from pipeline.extract import charset
from pipeline.extract.context import Context
from pipeline.mediatype import PLAIN

_LONGEST_TITLE = 120


class PlainExtractor:
    """Reads text files in any encoding that Finnish text was ever saved in."""

    name = "text"

    def score(self, media_type: str) -> float:
        """1 for plain text, little for other text: it may hold markup."""
        if media_type == PLAIN:
            return 1.0
        return 0.1 if media_type.startswith("text/") else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file. The title is its first line, when that is short, otherwise ""."""
        knows = context.knows
        decoded = charset.decode(path.read_bytes())
        raw = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
        if not raw[-1].strip():
            raw = raw[:-1] or raw
        if len(raw) > context.limits.pages:
            raise ExtractionError(f"more than {context.limits.pages} pages")
        lines = [line.from_text(text.split("\n")) for text in raw]
        prepared = pages.prepare(lines, knows)
        flowing = pages.flow(prepared.pages, knows)
        judged = [
            quality.judge(page.text, knows, text) for page, text in zip(flowing, raw, strict=True)
        ]
        made = tuple(
            Page(
                number,
                page.text,
                label=label,
                method="plain",
                quality=found.score,
                headings=page.headings,
                faults=found.faults,
            )
            for number, (page, label, found) in enumerate(
                zip(flowing, prepared.labels, judged, strict=True), 1
            )
        )
        if not any(page.text for page in made):
            raise ExtractionError("no text in the file")
        first = next((found.text for page in lines for found in page), "")
        title = characters.one_line(first) if len(first) <= _LONGEST_TITLE else ""
        warnings = (decoded.warning,) if decoded.warning else ()
        return Extraction(made, title=title, warnings=warnings)
