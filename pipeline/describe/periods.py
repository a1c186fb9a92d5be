"""Which of the ranges of years in a text is the document's own project's.

A range counts by the words around it: "toteutusaika" speaks for it, "väliraportti" (a reporting
period) and "ohjelma" (a programme's years) against. The words were collected from project
documents; the scores order them, nothing more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.describe.dates import Range, ranges

ENOUGH = 2.0
"""What a range must score to be believed."""

_BEFORE, _AFTER = 72, 36  # characters looked at on either side
_OPENING = 320  # characters in which a text says what it is about
_FIRST_LINE = 60

_OWN = re.compile(
    r"(?:hanke|projekti)\s?(?:aika|kau)\w*|toteut(?:us|tamis)\s?(?:aika|ajan)\w*|toteutetaan|toteutettiin"
    r"|toteutuu|kesto\b|kestää|toimi(?:aika|kausi)\w*|sijoittuu\s+ajalle|genomför\w*|projekttid\w*"
    r"|alkaa\b|alkamis\w*|aloit\w*|käynnist\w*|startade|alkoi\b|duration|implement\w*",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"\b(?:ajalla|ajalle|ajaksi|aikana|vuosina|vuosille|vuosiksi|vuosien|vuodet|åren|under|pågår|during)\b",
    re.IGNORECASE,
)
_PROJECT = re.compile(r"hank\w*|projek\w*|pilot\w*|kokeilu\w*|muutosohjelm\w*", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:väliraport|seurantaraport|maksatus|raportointi|jakso|tilasto|kuvio|taulukko|lukuvuo|läsår"
    r"|budjetti|talousarvio|muutos\b)\w{0,60}+[\s:(–-]{0,9}+\Z|maksatushakemus[^.\n]{0,12}\Z",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\b(?:kuvio|kuva|taulukko|liite|figur|tabell|figure|table)\s?\d", re.IGNORECASE
)
_PROGRAMME = re.compile(
    r"(?:(?<!kehittämis)ohjelma(?:n|ssa)?|strategian?|suunnitelman?|salkku|hallituskau(?:d\w+|si)"
    r"|kaudella|ohjelmakau\w+|program|programmet|strategi|kaste|rahasto\w*|eakr|esr)"
    r"\s{0,5}[(,:]?\s{0,5}\Z",
    re.IGNORECASE,
)
_PREDECESSOR = re.compile(
    r"\b(?:jatko[ia]\w*|edelt\w*|aiem\w*|aikaisem\w*|ensimmäi\w*|tidigare)\b", re.IGNORECASE
)
_DONE_BEFORE = re.compile(r"\s*(?:toteutet|päättyn|edelt|kehitet)\w*", re.IGNORECASE)
_NAMED = re.compile(
    r"([\w!]{1,60})\s?-?(?:hank|projek|kokeil|pilot)\w{0,40}\s{0,5}\(\Z", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n\s*\n")
_IN_ONE_YEAR = re.compile(
    r"\b(?:jatkuu|toteutetaan|toteutettiin|toteutuu|fortsätter|genomförs)\s(?:vuonna\s|år\s)?"
    r"((?:199|20[0-4])\d)\b",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """A range that may be the project's, how much speaks for it, and which rule read it."""

    range: Range
    score: float
    rule: str


def _since_sentence(text: str, start: int) -> str:
    before = text[max(0, start - _BEFORE) : start]
    ends = list(_SENTENCE_END.finditer(before))
    return before[ends[-1].end() :] if ends else before


def _own_name(text: str, name: str, start: int) -> float:
    """For years in brackets behind a project's name: is it the project the text begins with?"""
    if name.casefold() in text[: min(start - len(name), _OPENING)].casefold():
        return 1.5
    return -1.5 if name[0].isupper() and start > _OPENING else 0.8


def _weigh(text: str, found: Range, *, title: bool, programme: bool) -> tuple[float, str]:
    before = _since_sentence(text, found.start)
    after = text[found.end : found.end + _AFTER]
    if _REPORTED.search(before) or (not title and _CAPTION.search(before)):
        return 0.0, "reporting period"
    score, rule = (3.0, "period in title") if title else (0.5, "range of years")
    if _OWN.search(before):
        score, rule = score + 3.0, "stated period"
    elif _LIKELY.search(before):
        score, rule = score + 1.5, "years named"
    if not title and found.start < _OPENING:
        score += 0.8
    if not title and found.start < _FIRST_LINE and before.strip():
        score += 0.8  # "Name of the project 2014-2016: what it does"
    if _PROJECT.search(before) or _PROJECT.match(after.lstrip(" -–:).,")):
        score += 0.8
    if found.exact:
        score += 0.7
    if not (title or programme) and _PROGRAMME.search(before):
        score -= 2.5
    if _PREDECESSOR.search(before) or _DONE_BEFORE.match(after):
        score -= 2.0
    if not title and (named := _NAMED.search(before)) is not None:
        score += _own_name(text, named[1], found.start)
    if found.last - found.first > 7:
        score -= 2.0
    return score, rule


def periods(text: str, *, title: bool = False, programme: bool = False) -> list[Period]:
    """The ranges of years in `text` that may be its project's own, the likeliest first.

    `title` says that `text` is a title, `programme` that it is about a programme, whose years are
    then its own.
    """
    weighed = [
        Period(each, *_weigh(text, each, title=title, programme=programme)) for each in ranges(text)
    ]
    if title and not weighed and (year := _IN_ONE_YEAR.search(text)):
        only = Range(int(year[1]), int(year[1]), year.start(1), year.end(1))
        return [Period(only, ENOUGH, "work of one year")]
    kept = [period for period in weighed if period.score >= ENOUGH]
    return sorted(kept, key=lambda period: -period.score)
