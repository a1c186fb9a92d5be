"""The tree that a query is read as: frozen values, no engine and no language in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or with more than one form a phrase with at most `slop` words between.

    `title` asks for it in the title only. `language` is empty for what a person typed: it may be
    any. `typed` is a phrase as it was typed, where its forms alone do not tell.
    """

    forms: tuple[str, ...]
    exact: bool = False
    slop: int = 0
    title: bool = False
    language: str = ""
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Every word that begins so: its lemma or the form itself, with `exact` only the form."""

    start: str
    exact: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Both in either order, at most `distance` words between; each a word or some to choose of."""

    left: Word | Either
    right: Word | Either
    distance: int


@dataclass(frozen=True, slots=True)
class Value:
    """Documents with any of these `values` of a facet; `text` is what was typed."""

    facet: str
    text: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class All:
    """Every item, two or more, none of them an All."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the items, two or more, none of them an Either."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that do not meet the item, which is no Without."""

    item: Tree


Tree = Word | Beginning | Near | Value | All | Either | Without


def all_of(items: Iterable[Tree]) -> Tree | None:
    """All the items, as simple as it can be said; None without any."""
    flat = [each for item in items for each in (item.items if isinstance(item, All) else (item,))]
    return All(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def either_of(items: Iterable[Tree]) -> Tree | None:
    """Any of the items, as simple as it can be said; None without any."""
    flat = [
        each for item in items for each in (item.items if isinstance(item, Either) else (item,))
    ]
    return Either(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def without(item: Tree) -> Tree:
    """Not the item."""
    return item.item if isinstance(item, Without) else Without(item)


def parts_of(tree: Tree | None) -> tuple[Tree, ...]:
    """What must all hold, one by one."""
    if tree is None:
        return ()
    return tree.items if isinstance(tree, All) else (tree,)


def words_of(tree: Tree | None) -> Iterator[Word]:
    """Every word and phrase of the tree, in order, those to be left out among them."""
    match tree:
        case Word():
            yield tree
        case Near(left, right):
            yield from words_of(left)
            yield from words_of(right)
        case All(items) | Either(items):
            for item in items:
                yield from words_of(item)
        case Without(item):
            yield from words_of(item)
