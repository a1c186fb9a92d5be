"""Footnotes: lines in smaller type at the foot of a page or column, which begin with a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.clean.line import Line

SMALLER = 0.93
"""Type below this share of the body's is another text: a note, a caption."""
_MOST_LINES = 60
"""Lines of notes on a page; more are a text of their own."""

_LONGEST_PAGE = 2000
"""Lines of a page that is looked at; no reader turns a page with more."""

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FIGURES = str.maketrans(_RAISED, "0123456789")
_MARK = re.compile(
    rf"([{_RAISED}]{{1,3}}|\d{{1,3}}(?=[.)]?\s|[^\W\d_])|[*†‡]{{1,3}})[.)]?\s*(?=\S)"
)
_REFERENCE = re.compile(
    rf" ?[{_RAISED}]{{1,3}}|(?:(?<=[^\W\d_][.,;:!?)\]\"”’»])|(?<=[a-zåäö]{{2}}))\d{{1,3}}(?!\w)"
    r"|(?<=\S)[*†‡]{1,3}(?!\w)"
)
_MAY_REFER = re.compile(rf"[\d{_RAISED}*†‡]")
# "km²", "10³": what is raised behind a unit or a figure belongs to it.
_POWER = re.compile(r"(?:\d|\b[kcdmh]?m)$")
_ENDS = re.compile(r"[.!?:][\"'”’)\]»]?$")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Parted(NamedTuple):
    """The lines of a page: its text, and its footnotes."""

    body: list[Line]
    notes: list[list[Line]]


def part(pages: Sequence[Sequence[Line]]) -> list[Parted]:
    """Take the footnotes out of the text of each page.

    A note is small type that begins with a mark which the page's text has too, with no text
    below it in its column; what goes on from an unfinished note of the page before is one, too.
    The marks of the text go with the notes: "sovittiin³ jo" would be a wrong word, and a number
    of its own would stand between two words of a phrase. Superscripts that lead to no note stay.
    """
    found: list[list[list[int]]] = []
    unfinished = False
    before: set[str] = set()
    for page in pages:
        marks = _references(page)
        notes = _notes(page, marks | before, unfinished)
        if page:
            unfinished = bool(notes) and not _ENDS.search(page[notes[-1][-1]].text)
            before = marks
        found.append(notes)
    noted = [
        {_mark(page[note[0]]) for note in notes} for page, notes in zip(pages, found, strict=True)
    ]
    return [
        _parted(page, notes, here | after)
        for page, notes, here, after in zip(pages, found, noted, [*noted[1:], set()], strict=False)
    ]


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of a page's text is set; 0.0 for no lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes(lines: Sequence[Line], marks: set[str], unfinished: bool) -> list[list[int]]:
    """The rows of each note of a page; its text and that of the page before has the `marks`."""
    least = SMALLER * body_size(lines)
    small = [row for row, line in enumerate(lines) if line.size < least and not line.cells]
    if not small or len(lines) > _LONGEST_PAGE:
        return []
    notes: list[list[int]] = []
    for row in _at_foot(lines, small):
        if _mark(lines[row]) in marks:
            notes.append([row])
        elif notes and row == notes[-1][-1] + 1:
            notes[-1].append(row)
        elif unfinished and not notes and lines[row].text[:1].islower():
            notes.append([row])
    return notes if sum(map(len, notes)) <= _MOST_LINES else []


def _parted(lines: Sequence[Line], notes: Sequence[Sequence[int]], noted: set[str]) -> Parted:
    """The page without its notes and without the references to the notes `noted`."""
    taken = {row for note in notes for row in note}
    body = [line for row, line in enumerate(lines) if row not in taken]
    if noted:
        body = [line._replace(text=_without(line.text, noted)) for line in body]
    parted = [[_spelled(lines[note[0]]), *(lines[row] for row in note[1:])] for note in notes]
    return Parted([line for line in body if line.text], parted)


def _at_foot(lines: Sequence[Line], small: Sequence[int]) -> list[int]:
    """Those of the rows `small` that have no text of the others below them."""
    others = set(range(len(lines))).difference(small)
    large = [lines[row] for row in others if _LETTERS.search(lines[row].text)]
    return [
        row
        for row in small
        if not any(
            line.top > lines[row].top
            and line.left < lines[row].right
            and line.right > lines[row].left
            for line in large
        )
    ]


def _mark(line: Line) -> str:
    """The mark with which a note begins, in plain figures; "" for none."""
    found = _MARK.match(line.text)
    return found[1].translate(_FIGURES) if found else ""


def _references(lines: Sequence[Line]) -> set[str]:
    """The marks of notes that stand in the text of a page."""
    least = SMALLER * body_size(lines)
    return {
        found[0].strip().translate(_FIGURES)
        for line in lines
        if _MAY_REFER.search(line.text)
        for found in _REFERENCE.finditer(line.text)
        # In small type it may be a note's own mark, or a figure in a table.
        if line.size >= least or (found.start() and found[0][-1] in _RAISED)
    }


def _without(text: str, noted: set[str]) -> str:
    """`text` without the references to the notes of the page."""

    def kept(found: re.Match[str]) -> str:
        leads = found[0].strip().translate(_FIGURES) in noted
        before = text[max(0, found.start() - 3) : found.start()]
        return "" if leads and not _POWER.search(before) else found[0]

    return _REFERENCE.sub(kept, text) if _MAY_REFER.search(text) else text


def _spelled(line: Line) -> Line:
    """The first line of a note with its mark in plain figures, set apart."""
    found = _MARK.match(line.text)
    if not found:
        return line
    return line._replace(text=f"{found[0].strip().translate(_FIGURES)} {line.text[found.end() :]}")
