"""Text from documents on its way to a terminal: nothing in it may move the cursor."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from corpus.document import Span


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
