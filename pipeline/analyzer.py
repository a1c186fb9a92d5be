"""The one analyzer: text to words, a word to its lemmas, for documents and queries alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from corpus.document import Analysis, Token
from pipeline import language as languages
from pipeline.finnish import lemmas, tokenizer
from pipeline.finnish.voikko import Morphology, open_voikko
from pipeline.stems import stem

ANALYZER_VERSION = "1"
"""To be raised with every change of a rule or a word list: documents are then analysed anew."""

STEMMED = ("sv", "en")
"""Languages whose lemmas are Snowball stems; every other one is read as Finnish."""

CACHE_SIZE = 65_536
"""Forms. Measured on running text: 10,000 hit 61 %, 100,000 hit 80 %, no more than 81 % can."""


def open_analyzer(choice: str = "auto") -> Analyzer:
    """An analyzer over the Voikko that `choice` names: "auto", "native" or "portable".

    Raises UsageError for another choice, HankemuistiError when that Voikko is not installed.
    """
    return Analyzer(open_voikko(choice))


class Analyzer:
    """Analyses words with a morphology. Usable from several threads; can be pickled."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._finnish = lru_cache(CACHE_SIZE)(self._analyse_finnish)

    @property
    def version(self) -> str:
        """The version of the rules and of Voikko: equal versions give equal analyses."""
        return f"rules {ANALYZER_VERSION}, {self._morphology.version}"

    def tokenize(self, text: str) -> list[Token]:
        """The words of `text` (NFC) with their places."""
        return tokenizer.tokenize(text)

    def detect(self, forms: Sequence[str]) -> str:
        """The language of the words `forms`: "fi", "sv", "en", or empty when unknown."""
        return languages.detect(forms, self.knows)

    def knows(self, word: str) -> bool:
        """Whether `word` is Finnish as far as Voikko knows."""
        return self._morphology.knows(word)

    def analyse(self, form: str, language: str) -> Analysis:
        """What `form` may be in `language`; "sv" and "en" are stemmed, all else is Finnish."""
        if language in STEMMED:
            return Analysis(form, language, (_stem(form, language),))
        return self._finnish(form)

    def query_analyses(self, form: str, languages: Collection[str]) -> tuple[Analysis, ...]:
        """What `form` may be in each of the `languages` of a corpus, Finnish first."""
        wanted = {language if language in STEMMED else "fi" for language in languages}
        ordered = [language for language in ("fi", *STEMMED) if language in wanted]
        return tuple(self.analyse(form, language) for language in ordered)

    def _analyse_finnish(self, form: str) -> Analysis:
        return lemmas.analyse(form, self._morphology)

    def __reduce__(self) -> tuple[type[Analyzer], tuple[Morphology]]:
        return Analyzer, (self._morphology,)


def _stem(form: str, language: str) -> str:
    """The stem without the genitive of an acronym (``EU:s``)."""
    bare = form.replace("\u00ad", "").split(":", 1)[0]
    return stem(bare, language) or form
