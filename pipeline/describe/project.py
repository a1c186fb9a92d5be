"""The project a document is of, by its name.

Named projects of the vocabulary count by their canonical name, others by what stands beside a word
for project. A name in a field, in the title or in a running line decides; in the text it must be
said again and again, or at the beginning, and more often than any other. A page that lists
projects has none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Evidence, FacetValue, ReadDocument, ReadPage
from pipeline.describe.kind import RUNNING_LINES
from pipeline.describe.programme import weight_of
from pipeline.describe.projectkey import phase_of, project_base
from pipeline.describe.projectnames import Mention, following, mention, read_names
from pipeline.describe.projecttitles import title_names
from pipeline.describe.sightings import Sighting

_FIELD, _TITLE, _RUNNING, _OPENING, _HEADING, _TEXT = 8.0, 5.0, 4.0, 2.5, 1.5, 1.0
_KNOWN = 0.8
"""What a mention of a project of the vocabulary counts at least."""
_FIRST_LINES = 600
"""Characters of the first page in which a document says what it is about."""
_MOST_WORDS = 50
"""Words for project that are looked at; later ones say nothing new."""
_LONGEST_LINE = 1000
_MANY = 4
"""Mentions in the text beyond which more say nothing new."""
_ENOUGH = 2.0
_CLEAR = 1.5
"""How many times more a project must score than the next, where only the text names any."""
_DOUBT, _MOST_OTHERS, _SHOWN = 0.4, 5, 3
_FIELDS = re.compile(
    r"(?:hankkeen|projektin|osahankkeen) (?:(?:julkinen|virallinen) )?nimi|hanke|projekti"
    r"|projektets namn|project (?:name|title)|name of (?:the )?project",
    re.IGNORECASE,
)
_TITLES = ("pdf:title", "title")
_PASSING = re.compile(
    r"\b(?:osana|osa|edeltä\w+|aikaisem\w+|aiem\w+|kuten|esimerkiksi|mm\.|muun muassa|myös|muu\w*"
    r"|vastaav\w+|lisäksi|samaan aikaan|rinnalla|jatkoa|entise\w+|tidigare|även|bland annat)"
    r"\b[^.;\n]{0,30}\Z",
    re.IGNORECASE,
)
_PHASE = re.compile(r"\A[\s-]?([1-9]|I{1,3}|IV|V)\b(?![.,/:–-]?\d|[.,]\w)")
_IN_LINE = re.compile(
    r"([A-ZÅÄÖ0-9][^\n|·–:,.;]{1,60}?)\s?-(?:\w{0,20})(?:hank|HANK|projek|PROJEK)\w*"
)
_SUBTITLE = re.compile(r"\s[–—-]\s|[:;(|]")


class _Met(NamedTuple):
    """A mention with what it counts, and the evidence for it."""

    mention: Mention
    weight: float
    evidence: Evidence


def describe_project(
    document: ReadDocument, pages: Sequence[ReadPage], found: Mapping[str, Sequence[Sighting]]
) -> list[FacetValue]:
    """The document's own project, and others that were met as alternatives; [] for none."""
    met = [*_fielded(document), *_known(found.get("programme", ()))]
    met += _named(found, met)
    met += _stated(document)
    names = {each.mention.key for each in met}
    titled = [each.mention for each in met if each.evidence.place == "title"]
    for each in title_names(document, pages, found.get("programme", ())):
        read = each.mention
        rival = any(
            other.start < read.end and read.start < other.end and other.key != read.key
            for other in titled
        )
        if not rival and (each.sure or read.key in names):
            met.append(_Met(read, _TITLE, each.evidence))
    return _values(_whole(met))


def _fielded(document: ReadDocument) -> Iterator[_Met]:
    """Names in the fields of a record."""
    for label, value in document.metadata.items():
        if _FIELDS.fullmatch(label.strip(" :")):
            name = _SUBTITLE.split(value, maxsplit=1)[0].strip()
            read = mention(name, 0, len(name), f"field {label}")
            if read is not None:
                yield _Met(read, _FIELD, Evidence(name, "metadata", read.rule, 0, 0, len(name)))


def _known(found: Sequence[Sighting]) -> Iterator[_Met]:
    """Projects of the vocabulary; and names made of a programme's, as SenioriKaste."""
    for sighting in found:
        weight = weight_of(sighting)
        if not weight:
            continue
        name, end = sighting.term.name or _of_programme(sighting), sighting.end
        phase = _PHASE.match(sighting.after(5))
        last = sighting.words.rsplit(" ", 1)[-1]
        if name and phase is not None:
            name, end = f"{name} {phase[1]}", end + phase.end()
        elif name and len(last) == 1 and last.isdigit():
            name = f"{name} {last}"  # the vocabulary has the number: "tukeva 2"
        read = mention(name, sighting.start, end, "named project") if name else None
        if read is not None:
            yield _weighed(read, sighting, max(weight, _KNOWN))


def _of_programme(sighting: Sighting) -> str:
    """The name that a word makes with a programme's: "Majakka-LAPEn" → "Majakka-LAPE"."""
    lemma = sighting.page.words[sighting.word].lemmas[0]
    name = sighting.words[: len(lemma)]
    if name.casefold() != lemma or not name[:1].isupper():
        return ""
    before, mark, last = name.rpartition("-")
    if mark:
        return name if before and last.casefold() in ("lape", "kaste") else ""
    inner = len(name) > 5 and lemma.endswith(("lape", "kaste"))
    return name if inner and any(letter.isupper() for letter in name[1:]) else ""


def _named(found: Mapping[str, Sequence[Sighting]], known: Sequence[_Met]) -> Iterator[_Met]:
    """Names beside words for project, those aside that the vocabulary has read already."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    words = found.get("project", ())[:_MOST_WORDS]
    numbers = {_page(word) for word in words}
    for sighting in found.get("region", ()):
        if _page(sighting) in numbers:
            places[_page(sighting)].append((sighting.start, sighting.end))
    taken: dict[int, list[Mention]] = defaultdict(list)
    for each in known:
        if each.evidence.place != "metadata":
            taken[each.evidence.page].append(each.mention)
    later: list[tuple[Sighting, str]] = []
    keys: dict[str, Mention] = {each.mention.key: each.mention for each in known}
    for word in words:
        for read in read_names(word, places[_page(word)]):
            if not any(a.start < read.end and read.start < a.end for a in taken[_page(word)]):
                keys.setdefault(read.key, read)
                yield _weighed(read, word, 1.0)
        if word.words[:7].casefold() == "projekt" and (text := following(word)):
            later.append((word, text))
    yield from _apposed(later, keys)


def _apposed(
    later: Sequence[tuple[Sighting, str]],
    keys: Mapping[str, Mention],
) -> Iterator[_Met]:
    """ "Projektet Barnens stig har …": as many words as other places say are the name."""
    starts = Counter(
        " ".join(words[:length])
        for words in {tuple(text.split()) for _, text in later}
        for length in range(1, len(words) + 1)
    )
    for word, text in later:
        words = text.split()
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            read = mention(name, word.start, word.end + 1 + len(name), "project and name")
            agreed = starts[name] > 1 and (length == 1 or name[0].isupper())
            if read is not None and (read.key in keys or agreed):
                yield _weighed(read, word, 1.0)
                break


def _stated(document: ReadDocument) -> Iterator[_Met]:
    """Names in the running lines and in the file's own title."""
    for label in (RUNNING_LINES, *_TITLES):
        text = document.metadata.get(label, "")[:_LONGEST_LINE]
        for found in _IN_LINE.finditer(text):
            read = mention(found[1], found.start(), found.end(), "running line")
            if read is not None:
                evidence = Evidence(found[0], "metadata", label, 0, found.start(), found.end())
                yield _Met(read, _RUNNING, evidence)


def _weighed(read: Mention, sighting: Sighting, weight: float) -> _Met:
    """A mention in its place, with what the place is worth."""
    page = sighting.page
    number = _page(sighting)
    if read.rule == "name of the project":
        worth = _FIELD
    elif sighting.place == "title":
        worth = _TITLE
    elif number == 1 and read.start < _FIRST_LINES:
        worth = _OPENING
    elif sighting.place == "heading":
        worth = _HEADING
    else:
        worth = _TEXT
    if sighting.place != "title" and worth < _FIELD:
        before = page.text[max(0, read.start - 60) : read.start]
        if _PASSING.search(before):
            worth = min(worth, _TEXT) / 2
    words = page.text[read.start : read.end]
    evidence = Evidence(words, sighting.place, read.rule, number, read.start, read.end)
    return _Met(read, worth * weight, evidence)


def _page(sighting: Sighting) -> int:
    return 0 if sighting.place == "title" else sighting.page.number


def _whole(met: Sequence[_Met]) -> list[_Met]:
    """The mentions, those without a phase counted to the only phase there is."""
    phases: dict[str, set[str]] = defaultdict(set)
    for each in met:
        if phase_of(each.mention.key):
            phases[project_base(each.mention.key)].add(each.mention.key)
    named = {each.mention.key: each.mention.name for each in met}
    whole = []
    for each in met:
        keys = phases.get(each.mention.key, set())
        if len(keys) == 1:
            (key,) = keys
            moved = each.mention._replace(key=key, name=named[key])
            each = each._replace(mention=moved)  # noqa: PLW2901
        whole.append(each)
    return whole


def _values(met: Sequence[_Met]) -> list[FacetValue]:
    by_key: dict[str, list[_Met]] = defaultdict(list)
    for each in met:
        by_key[each.mention.key].append(each)
    scores = {key: _score(each) for key, each in by_key.items()}
    ordered = sorted(scores, key=lambda key: -scores[key])
    values: dict[str, FacetValue] = {}
    for number, key in enumerate(ordered[: _MOST_OTHERS + 1]):
        best = sorted(by_key[key], key=lambda each: -each.weight)
        rest = scores[ordered[1]] if len(ordered) > 1 else 0.0
        chosen = number == 0 and _is_clear(best, scores[key], rest)
        sure = min(0.98, 0.45 + scores[key] / 14) if chosen else min(_DOUBT, scores[key] / 14)
        name = _written(best)
        evidence = tuple(each.evidence for each in best[:_SHOWN])
        value = FacetValue("project", name, round(max(sure, 0.01), 3), evidence, chosen)
        values.setdefault(name, value)
    return list(values.values())


def _score(met: Sequence[_Met]) -> float:
    """What the mentions count together; each place once, but for the text."""
    best: dict[str, float] = {}
    text = 0.0
    counted = 0
    for each in met:
        place = each.evidence.place
        if each.weight > _OPENING or place in ("title", "metadata"):
            best[place] = max(best.get(place, 0.0), each.weight)
        elif counted < _MANY:
            counted += 1
            text += each.weight
    return sum(best.values()) + text


def _is_clear(best: Sequence[_Met], score: float, rest: float) -> bool:
    if best[0].evidence.place in ("title", "metadata"):
        return score > rest or best[0].weight >= _FIELD
    return score >= _ENOUGH and score >= _CLEAR * rest


def _written(met: Sequence[_Met]) -> str:
    """The name as it is written most, in capitals only where it always is."""
    names = Counter(each.mention.name for each in met)
    return max(names, key=lambda name: (not name.isupper(), names[name]))
