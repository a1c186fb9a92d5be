"""A project's name in its normal form, by which its spellings are told to be one."""

from __future__ import annotations

import re
import tomllib
import types
from collections.abc import Mapping
from functools import lru_cache

from pipeline.describe.vocabulary import FOLDER

LONGEST = 120
"""Characters of a name; a longer text is a sentence."""

_PROJECT = (
    r"(?:hanke|hankke|hanket|projekt(?!io)|project(?!ion))\w*"  # hankkeen, hanketta, projektet
)
_REMEMBERED = 4096  # names; a document says the same ones again and again

SORTS = (
    "kehittämis|kehitys|osa|jatko|pilotti|juurruttamis|levittämis|tutkimus|kärki|maakunta|yhteis"
    "|esi|ala|koulutus|valtionavustus|muutos|utvecklings|pilot|del|forsknings"
)
"""What a word for project is made with that says of what sort it is."""
_LAST = re.compile(rf"(?:\s[-–]\s?\w{{0,40}}|(?:[-–]\s?|\s)(?:{SORTS})?){_PROJECT}$", re.IGNORECASE)
_FIRST = re.compile(rf"^(?:the\s+|\w{{0,40}}{_PROJECT}\s+)", re.IGNORECASE)
_ENDING = re.compile(
    r"(?<=[A-ZÅÄÖ]{2})(?:[aä]|s|i?n|:\w{1,4}|i?(?:ss|st|ll|lt|t)[aä]|lle|ks[ie]|een)$"
)
_COLON = re.compile(r":[a-zåäö]{1,4}$")
_ASIDE = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[^\w]+")
_AROUND = "\"'”“’»«.,;:?-–— "
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_PHASE = re.compile(r"^(.*\w{3})\s*(?:(?<=\D)([1-9])|\s(i{1,3}|iv|v))$")
_LAPE = re.compile(r"^(?:(.+) lape|lape (.+))$")


@lru_cache(maxsize=_REMEMBERED)
def project_key(name: str) -> str:
    """The normal form of a project's name, in lower case and without the word for project.

    "Kotipolku-hankkeen" → "kotipolku", "PaKaste II" and "PaKaste2" → "pakaste 2". A name of the
    vocabulary gets its canonical one's form. What holds no name gives "" or generic words.
    """
    base, phase = _parted(_plain(_tidied(name)))
    base = _plain(_tidied(base)) if phase else base  # "Kotipolku-hanke 2"
    known = known_projects().get(base) or known_projects().get(_regional(base))
    base = _plain(_tidied(known)) if known else _regional(base)
    return f"{base} {phase}" if phase else base


def project_base(key: str) -> str:
    """The form that a project's phases share: "tukeva 2" → "tukeva"."""
    return _parted(key)[0]


def phase_of(key: str) -> str:
    """The number of the phase that a normal form ends with, or ""."""
    return _parted(key)[1]


def is_known(name: str) -> bool:
    """Whether the vocabulary knows the project by this name."""
    return project_base(project_key(name)) in _known_keys()


def is_regional(name: str) -> bool:
    """Whether the name is LAPE's and a region's: "Keski-Pohjanmaan LAPE"."""
    plain = _plain(_tidied(name))
    return _regional(plain) != plain or plain.removeprefix("lape ") in _regions()


@lru_cache(maxsize=_REMEMBERED)
def canonical_name(name: str) -> str:
    """The vocabulary's name for a project it knows, with its phase; else `name`, tidied."""
    key = project_key(name)
    known = _known_keys().get(project_base(key))
    if known is None:
        return _tidied(name)
    phase = phase_of(key)
    return f"{known} {phase}" if phase and not known.endswith(phase) else known


def _tidied(name: str) -> str:
    """The name without what stands around it: the word for project, quotes, an aside, an ending."""
    bare = _ASIDE.sub(" ", " ".join(name[:LONGEST].split())).strip(_AROUND)
    bare = _FIRST.sub("", _LAST.sub("", bare)).strip(_AROUND)
    return " ".join(_ENDING.sub("", _COLON.sub("", bare)).split())


def _parted(plain: str) -> tuple[str, str]:
    """The name and its phase: ("pakaste", "2")."""
    found = _PHASE.match(plain)
    if not found:
        return plain, ""
    return found[1].strip(), found[2] or _ROMAN[found[3]]


def _regional(plain: str) -> str:
    """ "etelä savon lape" and "lape etelä savo" alike."""
    found = _LAPE.match(plain)
    region = _regions().get(found[1] or found[2]) if found else None
    return f"lape {region}" if region else plain


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, str]:
    """The names of the regions, and their genitives, to the names."""
    found = {"lapin": "lappi", "satakunnan": "satakunta"}  # the consonants change
    with (FOLDER / "regions.toml").open("rb") as file:
        rows = tomllib.load(file)["region"]
    for row in rows:
        plain = _plain(row["fi"])
        bare = (form.rstrip("*") for form in row["forms"])  # "Varsinais-Suome*" is a stem
        for form in (row["fi"], *bare):
            found[_plain(form)] = found[_plain(f"{form}n")] = plain
    return types.MappingProxyType(found)


def _plain(name: str) -> str:
    return " ".join(_MARKS.sub(" ", name.casefold()).split())


@lru_cache(maxsize=1)
def known_projects() -> Mapping[str, str]:
    """The names and other names of the vocabulary's projects, in normal form → canonical name."""
    found: dict[str, str] = {}
    with (FOLDER / "programmes.toml").open("rb") as file:
        rows = tomllib.load(file)["project"]
    for row in rows:
        name = row["name"]
        phrases = (*row.get("sure", ()), *row.get("capital", ()), *row.get("project", ()))
        whole = (phrase for phrase in phrases if "*" not in phrase)
        for other in (name, *row.get("aliases", ()), *whole):
            found.setdefault(_parted(_plain(_tidied(other)))[0], name)
    return types.MappingProxyType(found)


@lru_cache(maxsize=1)
def _known_keys() -> Mapping[str, str]:
    """The normal forms of the vocabulary's projects → canonical name."""
    return types.MappingProxyType({project_key(name): name for name in known_projects().values()})
