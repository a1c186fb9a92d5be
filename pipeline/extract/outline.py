"""The outline of a PDF (its bookmarks): titles, pages and levels."""

from __future__ import annotations

from itertools import islice

import pypdfium2

from corpus.document import Entry
from pipeline.clean import characters

_MOST = 2000
"""Entries that are kept; the outline of a long report has less than a hundred."""
_DEEPEST = 8
_LONGEST = 250
"""Characters of a title."""


def outline(document: pypdfium2.PdfDocument) -> tuple[Entry, ...]:
    """The entries that have a title and lead to a page, in order.

    Never raises for a broken outline: entries until then are given. PDFium's own walk ends when
    an entry comes again, so that a loop ends, too.
    """
    entries = []
    try:
        for mark in islice(document.get_toc(max_depth=_DEEPEST), _MOST):
            title = characters.one_line(mark.get_title()[: 4 * _LONGEST])[:_LONGEST]
            place = mark.get_dest()
            index = place.get_index() if place else None
            if title and index is not None:
                entries.append(Entry(title, index + 1, mark.level + 1))
    except (pypdfium2.PdfiumError, UnicodeError):
        pass  # an outline is an addition to the text: what can be read of it will do
    return tuple(entries)
