"""Dates and ranges of years as they are written in Finnish, Swedish and English text.

Pure on text. A year is looked for first; what stands just before and after it tells whether it
belongs to a day, a month, a season, a numbered series, or is no year at all (a law, a phone, a sum,
a name). All patterns look at a bounded window, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

EARLIEST, LATEST = 1990, 2049
"""Years before 1990 are history here: the programmes began in 2003."""

_PAGES = 16  # pages whose dates are remembered: several readers ask for them in turn
_WINDOW = 44  # characters before a year that may belong to it: "31. joulukuuta vuonna "

_YEAR = re.compile(r"(?:199\d|20[0-4]\d)(?<![\w,]....)(?![\w%€]|\.\d)")
_DAY = re.compile(r"(?<![\d.:/])(?:3[01]|[12]\d|0?[1-9])([./-])\s?(?:1[0-2]|0?[1-9])\1\s?\Z")
_MONTH = re.compile(r"(?<![\d.:/])(?<!\d\s)(?:1[0-2]|0?[1-9])([./])\s?\Z")
_NUMBER = re.compile(r"\d\s?[/:]\Z")
_WORD = re.compile(
    r"(?:(?<!\w)([0-3]?\d)\.?\s{1,2})?(?<!\w)([a-zåäö]{3,12})[,.]?\s{1,2}"
    r"(?:(?:vuonna|vuoden|vuotta|år|of)\s)?\Z",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"(?<!\w)([a-z]{3,9})\.?\s[0-3]?\d(?:st|nd|rd|th)?,\s\Z", re.IGNORECASE)
_ISO = re.compile(r"-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])(?!\d)")
_UPLOADED = re.compile(r"\d-[A-Za-z]{3}-\Z")
_OPEN_DAY = re.compile(r"(?<![\d.])([0-3]?\d\.\s?[01]?\d)\.?\s?[-–—]\s?\Z")

# What a year must not follow or come before.
_BAD_BEFORE = re.compile(
    r"(?:\b(?:PL|PB|p\.|puh\.?|ISBN|ISSN|Box)\s?[\d\s-]*"
    r"|(?<!\d)(?!(?:19|20)\d\d-)\d{3,4}-|-\d\d-|(?<!\d)\d{3}[ \u00a0])\Z"
)
_BAD_AFTER = re.compile(
    r"-\d(?!\d)|:\d{3}|,\d|[ \u00a0]\d{3}(?!\d)|\s?(?:euro|€|e\b|kpl|asuk|henki|lasta|milj)"
    r"|-luvu|-luku|\.fi|\.\w{2,3}/",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:\b\w*(?:laki|lain|lakia|lagen|asetus|asetuksen|förordning)\b|\bSopS\b|§|\bHE\b|\bRP\b|\bLF\b"
    r"|\bFFS\b|\bvp\b)[^.;\n]{0,30}\Z",
    re.IGNORECASE,
)
_PARLIAMENT = re.compile(r"\s?(?:vp|rd)\b")

_MONTH_WORD = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)k(?:uu\w*)?\Z"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october)\Z",
    re.IGNORECASE,
)
_SEASONS = frozenset("kevät kesä syksy talvi våren hösten sommaren vår höst spring autumn".split())
_SEASON_INFLECTED = re.compile(r"(?:kevää|syksy|kesä|talve)(?:llä|lle|ltä|stä|sta|än|n)\Z")
_SHORT = re.compile(
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)[-/ ]([0-3]\d)\b",
    re.IGNORECASE,
)


class Point(NamedTuple):
    """A year and the date it closes, ``text[start:end]``.

    `kind` is "day", "month", "season", "year", or "number" (the year of a law, a series, a file).
    `form` is the month or season word, casefolded: its case tells a date from an event's time.
    """

    year: int
    start: int
    end: int
    kind: str
    form: str = ""


class Range(NamedTuple):
    """A range of years as written, ``text[start:end]``; `exact` when it has days or months."""

    first: int
    last: int
    start: int
    end: int
    exact: bool = False


@lru_cache(maxsize=_PAGES)
def points(text: str) -> tuple[Point, ...]:
    """Every date with a plausible year in `text`, in order."""
    return tuple(point for match in _YEAR.finditer(text) if (point := _point(text, match)))


def short_months(text: str) -> Iterator[Point]:
    """Months with a two-digit year, ``loka-09``."""
    for match in _SHORT.finditer(text):
        yield Point(2000 + int(match[1]), match.start(), match.end(), "month", "kuu")


def _point(text: str, match: re.Match[str]) -> Point | None:
    start, end = match.span()
    year = int(match[0])
    before = text[max(0, start - _WINDOW) : start]
    if (iso := _ISO.match(text, end)) is not None:
        return Point(year, start, iso.end(), "day")
    if _BAD_AFTER.match(text, end) or _BAD_BEFORE.search(before):
        return None
    offset = start - len(before)
    # What stands right before tells which of the forms it can be at all.
    last = before.rstrip()[-1:]
    if last and last in "./:-":
        return _numeric(text, year, before, offset, end)
    if last.isalpha() or last == ",":
        return _worded(year, before, offset, end) or Point(year, start, end, "year")
    if text[end : end + 1] == ":" and _LAW.search(before):
        return None
    return Point(year, start, end, "year")


def _numeric(text: str, year: int, before: str, offset: int, end: int) -> Point | None:
    """A year behind a full stop, a slash, a colon or a hyphen."""
    if _UPLOADED.search(before):
        return None
    if day := _DAY.search(before):
        return Point(year, offset + day.start(), end, "day")
    if month := _MONTH.search(before):
        numbered = _PARLIAMENT.match(text, end) or _LAW.search(before)
        kind = "number" if numbered else "month"
        return Point(year, offset + month.start(), end, kind, "/" if month[1] == "/" else ".")
    if _NUMBER.search(before):
        return Point(year, offset + len(before), end, "number")
    return _worded(year, before, offset, end) or Point(year, offset + len(before), end, "year")


def _worded(year: int, before: str, offset: int, end: int) -> Point | None:
    """A year behind the name of a month or season; None when no such word is there."""
    english = _ENGLISH.search(before) if before.endswith(", ") else None
    if english is not None and _MONTH_WORD.match(english[1]):
        return Point(year, offset + english.start(), end, "day")
    if (word := _WORD.search(before)) is None:
        return None
    form = word[2].casefold()
    if _MONTH_WORD.match(form):
        kind = "day" if word[1] else "month"
        return Point(year, offset + word.start(), end, kind, form)
    if form in _SEASONS or _SEASON_INFLECTED.match(form):
        return Point(year, offset + word.start(2), end, "season", form)
    return None


_DASH = re.compile(r"\s{0,3}(?:[-–—‒−‐‑]|\.{2,3}|…)\s{0,3}")
_BLANK = re.compile(r"[ \u00a0]{1,2}")
_PROSE = re.compile(
    r"[^\n]{0,60}\b(?:päätty\w*|päätös\w*|lopetus\w*|loppu\w*|lopp\w*|pågår|avslut\w*|slut\w*|saakka"
    r"|asti|until|till|ends?|end)\b[^\n\d]{0,40}",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:\balka\w*|\balko\w*|\baloit\w*|\bkäynnist\w*|\bstart\w*|\bbörja\w*|\binled\w*|\bbegan|\bbegin\w*"
    r"|\bfrom|\bajalla)[^.;\n\d]{0,30}\Z",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"[-–](\d\d)(?![\d.:-])")
_LONGEST = 12
"""Years between the ends: the longest run of a project in the texts read is seven."""


@lru_cache(maxsize=_PAGES)
def ranges(text: str) -> tuple[Range, ...]:
    """Every range of years in `text`, whatever it is of, in order."""
    dates = points(text)
    result: list[Range] = []
    number = 0
    while number < len(dates):
        date = dates[number]
        following = dates[number + 1] if number + 1 < len(dates) else None
        if following is not None and _joined(text, date, following):
            result.append(
                Range(date.year, following.year, date.start, following.end, date.kind != "year")
            )
            number += 2
            continue
        if (single := _alone(text, date)) is not None:
            result.append(single)
        number += 1
    return tuple(result)


def _joined(text: str, first: Point, second: Point) -> bool:
    """Whether two dates in a row are the ends of one range."""
    if not 0 <= second.year - first.year <= _LONGEST or "number" in (first.kind, second.kind):
        return False
    gap = text[first.end : second.start]
    if len(gap) > 110:
        return False
    if _DASH.fullmatch(gap):
        return True
    if _BLANK.fullmatch(gap):
        if first.form.endswith("sta") and second.form.endswith("kuuhun"):
            return True
        return first.kind == second.kind and first.kind in ("day", "year") and (
            second.year > first.year or first.kind == "day"
        )  # fmt: skip
    return bool(
        _PROSE.fullmatch(gap) and _STARTS.search(text[max(0, first.start - 48) : first.start])
    )


def _alone(text: str, date: Point) -> Range | None:
    """A range that names one year only: ``1.1.-31.12.2022``, ``2010-12``."""
    before = text[max(0, date.start - 12) : date.start]
    if date.kind == "day" and (opening := _OPEN_DAY.search(before)) is not None:
        return Range(date.year, date.year, date.start - len(opening[0]), date.end, True)
    short = _TWO_DIGITS.match(text, date.end) if date.kind == "year" else None
    if short is not None:
        last = date.year // 100 * 100 + int(short[1])
        if date.year < last <= date.year + _LONGEST:
            return Range(date.year, last, date.start, short.end())
    return None
