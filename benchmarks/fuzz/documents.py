"""Documents: files through the worker's own function, their text through cleaning and facets."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

from benchmarks.facets.reading import read_document
from benchmarks.fuzz import judge
from benchmarks.fuzz.judge import BrokenPromiseError
from corpus.config import LimitsConfig
from corpus.document import Extraction, Page
from corpus.errors import ExtractionError, FetchError
from pipeline.analyzer import open_analyzer
from pipeline.clean.characters import clean, one_line
from pipeline.clean.line import from_text
from pipeline.clean.pages import flow, prepare
from pipeline.clean.quality import judge as quality
from pipeline.copies import sketch
from pipeline.describe.describers import describe
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.mediatype import DOC, HEAD, PPT, sniff
from pipeline.tables import number, rows
from pipeline.worker import Setting, Task, packed

LIMITS = LimitsConfig(file_mib=5, pages=200, seconds=8, memory_mib=1536)
"""As in config.toml, but for inputs of a quarter of a MiB."""


def opened(ending: str, room: Path) -> Callable[[bytes], None]:
    """Extraction of files with this ending, as a worker process does it."""
    file = room / f"asiakirja{ending}"
    setting = Setting(plainly, LIMITS, "auto", "")

    def run(content: bytes) -> None:
        media_type = sniff(content[:HEAD], file.name)
        if media_type in ("", DOC, PPT):  # those of LibreOffice are a program's of its own
            raise FetchError("not a document of any known format")
        file.write_bytes(content)
        answer = pickle.loads(  # noqa: S301 - our own
            packed(Task(file, media_type, LIMITS.seconds), setting, lambda _: None)
        )
        if isinstance(answer, MemoryError):
            raise BrokenPromiseError(f"memory: over {LIMITS.memory_mib} MiB")
        if isinstance(answer, ExtractionError):
            raise answer
        judge.extraction(answer)

    return run


def plainly(path: Path, media_type: str, context: Context) -> Extraction:
    """Extract. What a line of ours raised without meaning to is raised again as it was."""
    try:
        return extract(path, media_type, context)
    except ExtractionError as error:
        cause = error.__cause__
        if isinstance(cause, Exception) and judge.unforeseen(cause):
            raise cause from error
        raise


def describing(_room: Path) -> Callable[[bytes], None]:
    """A text as a document's only page: its words, its facets, its sketch. None of them raises."""
    analyzer = open_analyzer()
    analyzer.analyse("barnens", "sv")  # loads a dictionary that takes its time

    def run(content: bytes) -> None:
        text = clean(content.decode("utf-8", "replace"))
        judge.text(text, "cleaned text")
        title, _, body = text.partition("\n")
        metadata = {"date": title[:50], "publisher": body[:80], "title": title}
        document = read_document(
            analyzer, title, "https://example.org/a", (Page(1, body),), metadata
        )
        for page in document.pages:
            _in_order([word.form for word in page.words], page.starts, body)
        texts = {("text", 1): body, ("heading", 1): body, ("title", 0): title}
        judge.facets(describe(document), texts)
        sketch(document)

    return run


def cleaning(_room: Path) -> Callable[[bytes], None]:
    """A text as the lines of pages: put together, judged, its tables read. None of it raises."""
    knows = open_analyzer().knows

    def run(content: bytes) -> None:
        raw = content.decode("utf-8", "surrogateescape" if content[:1] < b"a" else "replace")
        pages = [from_text(page.split("\n")) for page in raw.split("\f")]
        for page in flow(prepare(pages, knows).pages, knows):
            judge.text(page.text, "clean page")
            found = quality(page.text, knows, raw)
            judge.extraction(
                Extraction(
                    (
                        Page(
                            1,
                            page.text,
                            quality=found.score,
                            headings=page.headings,
                            notes=page.notes,
                            tables=page.tables,
                        ),
                    ),
                    one_line(raw[:100]),
                )
            )
            for row in rows(page.text, page.tables):
                for cell in row:
                    number(cell)

    return run


def _in_order(forms: list[str], starts: object, text: str) -> None:
    end = 0
    for form, start in zip(forms, list(starts), strict=True):  # type: ignore[call-overload]
        if start < end or not text.startswith(form, start):
            raise BrokenPromiseError(f"token: {form!r} at {start} of {text[:100]!r}")
        end = start + len(form)
