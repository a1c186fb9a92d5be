"""The grammar of queries: text → tree, by recursive descent.

::

    query  = either*                                  a blank: both must hold
    either = both ((OR | TAI) both)*
    both   = near ((AND | JA) near)*
    near   = item (NEAR[/n] item)*                    a NEAR b NEAR c: a near b, and b near c
    item   = (- | NOT | EI | FIELD:)* ( "(" query ")" | ["="] "phrase"[~n] | ["="] word["*"] )

Any text is read, in time linear in its length: what cannot mean anything is left out with a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.atoms import Atoms, Lump, ReadValue, Tokenize, short
from index.lexemes import FIELDS, LEXEME, QUOTES
from index.printing import printed
from index.tree import (
    Either,
    Near,
    Tree,
    Value,
    Without,
    Word,
    all_of,
    either_of,
    without,
    words_of,
)

MAX_LENGTH = 10_000
"""Characters of a query that are read: 64 words are a tenth of it."""

MAX_DISTANCE = 100
"""Words between the two sides of NEAR; further apart is another paragraph."""

NEAR_DISTANCE = 10
"""Words between the two sides of a NEAR without a number: about a sentence."""

MAX_CHOICES = 6
"""Phrases of one side of NEAR: each is looked for beside each of the other side."""

MAX_DEPTH = 32
"""Parentheses inside one another; deeper ones are not seen."""


class Parser:
    """Reads one query. `tree` is None when nothing could be read; `notes` say what was not."""

    def __init__(self, text: str, tokenize: Tokenize, read: Tokenize, value: ReadValue) -> None:
        self._atoms = Atoms(tokenize, read, value)
        self._note = self._atoms.note
        if len(text) > MAX_LENGTH:
            self._note(f"longer than {MAX_LENGTH} characters: the rest is left out")
        self._lexemes = LEXEME.finditer(text[:MAX_LENGTH].translate(QUOTES))
        self._next = next(self._lexemes, None)
        self._unseen = 0  # parentheses that were opened too deep
        self._mixed = False
        self.tree = self._query("", 0)
        if self._mixed and self.tree:
            self._note(f"OR joins its neighbours only; read as: {short(printed(self.tree))}")
        self.notes = tuple(self._atoms.notes)

    def _sees(self, *names: str) -> bool:
        lexeme = self._next
        return lexeme is not None and any(lexeme[name] is not None for name in names)

    def _take(self) -> re.Match[str]:
        taken = self._next
        assert taken
        self._next = next(self._lexemes, None)
        return taken

    def _query(self, field: str, depth: int) -> Tree | None:
        found: list[Tree] = []
        choice = False
        while self._next is not None:
            if not self._sees("close"):
                item, several = self._either(field, depth)
                choice = choice or several
                found += [item] if item else []
            elif depth and not self._unseen:
                break
            else:
                if not depth:
                    self._note("a closing parenthesis without an opening one: left out")
                self._unseen = max(0, self._unseen - 1)
                self._take()
        beside = [item for item in found if not isinstance(item, Value | Without)]
        self._mixed = self._mixed or (choice and len(beside) > 1)
        return all_of(found)

    def _either(self, field: str, depth: int) -> tuple[Tree | None, bool]:
        items = self._joined("or", lambda: self._both(field, depth))
        return either_of(items), len(items) > 1

    def _both(self, field: str, depth: int) -> Tree | None:
        return all_of(self._joined("and", lambda: self._near(field, depth)))

    def _joined(self, sign: str, part: Callable[[], Tree | None]) -> list[Tree]:
        items: list[Tree | None] = [part()]
        while self._sees(sign):
            written = self._take()[0]
            items.append(part())
            self._check(written, items)
        return [item for item in items if item]

    def _check(self, sign: str, sides: Sequence[object]) -> None:
        if None in sides[-2:] and not self._atoms.full:
            self._note(f"{sign} lacks something to join: left out")

    def _near(self, field: str, depth: int) -> Tree | None:
        item = self._item(field, depth)
        if not self._sees("near"):
            return item.apart() if isinstance(item, Lump) else item
        sides = [_whole(item)]
        distances = []
        while self._sees("near"):
            sign = self._take()
            sides.append(_whole(self._item(field, depth)))
            self._check(sign[0], sides)
            distances.append(int(sign["distance"] or NEAR_DISTANCE))
        pairs = zip(sides, sides[1:], distances, strict=False)
        met = [self._pair(left, right, n) for left, right, n in pairs if left and right]
        return all_of(met or [side for side in sides if side])

    def _pair(self, left: Tree, right: Tree, distance: int) -> Tree:
        one, other = self._side(left), self._side(right)
        words = [*words_of(one), *words_of(other)]
        if not one or not other or len({word.title for word in words}) > 1:
            self._note("NEAR joins words, phrases and (this OR that) only: read as both")
            return all_of((left, right)) or left
        if distance > MAX_DISTANCE:
            self._note(f"NEAR reaches over {MAX_DISTANCE} words at most")
        return Near(one, other, min(distance, MAX_DISTANCE))

    def _side(self, tree: Tree) -> Word | Either | None:
        if isinstance(tree, Word):
            return tree
        if not isinstance(tree, Either) or not all(isinstance(i, Word) for i in tree.items):
            return None
        words = list(words_of(tree))
        phrases = [word for word in words if len(word.forms) > 1]
        for phrase in phrases[MAX_CHOICES:]:
            self._note(f"more than {MAX_CHOICES} phrases on a side of NEAR: the rest is left out")
            words.remove(phrase)
        return Either(tuple(words))

    def _item(self, field: str, depth: int) -> Tree | Lump | None:
        signs: list[str] = []
        negative = False
        while self._sees("minus", "not", "field") or (depth >= MAX_DEPTH and self._sees("open")):
            if self._sees("open"):
                self._note(f"more than {MAX_DEPTH} parentheses in one another: left out")
                self._unseen += 1
            elif self._sees("field"):
                field = FIELDS[self._next["field"].casefold()] if self._next else ""
            else:
                negative = not negative
            signs.append(self._take()[0])
        if signs and not self._sees("open", "phrase", "word"):
            self._note(f"nothing to take behind {short(signs[-1])!r}: left out")
        item = self._group(field, depth) if self._sees("open") else self._atom(field)
        whole = _whole(item) if negative else None
        return without(whole) if whole else item

    def _group(self, field: str, depth: int) -> Tree | None:
        self._take()
        empty = self._sees("close")
        found = self._query(field, depth + 1)
        if self._next is not None:
            self._take()
        elif not self._atoms.full:
            self._note("a parenthesis is not closed: read as if at the end")
        if empty:
            self._note("nothing in (): left out")
        return found

    def _atom(self, field: str) -> Tree | Lump | None:
        if not self._sees("phrase", "word"):
            return None
        found = self._atoms.read(self._take(), field)
        if self._atoms.full:
            self._next = None
        return found


def _whole(item: Tree | Lump | None) -> Tree | None:
    return item.together() if isinstance(item, Lump) else item
