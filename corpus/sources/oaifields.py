"""What the elements of a repository's schema are called here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpus.sources.oaianswers import Field, Record

ELEMENTS = "oai:elements"
"""The key that tells which element each of the others came from."""

_LONGEST = 4000
_MOST_VALUES = 60
_LANGUAGES = re.compile(r"(?:\A|\|)(fi|sv|en)=([^|]*)")
"""Some repositories of the National Library's put all languages into one value: fi=…|sv=…|"""
_URN = re.compile(r"urn:(?:nbn|isbn|issn):[\w:.\-]+", re.IGNORECASE)


class _Rule(NamedTuple):
    """Which elements a key is taken from: the first pattern that finds any."""

    key: str
    patterns: tuple[re.Pattern[str], ...]
    choose: Callable[[Sequence[Field]], Sequence[Field]] = lambda found: found[:1]


def _all(found: Sequence[Field]) -> Sequence[Field]:
    return found


def _issued(found: Sequence[Field]) -> Sequence[Field]:
    """Of dates without names the one of the publication: those of the repository have a time."""
    days = [each for each in found if "T" not in each.value]
    return days[:1] or sorted(found, key=lambda each: each.value)[:1]


def _rule(
    key: str,
    *elements: str,
    choose: Callable[[Sequence[Field]], Sequence[Field]] = lambda found: found[:1],
) -> _Rule:
    return _Rule(key, tuple(re.compile(each, re.IGNORECASE) for each in elements), choose)


_RULES = (
    _rule("title", r"dc\.title", r"dcterms\.title"),
    _rule("date", r"dc\.date\.issued", r"dcterms\.issued", r"dc(?:terms)?\.date", choose=_issued),
    _rule("publisher", r"dc(?:terms)?\.publisher"),
    _rule(
        "author",
        r"dc\.contributor\.author",
        r"dc(?:terms)?\.creator",
        r"dc(?:terms)?\.contributor",
        choose=_all,
    ),
    _rule("organisation of the authors", r"dc\.contributor\.organi[sz]ation", choose=_all),
    _rule("language", r"dc\.language\.iso", r"dc(?:terms)?\.language", choose=_all),
    _rule("series", r"dc\.relation\.ispartofseries", r"dcterms\.ispartof(?:series)?"),
    _rule("number in series", r"dc\.relation\.numberinseries"),
    _rule("subject", r"dc(?:terms)?\.subject(?:\.\w+)?", choose=_all),
    _rule("type", r"dc(?:terms)?\.type(?:\.\w+)?", choose=_all),
    _rule("isbn", r"dc\.identifier\.isbn"),
    _rule("identifier", r"dc\.identifier\.uri", r"dc(?:terms)?\.identifier", choose=_all),
    _rule("licence", r"dc\.rights(?:\.\w+)?", r"dcterms\.(?:rights|license)", choose=_all),
    _rule("abstract", r"dc\.description\.abstract", r"dcterms\.abstract", r"dc\.description"),
)


def metadata(record: Record) -> dict[str, str]:
    """The record's fields by our keys, and under `ELEMENTS` where each came from."""
    found: dict[str, str] = {}
    elements: list[str] = []
    for rule in _RULES:
        for pattern in rule.patterns:
            fields = [each for each in record.fields if pattern.fullmatch(each.element)]
            if chosen := rule.choose(fields):
                found[rule.key] = _joined(chosen)
                names = dict.fromkeys(each.element for each in chosen)
                elements.append(f"{rule.key}: {', '.join(names)}")
                break
    for field in record.fields:
        if "identifier" in field.element and (urn := _URN.search(field.value)):
            found["urn"] = urn[0]
            elements.append(f"urn: {field.element}")
            break
    if elements:
        found[ELEMENTS] = "; ".join(elements)
    return found


def addresses(record: Record) -> list[str]:
    """The web addresses among the record's identifiers, in their order."""
    named = (each.value for each in record.fields if ".identifier" in each.element)
    return list(dict.fromkeys(each for each in named if each.startswith(("http://", "https://"))))


def _joined(fields: Iterable[Field]) -> str:
    values = dict.fromkeys(_plain(each.value) for each in fields)
    return "; ".join(list(values)[:_MOST_VALUES])[:_LONGEST]


def _plain(value: str) -> str:
    """One language of a value that holds several: Finnish, else the first."""
    several = _LANGUAGES.findall(value) if "=" in value else []
    texts = {language: text.strip() for language, text in several if text.strip()}
    return texts.get("fi") or next(iter(texts.values()), value)
