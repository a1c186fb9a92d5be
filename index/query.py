"""Our own query language: text → a small tree of frozen values (index/tree.py).

::

    lapsiperheiden palvelut        both words, in any inflection
    neuvola OR koulu               either; also TAI. It joins its neighbours only
    (neuvola OR koulu) Kainuu      parentheses group
    -koulu   NOT koulu             not in the document; also EI. A sign holds for what is behind it
    "lapsiperheiden palvelut"      the words in this order, next to each other, in any inflection,
                                   or as one compound: lapsiperhepalvelut
    "lapset perheet"~3             in this order, at most three other words between neighbours
    =osallisuuden                  exactly this form
    ="osallisuuden tukeminen"      exactly these forms in this order
    perhe*                         every word that begins so
    koulu NEAR/5 "psyykkinen tuki" in either order, at most five words between; without a number ten
    title:neuvola                  in the title; also otsikko:
    region:Kainuu year:2009..2014  documents of these facets, as the filters of a search: also
                                   alue: theme: teema: vuosi: programme: ohjelma: kind: laji:
                                   lang: kieli: project: hanke: source: lähde:

A blank means that both must hold (AND and JA may be written), and holds together less than OR; AND
holds together more than OR, and NEAR more than AND. Operators are in capitals. Every text parses.
What cannot mean anything is left out, with a note that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.atoms import ReadValue, Tokenize
from index.grammar import Parser
from index.tree import Either, Tree, Value, Word, all_of, parts_of, words_of


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. `notes` say what was read differently.

    Without a tree it asks for every document, but if `unread` for none: something was typed, and
    none of it could be read.
    """

    tree: Tree | None
    notes: tuple[str, ...] = ()
    unread: bool = False

    @property
    def filters(self) -> Mapping[str, frozenset[str]]:
        """The facets that hold for the whole query; of a facet that is named twice either value."""
        found: dict[str, frozenset[str]] = {}
        for part in parts_of(self.tree):
            for value in _of_one_facet(part):
                found[value.facet] = found.get(value.facet, frozenset()) | value.values
        return found

    @property
    def asked(self) -> Tree | None:
        """The tree without those facets."""
        return all_of(part for part in parts_of(self.tree) if not _of_one_facet(part))

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words and phrases, in order, excluded ones among them."""
        return tuple(words_of(self.tree))


def parse(
    text: str, tokenize: Tokenize, read: Tokenize | None = None, value: ReadValue | None = None
) -> Query:
    """Read a query. Never raises; takes time linear in the length of `text`.

    `tokenize` gives words as written, `read` the keys of a phrase as the documents were read;
    without it the words of phrases are as written, too. `value` gives the values that a facet's
    text means and raises UsageError for one there is none of; without it any text is a value.
    """
    parser = Parser(text, tokenize, read or tokenize, value or _any_value)
    unread = parser.tree is None and bool(text.strip())
    none = ("nothing here to look for: no document is met",) if unread else ()
    return Query(parser.tree, parser.notes + none, unread)


def _of_one_facet(tree: Tree) -> list[Value]:
    """The values, when the tree is a value or a choice of values of one facet; else none."""
    items = tree.items if isinstance(tree, Either) else (tree,)
    values = [item for item in items if isinstance(item, Value)]
    alike = len(values) == len(items) and len({value.facet for value in values}) == 1
    return values if alike else []


def _any_value(_facet: str, text: str) -> frozenset[str]:
    return frozenset({text})
