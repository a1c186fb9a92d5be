"""How much a place name in a text says of where the project works.

An address, a publisher's town, a meeting place or a school says nothing; a name that is an ordinary
word or a surname too must show by its company that it is a place.
"""

from __future__ import annotations

import re

from pipeline.describe.sightings import Sighting

FULL, MUNICIPALITY, NAME, DEMONYM = 1.0, 0.8, 0.9, 0.4
_FAINT = 0.1

_NOT_ITSELF = re.compile(
    r"[\s:]*(?:n\s)?(?:ammattikorkeakoul|yliopist|amk\b|ely[- ]|ely\b|aluehallintovirast|avi\b"
    r"|lääninhallit"
    r"|hallinto-oikeu|käräjäoik|hovioik|hiippakun|universit|högskol|yrkeshögskol|messu(?:t|kes)"
    r"|vankila|poliisilait)",
    re.IGNORECASE,
)
_UMBRELLA_CENTRE = re.compile(r"\s(?:ruotsinkiel\w*\s)?sosiaalialan\sosaamiskesk", re.IGNORECASE)
_DISTRICT = re.compile(r"\s(?:piiri|piirin|piirissä)\b")
_SOCIETY = re.compile(r"(?:MLL|Mannerheimin|SPR|Martat|4H)\S*\s(?:\w+\s){0,2}\Z")
_AUTHORITY = re.compile(r"(?:viranomainen|rahoittaja|hakuviranomainen)[:,]?\s\Z", re.IGNORECASE)
_STOPS = frozenset(("n", "a", ":", ","))  # what stands before the blank in _AUTHORITY
_POSTCODE = re.compile(r"\b\d{5}\s\Z")
_YEAR_AFTER = re.compile(
    r",?\s{1,2}(?:\w{4,6}kuu\s)?(?:199|20[0-4])\d(?!\s?[-–—]\s?\d|\s(?:199|20[0-4])\d)"
)
# "Torikatu 2 A 5, ", "PL 220, ": an address is no place of work.
_STREET = re.compile(
    r"(?:\b[A-ZÅÄÖ][\w-]*(?:tie|katu|kuja|polku|tori|kaari|aukio|raitti|väylä|gatan|vägen|gränden"
    r"|bulevardi|esplanadi|ranta|rinne|puisto)\s\d{1,3}(?:\s?[A-Za-z](?:\s\d{1,3})?)?"
    r"|\b(?:PL|PB|P\.O\. Box)\s\d{1,5}),\s\Z"
)
_SCHOOL = re.compile(
    r"(?:ammattikorkeakoulu|yliopisto|oppilaitos|opisto|högskola|universitet)\b[^.\n]{0,32}\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.\n/]|\Z)")
_DATE_BEFORE = re.compile(r"\d\.\s?\d{1,2}\.(?:\d{4}|\d\d)?,?\s{1,2}\Z")
_DATE_AFTER = re.compile(r",?\s{1,2}\d{1,2}\.\s?\d{1,2}\.")
_EVENT_WORD = re.compile("emina|ilais|okous|oulut|essut")  # any of those below, quicker
_EVENT = re.compile(
    r"(?:seminaari|tilaisuus|kokous|koulutus|koulutuspäivä|seminarium|messut)\w{0,40}+[^.\n]{0,20}+\Z",
    re.IGNORECASE,
)
_ADMINISTRATOR = re.compile(r"hallinnoi\w*[\s:,]{1,3}(?:ja\s\w+\s)?\Z", re.IGNORECASE)
_ADMINISTERS = re.compile(
    r"\s(?:kaupun\w+|kun\w+|sairaanhoitopiir\w+)\s(?:hallinnoi|koordinoi|toimii\shallinno)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\s(?:kaupun|kunta|kunna|kunni|seutu|seudu|seutuk|sairaanh|perusturv|sote|hyvinvointial|terveysk"
    r"|alue|maakun|seurak|sosiaali|varhaisk|stad|kommun|väli|koulu|kuntap|yhteist)",
    re.IGNORECASE,
)
_LOCATIVE = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "seen", "hin")
_GIVEN_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?\s\Z")
_LIST_BEFORE = re.compile(r"[A-ZÅÄÖ][\w-]{1,40}+(?:,|\sja|\soch|\ssekä|\stai)\s\Z")
_LIST_AFTER = re.compile(r"(?:,|\sja|\soch|\ssekä)\s[A-ZÅÄÖ]")


def place_weight(sighting: Sighting) -> float:
    """How much the mention is worth, 0 to 1."""
    term = sighting.term
    if term.guard and not sighting.words[:1].isupper():
        return 0.0
    before, after = sighting.before(40), sighting.after(40)
    if _NOT_ITSELF.match(after) or (term.kind == "area" and _UMBRELLA_CENTRE.match(after)):
        return 0.0
    if before[-2:-1].isdigit() and _POSTCODE.search(before):
        return 0.0
    if before[-2:-1] == "," and _STREET.search(before):
        return 0.0
    if before[-2:-1] in _STOPS and _AUTHORITY.search(before):
        return 0.0
    if _DISTRICT.match(after) and _SOCIETY.search(before):
        return 0.0
    if term.kind == "region":
        return FULL
    if term.kind == "demonym":
        return DEMONYM
    if term.kind == "municipality":
        return _municipality(sighting, before, after)
    return NAME


def _municipality(sighting: Sighting, before: str, after: str) -> float:
    if sighting.place != "title":
        if _YEAR_AFTER.match(after) and not _locative(sighting.words):
            return _FAINT
        if (
            (before[-2:-1] in "0123456789.," and _DATE_BEFORE.search(before))
            or _DATE_AFTER.match(after)
            or (_ENDS.match(after) and not _locative(sighting.words) and _SCHOOL.search(before))
            or (_EVENT_WORD.search(before) and _EVENT.search(before))
        ):
            return _FAINT
    if ("hallinnoi" in before.casefold() and _ADMINISTRATOR.search(before)) or (
        _ADMINISTERS.match(after)
    ):
        return 2 * _FAINT
    if sighting.term.guard == "homonym":
        return MUNICIPALITY * _homonym(sighting, before, after)
    return MUNICIPALITY


def _locative(words: str) -> bool:
    return words.casefold().endswith(_LOCATIVE)


def _homonym(sighting: Sighting, before: str, after: str) -> float:
    """How sure it is that an ambiguous name is the municipality, 0 to 1."""
    if _locative(sighting.words) or _COMPANY.match(after):
        return 1.0
    if before.endswith("(") and after.startswith(")"):
        return 1.0
    if _LIST_BEFORE.search(before) or _LIST_AFTER.match(after):
        return 0.6
    if _GIVEN_NAME.search(before):
        return 0.0
    genitive = sighting.words.casefold().endswith("n") and after[:2].strip().islower()
    return 0.7 if genitive and before.strip() else 0.2
