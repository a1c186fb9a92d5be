"""The engines compared: ours, Whoosh as its manual says, SQLite FTS5 and Tantivy.

The others get the lemmas of the body and the facets, ours all its fields.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.search.corpus import FACETS, Corpus
from benchmarks.search.queries import Asked
from index.engine import AllOf, AnyOf, EngineRequest, Node, Phrase, Prefix, Term
from index.lists import FacetTable
from index.whoosh_engine import WhooshEngine

Counted = tuple[int, dict[str, dict[str, int]]]
"""How many documents a query meets, and the counts of each facet."""

Ask = Callable[[Asked], Counted]
"""Answers a query with its ten best hits and all facet counts."""


class Rival(Protocol):
    """An engine to be measured."""

    def build(self, folder: Path, corpus: Corpus) -> int:
        """Index the corpus; returns the words of its bodies."""
        ...

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """Open what was built: how to ask it and how to close it."""
        ...


class Texts:
    """The documents as text, which counts its words."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.words = 0

    def __iter__(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        words, _ = self._corpus.words
        for made in self._corpus.documents():
            self.words += len(made.lemmas)
            yield " ".join([words[rank] for rank in made.lemmas.tolist()]), dict(made.facets)


class Ours:
    """This program's engine."""

    def build(self, folder: Path, corpus: Corpus) -> int:
        """See Rival."""
        words = 0

        def counted() -> Iterator[Any]:
            nonlocal words
            for document in corpus.index_documents():
                words += len(document.fields["body"])
                yield document

        WhooshEngine().build(folder, [counted()], FACETS)
        return words

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """See Rival."""
        opened = WhooshEngine().open(folder)

        def ask(asked: Asked) -> Counted:
            result = opened.search(EngineRequest(node(asked), count=tuple(FACETS)))
            return result.total, {name: dict(found) for name, found in result.facets.items()}

        return ask, opened.close


def node(asked: Asked) -> Node:
    """A query for the seam."""
    terms = tuple(Term("body", word) for word in asked.words)
    match asked.kind:
        case "and3":
            return AllOf(terms)
        case "or3":
            return AnyOf(terms)
        case "phrase":
            return Phrase(tuple((term,) for term in terms))
        case "prefix":
            return Prefix("body", asked.words[0])
        case _:
            return terms[0]


class NaiveWhoosh:
    """Whoosh with its own text field, searcher and `groupedby`."""

    def build(self, folder: Path, corpus: Corpus) -> int:
        """See Rival."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import analysis, fields, index  # noqa: PLC0415 - warns when imported
        texts = Texts(corpus)
        schema = fields.Schema(body=fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer()))
        for name in FACETS:
            schema.add(name, fields.KEYWORD())
        folder.mkdir()
        writer = index.create_in(str(folder), schema).writer(limitmb=256)
        for text, facets in texts:
            writer.add_document(body=text, **{name: " ".join(v) for name, v in facets.items()})
        writer.commit()
        return texts.words

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """See Rival."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import index, query, sorting  # noqa: PLC0415 - warns when imported
        searcher = index.open_dir(str(folder)).searcher()
        facets = {name: sorting.FieldFacet(name, allow_overlap=True) for name in FACETS}

        def ask(asked: Asked) -> Counted:
            terms = [query.Term("body", word) for word in asked.words]
            made: Any = terms[0]
            match asked.kind:
                case "and3":
                    made = query.And(terms)
                case "or3":
                    made = query.Or(terms)
                case "phrase":
                    made = query.Phrase("body", list(asked.words))
                case "prefix":
                    made = query.Prefix("body", asked.words[0])
            result = searcher.search(made, limit=10, groupedby=facets)
            groups = {name: result.groups(name) for name in FACETS}
            counts = {
                name: {v: len(docs) for v, docs in found.items() if v is not None}
                for name, found in groups.items()
            }
            return len(result), counts

        return ask, searcher.close


class Fts5:
    """SQLite's full-text search; facets are counted by numpy, as ours."""

    def build(self, folder: Path, corpus: Corpus) -> int:
        """See Rival."""
        folder.mkdir()
        database = sqlite3.connect(folder / "fts.sqlite")
        database.execute(
            "CREATE VIRTUAL TABLE t USING fts5"
            "(body, content='', tokenize='unicode61 remove_diacritics 0')"
        )
        database.execute("CREATE TABLE facet (document, name, value)")
        texts = Texts(corpus)
        for number, (text, facets) in enumerate(texts):
            database.execute("INSERT INTO t (rowid, body) VALUES (?, ?)", (number, text))
            rows = ((number, name, value) for name, held in facets.items() for value in held)
            database.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)
        database.commit()
        database.close()
        return texts.words

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """See Rival."""
        database = sqlite3.connect(folder / "fts.sqlite")
        size = int(database.execute("SELECT max(document) + 1 FROM facet").fetchone()[0])
        tables = {name: _table(database, name) for name in FACETS}

        def ask(asked: Asked) -> Counted:
            match asked.kind:
                case "or3":
                    text = " OR ".join(asked.words)
                case "phrase":
                    text = f'"{" ".join(asked.words)}"'
                case "prefix":
                    text = f"{asked.words[0]}*"
                case _:
                    text = " ".join(asked.words)
            rows = database.execute("SELECT rowid, rank FROM t WHERE t MATCH ?", (text,)).fetchall()
            sorted(rows, key=lambda row: row[1])[:10]
            found = np.zeros(size, bool)
            found[[row[0] for row in rows]] = True
            return len(rows), {name: table.count(found) for name, table in tables.items()}

        return ask, database.close


def _table(database: sqlite3.Connection, name: str) -> FacetTable:
    rows = database.execute("SELECT document, value FROM facet WHERE name = ?", (name,)).fetchall()
    values = sorted({value for _, value in rows})
    numbers = {value: number for number, value in enumerate(values)}
    docs = np.array([document for document, _ in rows])
    return FacetTable(values, np.array([numbers[value] for _, value in rows]), docs)


class Tantivy:
    """Tantivy through its Python package, which counts facets itself."""

    @cached_property
    def _schema(self) -> Any:
        import tantivy  # noqa: PLC0415 - optional

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw")
        return builder.build()

    def build(self, folder: Path, corpus: Corpus) -> int:
        """See Rival."""
        import tantivy  # noqa: PLC0415 - optional

        folder.mkdir()
        writer = tantivy.Index(self._schema, str(folder)).writer(256_000_000, 1)
        texts = Texts(corpus)
        for text, facets in texts:
            writer.add_document(
                tantivy.Document(body=text, **{n: list(v) for n, v in facets.items()})
            )
        writer.commit()
        writer.wait_merging_threads()
        return texts.words

    def open(self, folder: Path) -> tuple[Ask, Callable[[], None]]:
        """See Rival."""
        import tantivy  # noqa: PLC0415 - optional

        schema, query = self._schema, tantivy.Query
        searcher = tantivy.Index(schema, str(folder)).searcher()
        counting = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

        def ask(asked: Asked) -> Counted:
            terms = [query.term_query(schema, "body", word) for word in asked.words]
            made = terms[0]
            match asked.kind:
                case "and3":
                    made = query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
                case "or3":
                    made = query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
                case "phrase":
                    made = query.phrase_query(schema, "body", list(asked.words))
                case "prefix":
                    made = query.regex_query(schema, "body", f"{asked.words[0]}.*")
            total = int(getattr(searcher.search(made, 10, count=True), "count"))  # noqa: B009 - untyped
            counted = searcher.aggregate(made, counting)
            counts = {
                name: {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}
                for name, found in counted.items()
            }
            return total, counts

        return ask, lambda: None
