"""Our own query language, small: words, "phrases", exact forms and exclusions.

::

    lapsiperheiden palvelut      both words, in any inflection
    "lapsiperheiden palvelut"    the words in this order, next to each other, in any inflection
    "lapset perheet"~3           in this order, at most three other words between neighbours
    =osallisuuden                exactly this form
    ="osallisuuden tukeminen"    exactly these forms in this order
    -koulu  -"avoin päiväkoti"   not in the document

Every text parses. What cannot mean anything is left out, with a note that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.document import Token

MAX_WORDS = 64
"""Words of a query that are read; nobody types more, and each costs posting lists."""

MAX_SLOP = 20
"""Words between neighbours of a phrase; further apart is another sentence."""

Tokenize = Callable[[str], Sequence[Token]]

_ITEM = re.compile(
    r"""(?P<sign>-?)(?P<exact>=?)
    (?: "(?P<phrase>[^"]*)(?P<closed>"?)(?:~(?P<slop>\d{1,6})\d*)?
      | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or with more than one form a phrase with at most `slop` words between.

    `language` is empty for what a person typed: it may be any.
    """

    forms: tuple[str, ...]
    exact: bool = False
    excluded: bool = False
    slop: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """All words must be met, but those excluded. `notes` say what was read differently."""

    words: tuple[Word, ...]
    notes: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(word for word in self.words if not word.excluded)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not be there."""
        return tuple(word for word in self.words if word.excluded)


def parse(text: str, tokenize: Tokenize, read: Tokenize | None = None) -> Query:
    """Read a query. Never raises.

    `tokenize` gives words as written, `read` the keys of a phrase as the documents were read;
    without it the words of phrases are as written, too.
    """
    words: list[Word] = []
    notes: list[str] = []
    for item in _ITEM.finditer(text):
        quoted = item["phrase"] is not None
        divide = read if quoted and read and not item["exact"] else tokenize
        forms = tuple(token.form for token in divide(item["phrase"] if quoted else item["word"]))
        if not forms:
            notes.append(f"no word in {item[0]!r}: left out")
            continue
        if quoted and not item["closed"]:
            notes.append("a quotation mark is not closed: read as if at the end")
        exact, excluded = bool(item["exact"]), bool(item["sign"])
        if quoted:
            slop = min(int(item["slop"] or 0), MAX_SLOP)
            words.append(Word(forms, exact, excluded, slop))
        elif excluded:
            # A hyphenated or slashed lump is one thing to exclude, not several.
            words.append(Word(forms, exact, excluded))
        else:
            words += [Word((form,), exact) for form in forms]
    if len(words) > MAX_WORDS:
        notes.append(f"more than {MAX_WORDS} words: the rest is left out")
    return Query(tuple(words[:MAX_WORDS]), tuple(notes))
