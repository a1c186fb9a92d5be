"""When a document was published, read off its text.

Only what dates the document itself counts: a date line, an imprint, an issue or series number, a
word such as "Julkaistu" before a date. A law, an event, a reference or a change date does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.describe.dates import Point, points, ranges, short_months
from pipeline.describe.vocabulary import fold, vocabulary

ENOUGH = 2.0
"""What a date must score to be believed."""

_OPENING = 400  # characters: a title page's worth of date line and imprint
_LABEL_REACH = 32  # characters from a label's first letter to its date
_FIRST_LINES = 160  # characters: where a bare date can only be a date line

_DAYS = r"(?:ma|ti|ke|to|pe|la|su|\w{2,6}(?:tai|torstai|wiikko|viikko|dag))"
_LABEL = re.compile(
    r"\b(?:julkaistu|julkaisupäivä|julkaisuaika|luotu|päivätty|päiväys|laadittu|publicerad|skapad|dated"
    r"|published|created|posted on|date|pvm|kirjoitettu|publiceringsdatum)\b\s{0,4}:?\s{0,4}(?:"
    + _DAYS
    + r"\w{0,20},?\s{0,4})?\Z",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:päivitetty|uppdaterad|updated|päivitys)\b\s{0,4}:?\s{0,4}\Z", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\b(?:muokattu|muutettu|ändrad|modified|edited|tulostettu|viitattu|luettu|haettu)\b\s{0,4}:?\s{0,4}\Z",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:tiedote|pöytäkirja|kokous|esityslista|hankesuunnitelma|raportti|rapport|opinnäyte(?:työ)?"
    r"|muistio|uutiskirje|uutinen|nyhet|lausunto|hallitus|lautakunta|toimikunta|protokoll|suunnitelma"
    r"|artikkeli|tutkielma|pressmeddelande|report)\b[^.;\d\n]{0,30}\Z",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:julkaisu|raport|työpaper|selvity|uutiskirje|nyhetsbrev|monist|sarja|rapport|publikation"
    r"|tiedote|muistio|arbetspapper|discussion paper|report|nro|numero|esite|lehti|hallitus"
    r"|lautakunta|kokous|suunnitelma|hakemus)[^.;\d\n]{0,40}\d{0,4}\s?[/:]?\s?\Z",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"(?:opinnäytetyö|tutkielma|gradu|väitöskirja|examensarbete|thesis)\w{0,60}[^.;\d\n]{1,34}\Z",
    re.IGNORECASE,
)
# "© THL 2013", "Copyright VTT 2013", "Yliopistopaino 2004"
_PRINTED = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^.;\d\n]{0,30}\Z|\b\w*(?:paino|tryckeri|printing)\b(?: oy)?,?\s\Z",
    re.IGNORECASE,
)
# An article's place in its journal: "vol. 27 (4) 2019", "60:4, s. 331–335, 2018"
_VOLUME = re.compile(
    r"\bvol\.? ?\d+ ?(?:\(\d+\))?,? \Z|\b\d{1,3}:\d{1,2},(?: s\. [\d–-]+,)? \Z", re.IGNORECASE
)
_LAW = re.compile(
    r"\b(?:la(?:ki|in|issa)|\w+la(?:ki|in|issa)|asetu\w+|lag(?:en)?|förordning\w*|HE|RP)\b[^.;\n]{0,12}\(?\d{0,4}/?\Z"
)
_ISSUE_AFTER = re.compile(r":\d{1,2}(?!\d)")
_REFERENCE = re.compile(r"(?:\bks\.|\bvrt\.|\bym\.|\(\w+[^()]{0,40}|&|\bjulkaistu\b.{0,10})\Z")
_EVENT = re.compile(
    r"(?:seminaar|seminari|koulutus|tilaisuu|työpaj|akatemi|alka[ae]|kysel|messu|ilmoittaut|haku|hakuaik"
    r"|esittel|neuvottel|päät[ti]|alkoi|käynnist|infopäiv|konferens|tapahtum|tapaami|valmennu|päivät\b"
    r"|vuonna|loppuun|mennessä|saakka|startade|voimaan|kohteena)\w{0,60}+[^.;\n]{0,24}+\Z",
    re.IGNORECASE,
)
_EVENT_AFTER = re.compile(r"\s*(?:klo|kello|saakka|asti|mennessä|alkaen|kl\.)\b", re.IGNORECASE)
_IMPRINT = re.compile(r"(?:\A|[\s(,.;:])([A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]+),?\s{1,2}\Z")
_PUBLISHERS = frozenset("stm thl ray stakes kuntaliitto oph okm kela stea ara soste mll".split())


class Publication(NamedTuple):
    """A date that may be the document's own, how much speaks for it, and which rule read it."""

    year: int
    start: int
    end: int
    score: float
    rule: str


def publications(
    text: str, *, title: bool = False, opening: bool = True, slide: bool = False
) -> list[Publication]:
    """The dates of `text` that may be its publication's, the likeliest first.

    `title` says that `text` is a title, `opening` that it begins a document: elsewhere only
    labelled dates are read. On a title slide (`slide`) the date of the event is that of the talk.
    """
    dates = points(text)
    # A range takes two dates, or one whose day alone begins it: none of them dates a document.
    ends = {each.end: each.start for each in ranges(text)}
    starts = set(ends.values())
    result = []
    for date in dates:
        if date.start in starts or date.end in ends:
            continue
        score, rule = _weigh(text, date, title=title, opening=opening, slide=slide)
        if score >= ENOUGH:
            result.append(Publication(date.year, date.start, date.end, score, rule))
    if title or opening:
        result += [
            Publication(each.year, each.start, each.end, 3.0, "month and year")
            for each in short_months(text[:_FIRST_LINES])
        ]
    return sorted(result, key=lambda publication: -publication.score)


def _weigh(text: str, date: Point, *, title: bool, opening: bool, slide: bool) -> tuple[float, str]:
    before = text[max(0, date.start - 64) : date.start]
    near = before[-_LABEL_REACH:]
    if _CHANGED.search(near):
        return 0.0, "change date"
    if date.kind != "number" and _LABEL.search(near):
        return 5.0, "labelled date"
    if date.kind != "number" and _UPDATED.search(near):
        return 2.0, "date of update"
    if not (title or opening) or (not title and date.start > _OPENING):
        return 0.0, ""
    if date.kind in ("number", "year") or date.form == "/":
        return _weigh_number(text, date, before, title=title)
    if date.form and date.form != "." and not _is_dating(date):
        return 0.0, "event"
    if not slide and (_EVENT.search(before) or _EVENT_AFTER.match(text, date.end)):
        return 0.0, "event"
    if _KIND.search(before):
        return 4.0, "dated kind of document"
    if title:
        return 4.0, "date in title"
    if date.kind == "day":
        score = 3.5 if date.start < _FIRST_LINES else 2.5
        return score, "date line"
    return (2.5, "month and year") if date.form != "." else (0.0, "")


def _is_dating(date: Point) -> bool:
    """Whether a month or season stands in the form that dates a document, the nominative."""
    if date.kind == "day":
        return not date.form.endswith(("kuusta", "kuuhun"))
    return date.form.endswith("kuu") or (
        "kuu" not in date.form and not date.form.endswith(("llä", "lle", "stä", "sta", "än", "n"))
    )


def _weigh_number(text: str, date: Point, before: str, *, title: bool) -> tuple[float, str]:
    """Series and issue numbers, and bare years of theses and imprints."""
    number = date.kind == "number" or date.form == "/"
    if date.kind == "year" and _ISSUE_AFTER.match(text, date.end):
        return (4.5, "series number") if _SERIES.search(before) else (0.0, "")
    if number:
        if _LAW.search(before):
            return 0.0, "law"
        if _SERIES.search(before) or (date.form == "/" and _KIND.search(before)):
            return 4.2, "series number"
        return (2.2, "month and year") if title and date.form == "/" else (0.0, "")
    if _THESIS.search(before):
        return 3.8, "year of a thesis"
    if _PRINTED.search(before):
        return 3.2, "imprint"
    if _VOLUME.search(before):
        return 3.6, "volume of a journal"
    place = _IMPRINT.search(before)
    if place is not None and not _REFERENCE.search(before[: place.start()]):
        name = place[1]
        if name.casefold() in _PUBLISHERS or fold(name) in vocabulary().hosts:
            return (2.0 if title else 3.0), "imprint"
    return 0.0, ""
