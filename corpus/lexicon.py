"""The lexicon: each distinct (language, key) analysed once, kept with what made it.

A key is a form, or a form with the context that tells what it stands for (the *lapsi* of *lapsi- ja
perhepalvelut*); the analyzer makes and reads keys. Tokens refer to them by number. So a better
analyzer works through the lexicon, never through the documents, and a search asks here which
numbers can stand for a term, then compares integers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from corpus.database import Database
from corpus.document import Analysis, Part

MOST_KEPT = 200_000
"""Analyses that are kept in memory, half a kilobyte each. The common ones are soon there again."""

Analyse = Callable[[str, str], Analysis]
"""(key, language) → what it may be."""

_ROWS = "SELECT id, form, language, mended, lemmas, parts FROM form"
_AMONG = " WHERE id IN (SELECT value FROM json_each(?))"

BATCH = 5000
"""Forms that are read at once."""


class FormTerms(NamedTuple):
    """What a form can be found by: its exact writing, its lemmas, and those of its parts."""

    number: int
    exact: str
    lemmas: list[str]
    parts: list[str]


class Lexicon:
    """The tables of forms and of their terms."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self._ids: dict[str, dict[str, int]] = {}
        self._analyses: dict[int, Analysis] = {}
        database.when_rolled_back.append(self._forget)

    def _forget(self) -> None:
        """Numbers that were rolled back will be given to other forms."""
        self._ids.clear()
        self._analyses.clear()

    def intern(
        self, keys: Sequence[str], language: str, analyse: Analyse, analyzer: str
    ) -> list[int]:
        """The numbers of `keys`, analysing those that are new. One transaction.

        What `analyse` raises goes through, and none of the keys is kept.
        """
        known = self._ids.setdefault(language, {})
        missing = {key for key in keys if key not in known}
        for key in list(missing):
            row = self._connection.execute(
                "SELECT id FROM form WHERE language = ? AND key = ?", (language, key)
            ).fetchone()
            if row:
                known[key] = row["id"]
                missing.discard(key)
        if missing:
            with self._database.transaction():
                for key in sorted(missing):
                    known[key] = self._insert(language, key, analyse(key, language), analyzer)
        return [known[key] for key in keys]

    def _insert(self, language: str, key: str, analysis: Analysis, analyzer: str) -> int:
        cursor = self._connection.execute(
            "INSERT INTO form (language, key, form, mended, analyzer, lemmas, parts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                language,
                key,
                analysis.form,
                analysis.mended,
                analyzer,
                *_packed(analysis),
            ),
        )
        number = int(cursor.lastrowid or 0)
        self._link(number, analysis)
        return number

    def _link(self, number: int, analysis: Analysis) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO form_term VALUES (?, ?)",
            [(term, number) for term in terms_of(analysis)],
        )

    def refresh(self, analyse: Analyse, analyzer: str) -> int:
        """Analyse anew every form that another analyzer made; returns how many changed."""
        rows = self._connection.execute(
            "SELECT * FROM form WHERE analyzer != ?", (analyzer,)
        ).fetchall()
        changed = 0
        with self._database.transaction():
            for row in rows:
                before = _analysis(row)
                after = analyse(row["key"], row["language"])
                changed += before != after
                self._connection.execute(
                    "UPDATE form SET analyzer = ?, mended = ?, lemmas = ?, parts = ? WHERE id = ?",
                    (analyzer, after.mended, *_packed(after), row["id"]),
                )
                self._connection.execute("DELETE FROM form_term WHERE form_id = ?", (row["id"],))
                self._link(row["id"], after)
        self._analyses.clear()
        return changed

    def get(self, numbers: Iterable[int]) -> list[Analysis]:
        """The analyses of forms by number."""
        wanted = list(numbers)
        known = self._analyses
        if missing := set(wanted).difference(known):
            if len(known) > MOST_KEPT:
                known.clear()
                missing = set(wanted)
            known.update(self._read(missing))
        return [known[number] for number in wanted]

    def _read(self, numbers: Iterable[int]) -> Iterator[tuple[int, Analysis]]:
        rows = self._connection.execute(f"{_ROWS}{_AMONG}", (json.dumps(list(numbers)),))
        for row, lemmas, parts in _parsed(rows):
            inside = tuple(Part(*fields) for fields in parts)
            yield row[0], Analysis(row[1], row[2], tuple(lemmas), inside, row[3])

    def all_terms(self) -> Iterator[FormTerms]:
        """The terms of all forms, by number."""
        rows = self._connection.execute(f"{_ROWS} ORDER BY id")
        for row, lemmas, parts in _parsed(rows):
            exact = (row[3] or row[1]).casefold()
            yield FormTerms(row[0], exact, lemmas, [part[0] for part in parts])

    def exact(self, numbers: Sequence[int]) -> Iterator[str]:
        """The exact writings of forms, whose numbers rise; of one that is not there, nothing."""
        rows = self._of("coalesce(nullif(mended, ''), form)", numbers)
        return map(str.casefold, map(itemgetter(0), rows))

    def lemmas(self, numbers: Sequence[int]) -> Iterator[list[str]]:
        """The lemmas of forms, as `exact`."""
        for batch in _batches(self._of("lemmas", numbers)):
            yield from _all_parsed(batch, 0)

    def lemmas_and_parts(self, numbers: Sequence[int]) -> Iterator[tuple[list[str], list[str]]]:
        """The lemmas of forms and those of their parts, as `exact`."""
        for batch in _batches(self._of("lemmas, parts", numbers)):
            of_all = zip(_all_parsed(batch, 0), _all_parsed(batch, 1), strict=True)
            for lemmas, parts in of_all:
                yield lemmas, [part[0] for part in parts] if parts else parts

    def _of(self, columns: str, numbers: Sequence[int]) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT {columns} FROM form{_AMONG} ORDER BY id",  # noqa: S608 - our own columns
            (json.dumps(numbers),),
        )

    def analysis(self, form: str, language: str) -> Analysis | None:
        """The analysis of a form as written, in small letters or with a capital, if it is known."""
        for written in dict.fromkeys((form, form.lower(), form.capitalize())):
            row = self._connection.execute(
                "SELECT * FROM form WHERE language = ? AND key = ?", (language, written)
            ).fetchone()
            if row:
                return _analysis(row)
        return None

    def forms_with(self, term: str) -> list[int]:
        """The forms that have `term` among their lemmas or parts."""
        rows = self._connection.execute(
            "SELECT form_id FROM form_term WHERE term = ?", (term,)
        ).fetchall()
        return [row["form_id"] for row in rows]

    def forms_beginning(self, start: str, limit: int) -> list[int]:
        """At most `limit` forms with a term that begins so; after "=" comes how it is written."""
        rows = self._connection.execute(
            "SELECT DISTINCT form_id FROM form_term WHERE term >= ? AND term < ? LIMIT ?",
            (start, f"{start}\U0010ffff", limit),
        )
        return [row["form_id"] for row in rows]

    def count(self) -> int:
        """How many forms there are."""
        return int(self._connection.execute("SELECT count(*) FROM form").fetchone()[0])


def terms_of(analysis: Analysis) -> set[str]:
    """All that a form can be found by: its lemmas, its parts' lemmas and itself, casefolded."""
    return {
        *analysis.lemmas,
        *(part.lemma for part in analysis.parts),
        exact_term(analysis.exact),
    }


def exact_term(exact: str) -> str:
    """The term of an exact writing (`Analysis.exact`), which no lemma can be mistaken for."""
    return f"={exact}"


def _parsed(rows: sqlite3.Cursor) -> Iterator[tuple[sqlite3.Row, list[str], list[Any]]]:
    """Rows of _ROWS with their lemmas and parts."""
    for batch in _batches(rows):
        yield from zip(batch, _all_parsed(batch, 4), _all_parsed(batch, 5), strict=True)


def _batches(rows: sqlite3.Cursor) -> Iterator[list[sqlite3.Row]]:
    while batch := rows.fetchmany(BATCH):
        yield batch


def _all_parsed(rows: Sequence[sqlite3.Row], column: int) -> list[Any]:
    """A column of many rows: a call of the parser for each takes longer than the parsing."""
    parsed: list[Any] = json.loads(f"[{','.join(row[column] for row in rows)}]")
    return parsed


def _packed(analysis: Analysis) -> tuple[str, str]:
    parts = [[part.lemma, part.start, part.end] for part in analysis.parts]
    return (
        json.dumps(analysis.lemmas, ensure_ascii=False),
        json.dumps(parts, ensure_ascii=False),
    )


def _analysis(row: sqlite3.Row) -> Analysis:
    return Analysis(
        row["form"],
        row["language"],
        tuple(json.loads(row["lemmas"])),
        tuple(Part(*fields) for fields in json.loads(row["parts"])),
        row["mended"],
    )
