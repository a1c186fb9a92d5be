"""Facet filters as people write them: names in any language and case, codes, year ranges."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial

from corpus.config import nearest
from corpus.document import UNKNOWN
from corpus.errors import UsageError
from pipeline.describe import (
    find_county,
    find_kind,
    find_municipality,
    find_place,
    find_region,
    find_theme,
)
from pipeline.describe.organisations import organisation_of
from pipeline.describe.projectkey import canonical_name, is_known
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary

LANGUAGES = {
    "fi": "fi",
    "suomi": "fi",
    "finnish": "fi",
    "sv": "sv",
    "ruotsi": "sv",
    "swedish": "sv",
    "svenska": "sv",
    "en": "en",
    "englanti": "en",
    "english": "en",
}
PROGRAMMES = {"kaste": "kaste", "lape": "lape", "other": "other", "muu": "other"}

FREE: Mapping[str, Callable[[str], str]] = types.MappingProxyType(
    {
        "project": lambda text: canonical_name(text) if is_known(text) else text,
        "organisation": organisation_of,
    }
)
"""Facets whose values are names of their own: any text is one; what is known gets its own name."""

LONGEST = 200
"""Characters of such a name."""

EARLIEST, LATEST = 1900, 2100
"""A range of years cannot be longer than this; no document of ours is from elsewhere."""

_EUROS = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3}){1,3}|\d{1,12})(?:,(\d{1,2}))?\s?(?:€|eur|euroa?)?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(100|\d{1,2})(?:[,.](\d{1,2}))?\s?%")
_YEARS = re.compile(r"(\d{4})(?:\s*(?:\.\.|-|–|—)\s*(\d{4}))?")


def read_filters(given: Mapping[str, Iterable[str]], own: str = "") -> dict[str, frozenset[str]]:
    """Facet → values from facet → texts; `own` names the file of a person's own themes.

    Raises UsageError naming the nearest known value.
    """
    chosen = {}
    for facet, texts in given.items():
        values = {value for text in texts for value in _read(facet, text, own)}
        if values:
            chosen[facet] = frozenset(values)
    return chosen


def _read(facet: str, text: str, own: str) -> set[str]:
    if facet == "source":
        return {" ".join(text.split())[:LONGEST] or UNKNOWN}
    if text.strip().casefold() in (UNKNOWN, "tuntematon", "okänd"):
        return {UNKNOWN}
    place = find_place(text) if facet == "region" else None
    return {place} if place else canonical(facet, text, own)


def canonical(facet: str, text: str, own: str = "") -> set[str]:
    """The values of `facet` that `text` means: one, but for a range of years.

    Raises UsageError for a facet or a value there is none of, naming the nearest.
    """
    text = " ".join(text.split())
    if facet in ("year", "published"):
        return _years(facet, text)
    if facet == "period":
        years = sorted(_years(facet, text))
        return {f"{years[0]}-{years[-1]}"}
    if facet in ("budget", "funding"):
        return {_money(facet, text)}
    if facet in FREE and text:
        return {(FREE[facet](text) or text)[:LONGEST]}
    if facet not in _readers(own):
        others = ("year", "period", "published", "budget", "funding")
        every = sorted({*_readers(own), *FREE, *others})
        raise UsageError(f"no facet {facet!r}; known are {', '.join(every)}")
    find, known = _readers(own)[facet]
    value = find(text)
    if not value:
        near = nearest(text.casefold(), {name.casefold(): None for name in known})
        shown = next((name for name in known if name.casefold() == near), "")
        hint = f"did you mean {shown}?" if shown else f"known are {', '.join(known)}"
        raise UsageError(f"no such {facet}: {text!r}; {hint}")
    return {value}


def _readers(own: str) -> dict[str, tuple[Callable[[str], str | None], list[str]]]:
    return {
        "region": (
            find_region,
            [*(region.fi for region in vocabulary().regions.values()), WHOLE_COUNTRY],
        ),
        "municipality": (find_municipality, list(vocabulary().municipalities)),
        "county": (find_county, [county.fi for county in vocabulary().counties]),
        "theme": (partial(find_theme, own=own), list(vocabulary(own).themes)),
        "kind": (find_kind, list(vocabulary().kinds)),
        "programme": (lambda text: PROGRAMMES.get(text.casefold()), list(PROGRAMMES)),
        "language": (lambda text: LANGUAGES.get(text.casefold()), ["fi", "sv", "en"]),
    }


def _money(facet: str, text: str) -> str:
    """Whole euros ("672500"), or the share that the funding is of the costs ("12,5 %")."""
    share = _SHARE.fullmatch(text) if facet == "funding" else None
    if share:
        return f"{share[1]},{share[2]} %" if share[2] else f"{share[1]} %"
    euros = _EUROS.fullmatch(text)
    if not euros:
        other = " or a share (75 %)" if facet == "funding" else ""
        raise UsageError(f"{facet} {text!r}: give whole euros (672500){other}")
    whole = "".join(filter(str.isdigit, euros[1]))
    return str(round(Decimal(f"{whole}.{euros[2] or 0}")))


def _years(facet: str, text: str) -> set[str]:
    found = _YEARS.fullmatch(text)
    if not found:
        raise UsageError(f"{facet} {text!r}: give a year (2009) or a range (2009..2014)")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError(f"{facet} {text!r}: the range ends before it begins")
    years = {str(year) for year in range(max(first, EARLIEST), min(last, LATEST) + 1)}
    if not years:
        raise UsageError(f"{facet} {text!r}: years are from {EARLIEST} to {LATEST}")
    return years
