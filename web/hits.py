"""A hit as its page lists it: what a reader chooses by, and excerpts to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.document import UNKNOWN
from index.search import Found, SearchService
from web.labels import label
from web.languages import Language
from web.marks import Piece, pieces
from web.reading import PageFace, page_faces, shown_location

SNIPPETS = 2
"""Snippets of a hit on the page; programs get all."""


class Excerpt(NamedTuple):
    """A snippet: its page as people cite it, the language if it is known, the marked text."""

    page: int
    printed: str
    language: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """A hit with all that a reader chooses by. `pages` are numbers with what is printed on them."""

    found: Found
    place: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[tuple[int, str], ...]
    excerpts: tuple[Excerpt, ...]
    language: str


def row(service: SearchService, found: Found, language: Language, own: str = "") -> Row:
    """A hit as it is listed."""
    shown = [*found.pages, *(snippet.page for snippet in found.snippets[:SNIPPETS])]
    faces = page_faces(service.store, found.id, shown)
    # A page of the web has no number that anybody would cite.
    numbered = len(faces) > 1
    values = found.facets
    return Row(
        found=found,
        place=shown_location(found.location),
        facts=tuple(_facts(values, language, own)),
        pages=tuple((n, printed(n, faces)) for n in found.pages) if numbered else (),
        excerpts=tuple(
            Excerpt(
                snippet.page,
                printed(snippet.page, faces) if numbered else "",
                _other(faces, snippet.page, language),
                pieces(snippet.text, snippet.highlights),
            )
            for snippet in found.snippets[:SNIPPETS]
        ),
        language=next(iter(values.get("language", ())), ""),
    )


def printed(number: int, faces: Mapping[int, PageFace]) -> str:
    """A page as it is cited: what is printed on it, else its number in the file."""
    face = faces.get(number)
    return (face.label if face else "") or str(number)


def years(values: Sequence[str]) -> str:
    """Years as people write them: 2009, 2009–2011, or 2009, 2011."""
    numbers = sorted(int(value) for value in values if value.isdecimal())
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def _facts(
    values: Mapping[str, Sequence[str]], language: Language, own: str
) -> list[tuple[str, str]]:
    regions = [label("region", value, language) for value in values.get("region", ())]
    if len(regions) > 3:
        regions = [*regions[:3], "…"]
    kinds = [label("kind", value, language, own) for value in values.get("kind", ())[:1]]
    facts = [
        ("kind", ", ".join(kind for kind in kinds if values["kind"][0] not in (UNKNOWN, "other"))),
        ("organisation", ", ".join(values.get("organisation", ())[:2])),
        ("region", ", ".join(regions)),
        ("year", years(values.get("year", ()))),
    ]
    return [fact for fact in facts if fact[1]]


def _other(faces: Mapping[int, PageFace], number: int, language: Language) -> str:
    """The language of a page, where it is not the reader's."""
    face = faces.get(number)
    return face.language if face and face.language != language.code else ""
