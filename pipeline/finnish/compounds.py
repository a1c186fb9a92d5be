"""The parts of a compound, each with its base form and its place in the form (rule 7).

Split at ``[Bc]`` in FSTOUTPUT, which marks compounds only; the ``+`` of Voikko's WORDBASES marks
derivation too, and would make *palvella* of *palvelu*. A word without ``[Bc]`` that the dictionary
has as one is split at its ``[Bm]`` (*hyvin|vointi*), unless it is a name (*Lönn|berg*); inside a
longer compound it is one part (*hyvinvointi|palvelu*). Measured against the boundaries marked in
UD_Finnish-TDT and OOD (development parts): precision .89, recall .97.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.document import Part
from pipeline.finnish import fst as fst_text
from pipeline.finnish.readings import NAMES, Reading

SHORTEST_PART = 2
"""Letters of a part's base form; *yö* and *EU* are words, a single letter finds too much."""

LONGEST_RUN = 4
"""Parts of a compound inside a compound; a longer one is no word that anybody looks for."""

HYPHEN = "-"

MONTHS = frozenset(
    f"{name}kuu"
    for name in "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
)
"""No compounds to anybody who searches: *kesä* is not to find every date in June."""


class _Segment(NamedTuple):
    surface: str
    base: str
    start: int
    joined: bool  # without a hyphen to the segment before
    fst: str


def parts(form: str, reading: Reading) -> tuple[Part, ...]:
    """The parts of `form` as `reading` sees it; none when it is no compound.

    Parts that a hyphen sets off count, and so do compounds inside the compound (*ohjelma*,
    *muutos* and *muutosohjelma* in ``LAPE-muutosohjelma``). Spans lie inside `form` and may
    overlap.
    """
    if not fst_text.is_compound(reading.fst) or reading.lemma in MONTHS:
        return ()
    if fst_text.surface(reading.fst) != form.lower():
        return ()  # Voikko and the form do not meet letter by letter: no places to tell
    segments = _segments(reading)
    if len(segments) > 1:
        found = [Part(piece.base, piece.start, _end(piece)) for piece in segments]
        found += _members(segments)
    elif reading.word_class in NAMES:
        return ()
    else:
        found = [part for piece in segments for part in _frozen(piece)]
    return tuple(
        sorted(
            {part for part in found if is_part(part.lemma)}, key=lambda part: (part.start, part.end)
        )
    )


def is_part(lemma: str) -> bool:
    """Whether `lemma` can find something on its own: long enough, and no number."""
    return len(lemma) >= SHORTEST_PART and not lemma.isdigit()


def _segments(reading: Reading) -> list[_Segment]:
    """The segments of the reading, at `[Bc]` and at hyphens the dictionary did not mark."""
    pieces = [piece for piece in reading.fst.split(fst_text.BOUNDARY) if piece]
    segments: list[_Segment] = []
    place, joined = 0, True
    for number, piece in enumerate(pieces, start=1):
        surface = fst_text.surface(piece)
        base = fst_text.base(piece)
        if number == len(pieces):
            base = _last_base(reading, place, base)
        bare = surface.strip(HYPHEN)
        start = place + len(surface) - len(surface.lstrip(HYPHEN))
        if bare:
            segments.append(_Segment(bare, _fold(base), start, joined, piece))
        joined = not surface.endswith(HYPHEN)
        place += len(surface)
    return segments


def _frozen(segment: _Segment) -> Iterator[Part]:
    """The parts of a word that the dictionary has as one, a compound grown together.

    Only the last has a base form: *toimen* of ``toimenpide`` is taken as it stands, as treebanks
    take it too.
    """
    if fst_text.FROZEN not in segment.fst:
        return
    *before, _ = [fst_text.surface(piece) for piece in segment.fst.split(fst_text.FROZEN)]
    place = 0
    for surface in before:
        end = place + len(surface.rstrip(HYPHEN))
        yield Part(surface.strip(HYPHEN), segment.start + place, segment.start + end)
        place += len(surface)
    if segment.base.startswith("".join(before)):
        yield Part(segment.base[place:], segment.start + place, _end(segment))


def _last_base(reading: Reading, place: int, base: str) -> str:
    """The base form of the last part: what the lemma of the whole ends with.

    So the part is the participle or the -minen noun where the whole word is.
    """
    before = fst_text.surface(reading.fst)[:place]
    return reading.lemma[place:] if reading.lemma.startswith(before) else base


def _members(segments: Sequence[_Segment]) -> Iterator[Part]:
    """The compounds inside the compound: every run of neighbours without a hyphen between.

    So *perhekeskus* finds *perhekeskustoimintamalli*, and *muutosohjelma* finds
    *LAPE-muutosohjelma*.
    """
    for first in range(len(segments)):
        for last in range(first + 1, min(len(segments), first + LONGEST_RUN)):
            if not segments[last].joined:
                break
            run = segments[first : last + 1]
            if len(run) < len(segments):
                lemma = "".join(piece.surface for piece in run[:-1]) + run[-1].base
                yield Part(lemma.casefold(), run[0].start, _end(run[-1]))


def _end(segment: _Segment) -> int:
    return segment.start + len(segment.surface)


def _fold(base: str) -> str:
    return base.casefold().strip(HYPHEN)
