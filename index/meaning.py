"""What a query's words mean: the terms an engine looks for, and the forms a reader sees marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.config import SearchConfig
from corpus.document import Analysis, Span
from corpus.lexicon import Lexicon, exact_term
from index.engine import AllOf, AnyOf, Everything, Node, Not, Phrase, Term
from index.expansion import Expansion, Group
from index.query import Query, Word
from pipeline.analyzer import Analyzer


class QueryAnalyzer:
    """Analyses the words of queries to one corpus."""

    def __init__(self, analyzer: Analyzer, lexicon: Lexicon, languages: Collection[str]) -> None:
        self.analyzer = analyzer
        self._lexicon = lexicon
        self._languages = [language for language in languages if language != "fi"]

    def analyses(self, form: str, language: str = "") -> tuple[Analysis, ...]:
        """What a word may be: in `language`, or in Finnish and the corpus' other languages."""
        if language:
            return (self._in(form, language),)
        found = [self.analyzer.analyse(form, "fi")]
        # The key of a Finnish phrase is no word of another language; the form in it may be.
        written = found[0].form
        for other in self._languages:
            # A Swedish dictionary is slow to load: only for a word that neither the corpus' own
            # Swedish pages nor Finnish know.
            if self._lexicon.analysis(written, other) or not self.analyzer.knows(written):
                found.append(self._in(written, other))
        return tuple(found)

    def lemmas(self, form: str, language: str) -> tuple[str, ...]:
        """The lemmas of a word that is in `language`."""
        return self._in(form, language).lemmas

    def _in(self, form: str, language: str) -> Analysis:
        return self._lexicon.analysis(form, language) or self.analyzer.analyse(form, language)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase as it may stand in documents.

    For each slot, the lexicon's numbers of the forms that meet it, with what to mark in each.
    """

    slots: tuple[Mapping[int, tuple[Span, ...]], ...]
    slop: int = 0


class Meaning:
    """The meaning of one query in one corpus."""

    def __init__(self, query: Query, expansion: Expansion, analyzer: QueryAnalyzer) -> None:
        self._query = query
        self._groups = expansion.groups
        added = [word for group in expansion.groups for word in group.others]
        analyses = {
            (form, word.language): analyzer.analyses(form, word.language)
            for word in (*query.words, *added)
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
        wanted = [self._group(group, weights) for group in self._groups]
        unwanted = [Not(self._node(word, weights)) for word in self._query.unwanted]
        items = (*wanted, *unwanted)
        return AllOf(items) if items else Everything()

    def _group(self, group: Group, weights: SearchConfig) -> Node:
        words = tuple(self._node(word, weights) for word in group.words)
        others = tuple(self._node(word, weights) for word in group.others)
        together = words[0] if len(words) == 1 else AllOf(words)
        return AnyOf((together, *others)) if others else together

    def _node(self, word: Word, weights: SearchConfig) -> Node:
        if word.exact:
            slots = tuple((Term("exact", form.casefold()),) for form in word.forms)
            return slots[0][0] if len(slots) == 1 else Phrase(slots, word.slop)
        if len(word.forms) > 1:
            return Phrase(tuple(self._stack(word, form) for form in word.forms), word.slop)
        fields = {
            "body": weights.weight_body,
            "title": weights.weight_title,
            "heading": weights.weight_heading,
        }
        # A query's compounds are never taken apart (precision falls from .94 to .71), but a
        # simple word finds the compounds that hold it; an excluded one must not.
        if not word.excluded:
            fields["part"] = weights.weight_part
        lemmas = self._lemmas[word.forms[0], word.language]
        return AnyOf(
            tuple(Term(name, lemma, weight) for name, weight in fields.items() for lemma in lemmas)
        )

    def _stack(self, word: Word, form: str) -> tuple[Term, ...]:
        return tuple(Term("body", lemma) for lemma in self._lemmas[form, word.language])

    def wanted(self, lexicon: Lexicon) -> list[Wanted]:
        """The wanted words, and what may stand for them, as forms of the lexicon."""
        return [
            Wanted(tuple(self._slot(word, form, lexicon) for form in word.forms), word.slop)
            for group in self._groups
            for word in (*group.words, *group.others)
        ]

    def _slot(self, word: Word, form: str, lexicon: Lexicon) -> dict[int, tuple[Span, ...]]:
        terms = (exact_term(form.casefold()),) if word.exact else self._lemmas[form, word.language]
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
