"""Text with marks, as pieces that a template writes one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from corpus.document import Span

_RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Piece(NamedTuple):
    """A stretch of text; `mark` is the number of what is marked, from 1, or 0.

    `first` is whether it is the first one with this number.
    """

    text: str
    mark: int = 0
    first: bool = False


class Mark(NamedTuple):
    """A stretch to mark, and the number that those of one hit have in common."""

    start: int
    end: int
    number: int = 1
    first: bool = True


def pieces(text: str, spans: Sequence[Span | Mark], start: int = 0, end: int = -1) -> list[Piece]:
    """The text from `start` to `end` cut at its marks, which are in order.

    Of marks that overlap the later one is cut, and so is what lies beyond the text.
    """
    found, last = [], start
    end = len(text) if end < 0 else end
    for span in spans:
        begin, stop = max(last, span.start), min(span.end, end)
        if begin >= stop:
            continue
        if begin > last:
            found.append(Piece(readable(text[last:begin])))
        number, first = (span.number, span.first) if isinstance(span, Mark) else (1, True)
        found.append(Piece(readable(text[begin:stop]), number, first))
        last = stop
    if last < end:
        found.append(Piece(readable(text[last:end])))
    return found


def readable(text: str) -> str:
    """The text with what no page may hold replaced: controls, halves of pairs, direction marks."""
    if text.isprintable():
        return text  # as nearly all is: none of its characters is of the classes below
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else _harmless(c)
        for c in text
    )


def sealed(page: str) -> str:
    """A whole page without what `readable` replaces, for a template may have forgotten it."""
    return _RAW.sub("\ufffd", page)


def _harmless(character: str) -> str:
    # A soft hyphen and a joiner do no harm; what turns the direction of a line would.
    return character if character in "\u00ad\u200c\u200d" else "\ufffd"
