"""Documents whose text is known, and that text as words and sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SHORTEST_SENTENCE = 7
"""Words; shorter ones are found by chance, and many are headings and rows of tables."""

_WORDS = re.compile(r"\w+")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=[•*–-] )")

_TAG = re.compile(r"</?[a-z]+[^<>]*>")
_IS_TEX = re.compile(r"\\(?:begin|end|item|[a-z]*cite)\b")
_COMMENT = re.compile(r"(?<!\\)%.*")
_NOTE = re.compile(r"\\footnote\{((?:[^{}]|\{[^{}]*\})*)\}")
_UNKNOWN = re.compile(r"\s*\\(?:\w*cite\w*|\w*ref|cite\w*)\*?(?:\[[^\]]*\])*\{[^{}]*\}(?!\{)")
_LINKED = re.compile(r"\\hyperref\[[^\]]*\]")
_SILENT = re.compile(
    r"\\(?:begin|end|label|hspace|vspace|includegraphics|bibliography)\*?(?:\[[^\]]*\])?\{[^{}]*\}"
    r"|\\linebreak(?:\[\d\])?|\\nobreakdash"
)
_ITEM = re.compile(r"\\item(?:\[([^\]]*)\])?")
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?")
_HOLE = "\n\n"


class Pair(NamedTuple):
    """A document, the text that it shows, and the file that this is from."""

    path: Path
    truth: str
    source: Path


def pairs(folder: Path, truth: Path) -> Iterator[Pair]:
    """The PDF files of `folder` that have a text of the same name in `truth`."""
    for path in sorted(folder.glob("*.pdf")):
        text = truth / f"{path.stem}.txt"
        if text.is_file():
            yield Pair(path, plain(text.read_text(encoding="utf-8")), text)


def words(text: str) -> list[str]:
    """The words of `text` in lower case; composed, for two ways to write ä are one letter."""
    return _WORDS.findall(unicodedata.normalize("NFC", text).replace("\xad", "").lower())


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence that is long enough to say something."""
    for sentence in _SENTENCES.split(text):
        parts = words(sentence)
        if len(parts) >= SHORTEST_SENTENCE:
            yield parts


def plain(text: str) -> str:
    """`text` as it is printed when it is TeX, otherwise as it is, but for HTML tags.

    What a reference or citation prints is not in the source: it ends the sentence, so that what
    stands before and after it counts by itself. A footnote stands after its paragraph. A tag ends
    a sentence: tables are given so.
    """
    text = _TAG.sub(_HOLE, text)
    if not _IS_TEX.search(text):
        return text
    text = _COMMENT.sub("", text)
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text):
        notes = _NOTE.findall(paragraph)
        paragraphs += [_NOTE.sub("", paragraph), *notes]
    text = "\n\n".join(paragraphs)
    text = _UNKNOWN.sub(_HOLE, _LINKED.sub("", text))
    text = _ITEM.sub(lambda item: f"\n\n{item[1] or ''}\n\n", _SILENT.sub("", text))
    text = _COMMAND.sub(_HOLE, text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)[{}$]|~", " ", text))
