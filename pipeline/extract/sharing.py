"""Copies on document-sharing sites: a transcript, and after it a list of other documents.

The list is never the document's own text. On some pages it is headed "Samankaltaiset
tiedostot"; on others it has no heading, but its entries repeat: a title, the title again with
the beginning of the text, then "Lisätiedot".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.blocks import Block

_HEADED = re.compile(
    r"(?i)(?:samankaltais(?:et|ia)|vastaavat|aiheeseen liittyvät)\s"
    r"(?:tiedostot|tiedostoja|asiakirjat|asiakirjoja|esitykset|dokumentit)"
    r"|similar documents|related documents|liknande dokument"
)
_INTERFACE = re.compile(
    r'(?i)koko: ?(?:\d*+x?\d*+ ?)?px|aloita esitys sivulta:?|download ["“”].*|lataa ["“”].*'
    r"|transkriptio|transcript|transkript|ilmainen lataus|lähetä palautetta"
    r"|start display at page:?|size: px|upota.{0,3}|näytä lisää|raportoi"
)
_TRANSCRIPT = re.compile(r"(?i)transkriptio|transcript(?:ion)?|transkript")
_LONGEST_INTERFACE = 400

_ENTRIES = 3
"""Entries of title and snippet that make a list."""
_SHORTEST_TITLE = 8
_APART = 4
"""Blocks from one entry to the next, at most."""

_SLIDE = re.compile(r"(\d{1,3})(?:\s+(.*))?", re.DOTALL)
_SLIDES = 3
_SLIDES_ALONE = 8
"""Numbered paragraphs that are slides also where nothing says "transcript"."""
_SLIDE_SHARE = 0.8


def is_transcript(blocks: Sequence[Block]) -> bool:
    """Whether a line of the page says that a transcript follows."""
    return any(_TRANSCRIPT.fullmatch(block.text) for block in blocks)


def without_others(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the list of other documents and the site's own interface lines."""
    kept = _without_headed(_without_entries(_from_transcript(blocks)))
    return [
        block
        for block in kept
        if len(block.text) > _LONGEST_INTERFACE or not _INTERFACE.fullmatch(block.text)
    ]


def _from_transcript(blocks: Sequence[Block]) -> list[Block]:
    """Of what stands before a transcript only the headings belong to the document."""
    for row, block in enumerate(blocks):
        if _TRANSCRIPT.fullmatch(block.text):
            return [*(above for above in blocks[:row] if above.level), *blocks[row + 1 :]]
    return list(blocks)


def slides(blocks: Sequence[Block], certain: bool) -> list[list[Block]] | None:
    """The blocks of each slide, when paragraphs begin with the running numbers 1, 2, 3, …

    What stands before slide 1 is on it; the numbers themselves go. None when these are no
    slides. `certain`: the page says that it is a transcript.
    """
    starts: list[int] = []
    for row, block in enumerate(blocks):
        found = _SLIDE.fullmatch(block.text)
        if found and not block.level and int(found[1]) == len(starts) + 1:
            starts.append(row)
    if len(starts) < (_SLIDES if certain else _SLIDES_ALONE):
        return None
    if not certain and len(starts) < _SLIDE_SHARE * (len(blocks) - starts[0]):
        return None
    made = []
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        found = _SLIDE.fullmatch(blocks[start].text)
        text = (found[2] or "") if found else ""
        own = [Block(text)] if text else []
        made.append([*own, *blocks[start + 1 : end]])
    front = blocks[: starts[0]]
    if front and made[0] and made[0][0].text == front[-1].text:
        del made[0][0]
    made[0] = [*front, *made[0]]
    return made


def _without_entries(blocks: Sequence[Block]) -> list[Block]:
    """Cut out every run of entries: title, title and snippet, and a line that is always alike."""
    pairs = [
        row for row in range(len(blocks) - 1) if _is_entry(blocks[row].text, blocks[row + 1].text)
    ]
    kept: list[Block] = []
    done = 0
    for run in _runs(pairs):
        end = run[-1] + 2
        between = Counter(
            blocks[row].text for pair in run for row in range(pair + 2, min(pair + 4, len(blocks)))
        )
        while end < len(blocks) and between[blocks[end].text] >= _ENTRIES:
            end += 1
        kept += blocks[done : run[0]]
        done = end
    return [*kept, *blocks[done:]]


def _is_entry(title: str, snippet: str) -> bool:
    return (
        len(title) >= _SHORTEST_TITLE
        and len(snippet) > len(title)
        and snippet.startswith(title)
        and snippet[len(title)] == " "
    )


def _runs(pairs: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for pair in pairs:
        if runs and pair - runs[-1][-1] <= _APART:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [run for run in runs if len(run) >= _ENTRIES]


def _without_headed(blocks: Sequence[Block]) -> list[Block]:
    """Cut from a heading such as "Samankaltaiset tiedostot" to the next heading of its rank."""
    kept: list[Block] = []
    cutting: Block | None = None
    for block in blocks:
        if len(block.text) < 80 and _HEADED.fullmatch(block.text):
            cutting = block
        elif cutting and cutting.level and 0 < block.level <= cutting.level:
            cutting = None
        if cutting is None:
            kept.append(block)
    return kept
