"""A query's tree as text that is read as the same tree."""

from __future__ import annotations

import re

from index.tree import All, Beginning, Either, Near, Tree, Value, Without, Word
from pipeline.finnish.coordination import split_key

OPERATORS = frozenset({"OR", "TAI", "AND", "JA", "NOT", "EI", "NEAR"})
"""Words of the language, in capitals only."""

# What no operator, sign or name of a field can be mistaken for.
_PLAIN = re.compile(r"\w[^\s\"():*]*")


def printed(tree: Tree) -> str:
    """The tree as a query."""
    match tree:
        case Word():
            return _word(tree)
        case Beginning(start, exact, title):
            return f"{'title:' * title}{'=' * exact}{start}*"
        case Value(facet, text):
            return f"{facet}:{text}" if _is_plain(text) else f'{facet}:"{text}"'
        case Near(left, right, distance):
            return f"{_inner(left)} NEAR/{distance} {_inner(right)}"
        case All(items):
            return " ".join(printed(i) if isinstance(i, Near) else _inner(i) for i in items)
        case Either(items):
            return " OR ".join(printed(i) if isinstance(i, Near) else _inner(i) for i in items)
        case Without(item):
            return f"-{_inner(item)}"


def _inner(tree: Tree) -> str:
    """The tree as one thing beside others."""
    text = printed(tree)
    return f"({text})" if isinstance(tree, All | Either | Near) else text


def _word(word: Word) -> str:
    shown = word.typed or " ".join(split_key(form)[0] for form in word.forms)
    slop = f"~{word.slop}" if word.slop else ""
    quoted = len(word.forms) > 1 or not _is_plain(shown)
    return f"{'title:' * word.title}{'=' * word.exact}" + (f'"{shown}"{slop}' if quoted else shown)


def _is_plain(text: str) -> bool:
    return text not in OPERATORS and not text.startswith("NEAR/") and bool(_PLAIN.fullmatch(text))
