"""The words, phrases and values of a query, read from its pieces while there is room for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.document import Token
from corpus.errors import UsageError
from index.lexemes import TITLE
from index.tree import Beginning, Tree, Value, Word, all_of

MAX_WORDS = 64
"""Words of a query that are read; nobody types more, and each costs posting lists."""

MAX_SLOP = 20
"""Words between neighbours of a phrase; further apart is another sentence."""

SHORTEST_BEGINNING = 2
"""Letters before a star; one letter begins a tenth of all words."""

MAX_NOTES = 20
LONGEST_QUOTE = 300
"""Characters of a query that a note repeats."""

Tokenize = Callable[[str], Sequence[Token]]
ReadValue = Callable[[str, str], frozenset[str]]
"""(facet, text) → the values that are meant. Raises UsageError for what is not known."""


@dataclass(frozen=True, slots=True)
class Lump:
    """What was typed without a blank: one word mostly, several when a sign divides them."""

    words: tuple[Word | Beginning, ...]

    def apart(self) -> Tree | None:
        """Each word for itself."""
        return all_of(self.words)

    def together(self) -> Tree | None:
        """One thing, the words next to each other: what a sign before it or NEAR takes."""
        first, *_ = self.words
        forms = [form for word in self.words if isinstance(word, Word) for form in word.forms]
        if len(forms) < len(self.words) or not isinstance(first, Word):
            return self.apart()
        return Word(tuple(forms), first.exact, title=first.title)


class Atoms:
    """Reads the atoms of one query. `notes` say what was read differently.

    `full` tells that there was no room for all words.
    """

    def __init__(self, tokenize: Tokenize, read: Tokenize, value: ReadValue) -> None:
        self.notes: list[str] = []
        self.full = False
        self._tokenize, self._read, self._value = tokenize, read, value
        self._left = MAX_WORDS

    def note(self, note: str) -> None:
        """Say something once."""
        if len(self.notes) < MAX_NOTES and note not in self.notes:
            self.notes.append(note)

    def read(self, lexeme: re.Match[str], field: str) -> Tree | Lump | None:
        """The phrase or word of a lexeme, behind the name of `field` or none ("")."""
        if lexeme["closed"] == "":
            self.note("a quotation mark is not closed: read as if at the end")
        quoted = lexeme["phrase"] is not None
        found: Tree | Lump | None
        if field not in ("", TITLE):
            found = self._facet(field, lexeme["phrase"] if quoted else lexeme["word"])
        else:
            exact = bool(lexeme["exact"] or lexeme["exactly"])
            if exact and field:
                self.note("a title is met in any inflection: = is left out")
            read = self._phrase if quoted else self._lump
            found = read(lexeme, exact and not field, bool(field))
            if found is None and not self.full:
                self.note(f"no word in {short(lexeme[0])!r}: left out")
        return found

    def _phrase(self, lexeme: re.Match[str], exact: bool, title: bool) -> Word | None:
        typed = lexeme["phrase"]
        divide = self._tokenize if exact else self._read
        every = [token.form for token in divide(typed)]
        forms = tuple(self._spend(every))
        if not forms:
            return None
        slop = min(int(lexeme["slop"] or 0), MAX_SLOP) if len(forms) > 1 else 0
        shown = "" if exact or self.full else typed
        return Word(forms, exact, slop, title, typed=shown)

    def _lump(self, lexeme: re.Match[str], exact: bool, title: bool) -> Lump | None:
        typed = lexeme["word"]
        bare = typed.rstrip("*")
        tokens = self._tokenize(bare)
        forms = self._spend([token.form for token in tokens])
        words: list[Word | Beginning] = [Word((form,), exact, title=title) for form in forms]
        if len(bare) < len(typed) and forms and len(forms) == len(tokens):
            last = tokens[-1]
            if len(last.form) < SHORTEST_BEGINNING:
                self.note(f"too short before a star, read as a word: {short(last.form)!r}")
            elif last.start + len(last.form) == len(bare) and ":" not in last.form:
                words[-1] = Beginning(last.form, exact, title)
        return Lump(tuple(words)) if words else None

    def _facet(self, facet: str, typed: str) -> Value | None:
        text = " ".join(typed.split())
        if not text:
            self.note(f"no value of {facet}: left out")
        if not text or not self._spend([text]):
            return None
        try:
            return Value(facet, text, self._value(facet, text))
        except UsageError as error:
            self.note(f"{short(str(error))}: left out")
            return None

    def _spend(self, forms: list[str]) -> list[str]:
        """The forms that there is still room for; when there are more, nothing else is read."""
        kept = forms[: self._left]
        self._left -= len(kept)
        if len(kept) < len(forms):
            self.note(f"more than {MAX_WORDS} words: the rest is left out")
            self.full = True
        return kept


def short(text: str) -> str:
    """As much of a text as a note may repeat."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
