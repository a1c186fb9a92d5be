"""Where a document's places stand, and how much each region is spoken for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.document import Evidence, ReadPage
from pipeline.describe.places import place_weight
from pipeline.describe.sightings import Sighting
from pipeline.describe.vocabulary import fold, vocabulary

_SHARE = 0.3  # of the most named region's mentions, the least that another must have
_FEW = 4.0  # mentions: up to so many, each place that is named counts
_ENOUGH = 0.5  # the least weight of mentions that says anything
_HEADING, _OPENING = 2.0, 1.4
OPENING_WORDS = 90
_ELIDED = re.compile(r"\b(\w+)-\s(?:ja|sekä|tai|och|and)\s\Z")
_ENUMERATION = re.compile(
    r"\btoteut(?:taj|tav|taa)\w*|\bhankealue\w*|\bosahank\w*|\bpilot\w*|\btoiminta-?alue\w*"
    r"|\bkohdealue\w*|\bprojektområde\w*",
    re.I,
)
_SENTENCE = 800  # characters: the longest list of places that is read as one
_COOPERATION = re.compile(r"yhteistyöalue|yhteistoiminta-alue|\bYTA\b|OT-kesku", re.IGNORECASE)
_HOST_TAIL = re.compile(
    r"(?:n?(?:liitto|kaupunki|kunta|seutu|hyvinvointialue|sote|perhekeskus)|svalfard|valfard|hva|lape)$"
)


class Place(NamedTuple):
    """A region spoken for: how much, by what, and by which municipality's name if by one."""

    region: str
    weight: float
    evidence: Evidence
    municipality: str = ""


def _kept(found: Iterable[Sighting]) -> list[tuple[Sighting, float]]:
    """The sightings that count, with their weights; a town right after its region is its region's
    own naming (a document's own word on where a place belongs wins)."""
    kept: list[tuple[Sighting, float]] = []
    last: Sighting | None = None
    for sighting in found:
        weight = place_weight(sighting)
        inside = (
            last is not None
            and last.page is sighting.page
            and last.term.kind == "region"
            and sighting.term.kind == "municipality"
            and sighting.page.text[last.end : sighting.start].strip(" (:") == ""
        )
        if weight and not inside:
            kept.append((sighting, weight))
        last = sighting
    return kept


def host_region(location: str) -> Place | None:
    """The region whose name, or whose municipality's, an address has for its host."""
    try:
        host = urlsplit(location).hostname or ""
    except ValueError:  # a broken IPv6 address is no host
        return None
    for label in host.split(".")[:-1]:
        name = fold(label)
        for candidate in (name, _HOST_TAIL.sub("", name), name.removeprefix("lape")):
            region = vocabulary().hosts.get(candidate)
            if region is not None:
                start = location.find(label)
                evidence = Evidence(
                    label, "location", "host name", 0, max(0, start), max(0, start) + len(label)
                )
                return Place(region, 1.0, evidence)
    return None


def _area(sighting: Sighting) -> tuple[str, ...]:
    term = sighting.term
    near = sighting.before(60) + sighting.after(60)
    return term.cooperation if term.cooperation and _COOPERATION.search(near) else term.values


def regions_of(sighting: Sighting) -> tuple[str, ...]:
    """The codes of the regions that it speaks for, an elided one before it among them."""
    return (*sighting.term.values, *_elided(sighting))


def _elided(sighting: Sighting) -> tuple[str, ...]:
    """The region whose second half is left out before this one: "Etelä- ja Pohjois-Savossa"."""
    if sighting.term.kind != "region" or (prefix := _ELIDED.search(sighting.before(24))) is None:
        return ()
    regions = vocabulary().regions
    tail = regions[sighting.term.values[0]].fi.partition("-")[2]
    name = f"{prefix[1]}-{tail}".casefold()
    return tuple(code for code, region in regions.items() if region.fi.casefold() == name)


class Whereabouts:
    """The evidence of one document, sorted by where it stands."""

    def __init__(self, pages: Sequence[ReadPage], found: Iterable[Sighting]) -> None:
        self.pages = pages
        self.title: list[Place] = []
        self.title_areas: list[tuple[tuple[str, ...], Evidence]] = []
        self.areas: list[tuple[tuple[str, ...], Evidence]] = []
        self.body: dict[str, float] = defaultdict(float)
        self.shown: dict[str, list[Place]] = defaultdict(list)
        self.sightings: list[Sighting] = []
        self.area_sightings: list[Sighting] = []
        for sighting, weight in _kept(found):
            self._add(sighting, weight)

    def _add(self, sighting: Sighting, weight: float) -> None:
        evidence = sighting.evidence(sighting.term.kind)
        in_title = sighting.place == "title"
        if sighting.term.kind == "area":
            (self.title_areas if in_title else self.areas).append((_area(sighting), evidence))
            self.area_sightings.append(sighting)
            return
        if sighting.place == "heading":
            weight *= _HEADING
        elif self.pages and sighting.page is self.pages[0] and sighting.word < OPENING_WORDS:
            weight *= _OPENING
        for region in regions_of(sighting):
            place = Place(region, weight, evidence, sighting.term.name)
            self.shown[region].append(place)
            if in_title and weight >= _ENOUGH:
                self.title.append(place)
            elif not in_title:
                self.body[region] += weight
                self.sightings.append(sighting)

    def enumerated(self) -> set[str]:
        """Regions that one sentence names as those taking part, three or more."""
        for number, sighting in enumerate(self.sightings):
            if not _ENUMERATION.search(sighting.before(80)):
                continue
            limit = sighting.end + _SENTENCE
            end = sighting.page.text.find(". ", sighting.end, limit)
            end = limit if end < 0 else end
            together = {
                region
                for other in self.sightings[number : number + 40]
                if other.page is sighting.page and other.start < end
                for region in other.term.values
            }
            if len(together) >= 3:
                return together
        return set()

    def strong(self) -> set[str]:
        """The regions named often enough beside the one named most."""
        most = max(self.body.values(), default=0.0)
        least = max(_ENOUGH, _SHARE * (most - _FEW))
        return {region for region, weight in self.body.items() if weight >= least}
