"""Words read as a person said: lemmas, synonyms and protected words, from TOML files.

Applied to the analysis of every form, of documents and of queries alike; a form that the files do
not name, and whose lemmas they do not name, is left as it was.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.config import nearest
from corpus.document import Analysis
from corpus.errors import ConfigError

BUILT_IN = Path(__file__).with_name("words.toml")
TABLES = ("lemmas", "synonyms", "protected")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything casefolded. `synonyms` gives each lemma the first lemma of its group."""

    lemmas: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """Eight hex digits that change with any word."""
        said = [sorted(self.lemmas.items()), sorted(self.synonyms.items()), sorted(self.protected)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]

    def apply(self, analysis: Analysis) -> Analysis:
        """The analysis as these words change it."""
        form = analysis.form.casefold()
        if form in self.protected:
            return replace(analysis, lemmas=(form,), parts=())
        if form in self.lemmas:
            lemmas: tuple[str, ...] = (self.lemmas[form],)
        else:
            lemmas = tuple(self.lemmas.get(lemma, lemma) for lemma in analysis.lemmas)
        shared = [self.synonyms[lemma] for lemma in lemmas if lemma in self.synonyms]
        lemmas = tuple(dict.fromkeys([*lemmas, *shared]))
        return analysis if lemmas == analysis.lemmas else replace(analysis, lemmas=lemmas)


NO_WORDS = Words()
"""Changes nothing."""


def load_words(path: Path | None = None) -> Words:
    """The built-in words, and those of the file at `path` on top. Raises ConfigError."""
    tables = [_read(BUILT_IN)] + ([_read(path)] if path else [])
    lemmas: dict[str, str] = {}
    synonyms: dict[str, str] = {}
    protected: set[str] = set()
    for table in tables:
        lemmas |= {word.casefold(): to.casefold() for word, to in table["lemmas"].items()}
        for group in table["synonyms"].get("groups", []):
            first, *_ = folded = [word.casefold() for word in group]
            # A group of the user's that shares a word with a built-in one joins it.
            first = next((synonyms[word] for word in folded if word in synonyms), first)
            synonyms |= dict.fromkeys(folded, first)
        protected |= {word.casefold() for word in table["protected"].get("words", [])}
    return Words(lemmas, synonyms, frozenset(protected))


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a word file: {error}") from error
    for name in raw:
        if name not in TABLES:
            near = nearest(name, TABLES)
            hint = f"; did you mean [{near}]?" if near else f"; known are {', '.join(TABLES)}"
            raise ConfigError(f"{path}: unknown table [{name}]{hint}")
    tables = {name: raw.get(name, {}) for name in TABLES}
    _check(path, tables)
    return tables


def _check(path: Path, tables: Mapping[str, Any]) -> None:
    """Raises ConfigError unless every value is what it must be: words without blanks."""
    groups = tables["synonyms"].get("groups", [])
    words = tables["protected"].get("words", [])
    if not all(isinstance(value, list) for value in (groups, words, *groups)):
        raise ConfigError(f"{path}: synonyms.groups is a list of lists, protected.words a list")
    named = [*tables["lemmas"].items(), *groups, words]
    for word in (word for several in named for word in several):
        if not isinstance(word, str) or not word or any(c.isspace() for c in word):
            raise ConfigError(f"{path}: {word!r} is not one word")
    if not all(groups):
        raise ConfigError(f"{path}: a group of synonyms is empty")
