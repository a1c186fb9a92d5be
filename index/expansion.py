"""What a query's words are called in the other languages of the corpus: to suggest or to look for.

A search for *barnskydd* reaches *lastensuojelu* over the bridge of domain terms.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.query import Query
from index.tree import All, Either, Tree, Value, Without, Word, all_of, either_of, parts_of
from pipeline.bridge import Bridge, Counterpart


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What some words of a query are called in another language."""

    words: tuple[str, ...]
    language: str
    terms: tuple[str, ...]
    yso: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """The tree to look for, and what may be suggested for its words."""

    tree: Tree | None
    suggestions: tuple[Suggestion, ...] = ()


def plain(query: Query) -> Expansion:
    """No bridge: each word for itself."""
    return Expansion(query.asked)


def over_bridge(
    query: Query, bridge: Bridge, languages: Collection[str], *, expand: bool
) -> Expansion:
    """Look the wanted words up; with `expand` what is found is looked for, too.

    `languages` are those of the corpus: a term in another would find nothing. What is not wanted,
    and the words of NEAR, are let be.
    """
    suggestions: list[Suggestion] = []

    def cross(tree: Tree) -> Tree:
        if isinstance(tree, Either):
            return either_of(map(cross, tree.items)) or tree
        crossed: list[Tree] = []
        for run in _runs(parts_of(tree)):
            if isinstance(run, list):
                forms = tuple(form for word in run for form in word.forms)
                counterparts = bridge.counterparts(forms)
                met = [found for found in counterparts if found.language in languages]
                suggestions.extend(_suggestion(forms, found) for found in met)
                crossed += _crossed(run, met if expand else ())
            else:
                crossed.append(cross(run) if isinstance(run, Either) else run)
        return all_of(crossed) or tree

    return Expansion(cross(query.asked) if query.asked else None, tuple(suggestions))


def is_bridged(tree: Either) -> bool:
    """Whether the items are names of one thing in several languages, not a person's choice."""
    return any(isinstance(item, Word) and item.language for item in tree.items)


def _runs(items: Sequence[Tree]) -> list[list[Word] | Tree]:
    """Neighbouring simple words together, phrases each alone; all else as it is.

    What is not wanted does not part neighbours.
    """
    runs: list[list[Word] | Tree] = []
    before: list[Word] = []
    for item in items:
        if not isinstance(item, Word) or item.exact:
            runs.append(item)
            before = before if isinstance(item, Without | Value) else []
        elif before and len(item.forms) == 1 and item.title == before[0].title:
            before.append(item)
        else:
            run = [item]
            runs.append(run)
            before = run if len(item.forms) == 1 else []
    return runs


def _crossed(run: Sequence[Word], met: Sequence[Counterpart]) -> list[Tree]:
    if len(run[0].forms) > 1:
        # A phrase is one thing: only what the whole of it is called can stand in its stead.
        whole = [found for found in met if (found.start, found.end) == (0, len(run[0].forms))]
        return [_or_others(run, whole)]
    crossed, at = [], 0
    while at < len(run):
        here = [found for found in met if found.start == at]
        end = max((found.end for found in here), default=at + 1)
        crossed.append(_or_others(run[at:end], here))
        at = end
    return crossed


def _or_others(words: Sequence[Word], met: Sequence[Counterpart]) -> Tree:
    """All the words, or any one of their counterparts in their stead."""
    own = words[0] if len(words) == 1 else All(tuple(words))
    others = [
        Word(term, language=found.language, title=words[0].title)
        for found in met
        for term in found.terms
    ]
    return Either((own, *others)) if others else own


def _suggestion(forms: Sequence[str], found: Counterpart) -> Suggestion:
    terms = tuple(" ".join(term) for term in found.terms)
    return Suggestion(tuple(forms[found.start : found.end]), found.language, terms, found.yso)
