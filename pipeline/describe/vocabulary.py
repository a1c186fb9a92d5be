"""What the describers know by name: regions, municipalities, themes, programmes.

The facts stand in the TOML files of the folder of the same name, each with its source. They are
read once; reading them takes some 15 ms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.describe.ownthemes import TERMS, read_own_themes
from pipeline.describe.phrases import Phrasebook

FOLDER = Path(__file__).parent / "vocabulary"
WHOLE_COUNTRY = "koko maa"
_SIGNS = (
    ("project", "word", ("*hanke", "*projekti", "*projekt", "*project")),
    ("money", "sum", ("euro", "eur", "miljoona", "milj", "miljon", "miljoner", "million")),
    ("money", "grant", ("*avustus", "stm", "valtio osuus", "valtio rahoitusosuus", "statsandel*")),
    ("money", "grant", ("statsunderstöd*", "statsbidrag*", "staten andel", "statens andel")),
    ("money", "grant", ("*-tuki", "state grant", "state subsidy")),
)


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 19 regions (maakunta): Statistics Finland's code, names, YSO address."""

    code: str
    fi: str
    sv: str
    en: str
    uri: str


@dataclass(frozen=True, slots=True)
class County:
    """A wellbeing services county: its names, municipalities, and the regions it covers alone."""

    fi: str
    sv: str
    whole: tuple[str, ...]
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the 18 themes, with its labels and the addresses of the YSO concepts it covers."""

    code: str
    fi: str
    sv: str
    en: str
    yso: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: labels, the names documents give themselves, parts of addresses, and the
    words for it in catalogues besides."""

    code: str
    fi: str
    sv: str
    en: str
    names: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme and the years it ran."""

    code: str
    fi: str
    sv: str
    en: str
    period: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase's meaning.

    `describer` is the facet that asks for it and `values` what it speaks for (region codes, a theme
    or a programme code; none for words that only keep others from being read). `kind` says what
    it is ("region", "municipality", "name", "demonym", "area"; "strong", "weak"; "programme",
    "project").
    `guard` is what must hold besides: "capital", "homonym" (an ordinary word or a person's name
    too) or "project" (a word such as *hanke* close by). `name` is a municipality's Finnish name, or
    a project's.
    """

    describer: str
    kind: str
    values: tuple[str, ...]
    guard: str = ""
    cooperation: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it: `regions`, `themes`, `programmes`, `kinds` by code; `hosts` names → region codes.

    `municipalities` are the Finnish names by Finnish and Swedish name, `homes` the region codes
    by Finnish name, `successors` what those merged since 2005 belong to now. `subjects` are the
    themes by the address and the casefolded Finnish label of each YSO concept that they cover.
    """

    regions: Mapping[str, Region]
    themes: Mapping[str, Theme]
    programmes: Mapping[str, Programme]
    kinds: Mapping[str, Kind]
    counties: tuple[County, ...]
    municipalities: Mapping[str, str]
    homes: Mapping[str, str]
    successors: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, str]
    subjects: Mapping[str, str]
    phrases: Phrasebook[Term]


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _place_terms(
    regions: dict[str, Any], municipalities: dict[str, Any]
) -> Iterator[tuple[str, Term]]:
    for row in regions["region"]:
        own = (row["code"],)
        for name in (row["fi"], row["sv"], row["en"], *row["forms"]):
            yield name, Term("region", "region", own, "capital" if name[0].isupper() else "")
        yield row["demonym"], Term("region", "demonym", own)
        for name in row["names"]:
            yield name, Term("region", "name", own, "capital" if name[0].isupper() else "")
    for row in regions["area"]:
        term = Term(
            "region", "area", tuple(row["regions"]), "capital", tuple(row.get("cooperation", ()))
        )
        for name in row["names"]:
            yield name, term
    for code, rows in municipalities.items():
        for finnish, swedish, _merged, homonym in rows:
            guard = "homonym" if homonym else "capital"
            yield finnish, Term("region", "municipality", (code,), guard, name=finnish)
            if swedish:
                yield swedish, Term("region", "municipality", (code,), "capital", name=finnish)


def _theme_terms(themes: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for row in themes["theme"]:
        for kind, key in (("strong", "strong"), ("weak", "weak"), ("strong", "other")):
            term = Term("theme", kind, (row["code"],))
            for phrase in row[key]:
                yield phrase, term


def _programme_terms(programmes: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for kind, row in (
        *(("programme", row) for row in programmes["programme"]),
        *(("project", row) for row in programmes["project"]),
    ):
        value = (row["code"] if kind == "programme" else row["programme"],)
        name = row["name"] if kind == "project" else ""
        for key, guard in (("sure", ""), ("capital", "capital"), ("project", "project")):
            for phrase in row.get(key, ()):
                yield phrase, Term("programme", kind, value, guard, name=name)
                # A programme's name is no theme: "lapsi- ja perhepalveluiden muutosohjelma".
                if kind == "programme" and " " in phrase:
                    yield phrase, Term("theme", kind, ())

    for row in programmes["name"]:
        for phrase in row["phrases"]:
            yield phrase, Term("theme", "programme", ())


def _signs() -> Iterator[tuple[str, Term]]:
    """Words beside which a project's name, its sum of money or its grant may stand."""
    for facet, kind, words in _SIGNS:
        for word in words:
            yield word, Term(facet, kind, ())


def fold(name: str) -> str:
    """`name` as it stands in an address: lower case, å ä ö as a a o, letters and digits only."""
    plain = name.casefold().translate(str.maketrans("åäö", "aao"))
    return "".join(letter for letter in plain if letter.isalnum())


def _hosts(regions: dict[str, Any], municipalities: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, rows in municipalities.items():
        for finnish, swedish, _merged, _homonym in rows:
            found.update((fold(name), code) for name in (finnish, swedish) if name)
    for row in regions["region"]:
        names = (row["fi"], row["sv"], row["en"], *row["names"])
        found.update((fold(name), row["code"]) for name in names)
        found.update((name, row["code"]) for name in row.get("hosts", ()))
    return {name: code for name, code in found.items() if len(name) > 2}


def _subjects(themes: list[dict[str, Any]]) -> dict[str, str]:
    return {
        name.casefold(): row["code"]
        for row in themes
        for name in (*row["yso"], *row.get("subjects", ()))
    }


def _kind(row: dict[str, Any]) -> Kind:
    words = (tuple(row.get(key, ())) for key in ("names", "address", "types"))
    return Kind(row["code"], row["fi"], row["sv"], row["en"], *words)


def _county(row: dict[str, Any]) -> County:
    return County(row["fi"], row["sv"], tuple(row["whole"]), tuple(row["municipalities"]))


def _joined(built_in: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All themes; one that is there already gets the terms of its namesake too."""
    by_code = {row["code"]: row for row in built_in}
    for row in own:
        known = by_code.get(row["code"])
        if known is None:
            by_code[row["code"]] = row
        else:
            by_code[row["code"]] = {**known, **{key: known[key] + row[key] for key in TERMS}}
    return list(by_code.values())


@lru_cache(maxsize=4)
def vocabulary(own: str = "") -> Vocabulary:
    """The whole vocabulary, read on the first call; with the themes of the file `own`, if given.

    Raises ConfigError for a file that holds no themes.
    """
    regions, municipalities = _read("regions"), _read("municipalities")
    themes, programmes, counties = _read("themes"), _read("programmes"), _read("counties")
    if own:
        themes = {"theme": _joined(themes["theme"], read_own_themes(Path(own)))}
    terms = [
        *_place_terms(regions, municipalities),
        *_theme_terms(themes),
        *_programme_terms(programmes),
        *_signs(),
    ]
    return Vocabulary(
        regions={
            row["code"]: Region(*(row[key] for key in ("code", "fi", "sv", "en", "uri")))
            for row in regions["region"]
        },
        themes={
            row["code"]: Theme(row["code"], row["fi"], row["sv"], row["en"], tuple(row["yso"]))
            for row in themes["theme"]
        },
        programmes={
            row["code"]: Programme(
                row["code"], row["fi"], row["sv"], row["en"], (row["period"][0], row["period"][1])
            )
            for row in programmes["programme"]
        },
        kinds={row["code"]: _kind(row) for row in _read("kinds")["kind"]},
        counties=tuple(map(_county, counties["county"])),
        municipalities={
            name: row[0]
            for rows in municipalities.values()
            for row in rows
            for name in row[:2]
            if name
        },
        homes={row[0]: code for code, rows in municipalities.items() for row in rows},
        successors={name: tuple(now) for name, now in counties["successors"].items()},
        hosts=_hosts(regions, municipalities),
        subjects=_subjects(themes["theme"]),
        phrases=Phrasebook(terms),
    )
