"""What a query's words mean: the terms an engine looks for, and the forms a reader sees marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from corpus.config import SearchConfig
from corpus.document import Analysis, Span
from corpus.lexicon import Lexicon, exact_term
from index import scoring
from index.engine import AllOf, AnyOf, AnyTerm, Everything, Facet, Node, Not, Prefix, Term
from index.expansion import Expansion, is_bridged
from index.query import Query
from index.query_analyzer import QueryAnalyzer
from index.rows import Place, Row, Slot, slop_of, ways
from index.tree import (
    All,
    Beginning,
    Either,
    Near,
    Tree,
    Value,
    Without,
    Word,
    parts_of,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase as it may stand in documents.

    For each slot, the lexicon's numbers of the forms that meet it, with what to mark in each.
    """

    slots: tuple[Mapping[int, tuple[Span, ...]], ...]
    slop: int | tuple[int, ...] = 0


class Meaning:
    """The meaning of one query in one corpus."""

    def __init__(self, query: Query, expansion: Expansion, analyzer: QueryAnalyzer) -> None:
        self.parts = parts_of(expansion.tree)
        self._unread = query.unread
        self._analyzer = analyzer
        analyses = {
            (form, word.language): analyzer.analyses(form, word.language)
            for word in words_of(expansion.tree)
            if not word.exact
            for form in word.forms
        }
        self._lemmas = {asked: _all_lemmas(found) for asked, found in analyses.items()}
        self._written = {asked: found[0].form for asked, found in analyses.items()}

    def understood(self, lexicon: Lexicon) -> dict[str, list[str]]:
        """Each word of the query with the lemmas it was taken for, those the corpus has.

        A word that the corpus does not have keeps its first lemma, so that one sees what was asked.
        """
        return {
            self._written[asked]: [one for one in lemmas if lexicon.forms_with(one)] or [lemmas[0]]
            for asked, lemmas in self._lemmas.items()
            if not asked[1]
        }

    def node(self, weights: SearchConfig) -> Node:
        """The query for an engine. A query without wanted words asks for every document."""
        if self._unread:
            return AnyOf(())
        return self._all(self.parts, weights, wanted=True) if self.parts else Everything()

    def node_of(self, tree: Tree, weights: SearchConfig, *, wanted: bool = True) -> Node:
        """One part of the query for an engine; not `wanted` when it stands behind a minus."""
        match tree:
            case Word():
                return self._word(tree, weights, wanted)
            case Beginning(start, exact, title):
                fields = scoring.fields(weights, title=title) if title or not exact else {}
                if not title:
                    fields["exact"] = weights.weight_body
                text = start.casefold()
                return AnyTerm(tuple(Prefix(name, text, w) for name, w in fields.items()))
            case Near():
                title = any(word.title for word in words_of(tree))
                return scoring.phrases(self._rows_of(tree, wanted), weights, title=title)
            case Value(facet, _, values):
                return Facet(facet, values)
            case All(items):
                return self._all(items, weights, wanted=wanted)
            case Either(items):
                either = tuple(self.node_of(item, weights, wanted=wanted) for item in items)
                return scoring.one_thing(either) if is_bridged(tree) else AnyOf(either)
            case Without(item):
                return Not(self.node_of(item, weights, wanted=not wanted))

    def _all(self, items: tuple[Tree, ...], weights: SearchConfig, *, wanted: bool) -> Node:
        nodes = tuple(self.node_of(item, weights, wanted=wanted) for item in items)
        return AllOf(nodes, tuple(filter(None, map(self._near, items))), weights.weight_near)

    def _near(self, item: Tree) -> tuple[Term, ...]:
        """The terms by whose places it is seen how near a word stands to others."""
        if not isinstance(item, Word) or item.title or len(item.forms) > 1:
            return ()
        if item.exact:
            return (Term("exact", item.forms[0].casefold()),)
        lemmas = self._lemmas[item.forms[0], item.language]
        return tuple(Term(field, lemma) for field in ("body", "part") for lemma in lemmas)

    def _word(self, word: Word, weights: SearchConfig, wanted: bool) -> Node:
        if len(word.forms) > 1:
            return scoring.phrases(self._rows_of(word, wanted), weights, title=word.title)
        form = word.forms[0].casefold()
        if word.exact:
            return Term("exact", form)
        # A query's compounds are never taken apart (precision falls from .94 to .71), but a
        # simple word finds the compounds that hold it; an excluded one must not.
        lemmas, inside = self._lemmas[word.forms[0], word.language], wanted and not word.title
        return scoring.word(lemmas, form, weights, title=word.title, inside=inside)

    def _rows_of(self, tree: Word | Near, wanted: bool) -> list[Row]:
        """The rows of words that meet a phrase or a nearness."""
        if isinstance(tree, Word):
            rows = [self._row(tree)]
        else:
            pairs = list(product(self._side(tree.left, wanted), self._side(tree.right, wanted)))
            rows = [_beside(one, two, tree.distance) for one, two in pairs]
            rows += [_beside(two, one, tree.distance) for one, two in pairs]
        if not wanted:
            return rows
        found = [way for row in rows for way in ways(row, self._analyzer.lexicon)]
        return list(dict.fromkeys(found))

    def _side(self, tree: Word | Either, wanted: bool) -> Iterator[Row]:
        """One side of a nearness: its simple words at one place, and each phrase for itself."""
        words = list(words_of(tree))
        simple = [self._slot(word, word.forms[0]) for word in words if len(word.forms) == 1]
        if simple:
            lemmas = tuple(lemma for slot in simple for lemma in slot.lemmas)
            exact = tuple(form for slot in simple for form in slot.exact)
            in_title = any(word.title for word in words)
            yield (Place(0, Slot(lemmas, exact, lemmas if wanted and not in_title else ())),)
        yield from (self._row(word) for word in words if len(word.forms) > 1)

    def _row(self, word: Word) -> Row:
        return tuple(Place(word.slop, self._slot(word, form)) for form in word.forms)

    def _slot(self, word: Word, form: str) -> Slot:
        if word.exact:
            return Slot(exact=(form.casefold(),))
        return Slot(self._lemmas[form, word.language])

    def wanted(self, lexicon: Lexicon) -> list[Wanted]:
        """The wanted words, and what may stand for them, as forms of the lexicon."""
        return [wanted for part in self.parts for wanted in self.wanted_of(part, lexicon)]

    def wanted_of(self, tree: Tree, lexicon: Lexicon) -> Iterator[Wanted]:
        """What is wanted of a part of the query."""
        match tree:
            case Word(forms) if len(forms) == 1:
                slot = self._slot(tree, forms[0])
                whole = Slot(slot.lemmas, slot.exact, slot.lemmas)
                yield Wanted((_forms(whole, lexicon),))
            case Word() | Near():
                for row in self._rows_of(tree, wanted=True):
                    slots = tuple(_forms(place.slot, lexicon) for place in row)
                    yield Wanted(slots, slop_of(row))
            case Beginning(start, exact):
                yield Wanted((self._analyzer.beginning(start.casefold(), exact=exact),))
            case All(items) | Either(items):
                for item in items:
                    yield from self.wanted_of(item, lexicon)


def _beside(one: Row, two: Row, distance: int) -> Row:
    return (*one, Place(distance, two[0].slot), *two[1:])


def _forms(slot: Slot, lexicon: Lexicon) -> dict[int, tuple[Span, ...]]:
    """The forms that meet a slot, with what to mark: all of it, or the parts that are meant."""
    exact = {number for form in slot.exact for number in lexicon.forms_with(exact_term(form))}
    numbers = {number for lemma in slot.lemmas for number in lexicon.forms_with(lemma)}
    every = sorted(exact | numbers)
    found: dict[int, tuple[Span, ...]] = {}
    for number, analysis in zip(every, lexicon.get(every), strict=True):
        if number in exact or not set(slot.lemmas).isdisjoint(analysis.lemmas):
            found[number] = (Span(0, len(analysis.form)),)
        else:
            spans = (Span(p.start, p.end) for p in analysis.parts if p.lemma in slot.parts)
            found[number] = tuple(spans)
    return {number: spans for number, spans in found.items() if spans}


def _all_lemmas(analyses: Collection[Analysis]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lemma for analysis in analyses for lemma in analysis.lemmas))
