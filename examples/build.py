"""Build the sample PDFs and office files, and their ground truth, from `source/`.

    python -m examples.build            every document
    python -m examples.build NAME...    some

A document whose producer is not installed is left out with a line saying so; the exit code is
then 1. Chromium and LibreOffice are found on the path, or by the environment variables CHROMIUM
and SOFFICE; fonts in the usual folders, or in EXAMPLES_FONTS. The office files and the pages made
with ReportLab come out the same every time; the other two write a date and an identity into their
files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from .building import deck, markup, odf, office, report, slides, web
from .building.programs import MissingError

HERE = Path(__file__).parent
BUILDERS: dict[str, Callable[[markup.Document, Path], None]] = {
    "reportlab": report.build,
    "chromium": web.build,
    "chromium-slides": web.build,
    "writer": odf.build,
    "impress": slides.build,
    "docx": office.docx,
    "odt": office.odt,
    "rtf": office.rtf,
    "pptx": deck.pptx,
}
"""The value of `kind` in a source's head -> what makes the file, a PDF unless it is an ending."""
OFFICE = frozenset({"docx", "odt", "rtf", "pptx"})


def build(source: Path) -> None:
    """Build one document: its truth, then its file; MissingError when a program is missing."""
    document = markup.read(source)
    truth = HERE / "truth" / f"{document.name}.txt"
    truth.parent.mkdir(exist_ok=True)
    truth.write_text(markup.truth(document), encoding="utf-8")
    kind = document.get("kind")
    target = HERE / "reports" / f"{document.name}.{kind if kind in OFFICE else 'pdf'}"
    target.parent.mkdir(exist_ok=True)
    BUILDERS[kind](document, target)


def main(names: list[str]) -> int:
    """Build the documents `names`, or all; 0 when every one was made."""
    sources = {path.stem: path for path in sorted((HERE / "source").glob("*.txt"))}
    unknown = [name for name in names if name.removesuffix(".pdf") not in sources]
    if unknown:
        print(f"no such document: {', '.join(unknown)}", file=sys.stderr)
        return 2
    skipped = 0
    for name in names or sources:
        stem = name.removesuffix(".pdf")
        try:
            build(sources[stem])
        except MissingError as missing:
            skipped += 1
            print(f"{stem}: skipped, {missing} is not installed", file=sys.stderr)
        else:
            print(stem)
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
