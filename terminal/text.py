"""Text from documents on its way to a terminal: nothing in it may move the cursor."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from corpus.document import Span

_MOVING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON need not escape, and terminals or their encoding cannot take."""

_NO_STYLE = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[0-9;]{0,20}m)"
)
"""Every control character, but those of click's own styles (ECMA-48, SGR)."""


def printable(text: str) -> str:
    """The text without control and format characters, but for line ends and tabs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") else "\ufffd"
        for c in text
    )


def one_line(text: str) -> str:
    """Printable text on one line."""
    return " ".join(printable(text).split("\n")).replace("\t", " ")


def sealed(line: str) -> str:
    """A styled line without what moves the cursor, for whoever made it may have forgotten it."""
    return _NO_STYLE.sub("\ufffd", line)


def escaped(text: str) -> str:
    """JSON whose reader gets the same, and whose viewer's cursor stays where it is."""
    return _MOVING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def marked(text: str, spans: Sequence[Span]) -> str:
    """The text with its spans in bold where colours are shown, and between asterisks elsewhere."""
    before, after = ("", "") if _styled() else ("*", "*")
    pieces, last = [], 0
    for start, end in spans:
        word = click.style(printable(text[start:end]), bold=True, fg="yellow")
        pieces += [printable(text[last:start]), before, word, after]
        last = end
    return "".join([*pieces, printable(text[last:])])


def _styled() -> bool:
    context = click.get_current_context(silent=True)
    if context and context.color is not None:
        return context.color
    return sys.stdout.isatty()


def near(location: str) -> str:
    """A path relative to the working directory when it is below it, else as it is."""
    if location.startswith("/") and Path(location).is_relative_to(Path.cwd()):
        return one_line(os.path.relpath(location))
    return one_line(location)


def years(values: Sequence[str]) -> str:
    """Years as people write them: 2009, 2009–2011."""
    numbers = sorted(int(value) for value in values if value.isdecimal())
    if not numbers:
        return ""
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def plural(count: int, noun: str) -> str:
    """One document, two documents."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
