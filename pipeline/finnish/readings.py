"""What a Finnish form may be a form of, and how likely each reading is (rules 3 and 4).

Only BASEFORM, CLASS and FSTOUTPUT of Voikko count, and of FSTOUTPUT only the tags after the
last compound boundary. A participle is read both as itself and as its verb, a ``-minen`` noun as
noun and verb, a ``-sti`` adverb as adverb and adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.finnish import fst as fst_text
from pipeline.finnish.costs import CASES, COSTS, MOST_PARTS, PART_COST, TAG_FEATURES
from pipeline.finnish.functionwords import ADJECTIVES, CLITIC_PRONOUNS, PRONOUNS, UNUSED
from pipeline.finnish.voikko import Candidate

NAMES = frozenset({"paikannimi", "etunimi", "sukunimi", "nimi"})
_ADJECTIVES = frozenset({"laatusana", "nimisana_laatusana"})
_PARTICIPLE = re.compile(r"\[L[a-z]+\]\[R([a-z])\]")
_DERIVATION = re.compile(r"\[L[a-z]+\]")


class Reading(NamedTuple):
    """One way to read a form. `kind` is empty when Voikko's base form is taken as it is."""

    lemma: str
    kind: str
    word_class: str
    fst: str


class Ranked(NamedTuple):
    """A reading with its cost: the lowest is the likeliest."""

    cost: int
    reading: Reading


def ranked(form: str, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The readings of `form` with one entry per lemma, the cheapest first.

    Lemmas are casefolded. Equal costs keep Voikko's order.
    """
    cheapest: dict[str, Ranked] = {}
    for reading in readings(candidates):
        entry = Ranked(_cost(form, reading), reading)
        if reading.lemma not in cheapest or entry.cost < cheapest[reading.lemma].cost:
            cheapest[reading.lemma] = entry
    return sorted(cheapest.values(), key=lambda entry: entry.cost)


def _cost(form: str, reading: Reading) -> int:
    cost = sum(COSTS.get(name, 0) for name in _features(form, reading))
    return cost + PART_COST * min(MOST_PARTS, _boundaries(reading.fst))


def readings(candidates: Iterable[Candidate]) -> Iterator[Reading]:
    """Every reading of every candidate, casefolded, not yet ranked.

    libvoikko repeats names of institutions (*Terveyskeskus*) without FSTOUTPUT; such a candidate
    counts only when there is no other.
    """
    listed = list(candidates)
    for candidate in [one for one in listed if one.fst] or listed:
        for lemma, kind in _lemmas(candidate):
            if lemma:
                yield Reading(lemma, kind, candidate.word_class, candidate.fst)


def _lemmas(candidate: Candidate) -> Sequence[tuple[str, str]]:
    """The lemmas of one candidate, each with its kind."""
    fst = candidate.fst
    base = candidate.baseform.replace("=", "").replace("--", "-").casefold()
    tail = fst_text.tail(fst)
    if candidate.word_class == "asemosana":
        return ((_pronoun(base, fst), ""),)
    if "[Ssti]" in tail:
        adverb = _surface_before(fst, "[Ssti]") + "sti"
        return (base, "sti adjective"), (adverb, "sti")
    participle = _last_participle(tail)
    if participle:
        if base in ADJECTIVES:
            return ((base, "adjective"),)
        tag = participle.group(1)
        verb = fst_text.base(fst[: len(fst) - len(tail) + participle.start()]).casefold()
        return (base, f"participle:{tag}"), (verb, f"participle verb:{tag}")
    if fst_text.MINEN in tail:
        return (base, "minen verb"), (_surface_before(fst, fst_text.MINEN) + "minen", "minen")
    return ((base, ""),)


def _pronoun(lemma: str, fst: str) -> str:
    """The lemma of a pronoun: singular, and together with the clitic that makes it another."""
    singular = PRONOUNS.get(lemma, lemma)
    for tag in fst_text.tags(fst):
        singular = CLITIC_PRONOUNS.get((singular, tag), singular)
    return singular


def _surface_before(fst: str, tag: str) -> str:
    return fst_text.surface(fst[: fst.rfind(tag)]).casefold()


def _last_participle(tail: str) -> re.Match[str] | None:
    """The participle tag that ends the derivation of `tail`, if one does."""
    found = list(_PARTICIPLE.finditer(tail))
    return None if not found or _DERIVATION.search(tail, found[-1].end()) else found[-1]


def _features(form: str, reading: Reading) -> Iterator[str]:
    if reading.word_class in NAMES:
        yield reading.word_class + (":capital" if form[:1].isupper() else ":small")
    else:
        yield reading.kind or reading.word_class
        if reading.word_class in _ADJECTIVES and reading.lemma.endswith("inen"):
            yield "inen"
    if (reading.lemma, form.casefold()) in UNUSED:
        yield "unused"
    case, plural = "", False
    for tag in fst_text.tags(fst_text.tail(reading.fst)):
        if (reading.lemma, tag) in UNUSED:
            yield "unused"
        if tag in TAG_FEATURES:
            yield TAG_FEATURES[tag]
        case = CASES.get(tag, case)
        plural = plural or tag == "Nm"
    if case:
        yield f"{case}.plural" if plural else case
    elif not plural:
        yield "no plain case"
    if reading.lemma == form.casefold():
        yield "same as verb" if reading.word_class == "teonsana" else "same as other"


def _boundaries(fst: str) -> int:
    return fst.count(fst_text.BOUNDARY) + fst.count("=")
