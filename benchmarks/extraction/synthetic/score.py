"""What came out of a synthetic document against what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.extraction.order import order
from benchmarks.extraction.synthetic.truth import Known
from benchmarks.extraction.truth import sentences, words
from corpus.document import Page

INTERLEAVED = "_interleaved"
"""Ends the name of a layout whose columns stand in the file line by line, across the page."""


class Tally(NamedTuple):
    """So many right of so many, and what was `wrong`."""

    right: int = 0
    of: int = 0
    wrong: tuple[str, ...] = ()

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.of + other.of, self.wrong + other.wrong)


def tally(found: Iterable[tuple[str, bool]]) -> Tally:
    """How many are true, of how many."""
    seen = list(found)
    wrong = tuple(what for what, right in seen if not right)
    return Tally(len(seen) - len(wrong), len(seen), wrong)


def score(name: str, known: Known, pages: Sequence[Page]) -> dict[str, Tally]:
    """Figure → its tally in one document of the layout `name`.

    hyphens_*               the word broken at a line's end stands right, beside its neighbours
    running_lines_removed,  each once a page: the page's text has it no more often than the page's
    page_numbers_removed    own words do
    body_lines_kept         the inner words of each line of the body stand in a row in the text
    footnotes_apart         the note's words are in the spans of notes of its page, and nowhere else
    sentences_across_notes  whole sentences that notes stand amidst
    spaced, bold, turned,   words of odd pages that are found in a row, and once
    ligatures, accents
    sentences_*, order_*    by layout, the notes taken out of the text

    Where the file has the lines of several columns one by one, hyphens and lines say what the order
    says once more, so they are not counted there.
    """
    texts = {page.number: page.text for page in pages}
    parted = {page.number: _parted(page) for page in pages}
    running = " ".join(body for body, _ in parted.values())
    spoken = _row(words(running))
    found = {
        f"sentences_{name}": tally(
            (" ".join(sentence), _row(sentence) in spoken)
            for text in (*known.body, *known.boxes)
            for sentence in sentences(text)
        ),
        f"order_{name}": Tally(*order(words(" ".join(known.body)), words(running))),
        "sentences_across_notes": tally(
            (text, _row(words(text)) in spoken) for text in known.across
        ),
        "footnotes_apart": tally(
            (text, _times(text, parted.get(page, ("", ""))[1]) > 0 and not _times(text, running))
            for page, text in known.notes
        ),
        **_removed(known, texts),
    }
    if not name.endswith(INTERLEAVED):
        found["body_lines_kept"] = tally(
            (" ".join(row), _row(row) in spoken) for row in known.lines
        )
        found |= _hyphens(known, running)
    for kind, places in known.special.items():
        found[kind] = tally((text, _times(text, texts.get(at, "")) == 1) for at, text in places)
    return {figure: counted for figure, counted in found.items() if counted.of}


def summed(scores: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """The tallies of all documents together, and of all hyphens."""
    total: dict[str, Tally] = {}
    for each in scores:
        for figure, counted in each.items():
            total[figure] = total.get(figure, Tally()).plus(counted)
            if figure.startswith("hyphens_"):
                total["hyphens"] = total.get("hyphens", Tally()).plus(counted)
    return dict(sorted(total.items()))


def _hyphens(known: Known, text: str) -> dict[str, Tally]:
    spaced = f" {' '.join(text.split())} "
    found: dict[str, list[tuple[str, bool]]] = {}
    for kind, contexts in known.broken:
        right = any(f" {context} " in spaced for context in contexts)
        found.setdefault(f"hyphens_{kind}", []).append((" / ".join(contexts), right))
    return {figure: tally(each) for figure, each in found.items()}


def _removed(known: Known, texts: Mapping[int, str]) -> dict[str, Tally]:
    gone: dict[bool, list[tuple[str, bool]]] = {True: [], False: []}
    for page, text, is_number in known.running:
        own = _row(known.on_page.get(page, [])).count(_row(words(text)))
        gone[is_number].append((f"page {page}: {text}", _times(text, texts.get(page, "")) <= own))
    names = {"running_lines_removed": False, "page_numbers_removed": True}
    return {figure: tally(gone[is_number]) for figure, is_number in names.items()}


def _parted(page: Page) -> tuple[str, str]:
    """The text of a page without its notes, and the notes."""
    body, notes, end = [], [], 0
    for span in sorted(page.notes):
        body.append(page.text[end : span.start])
        notes.append(page.text[span.start : span.end])
        end = max(end, span.end)
    return " ".join([*body, page.text[end:]]), "\n".join(notes)


def _times(text: str, inside: str) -> int:
    """How often the words of `text` stand in a row in those of `inside`."""
    return _row(words(inside)).count(_row(words(text)))


def _row(row: Sequence[str]) -> str:
    """As a string in which words are found whole: each has spaces of its own."""
    return "".join(f" {word} " for word in row)
