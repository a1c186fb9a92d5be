"""The words of a query that may be misspelled, with their places in the text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.document import TokenList
from index.grammar import MAX_LENGTH
from index.lexemes import FIELDS, LEXEME, QUOTES, TITLE

Tokenize = Callable[[str], TokenList]


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a query: ``text[start:end]``.

    `exact` asks for just this form; `quoted` stands in a phrase; `free` is a word for itself, which
    no sign, field or operator is bound to.
    """

    word: str
    start: int
    end: int
    exact: bool = False
    quoted: bool = False
    free: bool = False


def spots(text: str, tokenize: Tokenize) -> list[Spot]:
    """The wanted words of a query in order: no values of facets, no beginnings, nothing excluded.

    `text` is in NFC. Takes time linear in its length.
    """
    return list(_spots(list(LEXEME.finditer(text[:MAX_LENGTH].translate(QUOTES))), tokenize))


def _spots(lexemes: list[re.Match[str]], tokenize: Tokenize) -> Iterator[Spot]:
    bound = unwanted = False
    depth, outside = 0, -1  # the depth of parentheses, and that where what is unwanted began
    for place, lexeme in enumerate(lexemes):
        if lexeme["open"]:
            depth += 1
            if unwanted and outside < 0:
                outside = depth
            unwanted = bound = False
        elif lexeme["close"]:
            depth, outside = max(0, depth - 1), -1 if depth == outside else outside
            bound = unwanted = False
        elif lexeme["minus"] or lexeme["not"]:
            unwanted = bound = True
        elif lexeme["field"]:
            bound = True
            unwanted = unwanted or FIELDS[lexeme["field"].casefold()] != TITLE
        elif lexeme["or"] or lexeme["and"] or lexeme["near"]:
            bound = True
        else:
            if not unwanted and outside < 0:
                after = lexemes[place + 1] if place + 1 < len(lexemes) else None
                free = not bound and not (after and (after["or"] or after["near"] or after["and"]))
                yield from _words(lexeme, tokenize, free)
            bound = unwanted = False


def _words(lexeme: re.Match[str], tokenize: Tokenize, free: bool) -> Iterator[Spot]:
    quoted = lexeme["phrase"] is not None
    group = "phrase" if quoted else "word"
    if lexeme[group].endswith("*"):
        return
    exact = bool(lexeme["exact"] or lexeme["exactly"])
    tokens = tokenize(lexeme[group])
    # Of what a sign divides (koulu/tuki) each is a word, but to put a blank there changes more.
    alone = free and not quoted and not exact and len(tokens) == 1
    for form, start in tokens:
        begin = lexeme.start(group) + start
        whole = alone and len(form) == len(lexeme[0])
        yield Spot(form, begin, begin + len(form), exact, quoted, whole)
