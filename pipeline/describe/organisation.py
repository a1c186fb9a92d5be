"""The organisation that published a document, or owns the project it is of.

Fields of the page or record come first, then the series of a report ("THL:n raportteja"), labels
and sentences at the beginning ("Hallinnoija: …", "hallinnoi …"), the imprint, and last the host of
the address. A funder is none, nor is a site that copies what others have published.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.document import Evidence, FacetValue, ReadDocument, ReadPage
from pipeline.describe.organisations import organisation_at, organisation_of
from pipeline.describe.stated import stated
from pipeline.describe.vocabulary import vocabulary

_AUTHORS = 0.7
_PUBLISHER, _OWNER, _SERIED, _LABEL, _SAID, _IMPRINT, _HOST = 0.9, 0.92, 0.88, 0.85, 0.8, 0.65, 0.5
_OPENING = 2000
"""Characters of the first two pages that are read, and of the last."""
_LAST = 800
_LONGEST_FIELD = 600
_MOST_OTHERS, _DOUBT = 4, 0.4
_PUBLISHES = re.compile(
    r"(?:dc(?:terms)?\.)?publisher|citation_publisher|og:site_name|julkaisija|kustantaja|utgivare"
    r"|toimittaja-organisaatio",
    re.IGNORECASE,
)
_OWNS = (
    r"(?:hankkeen |projektin )?(?:hallinnoija|hallinnoiva (?:organisaatio|taho)|omistaja"
    r"|toteuttajat?|hakija|vastuuorganisaatio|toteuttajaorganisaatio|hallinnoijaorganisaatio|vastuutaho"
    r"|hakijaorganisaatio)|hakijan (?:virallinen )?nimi|huvudman|projektägare|sökande"
    r"|(?:lead|owner) organi[sz]ation|project owner"
)
_OWNER_FIELD = re.compile(rf"{_OWNS}|organi[sz]ation|organisaatio", re.IGNORECASE)
_WROTE = re.compile("organisation of the authors")
_LABELLED = re.compile(
    rf"(?:^|(?<=[.;|•]\s))(?i:{_OWNS}|julkaisija|utgivare|kustantaja)(?:\s?[:–-]\s?|\s)"
    r"([A-ZÅÄÖ][^\n;|•]{2,140})",
    re.MULTILINE,
)
_MANAGES = re.compile(
    r"\b(?:hallinnoi|hallinnoijana (?:toimii|toimi|on|oli)|hallinnoijana|koordinoi"
    r"|hallinnoijakuntana (?:toimii|toimi|on|oli))\s([A-ZÅÄÖ][^\n.;:()]{2,110})"
)
_MANAGED = re.compile(r"hallinnoi(?:ma)?\b")
_SERIES = re.compile(
    r"(?:julkaisu(?:ja)?|raportteja|raportti|selvityksiä|monisteita|työpapereita"
    r"|työpaperi|tiedotteita|oppaita|rapporter|rapport|publikationer|publications|reports?)"
    r"(?: ja \w+)?(?:,? sarja \w)?,?\s(?:nro |nr |no\.? )?\d"
)
_BEFORE = re.compile(
    r"(?:\A|[\n.;:,()\d])\s{0,9}([A-ZÅÄÖ][^\n.;:,()\d]{1,90}(?::n|:s)?)[ ,]\s?\w{0,20}\Z"
)
_REACH = 100
_IMPRINT_LINE = re.compile(
    r"^(?:© ?)?([A-ZÅÄÖ][^\n\d]{2,80}?)(?:,? (?:[A-ZÅÄÖ]\w+,? )?\d{4})?$", re.M
)
_COPY_SITES = re.compile(
    r"docplayer|docslib|vdocument|slideshare|slideplayer|issuu|yumpu|scribd|doczz|pdfslide|innokyl"
)
_PARTS = re.compile(r"\s?[;|•]\s?|,\s|\s(?:ja|och|sekä|and)\s(?=[A-ZÅÄÖ])|\s[–—]\s")
_MANAGER = re.compile(r"([^;,]{1,110}?)\s?\((?:hallinnoija|hakija|huvudman)\)", re.IGNORECASE)


class _Read(NamedTuple):
    name: str
    score: float
    evidence: Evidence


def describe_organisation(document: ReadDocument, pages: Sequence[ReadPage]) -> list[FacetValue]:
    """The organisation that most speaks for, and others as alternatives; [] for none."""
    by_name: dict[str, list[_Read]] = defaultdict(list)
    for each in (*_fielded(document), *_written(pages), *_hosted(document)):
        by_name[each.name].append(each)
    ordered = sorted(by_name, key=lambda name: -max(each.score for each in by_name[name]))
    values = []
    for place, name in enumerate(ordered[: _MOST_OTHERS + 1]):
        best = sorted(by_name[name], key=lambda each: -each.score)
        score = best[0].score if place == 0 else min(_DOUBT, best[0].score)
        evidence = tuple(each.evidence for each in best[:2])
        values.append(FacetValue("organisation", name, score, evidence, chosen=place == 0))
    return values


def _fielded(document: ReadDocument) -> Iterator[_Read]:
    for names, score in ((_OWNER_FIELD, _OWNER), (_PUBLISHES, _PUBLISHER), (_WROTE, _AUTHORS)):
        for field in stated(document.metadata, names):
            value = field.value[:_LONGEST_FIELD]
            if _COPY_SITES.search(value.lower()):
                continue
            managed = _MANAGER.search(value)
            name, start = _first(managed[1] if managed else value)
            if name:
                start += managed.start(1) if managed else 0
                yield _Read(name, score, field.evidence(start, len(value)))


def _first(text: str) -> tuple[str, int]:
    """The organisation that `text` begins with, whole or up to a comma; and where it begins."""
    whole = text.strip()
    name = organisation_of(whole)
    if not name:
        name = organisation_of(_PARTS.split(whole, maxsplit=1)[0])
    return name, len(text) - len(text.lstrip())


def _written(pages: Sequence[ReadPage]) -> Iterator[_Read]:
    for page in pages[:2]:
        yield from _on_page(page, page.text[:_OPENING], 0)
    if len(pages) > 2:
        start = max(0, len(pages[-1].text) - _LAST)
        yield from _on_page(pages[-1], pages[-1].text[start:], start)


def _on_page(page: ReadPage, text: str, offset: int) -> Iterator[_Read]:
    for start, end, score, rule in _spans(text):
        words = text[start:end]
        name = _first(words)[0]
        if name and not (score == _IMPRINT and _is_place(words)):
            where = page.number, offset + start, offset + end
            yield _Read(name, score, Evidence(words, "text", rule, *where))


def _spans(text: str) -> Iterator[tuple[int, int, float, str]]:
    """Where organisations may be named, what that counts, and by which rule."""
    for pattern, score, rule in (
        (_LABELLED, _LABEL, "labelled"),
        (_MANAGES, _SAID, "manages the project"),
        (_IMPRINT_LINE, _IMPRINT, "imprint"),
    ):
        for found in pattern.finditer(text):
            yield *found.span(1), score, rule
    for pattern, score, rule in (
        (_SERIES, _SERIED, "its series"),
        (_MANAGED, _SAID, "manages the project"),
    ):
        for found in pattern.finditer(text):
            low = max(0, found.start() - _REACH)
            before = _BEFORE.search(text[low : found.start()])
            if before is not None:
                yield low + before.start(1), low + before.end(1), score, rule


def _is_place(text: str) -> bool:
    return _PARTS.split(text, maxsplit=1)[0].strip() in vocabulary().municipalities


def _hosted(document: ReadDocument) -> Iterator[_Read]:
    if not document.location.startswith(("http:", "https:")):
        return
    try:
        host = urlsplit(document.location).hostname or ""
    except ValueError:
        return
    name = organisation_at(host)
    if name:
        at = document.location.lower().find(host)
        words = document.location[at : at + len(host)]
        yield _Read(name, _HOST, Evidence(words, "location", "host", 0, at, at + len(host)))
