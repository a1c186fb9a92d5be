"""What no input may do: the contracts that a hunt holds the program to."""

from __future__ import annotations

import re
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from benchmarks.fuzz.guard import Guard
from benchmarks.fuzz.reach import ROOMS, ROOT
from corpus.document import Extraction, FacetValue, Page, Span
from corpus.errors import DocumentError, HankemuistiError
from pipeline.timelimit import TookTooLongError, time_limit

# No text that is kept has them: a database, JSON or a terminal would choke on one or the other.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class BrokenPromiseError(Exception):
    """Something was given that is never to be given. Its first word tells it from others."""


class Fault(NamedTuple):
    """What an input did: `sign` is the same for inputs that do the same, `detail` is for people."""

    sign: str
    detail: str


def verdict(
    run: Callable[[bytes], None], content: bytes, guard: Guard, seconds: float
) -> Fault | None:
    """Run one input for `seconds` at most; None when all promises are kept."""
    guard.seen.clear()
    try:
        with guard.on(), time_limit(seconds):
            run(content)
    except HankemuistiError as error:
        # Those of documents are kept; the others are shown, and made printable there.
        if isinstance(error, DocumentError) and _BREAKS.search(str(error)):
            return Fault(
                f"message {_where(traceback.extract_tb(error.__traceback__))}",
                repr(str(error))[:300],
            )
    except TookTooLongError as error:
        frames = traceback.extract_tb(error.__traceback__)[:-1]  # without the one that ended it
        library = "" if frames and _is_ours(frames[-1].filename) else "in a library, from "
        return Fault(f"hang {library}{_where(frames)}", f"over {seconds:.0f} s\n{_shown(error)}")
    except BrokenPromiseError as error:
        return Fault(f"promise {str(error).partition(':')[0]}", str(error)[:500])
    except Exception as error:  # whatever it is: that is what is looked for
        return Fault(
            f"{type(error).__name__} {_where(traceback.extract_tb(error.__traceback__))}",
            _shown(error),
        )
    return Fault("outside", "\n".join(guard.seen[:10])) if guard.seen else None


def unforeseen(error: BaseException) -> bool:
    """Whether an error was raised by a line of ours that did not mean to, not by a library."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and _is_ours(frames[-1].filename)


def text(value: str, what: str) -> None:
    """A text of a page: lines and tabs, no other control characters, in NFC."""
    if found := _CONTROL.search(value):
        raise BrokenPromiseError(f"{what} with {found[0]!r}: {value[:100]!r}")
    if not unicodedata.is_normalized("NFC", value):
        raise BrokenPromiseError(f"{what} not in NFC: {value[:100]!r}")


def line(value: str, what: str) -> None:
    """A text of one line."""
    if found := _BREAKS.search(value):
        raise BrokenPromiseError(f"{what} with {found[0]!r}: {value[:100]!r}")


def extraction(found: Extraction) -> None:
    """All that documents promises of what comes out of a file."""
    numbers = [page.number for page in found.pages]
    if numbers != sorted(set(numbers)) or any(number < 1 for number in numbers):
        raise BrokenPromiseError(f"page numbers: {numbers[:20]}")
    for page in found.pages:
        _page(page)
    line(found.title, "title")
    line(found.partial, "partial")
    for key, value in found.metadata.items():
        line(key, "key of metadata")
        text(value, "value of metadata")
    for link in found.links:
        line(link.target, "target of a link")
        line(link.text, "words of a link")
    for entry in found.outline:
        line(entry.title, "outline")
        if entry.level < 1:
            raise BrokenPromiseError(f"level of outline: {entry}")
    for warning in found.warnings:
        line(warning, "warning")


def facets(values: Iterable[FacetValue], texts: dict[tuple[str, int], str]) -> None:
    """The values of facets: sure by 0 to 1, and their evidence stands where it says."""
    for value in values:
        line(value.value, f"value of {value.facet}")
        if not 0 <= value.score <= 1:
            raise BrokenPromiseError(f"score of {value.facet}: {value.score}")
        for each in value.evidence:
            page = texts.get((each.place, each.page))
            if page is not None and not 0 <= each.start <= each.end <= len(page):
                raise BrokenPromiseError(f"evidence of {value.facet}: {each}")


def _page(page: Page) -> None:
    text(page.text, "page")
    line(page.label, "label")
    if not 0 <= page.quality <= 1:
        raise BrokenPromiseError(f"quality: {page.quality}")
    for name, spans in (
        ("headings", page.headings),
        ("notes", page.notes),
        ("tables", page.tables),
    ):
        _spans(spans, len(page.text), name)


def _spans(spans: Iterable[Span], length: int, name: str) -> None:
    end = 0
    for span in spans:
        if not end <= span.start <= span.end <= length:
            raise BrokenPromiseError(f"{name} of a page: {span} after {end} of {length}")
        end = span.end


def _is_ours(file: str) -> bool:
    return file.startswith(tuple(f"{ROOT / room}/" for room in ROOMS))


def _where(frames: Sequence[traceback.FrameSummary]) -> str:
    """The innermost line of ours that an error came through."""
    ours = [frame for frame in frames if _is_ours(frame.filename)]
    if not ours:
        return "outside our lines"
    return f"{ours[-1].filename.removeprefix(f'{ROOT}/')}:{ours[-1].name}"


def _shown(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-6))[-1500:]
