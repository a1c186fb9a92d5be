"""Word and PowerPoint files of 1997–2007 (DOC, PPT): made new by LibreOffice, then read."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from corpus.document import Extraction
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.office import compound, soffice
from pipeline.extract.office.odf import OdfExtractor
from pipeline.extract.office.pptx import PptxExtractor
from pipeline.mediatype import DOC, PPT

_SHARE_OF_TIME = 0.8
"""Of the time for a document that converting may take: the rest is for reading."""


class LegacyExtractor:
    """Reads old files where LibreOffice is installed."""

    name = "office 97"

    def score(self, media_type: str) -> float:
        """1 for DOC and PPT, otherwise 0."""
        return 1.0 if media_type in (DOC, PPT) else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises."""
        kind = compound.kind(path)
        program = soffice.find()
        if program is None:
            raise ExtractionError("needs LibreOffice")
        left = min(context.limits.seconds, context.deadline - time.monotonic())
        # OpenDocument notes where LibreOffice's pages end, which its DOCX does not.
        reader = OdfExtractor() if kind == DOC else PptxExtractor()
        ending = "odt" if kind == DOC else "pptx"
        with tempfile.TemporaryDirectory(prefix="hankemuisti-") as folder:
            work = Path(folder)
            source = work / ("source.doc" if kind == DOC else "source.ppt")
            shutil.copyfile(path, source)
            made = soffice.convert(program, source, ending, work, _SHARE_OF_TIME * left)
            if made.stat().st_size > context.limits.file_mib * 2**20:
                raise ExtractionError(f"larger than {context.limits.file_mib} MiB when converted")
            return reader.extract(made, context)
