"""Why a word is read as it is: its readings with their costs, what was chosen, what is indexed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from corpus.document import Analysis, Part
from pipeline.analyzer import Analyzer

FINNISH = "fi"


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """One reading of a form; of those with the lowest costs the lemmas are chosen."""

    lemma: str
    cost: int
    kind: str
    word_class: str
    fst: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One word of a text.

    `mended` is the word without the gaps that a layout made. `added` are the lemmas that no reading
    gave: what the word files say, and what an elided word stands for.
    """

    form: str
    start: int
    language: str
    readings: tuple[ExplainedReading, ...]
    lemmas: tuple[str, ...]
    parts: tuple[Part, ...]
    mended: str
    added: tuple[str, ...]

    def terms(self) -> dict[str, list[str]]:
        """What the index would hold at the word's position, field by field."""
        parts = dict.fromkeys(part.lemma for part in self.parts if part.lemma not in self.lemmas)
        return {
            "body": list(self.lemmas),
            "part": list(parts),
            "exact": [(self.mended or self.form).casefold()],
        }

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**dataclasses.asdict(self), "terms": self.terms()}


def explain(text: str, analyzer: Analyzer, language: str = "") -> list[Explained]:
    """Explain every word of `text`, in `language` or the one that its words tell."""
    forms = analyzer.tokenize(text).forms
    found = language or analyzer.detect(forms) or FINNISH
    return [
        _explained(token.start, analyzer.analyse(token.form, found), analyzer)
        for token in analyzer.read(text, found)
    ]


def _explained(start: int, analysis: Analysis, analyzer: Analyzer) -> Explained:
    word = analysis.mended or analysis.form
    ranked = analyzer.readings(word) if analysis.language == FINNISH else []
    plain = analyzer.without_words(word, analysis.language)
    return Explained(
        form=analysis.form,
        start=start,
        language=analysis.language,
        readings=tuple(
            ExplainedReading(
                lemma=reading.lemma,
                cost=cost,
                kind=reading.kind,
                word_class=reading.word_class,
                fst=reading.fst,
                chosen=reading.lemma in plain.lemmas,
            )
            for cost, reading in ranked
        ),
        lemmas=analysis.lemmas,
        parts=analysis.parts,
        mended=analysis.mended,
        added=tuple(lemma for lemma in analysis.lemmas if lemma not in plain.lemmas),
    )
