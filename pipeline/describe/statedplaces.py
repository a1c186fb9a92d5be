"""The places that a source states in fields: regions, municipalities, counties, the country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.document import Evidence
from pipeline.describe.organisations import organisation_of
from pipeline.describe.stated import Stated, stated
from pipeline.describe.vocabulary import County, vocabulary
from pipeline.describe.whereabouts import Place, regions_of

_WEIGHT = 20.0
"""What a stated place counts: more than a text can say."""
_FIELDS = re.compile(
    r"region|regions|maakunta|maakunnat|municipality|municipalities|kunta|kunnat|county"
    r"|hyvinvointialue|(?:hanke|kohde|toteutus|toiminta)-?alue|toteutuspaikka|landskap|kommun"
)
_SUBJECTS = re.compile(r"subject|subjects|asiasanat?")
_COUNTRY = re.compile(
    r"koko (?:maa|suomi)|suomi|valtakunnallinen|kansallinen|hela landet|riksomfattande|finland"
    r"|(?:the )?whole country|national|nationwide",
    re.IGNORECASE,
)


@dataclass(slots=True)
class StatedPlaces:
    """Places by region code; the names among them; and the words for the whole country, if any."""

    regions: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    municipalities: set[str] = field(default_factory=set)
    counties: dict[str, Evidence] = field(default_factory=dict)
    country: Evidence | None = None

    def __bool__(self) -> bool:
        return bool(self.regions or self.country)

    def add(self, each: Stated) -> None:
        """Add the regions and municipalities that the field names."""
        for place in _places(each):
            self.regions[place.region].append(place)
            if place.municipality:
                self.municipalities.add(place.municipality)


def stated_places(metadata: Mapping[str, str]) -> StatedPlaces:
    """What the fields for places say, or else the places among the subjects that a catalogue gives;
    nothing where they name none that is known."""
    found = StatedPlaces()
    for each in stated(metadata, _FIELDS):
        found.add(each)
        for text, evidence in each.pieces():
            county = _county(text)
            if county is not None:
                found.counties[county.fi] = evidence
                for code in _regions(county):
                    found.regions[code].append(Place(code, _WEIGHT, evidence))
            elif _COUNTRY.fullmatch(text):
                found.country = evidence
    if not found:
        # "Suomi" is a subject of nearly everything: it does not make a document national.
        for each in stated(metadata, _SUBJECTS):
            found.add(each)
    return found


def _places(each: Stated) -> Iterator[Place]:
    for sighting in each.sightings().get("region", ()):
        evidence = each.evidence(sighting.start, sighting.end)
        for code in regions_of(sighting):
            yield Place(code, _WEIGHT, evidence, sighting.term.name)
    for text, evidence in each.pieces():
        # "Oulun kaupunki": a genitive that no word of the vocabulary begins.
        name = organisation_of(text)
        if name != text and name in vocabulary().homes:
            yield Place(vocabulary().homes[name], _WEIGHT, evidence, name)


def _county(text: str) -> County | None:
    name = text.casefold()
    counties = vocabulary().counties
    return next(
        (each for each in counties if name in (each.fi.casefold(), each.sv.casefold())), None
    )


def _regions(county: County) -> tuple[str, ...]:
    """The region that a county covers alone, else that of most of its municipalities."""
    if county.whole:
        return county.whole
    homes = [vocabulary().homes[name] for name in county.municipalities]
    return (max(sorted(set(homes)), key=homes.count),)
