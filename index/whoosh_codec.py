"""A codec for Whoosh: its posting lists are our flat arrays.

Whoosh keeps the schema, the segments and the commits. Its own codec makes a tuple of each posting,
sorts them all and writes them as compressed pickles, which is most of the time of building and
nearly all of a query's; here whole fields are sorted and read as arrays. What this needs of Whoosh:
a writer's `pool`, and the codec's `field_writer` and `terms_reader`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.codec import base
    from whoosh.codec.whoosh3 import W3Codec

from index.arrays import ArrayFile, ArrayWriter
from index.postings import FieldPool, FieldPostings
from index.stacks import Stack

EXTENSION = ".arrays"


class Pool:
    """What Whoosh's writer gathers until a commit: here whole fields, not single postings."""

    def __init__(self) -> None:
        self._fields: dict[str, FieldPool] = {}
        self.documents = 0
        self.positions = 0

    def add(self, item: tuple[str, Sequence[Stack], int, float, bytes]) -> None:
        """Take a field of a document as `whoosh_schema.Terms.index` gives it."""
        name, stacks, document, *_ = item
        self.positions += self._fields.setdefault(name, FieldPool()).add(document, stacks)
        self.documents = document + 1

    def iter_postings(self) -> Iterator[tuple[str, FieldPool]]:
        """The fields, each of which is let go of when the next one is asked for."""
        for name in sorted(self._fields):
            yield name, self._fields.pop(name)

    def cleanup(self) -> None:
        """Drop everything."""
        self._fields.clear()


class FieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the posting lists of a segment."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._segment = segment
        self._arrays = ArrayWriter(storage.create_file(segment.make_filename(EXTENSION)).raw_file())
        self.is_closed = False

    def add_postings(
        self,
        schema: Any,  # noqa: ARG002 - Whoosh gives it
        lengths: Any,
        items: Iterator[tuple[str, FieldPool]],
    ) -> None:
        """Write what the pool holds."""
        documents = lengths.doc_count_all()
        for name, field in items:
            field.write(name, documents, self._arrays)

    def close(self) -> None:
        """Finish the file."""
        self._arrays.close()
        self.is_closed = True


class SegmentPostings(base.TermsReader):  # type: ignore[misc]
    """The posting lists of a segment by field."""

    def __init__(self, path: Path, documents: int) -> None:
        self._arrays = ArrayFile(path)
        self.documents = documents
        self.names = list(dict.fromkeys(name.split("/")[0] for name in self._arrays.names()))
        self._fields: dict[str, FieldPostings] = {}

    def field(self, name: str) -> FieldPostings | None:
        """The posting lists of a field, None when no document has it."""
        if name not in self._fields and name in self.names:
            self._fields[name] = FieldPostings(name, self._arrays)
        return self._fields.get(name)


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, apart from the posting lists."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """What writes posting lists."""
        return FieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> SegmentPostings:
        """What reads them."""
        path = Path(storage.folder) / segment.make_filename(EXTENSION)
        return SegmentPostings(path, segment.doc_count_all())
