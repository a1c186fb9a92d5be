"""What the words of queries may be, asked of the analyzer and of the corpus' own lexicon."""

from __future__ import annotations

from collections.abc import Collection

from corpus.document import Analysis, Span
from corpus.lexicon import Lexicon, exact_term
from pipeline.analyzer import Analyzer

MOST_FORMS = 5000
"""Forms with one beginning that are marked in texts; two letters begin that many at most."""


class QueryAnalyzer:
    """Analyses the words of queries to one corpus."""

    def __init__(
        self,
        analyzer: Analyzer,
        lexicon: Lexicon,
        languages: Collection[str],
    ) -> None:
        """`languages` are the corpus'."""
        self.analyzer = analyzer
        self.lexicon = lexicon
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
            if self.lexicon.analysis(written, other) or not self.analyzer.knows(written):
                found.append(self._in(written, other))
        return tuple(found)

    def lemmas(self, form: str, language: str) -> tuple[str, ...]:
        """The lemmas of a word that is in `language`."""
        return self._in(form, language).lemmas

    def _in(self, form: str, language: str) -> Analysis:
        return self.lexicon.analysis(form, language) or self.analyzer.analyse(form, language)

    def beginning(self, start: str, *, exact: bool) -> dict[int, tuple[Span, ...]]:
        """The forms that begin with `start` (casefolded), or whose lemma does, to mark whole."""
        starts = [exact_term(start)] if exact else [exact_term(start), start]
        numbers = sorted(
            {number for one in starts for number in self.lexicon.forms_beginning(one, MOST_FORMS)}
        )
        return {
            number: (Span(0, len(analysis.form)),)
            for number, analysis in zip(numbers, self.lexicon.get(numbers), strict=True)
            if analysis.exact.startswith(start)
            or (not exact and any(lemma.startswith(start) for lemma in analysis.lemmas))
        }
