"""The extractors, and the one that takes a document: the best bidder for its media type."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.html import HtmlExtractor
from pipeline.extract.office.docx import DocxExtractor
from pipeline.extract.office.legacy import LegacyExtractor
from pipeline.extract.office.odf import OdfExtractor
from pipeline.extract.office.pptx import PptxExtractor
from pipeline.extract.office.rtf import RtfExtractor
from pipeline.extract.pdf import PdfExtractor
from pipeline.extract.plain import PlainExtractor

EXTRACT_VERSION = 3
"""Goes up with every change that gives other pages for the same bytes."""

_LONGEST_REASON = 200
"""Characters of a library's own message that are worth showing."""


class Extractor(Protocol):
    """Reads one kind of file. An instance holds nothing of any document."""

    @property
    def name(self) -> str:
        """Short name for messages."""

    def score(self, media_type: str) -> float:
        """How well it reads files of this type: 0 not at all, 1 it is made for them."""

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file.

        Raises ExtractionError with a one-line reason, which does not name the file; may raise
        what its libraries raise, too.
        """


EXTRACTORS: tuple[Extractor, ...] = (
    PdfExtractor(),
    HtmlExtractor(),
    PlainExtractor(),
    DocxExtractor(),
    PptxExtractor(),
    OdfExtractor(),
    RtfExtractor(),
    LegacyExtractor(),
)


def best_for(media_type: str) -> Extractor | None:
    """The extractor with the highest score for `media_type`; None when all say 0."""
    best = max(EXTRACTORS, key=lambda extractor: extractor.score(media_type))
    return best if best.score(media_type) > 0 else None


def extract(path: Path, media_type: str, context: Context) -> Extraction:
    """Extract the pages of the file at `path`.

    Raises ExtractionError, and nothing else, with a one-line reason that does not name the file.
    """
    extractor, limits = best_for(media_type), context.limits
    if extractor is None:
        raise ExtractionError(f"no extractor for {media_type or 'files of this kind'}")
    try:
        size = path.stat().st_size
        if size == 0:
            raise ExtractionError("empty file")
        if size > limits.file_mib * 2**20:
            raise ExtractionError(f"larger than {limits.file_mib} MiB")
        return extractor.extract(path, context)
    except ExtractionError:
        raise
    except MemoryError as error:
        raise ExtractionError(f"needed more than {limits.memory_mib} MiB") from error
    except Exception as error:
        # Libraries fail on hostile files in any way; it is this document, not the program.
        reason = " ".join(str(error).replace(str(path), "the file").split())[:_LONGEST_REASON]
        kind = type(error).__name__
        raise ExtractionError(f"{extractor.name}: {kind}: {reason}".rstrip(": ")) from error
