"""What a query's words are called in the other languages of the corpus: to suggest or to look for.

A search for *barnskydd* reaches *lastensuojelu* over the bridge of domain terms.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.query import Query, Word
from pipeline.bridge import Bridge, Counterpart


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What some words of a query are called in another language."""

    words: tuple[str, ...]
    language: str
    terms: tuple[str, ...]
    yso: str


@dataclass(frozen=True, slots=True)
class Group:
    """Words that must all be met, or any one of `others` in their stead."""

    words: tuple[Word, ...]
    others: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """The wanted words of a query, in groups, and what may be suggested for them."""

    groups: tuple[Group, ...]
    suggestions: tuple[Suggestion, ...] = ()


def plain(query: Query) -> Expansion:
    """No bridge: each word for itself."""
    return Expansion(tuple(Group((word,)) for word in query.wanted))


def over_bridge(
    query: Query, bridge: Bridge, languages: Collection[str], *, expand: bool
) -> Expansion:
    """Look the wanted words up; with `expand` what is found is looked for, too.

    `languages` are those of the corpus: a term in another would find nothing.
    """
    groups: list[Group] = []
    suggestions: list[Suggestion] = []
    for run in _runs(query.wanted):
        forms = tuple(form for word in run for form in word.forms)
        met = [found for found in bridge.counterparts(forms) if found.language in languages]
        if not run[0].exact:
            suggestions += [_suggestion(forms, found) for found in met]
        groups += _groups(run, met if expand and not run[0].exact else ())
    return Expansion(tuple(groups), tuple(suggestions))


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Neighbouring simple words together, phrases and exact words each alone."""
    runs: list[list[Word]] = []
    for word in words:
        simple = len(word.forms) == 1 and not word.exact
        before = runs[-1][-1] if runs else None
        if simple and before and len(before.forms) == 1 and not before.exact:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _groups(run: Sequence[Word], met: Sequence[Counterpart]) -> list[Group]:
    if len(run[0].forms) > 1:
        # A phrase is one thing: only what the whole of it is called can stand in its stead.
        whole = [found for found in met if (found.start, found.end) == (0, len(run[0].forms))]
        return [Group(tuple(run), _others(whole))]
    groups, at = [], 0
    while at < len(run):
        here = [found for found in met if found.start == at]
        end = max((found.end for found in here), default=at + 1)
        groups.append(Group(tuple(run[at:end]), _others(here)))
        at = end
    return groups


def _others(met: Sequence[Counterpart]) -> tuple[Word, ...]:
    return tuple(Word(term, language=found.language) for found in met for term in found.terms)


def _suggestion(forms: Sequence[str], found: Counterpart) -> Suggestion:
    terms = tuple(" ".join(term) for term in found.terms)
    return Suggestion(tuple(forms[found.start : found.end]), found.language, terms, found.yso)
