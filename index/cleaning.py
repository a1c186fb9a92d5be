"""Text for one line of a file or a terminal."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the rest of a line (UAX 9)."""


def clean(text: str) -> str:
    """The text on one line, without controls, marks of direction and halves of pairs."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") or c in _TURNING else c for c in text)
    return " ".join("".join(kept).split())
