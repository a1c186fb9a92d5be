"""The title of a project's own report or plan, as the name of the project.

"Kotipolku" on the title page of "Hankkeen 2009–2011 loppuraportti" is a name; so is a title that
the text takes up: "Tuulenpesä on Kaste-ohjelman osahanke".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.document import Evidence, ReadDocument, ReadPage
from pipeline.describe.projectkey import is_regional
from pipeline.describe.projectnames import Mention, mention
from pipeline.describe.sightings import Sighting

_OPENING = 600
_MOST_WORDS = 6
_MOST_FIRST = 3
"""Words at the beginning of a title that is a sentence: "Kotipolku tuo avun kotiin"."""
_ENDS = re.compile(r"\s[\w-]+(?:hanke|projekti|projekt)\s*\Z")
_CUT = re.compile(
    r"\s[–—|·-]\s|[:|(\n]|[.,]\s|\s(?=[12]\d{3}\b)|\b(?:\w*hankesuunnitelma|\w*raport\w*|muistio"
    r"|\w*rapport|uutiskirje|tiedote|esite|\w*hakemus|pöytäkirja|report|plan)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:osa)?(?:hankkeen|projektin)\b[^.\n]{0,40}?\b(?:loppu|väli|toiminta|seuranta)raport"
    r"|\bhankesuunnitelma\b|\bprojektisuunnitelma\b|\bhankehakemus\b"
    r"|\b(?:kehittämishanke|kehittämisprojekti)\b[^.]{0,60}\bloppuraport"
    r"|\bslutrapport (?:för|från|av) projekt|\bfinal report of the project",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\A\s?(?:-LAPE\s)?(?:on|oli|är|var|is|was)\s[^.\n]{0,100}?(?:hanke|projekti?|project|kokeilu)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\A\s?-(?=hank|projek)", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:projekt(?:et)?|hanke|projekti|project)\s\Z", re.IGNORECASE)


class TitleName(NamedTuple):
    """A stretch of the title as a name; `sure` when the document says that it is one."""

    mention: Mention
    evidence: Evidence
    sure: bool


def title_names(
    document: ReadDocument, pages: Sequence[ReadPage], found: Sequence[Sighting]
) -> Iterator[TitleName]:
    """The name that the title begins with, and a programme's name with a region's beside it."""
    title = document.title
    cut = _CUT.search(title)
    name = title[: cut.start()] if cut else title
    text = pages[0].text[: 3 * _OPENING] if pages else ""
    sure = False
    if 0 < len(name.split()) <= _MOST_WORDS:
        sure = _is_one(name.strip(), title[len(name) :], text) or bool(_ENDS.search(name))
        yield from _titled(name, sure=sure)
    words = name.split(None, _MOST_FIRST)
    for number in range(1, 0 if sure else min(len(words), _MOST_FIRST + 1)):
        first = " ".join(words[:number])
        if _is_said(first, text, apposed=False):
            yield from _titled(first, sure=True)
    for sighting in found:
        if sighting.place == "title" and sighting.words.casefold() == "lape":
            yield from _regional(sighting)


def _titled(name: str, *, sure: bool) -> Iterator[TitleName]:
    read = mention(name.strip(), 0, len(name), "title of its report")
    if read is not None and name[0].isupper():
        yield TitleName(read, Evidence(name, "title", read.rule, 0, 0, len(name)), sure)


def _regional(sighting: Sighting) -> Iterator[TitleName]:
    """ "LAPE Etelä-Savo" and "Keski-Pohjanmaan LAPE"."""
    before = re.search(r"([A-ZÅÄÖ][\w-]{1,40}+)\s\Z", sighting.before(40))
    after = re.match(r"\s([A-ZÅÄÖ][\w-]+)", sighting.after(40))
    start, end = sighting.start, sighting.end
    for first, last in (
        (start - len(before[0]) if before else -1, end),
        (start, end + after.end() if after else -1),
    ):
        if first < 0 or last < 0:
            continue
        name = sighting.page.text[first:last]
        read = mention(name, first, last, "programme and region")
        if read is not None and is_regional(name):
            yield TitleName(read, Evidence(name, "title", read.rule, 0, first, last), sure=True)


def _is_one(name: str, rest: str, text: str) -> bool:
    """Whether the document, which begins with `text`, says that `name` is a project's."""
    opening = text[:_OPENING]
    if _REPORT.search(rest) or (_REPORT.search(opening) and name.casefold() in opening.casefold()):
        return True
    return _is_said(name, text)


def _is_said(name: str, text: str, *, apposed: bool = True) -> bool:
    """Whether the text calls it one: "Kotipolku on … hanke", "Kotipolku-hanke", "hanke Kotipolku".

    A word that the text also writes small is no name: "Perhekeskus on hanke".
    """
    if " " not in name and f" {name.lower()}" in text:
        return False
    for met in re.finditer(re.escape(name), text):
        at, end = met.span()
        if (
            _IS.match(text[end : end + 140])
            or _BESIDE.match(text[end : end + 10])
            or (apposed and _BEFORE.search(text[max(0, at - 12) : at]))
        ):
            return True
    return False
