"""Text for one line of a file or a terminal."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """The text on one line, without control characters and halves of surrogate pairs."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return " ".join("".join(kept).split())
