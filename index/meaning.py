"""What a query's words mean: the terms an engine looks for, and the forms a reader sees marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.config import SearchConfig
from corpus.document import Analysis, Span
from corpus.lexicon import Lexicon, exact_term
from index.engine import AllOf, AnyOf, Everything, Node, Not, Phrase, Term
from index.query import Query, Word
from pipeline.analyzer import Analyzer


class QueryAnalyzer:
    """Analyses the words of queries to one corpus."""

    def __init__(self, analyzer: Analyzer, lexicon: Lexicon, languages: Collection[str]) -> None:
        self.analyzer = analyzer
        self._lexicon = lexicon
        self._languages = [language for language in languages if language != "fi"]

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """What a word may be: in Finnish, and in the other languages that the corpus has."""
        found = [self.analyzer.analyse(form, "fi")]
        for language in self._languages:
            known = self._lexicon.analysis(form, language)
            # A Swedish dictionary is slow to load: only for a word that neither the corpus' own
            # Swedish pages nor Finnish know.
            if known or not self.analyzer.knows(form):
                found.append(known or self.analyzer.analyse(form, language))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase as it may stand in documents.

    For each slot, the lexicon's numbers of the forms that meet it, with what to mark in each.
    """

    slots: tuple[Mapping[int, tuple[Span, ...]], ...]
    slop: int = 0


class Meaning:
    """The meaning of one query in one corpus."""

    def __init__(self, query: Query, analyzer: QueryAnalyzer) -> None:
        self._query = query
        self._lemmas = {
            form: _all_lemmas(analyzer.analyses(form))
            for word in query.words
            if not word.exact
            for form in word.forms
        }

    def understood(self, lexicon: Lexicon) -> dict[str, list[str]]:
        """Each word of the query with the lemmas it was taken for, those the corpus has.

        A word that the corpus does not have keeps its first lemma, so that one sees what was asked.
        """
        return {
            form: [lemma for lemma in lemmas if lexicon.forms_with(lemma)] or [lemmas[0]]
            for form, lemmas in self._lemmas.items()
        }

    def node(self, weights: SearchConfig) -> Node:
        """The query for an engine. A query without wanted words asks for every document."""
        wanted = [self._node(word, weights) for word in self._query.wanted]
        unwanted = [Not(self._node(word, weights)) for word in self._query.unwanted]
        items = (*wanted, *unwanted)
        return AllOf(items) if items else Everything()

    def _node(self, word: Word, weights: SearchConfig) -> Node:
        if word.exact:
            slots = tuple((Term("exact", form.casefold()),) for form in word.forms)
            return slots[0][0] if len(slots) == 1 else Phrase(slots, word.slop)
        if len(word.forms) > 1:
            return Phrase(tuple(self._stack(form) for form in word.forms), word.slop)
        fields = {
            "body": weights.weight_body,
            "title": weights.weight_title,
            "heading": weights.weight_heading,
        }
        # A query's compounds are never taken apart (precision falls from .94 to .71), but a
        # simple word finds the compounds that hold it; an excluded one must not.
        if not word.excluded:
            fields["part"] = weights.weight_part
        lemmas = self._lemmas[word.forms[0]]
        return AnyOf(
            tuple(Term(name, lemma, weight) for name, weight in fields.items() for lemma in lemmas)
        )

    def _stack(self, form: str) -> tuple[Term, ...]:
        return tuple(Term("body", lemma) for lemma in self._lemmas[form])

    def wanted(self, lexicon: Lexicon) -> list[Wanted]:
        """The wanted words as forms of the lexicon, in the order of the query."""
        return [
            Wanted(tuple(self._slot(word, form, lexicon) for form in word.forms), word.slop)
            for word in self._query.wanted
        ]

    def _slot(self, word: Word, form: str, lexicon: Lexicon) -> dict[int, tuple[Span, ...]]:
        terms = (exact_term(form),) if word.exact else self._lemmas[form]
        numbers = sorted({number for term in terms for number in lexicon.forms_with(term)})
        parts_count = len(word.forms) == 1
        slot: dict[int, tuple[Span, ...]] = {}
        for number, analysis in zip(numbers, lexicon.get(numbers), strict=True):
            if word.exact or not set(terms).isdisjoint(analysis.lemmas):
                slot[number] = (Span(0, len(analysis.form)),)
            elif parts_count:
                spans = (Span(p.start, p.end) for p in analysis.parts if p.lemma in terms)
                slot[number] = tuple(spans)
        return slot


def _all_lemmas(analyses: Collection[Analysis]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lemma for analysis in analyses for lemma in analysis.lemmas))
