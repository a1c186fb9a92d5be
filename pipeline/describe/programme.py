"""The programme a document belongs to: Kaste, LAPE, or a known other one.

A field of the source decides; a catalogue's subjects count as much as the title. Otherwise a
programme named in the document's own words, title or address counts, and so do its named projects.
Ordinary words among the names need a capital letter or a project word beside them. A document that
says nothing has no value: the index shows it as unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.document import Evidence, FacetValue, ReadDocument
from pipeline.describe.names import find_programme
from pipeline.describe.sightings import Sighting
from pipeline.describe.stated import stated

_PROJECT_WORD = re.compile(
    r"hank(?:e|kee)|projek|kehittäm|ohjelma|osahank|program|juurrut|jatko|pilot", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?<![a-z])(pakaste|seniorikaste|kaste|kslape|lape)(?![a-z])")
_NEAR = 34  # characters: "Pippuri oli Pirkanmaan maakunnallinen hanke"
_TITLE, _ADDRESS_WEIGHT, _TEXT = 6.0, 3.0, 1.0
_MANY = 6  # mentions beyond which more say nothing new
_LONG, _LONG_ENOUGH = 1500, 1.9  # in a text of so many words, one mention is in passing
_SHOWN = 3  # pieces of evidence kept
_STATED = 100.0  # more than all else together
_FIELDS = re.compile(r"programme|program|(?:hanke|rahoitus|kehittämis)?ohjelma")
_FUNDERS = re.compile(r"funder|rahoittajat?|rahoituslähde|finansiär|subjects?|asiasanat?")


def weight_of(sighting: Sighting) -> float:
    """How much a sighting of a programme's or project's name counts; 0 for an ordinary word."""
    guard = sighting.term.guard
    capital = sighting.words[:1].isupper()
    if guard and not capital:
        return 0.0
    if guard == "project":
        near = sighting.before(_NEAR) + "|" + sighting.after(_NEAR)
        if not _PROJECT_WORD.search(near) and sighting.place != "title":
            return 0.0
    # A common word with a capital may begin a sentence: half a word's worth.
    sure = 1.0 if guard == "" or sighting.words.isupper() or sighting.place == "title" else 0.7
    return sure * (1.0 if sighting.term.kind == "programme" else 0.8)


def describe_programme(document: ReadDocument, found: Sequence[Sighting]) -> list[FacetValue]:
    """The one programme that most speaks for, with up to three pieces of evidence."""
    words = sum(len(page.words) for page in document.pages)
    scores: dict[str, float] = defaultdict(float)
    evidence: dict[str, list[tuple[float, Evidence]]] = defaultdict(list)
    counted: dict[str, int] = defaultdict(int)
    for sighting in found:
        weight = weight_of(sighting)
        if not weight:
            continue
        (value,) = sighting.term.values
        weight *= _TITLE if sighting.place == "title" else _TEXT
        evidence[value].append((weight, sighting.evidence(f"named {sighting.term.kind}")))
        counted[value] += 1
        if counted[value] <= _MANY:
            scores[value] += weight
    for value, weight, place in _stated(document):
        scores[value] += weight
        evidence[value].append((weight, place))
    for match in _ADDRESS.finditer(document.location.casefold()):
        value = "lape" if "lape" in match[1] else "kaste"
        slug = document.location[match.start() : match.end()]
        scores[value] += _ADDRESS_WEIGHT
        place = Evidence(slug, "location", "named in the address", 0, match.start(), match.end())
        evidence[value].append((_ADDRESS_WEIGHT, place))
    if not scores:
        return []
    if words > _LONG and max(scores.values()) < _LONG_ENOUGH:
        return []  # named in passing
    # Another programme counts only where neither of the two is named at all.
    known = {value: score for value, score in scores.items() if value != "other"} or scores
    value = max(known, key=lambda name: known[name])
    best = sorted(evidence[value], key=lambda pair: -pair[0])[:_SHOWN]
    score = round(min(0.99, 0.5 + known[value] / 12), 3)
    return [FacetValue("programme", value, score, tuple(dict.fromkeys(each for _, each in best)))]


def _stated(document: ReadDocument) -> Iterator[tuple[str, float, Evidence]]:
    """Programmes in the source's fields: code, weight, words. Of what funds it and what it is
    about, only a programme's own name counts, no project's."""
    for names, weight in ((_FIELDS, _STATED), (_FUNDERS, _TITLE)):
        for field in stated(document.metadata, names):
            for text, evidence in field.pieces():
                if code := find_programme(text):
                    yield code, weight, evidence
            for sighting in field.sightings().get("programme", ()):
                own = names is _FIELDS or sighting.term.kind == "programme"
                if own and weight_of(sighting):
                    (value,) = sighting.term.values
                    yield value, weight, field.evidence(sighting.start, sighting.end)
