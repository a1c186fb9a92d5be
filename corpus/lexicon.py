"""The lexicon: each distinct (language, key) analysed once, kept with what made it.

A key is a form, or a form with the context that tells what it stands for (the *lapsi* of *lapsi- ja
perhepalvelut*); the analyzer makes and reads keys. Tokens refer to them by number. So a better
analyzer works through the lexicon, never through the documents, and a search asks here which
numbers can stand for a term, then compares integers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from corpus.database import Database
from corpus.document import Analysis, Part

Analyse = Callable[[str, str], Analysis]
"""(key, language) → what it may be."""


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
        for number in {number for number in wanted if number not in known}:
            row = self._connection.execute("SELECT * FROM form WHERE id = ?", (number,)).fetchone()
            known[number] = _analysis(row)
        return [known[number] for number in wanted]

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
