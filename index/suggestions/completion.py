"""What a person may be about to type: words, values of facets, names of fields and operators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.lexemes import FIELDS, QUOTES, TITLE
from index.printing import OPERATORS
from index.suggestions.values import FacetValue, Values
from index.suggestions.vocabulary import Vocabulary

WORD, VALUE, FIELD, OPERATOR = "word", "value", "field", "operator"

SHOWN = {
    "region": "region",
    "theme": "theme",
    "year": "year",
    "programme": "programme",
    "kind": "kind",
    "language": "lang",
    "project": "project",
    "source": "source",
}
"""Facets that are completed, and the field a query names them by."""

WIDE = 64
"""Words looked at for one lemma each; four times as many as long as too few lemmas are met."""

WIDEST = 1024

TAIL = 4
"""Words of a name that may be typed without quotation marks: *lapset puh…*"""

NAMED = 2
"""Letters that must be typed of a value, field or operator before it is thought of."""

# The last thing typed: behind signs and the name of a field, in quotation marks or not.
_LAST = re.compile(
    rf"""(?P<signs>[-=(]*+)(?:(?P<field>(?i:{"|".join(FIELDS)})):)?(?P<exact>=?)
    (?: "(?P<phrase>[^"]*+) | (?P<word>[^\s"()]*+) )$""",
    re.VERBOSE,
)
_BLANK = re.compile(r"[\s()]")
_PLAIN = re.compile(r"\w[^\s\"():*]*")


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to type: in the text, `insert` takes the place of all from `start` on.

    `kind` is "word", "value" (of `facet`), "field" or "operator"; `text` is what to show, `count`
    the documents that have it, 0 where that means nothing.
    """

    kind: str
    text: str
    insert: str
    start: int
    count: int = 0
    facet: str = ""

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


class Completer:
    """Completes queries to one index."""

    def __init__(self, vocabulary: Vocabulary, values: Values) -> None:
        self._vocabulary = vocabulary
        self._values = values

    def complete(self, text: str, limit: int = 10) -> list[Completion]:
        """What may be meant by the last word of `text`, the most usual first.

        Where a completion begins is counted in the text in NFC.
        """
        text = unicodedata.normalize("NFC", text)
        at = _last_start(text)
        last = _LAST.match(text.translate(QUOTES), at)
        if last is None:
            return []
        field = FIELDS.get((last["field"] or "").casefold(), "")
        if field not in ("", TITLE):
            return self._values_of(last, field, limit)
        start = last.start("word") if last["phrase"] is None else _word_start(last)
        typed = text[start:]
        words = list(self._words(typed, start, limit)) if typed else []
        bare = last["phrase"] is None and not (field or last["exact"] or "=" in last["signs"])
        if not bare or len(typed) < NAMED:
            return words[:limit]
        named = [*self._fields(typed, start), *_operators(typed, start)]
        values = [*self._multiword(text, start, limit), *self._single(typed, start, limit)]
        # Neither crowds out the other: of what there is most, every second place is left.
        room = max(limit - len(named) - len(values), (limit - len(named)) // 2)
        return [*named, *_by_count([*words[:room], *values])][:limit]

    def _values_of(self, last: re.Match[str], facet: str, limit: int) -> list[Completion]:
        group = "word" if last["phrase"] is None else "phrase"
        start = last.start(group) - (group == "phrase")
        met = self._values.beginning(" ".join(last[group].split()), facet)[:limit]
        return [Completion(VALUE, v.name, _quoted(v.name), start, v.documents, facet) for v in met]

    def _words(self, typed: str, start: int, limit: int) -> Iterator[Completion]:
        """Words that begin so, of each lemma the most usual one."""
        vocabulary = self._vocabulary
        numbers = vocabulary.beginning(typed.casefold())
        weights = vocabulary.weight[numbers].astype(np.int64)
        wide = WIDE
        while True:
            best = numbers
            if len(numbers) > wide:
                best = numbers[np.argpartition(-weights, wide)[:wide]]
            lemmas = set(vocabulary.lemma[best].tolist())
            if len(lemmas) >= limit or len(best) == len(numbers) or wide > WIDEST:
                break
            wide *= 4
        seen: set[int] = set()
        weights = vocabulary.weight[best].astype(np.int64)
        for number in best[np.lexsort((best, -weights))][: np.count_nonzero(weights)].tolist():
            lemma, word = int(vocabulary.lemma[number]), vocabulary.word(number)
            if lemma not in seen and _PLAIN.fullmatch(word):
                seen.add(lemma)
                yield Completion(WORD, word, word, start, vocabulary.reach(number))

    def _fields(self, typed: str, start: int) -> Iterator[Completion]:
        for name in FIELDS:
            if name.startswith(typed.casefold()):
                yield Completion(FIELD, f"{name}:", f"{name}:", start, 0, FIELDS[name])

    def _single(self, typed: str, start: int, limit: int) -> Iterator[Completion]:
        for value in self._values.beginning(typed)[:limit]:
            yield _filter(value, start)

    def _multiword(self, text: str, start: int, limit: int) -> Iterator[Completion]:
        """Values with more words than the last: *lapset puheeksi* when *lapset puh* was typed."""
        begin = start
        for _ in range(TAIL - 1):
            before = text[:begin].rstrip()
            if not before or before[-1] in '()":' or before == text[:begin]:
                return
            begin = _last_start(before)
            if not text[begin].isalnum():
                return
            for value in self._values.beginning(" ".join(text[begin:].split()))[:limit]:
                yield _filter(value, begin)


def _last_start(text: str) -> int:
    """Where the last thing typed begins: a phrase that is not closed, or what no blank divides."""
    straight = text.translate(QUOTES)
    quote = straight.rfind('"') if straight.count('"') % 2 else len(text)
    at = quote
    while at and not _BLANK.match(text[at - 1]) and straight[at - 1] != '"':
        at -= 1
    return at


def _word_start(last: re.Match[str]) -> int:
    """Where the last word of a phrase begins."""
    phrase = last["phrase"]
    return last.start("phrase") + len(phrase) - len(phrase.split(" ")[-1])


def _filter(value: FacetValue, start: int) -> Completion:
    insert = f"{SHOWN[value.facet]}:{_quoted(value.name)}"
    return Completion(VALUE, value.name, insert, start, value.documents, value.facet)


def _quoted(name: str) -> str:
    """A value as it can stand behind its field's colon: what is in capitals may be an operator."""
    if _PLAIN.fullmatch(name) and not name.isupper():
        return name
    return f'"{" ".join(name.translate(QUOTES).replace(chr(34), " ").split())}"'


def _operators(typed: str, start: int) -> Iterator[Completion]:
    for name in sorted(OPERATORS):
        if name.startswith(typed):
            insert = "NEAR/5" if name == "NEAR" else name
            yield Completion(OPERATOR, insert, insert, start)


def _by_count(items: Sequence[Completion]) -> list[Completion]:
    """The most usual first, each insertion once, what covers more words of the text first."""

    def place(item: Completion) -> tuple[int, int, bool, str]:
        return item.start, -item.count, item.kind != WORD, item.text

    once = {(item.insert, item.facet): item for item in sorted(items, key=place, reverse=True)}
    return sorted(once.values(), key=place)
