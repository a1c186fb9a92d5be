"""What stands beside a label on a page: in tables, lists, forms, lines and below headings.

Only labels that somebody asks for are looked for, so that no layout needs to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from corpus.sources.names import legible

_LONGEST, _LONGEST_LABEL = 2000, 200
_MOST_BLOCKS = 50_000
_PIECE = 64 * 1024
_CELLS = frozenset({"td", "th", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend"})
_GROUPS = frozenset({"tr", "dl"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "select"})
_LEADS = frozenset({"strong", "b", "em", "i", "u", "span", "label"})
_INLINE = _LEADS | frozenset(
    "a abbr acronym big cite code del dfn font ins kbd mark q s samp small strike sub sup time tt"
    " var wbr".split()
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_WINDOWS = "cp1252"
_SAME = frozenset({"utf-8", "utf8", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
_NUMBER = re.compile(r"\A\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+")
_ADDRESS = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<!\w)(?:\+358[\s-]?|0)(?:[45]\d|[1-9])(?:[\s-]?\d){5,8}(?!\w)")


class Block(NamedTuple):
    """A stretch of text that stands for itself. `kind` is the cell or heading that it is in;
    `group` and `cell` number rows (or lists) and the cells in them, 0 outside; `lead` is what it
    begins with in bold or the like."""

    kind: str
    group: int
    cell: int
    lead: str
    text: str


def read(content: bytes, content_type: str, labels: Collection[str]) -> dict[str, str]:
    """Label → what stands beside it on the page, for those of the `labels` that are there.

    Labels are compared without regard to case, numbers before and colons after them. Addresses
    and numbers by which people are reached are left out of the values. Never raises.
    """
    wanted = {plain(label): label for label in labels}
    found: dict[str, str] = {}
    page = blocks(content, content_type)
    for place, block in enumerate(page):
        for label, value in _beside(page, place, block, wanted):
            kept = " ".join(_PHONE.sub(" ", _ADDRESS.sub(" ", value[:_LONGEST])).split(" "))
            if kept := legible(kept).strip(" ,;:"):
                found.setdefault(label, kept)
    return found


def plain(label: str) -> str:
    """A label as labels are compared."""
    text = " ".join(label[:_LONGEST_LABEL].split()).casefold()
    return _NUMBER.sub("", text).rstrip(" :*")


def _beside(
    page: Sequence[Block], place: int, block: Block, wanted: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The label that a block is or begins with, and its value; none for most blocks."""
    if label := wanted.get(plain(block.text)) if len(block.text) <= _LONGEST_LABEL else None:
        yield label, "; ".join(_following(page, place, wanted))
        return
    if block.lead and (label := wanted.get(plain(block.lead))):
        yield label, block.text[len(block.lead) :].lstrip(" :")
        return
    name, colon, value = block.text.partition(":")
    if colon and len(name) <= _LONGEST_LABEL and (label := wanted.get(plain(name))):
        yield label, value


def _following(page: Sequence[Block], place: int, wanted: Mapping[str, str]) -> Iterator[str]:
    label = page[place]
    values = _in_cells(page, place) if label.kind in _CELLS else []
    if not values and label.kind not in ("td", "th"):
        for each in page[place + 1 : place + 50]:
            if each.kind in _HEADINGS or _is_label(each, wanted):
                break
            values.append(each.text)
            if label.kind not in _HEADINGS:
                break
    yield from values


def _in_cells(page: Sequence[Block], place: int) -> list[str]:
    """The next cell of the row; of a list of definitions all up to the next term."""
    label, values = page[place], []
    for each in page[place + 1 : place + 100]:
        if each.group != label.group or (each.kind == "dt" and each.cell != label.cell):
            break
        if label.kind == "dt" or each.cell == label.cell + 1:
            values.append(each.text)
        elif each.cell > label.cell + 1:
            break
    return values


def _is_label(block: Block, wanted: Mapping[str, str]) -> bool:
    return plain(block.lead or block.text.partition(":")[0]) in wanted


def blocks(content: bytes, content_type: str) -> list[Block]:
    """The text of a page, block by block. Never raises."""
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8")
    text = _decoded(content, content_type).encode("utf-8", "replace")
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
        parser.close()
    except (etree.LxmlError, UnicodeError, ValueError, AssertionError):
        pass  # what was read before is what there is
    reader.flush()
    return reader.blocks


def _decoded(content: bytes, content_type: str) -> str:
    """UTF-8 when the bytes are, whatever is said; else what is said; else that of Windows."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    told = _CHARSET.search(content_type) or _CHARSET.search(content[:4096].decode("latin-1"))
    name = told[1].lower() if told else _WINDOWS
    try:
        # Browsers read Latin-1 as Windows' own code, too (WHATWG Encoding, 4.2).
        return content.decode(_WINDOWS if name in _SAME else name, "replace")
    except (LookupError, ValueError):
        return content.decode(_WINDOWS, "replace")


class _Reader:
    """Listens to the parser; keeps no tree, so that depth costs nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._texts: list[str] = []
        self._lead = ""
        self._leads = 0  # how many elements that may hold a label are open
        self._unseen = 0
        self._kinds: list[str] = []
        self._groups: list[tuple[int, int]] = []
        self._group = 0

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self.flush()
        elif tag in _LEADS:
            self._leads += 1
        if tag in _GROUPS:
            self._group += 1
            self._groups.append((self._group, 0))
        elif tag in _CELLS:
            self._kinds.append(tag)
            if self._groups:
                group, cell = self._groups[-1]
                self._groups[-1] = group, cell + 1
        elif tag in _HEADINGS:
            self._kinds.append(tag)

    def end(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag not in _INLINE:
            self.flush()
        elif tag in _LEADS and self._leads:
            self._leads -= 1
            if not self._leads and not self._lead:
                self._lead = " ".join("".join(self._texts).split())
                if not self._lead:
                    self._texts.clear()  # spaces: joined anew each time they would take long
        if tag in _GROUPS and self._groups:
            self._groups.pop()
        elif (tag in _CELLS or tag in _HEADINGS) and self._kinds:
            self._kinds.pop()

    def data(self, text: str) -> None:
        if not self._unseen:
            self._texts.append(text)

    def close(self) -> None:
        """Nothing is left to do; lxml wants the method."""

    def flush(self) -> None:
        """The block that is open ends here."""
        text = " ".join("".join(self._texts).split())
        if text and len(self.blocks) < _MOST_BLOCKS:
            kind = self._kinds[-1] if self._kinds else ""
            group, cell = self._groups[-1] if self._groups and kind in _CELLS else (0, 0)
            lead = self._lead if len(self._lead) < min(len(text), _LONGEST_LABEL) else ""
            self.blocks.append(Block(kind, group, cell, lead, text))
        self._texts.clear()
        self._lead, self._leads = "", 0
