"""Names of projects, read where a text says *hanke*, *projekti*, *projekt* or *project*.

The name is joined to the word by a hyphen ("Kotipolku-hankkeen", "Yhdessä kotiin -hanke"), stands
in quotes beside it, behind a label ("Hankkeen nimi: …"), or, in English, before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.describe.projectkey import (
    LONGEST,
    SORTS,
    canonical_name,
    is_known,
    phase_of,
    project_base,
    project_key,
)
from pipeline.describe.sightings import Sighting

_REACH = 110
"""Characters before the word in which a name may begin."""
_MOST_WORDS = 9
_PROJECT_WORD = re.compile(r"(?=\w+\Z)\w*(?:hanke|hankk|projekt|project)\w*")
_TAIL = re.compile(rf"(?:{SORTS})?(?:hank|projek|projec)\w*", re.IGNORECASE)
_QUOTES = "\"”“’'»«"
_BESIDE = frozenset(f"{_QUOTES}-–)")
_QUOTED_END = re.compile(rf"[{_QUOTES}]([^{_QUOTES}\n]{{2,80}})[{_QUOTES}]\s?[-–]?\s?\Z")
_QUOTED = re.compile(rf"\A\s{{1,2}}(?:nimeltä(?:än)? )?[\"”“»«]([^{_QUOTES}\n]{{2,80}})[{_QUOTES}]")
_ASIDE = re.compile(r"\s?\(([^()\n]{2,80})\)\s?[-–]?\s?\Z")
_NAMED = re.compile(
    r"\A\s(?:(?:julkinen|virallinen) )?(?:nimi|namn|name|title)(?: on| är| is)?\s?[:–-]?\s+"
    r"[\"”“]?([A-ZÅÄÖ\d][^\n\"”“]{1,160})"
)
_JOINED = re.compile(r"\s[-–]\s?\Z|\w[-–]\s\Z")
_CUT = re.compile(r"[.;:?|•/\n\t…]\s|[\n\t|•(\[)\]]|\s[–—]\s|\s-\s(?=\S)|,\s(?=[^a-zåäö])")
_SUBTITLE = re.compile(r"\s[–—-]\s|[:;(|.]\s|\s\(")
_CAPITALS_BEFORE = re.compile(r"((?:[A-ZÅÄÖ][\w-]{0,110}+\s){1,5}+)\Z")
_LATER = re.compile(r"\A\s((?:[A-ZÅÄÖ][\w’-]*)(?:\s[\w’-]+){0,5})")
_OPENERS = frozenset(
    "tämä tässä tämän kaikki myös kun lisäksi koko uusi uuden eri the a an our this in of for"
    " by with from and det den ett en vårt i på av hankkeen projektin ja sekä että kuten".split()
)
_GENERIC = frozenset(
    """kaste kasteen lape lapen lape-kärki ohjelma kärki maakunta maakunnallinen kehittämis kehitys
    kehitt yhteis pilotti osa jatko esi ala pää kunta aluehanke eu esr eakr ehr stm thl ray stea okm
    valtio valtionavustus tutkimus rakenne rakennusr koulutus selvitys sote sosiaali hanke projekti
    tuki tukihanke kaste-ohjelma lape-ohjelma maakuntahanke perhekeskus ict yhteistyö oma uusi muu
    kasteohjelma esiselvitys seuranta arviointi valtakunnallinen alueellinen pilot projekt project
    utvecklings forsknings del pilot eu esf erdf research development kaste-programmet sub
    lape-muutosohjelma lapsi- ja perhepalveluiden muutosohjelma kunnallinen kuntien hyvinvointi
    terveys hyte kela sitra kansallinen ii i iii iv v kaksi
    rahoittama rahoittaman""".split()
)
"""Words that say of a project what sort it is, and not which."""


class Mention(NamedTuple):
    """A name as it was met: ``page.text[start:end]`` holds it, `rule` says how it was read."""

    name: str
    key: str
    start: int
    end: int
    rule: str


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether nothing in `name` says which project it is: "kehittämis", "LAPE", "2012"."""
    plain = project_base(project_key(name))
    return not any(
        word not in _GENERIC
        and word not in _OPENERS
        and len(word) > 1
        and not word.isdigit()
        and _PROJECT_WORD.fullmatch(word) is None
        for word in plain.split()
    )


def mention(name: str, start: int, end: int, rule: str) -> Mention | None:
    """`name` as a mention, in its canonical form; None when it is none."""
    if len(name) > LONGEST or is_generic(name):
        return None
    tidy = canonical_name(name)
    if tidy.isupper() and " " in tidy and not is_known(tidy):
        tidy = tidy.capitalize()
    key = project_key(name)
    return Mention(tidy, key, start, end, rule) if len(key) > 1 else None


def read_names(word: Sighting, places: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """The names at a word for project. `places` are the spans of places' names on the page."""
    text, start, end = word.page.text, word.start, word.end
    after = text[end : end + _REACH + _REACH]
    label = _NAMED.match(after) if after[:1].isspace() else None
    if label is not None:
        name = _SUBTITLE.split(label[1], maxsplit=1)[0]
        at = end + label.start(1)
        yield from _some(mention(name, at, at + len(name), "name of the project"))
        return
    begin, stop = _before(text, start, end, places)
    if begin < stop:
        yield from _some(mention(text[begin:stop], begin, end, "name and project"))
    quoted = _QUOTED.match(after)
    if quoted is not None and not quoted[1][0].islower():
        at = end + quoted.start(1)
        yield from _some(mention(quoted[1], at, end + quoted.end(1), "quoted name"))


def following(word: Sighting) -> str:
    """The words behind the word for project of which the first ones may be a name (Swedish)."""
    found = _LATER.match(word.after(_REACH))
    return found[1] if found is not None else ""


def _some(found: Mention | None) -> Iterator[Mention]:
    if found is not None:
        yield found


def _before(text: str, start: int, end: int, places: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Where the name before the word at ``text[start:end]`` begins and ends; equal for none."""
    form = text[start:end]
    hyphen = max(form.rfind("-"), form.rfind("–"))
    low = max(0, start - _REACH)
    if hyphen > 0:
        stop = start + hyphen
        stem = form[:hyphen]
        if _TAIL.fullmatch(form[hyphen + 1 :]) is None:
            return 0, 0  # "OT-keskushanke"
        if not is_generic(stem) and (stem[0].isupper() or stem[0].isdigit()):
            if any(letter.isupper() for letter in stem):
                return start, stop
        elif not stem[0].isupper() and not stem.isdigit():
            return 0, 0
        begin, stop = _walked(text, low, stop, places)
        return (begin, stop) if _names_one(text, begin, stop, places) else (0, 0)
    before = text[low:start]
    if not (_BESIDE.intersection(before[-3:]) or form[:7].lower() == "project"):
        return 0, 0
    quoted = _QUOTED_END.search(before)
    if quoted is not None and not quoted[1][0].islower():
        return low + quoted.start(1), low + quoted.end(1)
    joined = _JOINED.search(before)
    if joined is not None and before.endswith((" - ", " – ")) and not form[0].islower():
        joined = joined if form.isupper() else None  # "LAPE Kainuu - Osaprojektin raportti"
    if joined is None:
        return _in_capitals(before, low) if form[:7].lower() == "project" else (0, 0)
    stop = low + len(before.rstrip(" -–"))
    aside = _ASIDE.search(before)
    if aside is not None:
        stop = low + aside.start()
    return _walked(text, low, stop, places)


def _in_capitals(before: str, low: int) -> tuple[int, int]:
    """The words with capitals at the end of `before`: "the Quiet Harbour project"."""
    capitals = _CAPITALS_BEFORE.search(before)
    if capitals is None:
        return 0, 0
    first = capitals.start(1)
    for each in capitals[1].split():
        if each.lower() not in _OPENERS:
            break
        first = before.index(each, first) + len(each) + 1
    return low + first, low + len(before) - 1


def _names_one(text: str, begin: int, stop: int, places: Iterable[tuple[int, int]]) -> bool:
    """Whether a name that ends with a generic word is one: a phase's, a known one, a place's."""
    name = text[begin:stop]
    *before, last = name.split() or [""]
    if not before or not all(word[0].isupper() for word in before):
        return False
    if last.isdigit() or phase_of(project_key(name)) or is_known(name):
        return True
    return any(start == begin for start, _ in places)


def _walked(text: str, low: int, stop: int, places: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Back from `stop` to the capital that a name of several words begins with."""
    for cut in _CUT.finditer(text, low, stop):
        low = cut.end()
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[low:stop])][-_MOST_WORDS:]
    words = [text[low + a : low + b] for a, b in spans]
    first = next((n for n in range(len(words) - 1, -1, -1) if _begins(words, n)), None)
    if first is None:
        return 0, 0
    while first and _goes_on(words, first):
        first -= 1
    place_starts = {a for a, _ in places}
    while (
        first + 1 < len(words)
        and low + spans[first][0] in place_starts
        and words[first + 1][:1].isupper()
        and not is_generic(" ".join(words[first + 1 :]))
    ):
        first += 1  # "Kainuun Varhain vierellä -hanke": the place is no part of the name
    return low + spans[first][0], stop


def _begins(words: list[str], number: int) -> bool:
    word = words[number]
    plain = word.strip(f"{_QUOTES}(")
    if not plain[:1].isupper() or _PROJECT_WORD.fullmatch(plain.lower()):
        return False
    return not is_generic(" ".join(words[number:])) and ":" not in word


def _goes_on(words: list[str], first: int) -> bool:
    """Whether the word before the first belongs to the name: a capital too, and no opener."""
    before, this = words[first - 1], words[first]
    if before.lower() in _OPENERS or ":" in before or before.endswith(","):
        return False
    return (this.isupper() and before.isupper()) or (before[:1].isupper() and not before.isupper())
