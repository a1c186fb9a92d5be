"""The one analyzer: text to words, a word to its lemmas, for documents and queries alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from corpus.config import Config
from corpus.document import Analysis, TokenList
from pipeline import language as languages
from pipeline import swedish
from pipeline.finnish import lemmas as finnish_lemmas
from pipeline.finnish import tokenizer
from pipeline.finnish.coordination import coordinate, split_key
from pipeline.finnish.gaps import joined
from pipeline.finnish.readings import Ranked, ranked
from pipeline.finnish.repair import Repairer
from pipeline.finnish.voikko import Morphology, open_voikko
from pipeline.stems import stem
from pipeline.words import NO_WORDS, Words, load_words

ANALYZER_VERSION = "2"
"""To be raised with every change of a rule or a word list: documents are then analysed anew."""

OTHERS = ("sv", "en")
"""Languages besides Finnish; a word of any other is read as Finnish."""

CACHE_SIZE = 65_536
"""Forms. Measured on running text: 10,000 hit 61 %, 100,000 hit 80 %, no more than 81 % can."""


def open_analyzer(choice: str = "auto", words: Words | None = None) -> Analyzer:
    """An analyzer over the Voikko that `choice` names: "auto", "native" or "portable".

    `words` are those of `pipeline.words`, the built-in ones unless given. Raises UsageError for
    another choice, HankemuistiError when that Voikko is not installed.
    """
    return Analyzer(open_voikko(choice), load_words() if words is None else words)


def configured_analyzer(config: Config) -> Analyzer:
    """The analyzer that the configuration describes. Raises ConfigError, HankemuistiError."""
    settings = config.pipeline
    words = load_words(config.path(settings.words) if settings.words else None)
    return open_analyzer(settings.voikko, words)


class Analyzer:
    """Analyses words with a morphology. Usable from several threads; can be pickled."""

    def __init__(self, morphology: Morphology, words: Words = NO_WORDS) -> None:
        self._morphology = morphology
        self._words = words
        self._finnish = lru_cache(CACHE_SIZE)(self._analyse_finnish)
        self._known = lru_cache(CACHE_SIZE)(morphology.knows)
        self._repairer = Repairer(self._known)

    @cached_property
    def version(self) -> str:
        """The version of the rules and of Voikko: equal versions give equal analyses."""
        return f"rules {ANALYZER_VERSION}, words {self._words.version}, {self._morphology.version}"

    def tokenize(self, text: str) -> TokenList:
        """The words of `text` (NFC) with their places."""
        return tokenizer.tokenize(text)

    def read(self, text: str, language: str) -> TokenList:
        """The words of `text` as keys of the lexicon, with their places.

        In Finnish, words that a layout broke are one token, and where a word is elided (*lapsi- ja
        perhepalvelut*) the key tells what it stands for; `analyse` reads keys.
        """
        tokens = tokenizer.tokenize(text)
        if language in OTHERS:
            return tokens
        tokens = self._repairer.repair(text, tokens)
        return TokenList(coordinate(text, tokens, self._finnish), tokens.starts)

    def detect(self, forms: Sequence[str]) -> str:
        """The language of the words `forms`: "fi", "sv", "en", or empty when unknown."""
        return languages.detect(forms, self.knows)

    def knows(self, word: str) -> bool:
        """Whether `word` is Finnish as far as Voikko knows."""
        return self._known(word)

    def analyse(self, key: str, language: str) -> Analysis:
        """What a form or key may be in `language`: "sv", "en", or else Finnish."""
        if language in OTHERS:
            return self._words.apply(self.without_words(key, language))
        return self._finnish(key)

    def without_words(self, form: str, language: str) -> Analysis:
        """What a form may be before the word files have their say."""
        if language in OTHERS:
            return Analysis(form, language, _bases(form, language))
        return finnish_lemmas.analyse(form, self._morphology)

    def readings(self, form: str) -> list[Ranked]:
        """The Finnish readings of `form` with their costs, the cheapest first."""
        return ranked(form, self._morphology.analyze(form))

    def _analyse_finnish(self, key: str) -> Analysis:
        surface, whole = split_key(key)
        word = joined(surface)
        found = self._words.apply(self.without_words(word, "fi"))
        if surface == key == word:
            return found
        lemmas = found.lemmas
        if whole:
            lemmas += self._words.apply(self.without_words(whole, "fi")).lemmas
        mended = word != surface
        return Analysis(
            form=surface,
            language="fi",
            lemmas=tuple(dict.fromkeys(lemmas)),
            # Their places are those in the mended word.
            parts=() if mended else found.parts,
            mended=word if mended else "",
        )

    def __reduce__(self) -> tuple[type[Analyzer], tuple[Morphology, Words]]:
        return Analyzer, (self._morphology, self._words)


def _bases(form: str, language: str) -> tuple[str, ...]:
    """The base forms or the stem, without the genitive of an acronym (``EU:s``)."""
    bare = form.replace("\u00ad", "").split(":", 1)[0]
    if not bare:
        return (form,)
    return swedish.lemmas(bare) if language == swedish.LANGUAGE else (stem(bare, language),)
