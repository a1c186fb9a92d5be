"""What a document's project costs in all, and what the grant pays of it.

Read from the source's fields, from the total row of a table of costs, and from sentences that call
a sum the project's. A programme's money, another one's, a price, a year's part and a cost for one
person are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Evidence, FacetValue, ReadPage, Span
from pipeline.describe.money import shares, sums
from pipeline.describe.sightings import Sighting
from pipeline.describe.stated import stated
from pipeline.tables import number, rows

BUDGET, FUNDING = "budget", "funding"

_LEAST, _MOST = 1000, 200_000_000
"""Euros that a project may cost."""
_MOST_OTHERS, _DOUBT = 3, 0.4
_SENTENCE = 220
"""Characters around a sum that are read."""
_TOTAL = re.compile(
    r"kokonais(?:budjet|kustannu|rahoitu|menot)|kokonaiskustannusarvi|budjetti (?:on|oli)\b"
    r"|(?:hankkeen|projektin|kokeilun) (?:\w+ )?(?:kustannu|budjet|menot|kustannusarvi|talousarvi)"
    r"|\bbudjet\w*\s?:?\s?(?:noin |yhteensä |n\. )?\Z|kustannusarvio\s?:?\s?\Z"
    r"|kustannukset (?:ovat|olivat) yhteensä|totala (?:budget|kostnad)"
    r"|\bbudget(?:en)? (?:är|var|på)"
    r"|total (?:budget|costs?)|projektets (?:budget|kostnad)",
    re.IGNORECASE,
)
_WEAK_TOTAL = re.compile(r"\byhteensä\s\Z|kustannuksiksi", re.IGNORECASE)
_GRANT = re.compile(
    r"valtionavustu|valtion (?:rahoitus)?osuu|hankeavustu|avustuksen osuu"
    r"|\bSTM(?:n|:n)? (?:osuu|rahoitu)"
    r"|statsunderstöd|statsbidrag|statens andel|state (?:grant|subsidy)|\bESR-tuki|\bEU-tuki"
    r"|STM\s(?:\(|\Z|(?=\d))|avustus (?:on|oli)\b|sai avustusta"
    r"|haetaan\s\Z|rahoitusta (?:haetaan\b|[^.;]{0,60}\Z)",
    re.IGNORECASE,
)
_CUES: tuple[str, ...] = (
    "budj",
    "budg",
    "kust",
    "cost",
    "kost",
    "rahoit",
    "avustu",
    "osuu",
    "stats",
    "yhteens",
)
_CUES += ("haetaan", "menot", "talousarv", "andel", "grant", "tuki", "stm")
_SHARE_REACH = 70
_OTHERS = re.compile(
    r"maakunnille|hankkeille|hankkeisiin|kunnille\b"
    r"|ohjelma(?:lle|an|lla)?\s[^.]{0,30}\b(?:varat|myön)"
    r"|(?:ohjelman|kaupungin|kunnan|valtion|lautakunnan|ministeriön) (?:\w+ )?(?:budjet|talousarvi)"
    r"|vuodessa|vuosittai|kuukaudessa|vuorokau|\bhenk(?:eä|ilöä) kohti|asiaka(?:s|sta) kohti"
    r"|\bper\b"
    r"|käytettiin|käyttämättä|kertynyt|käytetty|säästö|användes|maksoi\b|palkkio|edellisen|jokaise"
    r"|\bvuonna (?:19|20)\d\d\b|\bvuoden (?:19|20)\d\d (?:talousarvi|budjet|kustannu)",
    re.IGNORECASE,
)
_OWN_SHARE = re.compile(
    r"omarahoitu|kuntien|kunnan|itserahoitu|kommunerna|oma osuus", re.IGNORECASE
)
_ENDS = re.compile(r"[.;!?\n•]\s|\n")
_COSTS = re.compile(
    r"kustannu|budjet|rahoitu|meno|€|euro|kostnad|costs?\b|talousarvi", re.IGNORECASE
)
_SUM_ROW = re.compile(
    r"(?:hankkeen |projektin )?(?:kustannukset |menot |rahoitus |kokonaiskustannukset|kaikki )?"
    r"(?:yhteensä|kokonaiskustannukset|kokonaisbudjetti|summa|totalt|sammanlagt|total|in total)"
    r"(?: yhteensä)?(?:,? ?\(?(?:€|euroa|eur)\)?)?",
    re.IGNORECASE,
)
_GRANT_ROW = re.compile(
    r"(?:haettava |myönnetty )?(?:valtionavustus|STM|avustus|valtion osuus|statsunderstöd"
    r"|statsbidrag|EU-tuki|ESR-tuki)\b.{0,40}",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"1 ?000 ?(?:€|euro)|\bt€|\bk€|tuhat(?:ta)? euro", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOTAL_COLUMN = re.compile(r"yhteensä|total|summa|budjetti|suunnitelma|arvio", re.IGNORECASE)
_BEFORE_TABLE = 120
_STATED = 2.0
"""More than any number of other places can say."""
_SIGN = re.compile(r"\b(?:eur|milj)", re.IGNORECASE)
_BUDGETS = re.compile(r"budget|budjetti|(?:kokonais)(?:budjetti|kustannukset|kustannusarvio)")
_FUNDINGS = re.compile(r"funding|grant|(?:myönnetty |valtion)avustus|valtionavustus")


class _Read(NamedTuple):
    facet: str
    value: str
    score: float
    evidence: Evidence


def describe_budget(
    pages: Sequence[ReadPage],
    found: Sequence[Sighting],
    metadata: Mapping[str, str] | None = None,
) -> list[FacetValue]:
    """Facets "budget" ("672500") and "funding" ("75 %", "504375"): the surest, then the others.

    `found` are the words for money and for grants on the `pages`.
    """
    signs: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in found:
        if sighting.place != "title":
            signs[sighting.page.number].append(sighting)
    read: list[_Read] = list(_stated(metadata or {}))
    for page in pages:
        near = signs.get(page.number, ())
        if near or page.tables or "€" in page.text:
            read += (*_in_tables(page), *_in_sentences(page, near), *_shares(page, near))
    values: list[FacetValue] = []
    for facet, is_share in ((BUDGET, False), (FUNDING, False), (FUNDING, True)):
        by_value: dict[str, list[_Read]] = defaultdict(list)
        for each in read:
            if each.facet == facet and each.value.endswith("%") == is_share:
                by_value[each.value].append(each)
        ordered = sorted(by_value.values(), key=_surest, reverse=True)
        for place, same in enumerate(ordered[: _MOST_OTHERS + 1]):
            score = min(0.97, _surest(same)) if place == 0 else _DOUBT
            best = max(same, key=lambda each: each.score)
            evidence = tuple(each.evidence for each in same[:2])
            value = FacetValue(facet, best.value, round(score, 3), evidence, chosen=place == 0)
            values.append(value)
    return values


def _stated(metadata: Mapping[str, str]) -> Iterator[_Read]:
    """Sums in fields, with a sign of money or as a bare number; and shares of the funding."""
    for facet, names in ((BUDGET, _BUDGETS), (FUNDING, _FUNDINGS)):
        for field in stated(metadata, names):
            signs = [sign.start() for sign in _SIGN.finditer(field.value)]
            for euros, start, end in sums(field.value, signs):
                if _LEAST <= euros <= _MOST:
                    yield _Read(facet, str(euros), _STATED, field.evidence(start, end))
            for text, evidence in field.pieces():
                bare = not (
                    _YEAR.fullmatch(text) or "%" in text or "€" in text or _SIGN.search(text)
                )
                whole = number(text) if bare else None
                if whole is not None and _LEAST <= whole <= _MOST:
                    yield _Read(facet, str(round(whole)), _STATED, evidence)
            if facet == FUNDING:
                for share, start, end in shares(field.value):
                    yield _Read(facet, share, _STATED, field.evidence(start, end))


def _surest(found: Sequence[_Read]) -> float:
    return max(each.score for each in found) + 0.05 * (len(found) - 1)


def _in_sentences(page: ReadPage, signs: Sequence[Sighting]) -> Iterator[_Read]:
    text = page.text
    for euros, start, end in sums(text, (each.start for each in signs if each.term.kind == "sum")):
        if not _LEAST <= euros <= _MOST or _in_table(page.tables, start):
            continue
        near = text[max(0, start - _SENTENCE) : start].lower()
        if not any(cue in near for cue in _CUES):
            continue  # most sums are prices; the patterns below take ten times as long
        before, sentence = _around(text, start, end)
        facet, score = _meant(before, sentence)
        if facet:
            evidence = Evidence(text[start:end], "text", f"{facet} named", page.number, start, end)
            yield _Read(facet, str(euros), score, evidence)


def _shares(page: ReadPage, signs: Sequence[Sighting]) -> Iterator[_Read]:
    """Shares behind words for a grant, in the same sentence."""
    for sign in signs:
        if sign.term.kind != "grant" or _in_table(page.tables, sign.start):
            continue
        low, high = sign.end, sign.end + _SHARE_REACH
        stop = _ENDS.search(page.text, low, high)
        clause = page.text[low : stop.start() + 1 if stop else high]
        for share, start, end in shares(clause):
            if not _OWN_SHARE.search(clause[:start]):
                where = page.number, low + start, low + end
                at = Evidence(clause[start:end], "text", "share of the grant", *where)
                yield _Read(FUNDING, share, 0.8, at)
            break


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What the sentence says before the sum, and the whole sentence."""
    low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE // 2)
    for cut in _ENDS.finditer(text, low, start):
        low = cut.end()
    stop = _ENDS.search(text, end, high)
    return text[low:start], text[low : stop.start() if stop else high]


def _meant(before: str, sentence: str) -> tuple[str, float]:
    """Which facet the sum before which `before` stands is of, and how surely."""
    # The nearest clause decides: "… 672 500 euroa, josta valtionavustusta oli 504 375 euroa".
    clause = re.split(r",\s(?=jos|mist|var|jon|sekä|ja\s)|\s(?:ja|och|and)\s", before)[-1]
    near = clause if _TOTAL.search(clause) or _GRANT.search(clause) else before
    grant, total = _last(_GRANT, near), _last(_TOTAL, near)
    if max(grant, total) < 0 and not _WEAK_TOTAL.search(near):
        return "", 0.0
    if _OTHERS.search(near) or _OWN_SHARE.search(clause):
        return "", 0.0
    if grant > total:
        return FUNDING, 0.85
    if total >= 0:
        return BUDGET, 0.9
    own = re.search(r"hank|projek", sentence, re.IGNORECASE)
    return (BUDGET, 0.6) if own else ("", 0.0)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _in_table(tables: Sequence[Span], at: int) -> bool:
    near = bisect_right(tables, (at, at + 1_000_000_000)) - 1
    return near >= 0 and at < tables[near].end


def _in_tables(page: ReadPage) -> Iterator[_Read]:
    for table in page.tables:
        lines = list(_lines(page.text, table))
        above = page.text[max(0, table.start - _BEFORE_TABLE) : table.start]
        head = " ".join(lines[0][1]) if lines else ""
        labels = " ".join(cells[0] for _, cells in lines)
        if not _COSTS.search(f"{above} {head} {labels}"):
            continue
        times = 1000 if _THOUSANDS.search(f"{above} {head}") else 1
        money = times > 1 or bool(re.search(r"€|euro|\beur\b", f"{above}{head}", re.IGNORECASE))
        for span, cells in lines[1:]:
            for facet, value, score in _in_row(lines[0][1], cells, times, money=money):
                words = page.text[span.start : span.end]
                at = Evidence(words, "text", "row of a table", page.number, *span)
                yield _Read(facet, value, score, at)


def _lines(text: str, table: Span) -> Iterator[tuple[Span, list[str]]]:
    """The rows of a table, each with its place."""
    start = table.start
    for line in text[table.start : table.end].split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        for cells in rows(text, (span,)):
            yield span, cells


def _in_row(
    head: Sequence[str], cells: Sequence[str], times: int, *, money: bool
) -> Iterator[tuple[str, str, float]]:
    facet = BUDGET if _SUM_ROW.fullmatch(cells[0]) else ""
    facet = FUNDING if _GRANT_ROW.fullmatch(cells[0]) else facet
    if not facet:
        return
    euros = _row_sum(head, cells, money=money)
    if euros is not None and _LEAST <= euros * times <= _MOST:
        yield facet, str(euros * times), 0.92
    if facet == FUNDING:
        for share, _, _ in shares(" ".join(cells)):
            yield facet, share, 0.9
            break


def _row_sum(head: Sequence[str], line: Sequence[str], *, money: bool) -> int | None:
    """The sum of a row: of its column for the total, of its years added up, or its largest."""
    cells = {
        place: read
        for place, cell in enumerate(line)
        if place and "%" not in cell and (read := number(cell)) is not None
        if money or "€" in cell or not _YEAR.fullmatch(cell)
    }
    if not cells:
        return None
    named = [place for place in cells if place < len(head) and _TOTAL_COLUMN.search(head[place])]
    if named:
        return round(cells[named[-1]])
    yearly = all(place < len(head) and _YEAR.search(head[place]) for place in cells)
    return round(sum(cells.values()) if yearly and len(cells) > 1 else max(cells.values()))
