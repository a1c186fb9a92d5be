"""Where a document comes from, as a person reads it: its places, and every version it has had."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.places import Place
from index.show import Shown
from terminal.text import near, one_line


def place_lines(shown: Shown) -> Iterator[str]:
    """Where it is or was, when its bytes were had there, and what the source says of it."""
    for place in shown.places:
        kind = shown.types.get(place.source, "")
        source = one_line(f"{place.source}: {kind}" if kind else place.source)
        yield f"location  {near(place.location)} [{source}]{_gone(place)}"
        if place.url and place.url != place.location:
            yield f"          answered by {one_line(place.url)}"
        if place.fetched:
            later = f", the same on {place.confirmed}" if place.confirmed > place.fetched else ""
            yield f"          had on {place.fetched}{later}"
        for label, text in place.metadata.items():
            yield f"          {one_line(label)}: {one_line(text)}"


def _gone(place: Place) -> str:
    if not place.gone:
        return ""
    return f" (no longer there{f': {one_line(place.why_gone)}' if place.why_gone else ''})"


def version_lines(shown: Shown) -> Iterator[str]:
    """Every content it has had: its hash and size, and where, when and by what it was had first."""
    origins = {origin.number: origin for origin in shown.origins}
    for version in shown.versions:
        yield f"version   {version.number}: sha256 {version.sha256}, {version.size} bytes"
        origin = origins.get(version.number)
        if origin is None:
            yield f"          had on {version.fetched}"
            continue
        status = f", answer {origin.status}" if origin.status else ""
        where = near(origin.url or origin.location)
        yield f"          had on {origin.fetched} from {where} [{one_line(origin.source)}]{status}"
        yield f"          by {one_line(origin.tool)}"
