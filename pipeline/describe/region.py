"""The regions (maakunta) where a project or service works, or the whole country.

What the source states in fields comes first, or else the places among its subjects; then the title
decides before the address, the address before the text. Municipalities, joint authorities and
wellbeing services counties count through their region. A larger area stands for its
regions unless narrower places inside it are named: a sub-project's area beats its umbrella's. A
document of a ministry or a national institute that names no place of its own is of the whole
country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from corpus.document import Evidence, FacetValue, ReadDocument, ReadPage
from pipeline.describe.layers import describe_layers
from pipeline.describe.sightings import Sighting
from pipeline.describe.statedplaces import StatedPlaces, stated_places
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary
from pipeline.describe.whereabouts import OPENING_WORDS, Place, Whereabouts, host_region

_RIVAL = 0.9  # share of mentions with which a region joins those of the title
_SEVERAL = 3  # regions that examples are scattered over
_SHOWN = 3
_DOUBT = 0.4  # a region that was not taken is never surer
_MOST_OTHERS = 6
_NATIONAL = re.compile(
    r"valtakunnalli|kansalli(?:nen|sen)|sosiaali- ja terveysministeri|\bSTM\b|\bTHL\b"
    r"|riksomfattande|nationell|\bministeri|hallituksen kärkihan|koko maa|\bnational\b|Suomessa\b"
    r"|eduskun|\bvaltion (?:talousarvio|tilinpäätö)",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:STM|THL|RAY|STEA|OKM|Kuntaliitto|Työterveyslaitos|Stakes|STAKES(?:IN)?|Sitra(?:n)?"
    r"|Opetushallitus)\b|valtakunnalli|VALTAKUNNALLI|riksomfattande|ministeriö|hallituksen\s"
    r"|[Ee]duskun|EDUSKUN|riksdag|RIKSDAG|[Ll]apsiasiavaltuutet|barnombudsman|koko maassa"
    r"|kaikki(?:en|in) (?:\d+ )?(?:hyvinvointialue|maakun)|i hela landet",
)
_NATIONWIDE = re.compile(r"valtakunnalli|riksomfattande|nationwide", re.IGNORECASE)
_PROGRAMME_TITLE = re.compile(r"\A(?!.*hank(?:e|kee)).*ohjelma(?:n|ssa|sta)?\b", re.I | re.DOTALL)
_NATIONAL_HOSTS = re.compile(
    r"(?:^|\.)(?:stm|thl|valtioneuvosto|eduskunta|finlex|kuntaliitto|ara|okm|minedu|stea|soste)\.fi$"
)


def _narrowed(areas: Iterable[tuple[tuple[str, ...], Evidence]], inside: set[str]) -> set[str]:
    """The regions of the areas, each area without those that its named parts leave out."""
    regions: set[str] = set()
    for values, _evidence in areas:
        named = inside & set(values)
        regions |= named or set(values)
    return regions


def _decide(seen: Whereabouts, host: Place | None, document: ReadDocument) -> tuple[set[str], bool]:
    """The regions, and whether it is the whole country instead."""
    titled = {place.region for place in seen.title}
    strong = seen.strong()
    if titled:
        most = max((seen.body.get(region, 0.0) for region in titled), default=0.0)
        rivals = {r for r in strong if seen.body[r] >= max(2.5, _RIVAL * most)}
        return titled | seen.enumerated() | rivals, False
    if seen.title_areas:
        regions = {region for values, _evidence in seen.title_areas for region in values}
        listed = seen.enumerated()
        return (listed if listed and listed < regions else regions | listed), False
    heading = f"{document.title}\n"
    if host is None and (_national_host(document.location) or _NATIONAL.search(heading)):
        return set(), True
    if host is not None:
        return {host.region} | {
            r for r in strong if seen.body[r] >= 2.0 or r in _first(seen)
        }, False
    if strong:
        return (set(), True) if _scattered(seen, strong) else (strong, False)
    if seen.areas:
        return _narrowed(seen.areas[:1], strong), False
    opening = heading + (seen.pages[0].text[:1500] if seen.pages else "")
    return set(), bool(_ACTOR.search(opening) or _PROGRAMME_TITLE.search(document.title))


def _scattered(seen: Whereabouts, strong: set[str]) -> bool:
    """Whether a national document only gives examples: its first page names a national actor and
    no place, and the places further on are of several regions."""
    first = seen.pages[0]
    if len(strong) > _SEVERAL and _NATIONWIDE.search(first.text[:600]):
        return True
    opening = any(
        sighting.page is first and sighting.word < OPENING_WORDS
        for sighting in (*seen.sightings, *seen.area_sightings)
    )
    return len(strong) >= _SEVERAL and not opening and bool(_ACTOR.search(first.text[:400]))


def _first(seen: Whereabouts) -> set[str]:
    return {seen.sightings[0].term.values[0]} if seen.sightings else set()


def _national_host(location: str) -> bool:
    try:
        return bool(_NATIONAL_HOSTS.search(urlsplit(location).hostname or ""))
    except ValueError:
        return False


def describe_region(
    document: ReadDocument, pages: Sequence[ReadPage], found: Sequence[Sighting]
) -> list[FacetValue]:
    """The regions in Statistics Finland's order, or "koko maa"; nothing when no place is named.

    Then the municipalities inside them and the wellbeing services counties, and last the regions
    that were named and not taken.
    """
    seen = Whereabouts(pages, found)
    if told := stated_places(document.metadata):
        return _told(told, seen)
    host = host_region(document.location)
    regions, national = _decide(seen, host, document)
    others = _alternatives(seen, set() if national else regions)
    if national:
        match = _NATIONAL.search(document.title) or _ACTOR.search(document.title)
        words = match[0] if match else document.title or document.location
        span = match.span() if match else (0, 0)
        why = Evidence(words, "title", "national document", 0, *span)
        return [FacetValue("region", WHOLE_COUNTRY, 0.6, (why,)), *others]
    if host is not None:
        seen.shown[host.region].append(host)
    return [*_values(seen, regions), *describe_layers(seen, regions), *others]


def _told(told: StatedPlaces, seen: Whereabouts) -> list[FacetValue]:
    """What the source states; what the text says besides are alternatives."""
    regions = set(told.regions)
    if not regions:
        assert told.country
        country = FacetValue("region", WHOLE_COUNTRY, 0.97, (told.country,))
        return [country, *_alternatives(seen, regions)]
    for region, places in told.regions.items():
        seen.shown[region] += places
    layers = describe_layers(seen, regions, told)
    return [*_values(seen, regions), *layers, *_alternatives(seen, regions)]


def _values(seen: Whereabouts, regions: set[str]) -> list[FacetValue]:
    areas = [*seen.title_areas, *seen.areas]
    values = []
    for region in sorted(regions):
        shown = sorted(seen.shown[region], key=lambda place: -place.weight)[:_SHOWN]
        by_area = [each for codes, each in areas if region in codes][:_SHOWN]
        evidence = [place.evidence for place in shown] or by_area
        titled = any(place.region == region for place in seen.title)
        total = sum(place.weight for place in seen.shown[region])
        score = round(min(0.99, (0.8 if titled else 0.5) + total / 40), 3)
        values.append(FacetValue("region", vocabulary().regions[region].fi, score, tuple(evidence)))
    return values


def _alternatives(seen: Whereabouts, chosen: set[str]) -> list[FacetValue]:
    """The regions that were named and not taken, those named most first."""
    values = []
    for region, places in seen.shown.items():
        if region in chosen:
            continue
        shown = sorted(places, key=lambda place: -place.weight)[:_SHOWN]
        score = round(min(_DOUBT, sum(place.weight for place in places) / 40), 3)
        evidence = tuple(place.evidence for place in shown)
        name = vocabulary().regions[region].fi
        values.append(FacetValue("region", name, score, evidence, chosen=False))
    return sorted(values, key=lambda value: -value.score)[:_MOST_OTHERS]
