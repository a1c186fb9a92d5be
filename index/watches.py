"""Saved searches, and what is new in each since it was last looked at.

They lie in ``data/watches.json``, beside the database, and are not made anew from anything. Whoever
changes the file holds a lock while it is read and written, so that no change of another is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from corpus.archive import write_atomically
from corpus.clock import now
from corpus.config import Config, nearest
from corpus.errors import StoreError, UsageError
from corpus.lock import alone_with
from index.filters import read_filters
from index.search import SearchService

FILE_NAME = "watches.json"
EXIT_NEWS = 10
"""Exit code of a look that found something new."""

LONGEST = 100
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search. `filters` are as they were typed; `seen` is document → version.

    `checked` is when it was last looked at.
    """

    name: str
    query: str
    filters: Mapping[str, tuple[str, ...]]
    added: str
    checked: str
    seen: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """What the list of watches says of it."""
        told = {name: getattr(self, name) for name in ("name", "query", "added", "checked")}
        filters = {facet: list(values) for facet, values in self.filters.items()}
        return {**told, "filters": filters, "documents": len(self.seen)}


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that matches now and did not at the last look, or had an older version then."""

    id: str
    version: int
    title: str
    location: str
    changed: bool


@dataclass(frozen=True, slots=True)
class News:
    """What a look found; `watch` is as it is to be kept, with what it has now seen."""

    watch: Watch
    since: str
    documents: tuple[NewDocument, ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The news as plain values."""
        return {
            **self.watch.as_json(),
            "since": self.since,
            "new": [asdict(document) for document in self.documents],
            "warnings": list(self.warnings),
        }


def read_watches(config: Config) -> dict[str, Watch]:
    """The saved searches by name. Raises StoreError when their file cannot be read."""
    path = config.data_folder / FILE_NAME
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Watch(
                name,
                str(fields["query"]),
                {str(f): tuple(map(str, values)) for f, values in fields["filters"].items()},
                str(fields["added"]),
                str(fields["checked"]),
                {str(document): int(version) for document, version in fields["seen"].items()},
            )
            for name, fields in raw["watches"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StoreError(
            f"{path}: cannot be read ({type(error).__name__}): mend it or move it away"
        ) from error


def add_watch(
    config: Config, name: str, query: str, filters: Mapping[str, tuple[str, ...]]
) -> Watch:
    """Save a search; what matches now is seen. Returns it.

    Raises UsageError for a name that is taken or empty, NoIndexError, StoreError.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise UsageError(f"a watch has a name of 1 to {LONGEST} printable characters")
    _refuse_taken(read_watches(config), name)
    given = {facet: values for facet, values in filters.items() if values}
    with SearchService.open(config) as service:
        watch = _look(service, config, Watch(name, query, given, now(), "", {})).watch
    with _changing(config) as watches:
        _refuse_taken(watches, name)  # by somebody else meanwhile
        watches[name] = watch
    return watch


def remove_watch(config: Config, name: str) -> None:
    """Forget a saved search. Raises UsageError when there is none of this name."""
    with _changing(config) as watches:
        watches.pop(_named(watches, name).name)


def look(config: Config, name: str = "") -> list[News]:
    """What is new in one saved search, or in all. Nothing is kept until `keep_seen` is called.

    Raises UsageError for a name there is none of, NoIndexError, StoreError.
    """
    watches = read_watches(config)
    chosen = [_named(watches, name)] if name else list(watches.values())
    if not chosen:
        return []
    found = []
    with SearchService.open(config) as service:
        for watch in chosen:
            try:
                found.append(_look(service, config, watch))
            except UsageError as error:  # a theme of one's own is gone: the others can be looked at
                found.append(News(watch, watch.checked, (), (f"not looked at: {error}",)))
    return found


def keep_seen(config: Config, news: list[News]) -> None:
    """What was found is not new any more; to be called when it has been told.

    What was added or removed meanwhile stays so, and a later look by somebody else.
    """
    if not news:
        return
    with _changing(config) as watches:
        for looked in (found.watch for found in news):
            kept = watches.get(looked.name)
            if kept and kept.added == looked.added and kept.checked <= looked.checked:
                watches[looked.name] = looked


def _look(service: SearchService, config: Config, watch: Watch) -> News:
    filters = read_filters(watch.filters, config.own_themes)
    matches = service.matching(watch.query, filters)
    documents, store = [], service.store
    seen: dict[str, int] = {}
    for document_id in matches.ids:
        document = store.find(document_id)
        seen[document_id] = document.version
        before = watch.seen.get(document_id)
        if before != document.version:
            documents.append(
                NewDocument(
                    document_id,
                    document.version,
                    document.title,
                    store.location(document_id),
                    changed=before is not None,
                )
            )
    if not matches.complete:
        # What did not answer is not gone: it must not be new the next time.
        seen = {**watch.seen, **seen}
    looked = replace(watch, checked=now(), seen=seen)
    return News(looked, watch.checked, tuple(documents), tuple(matches.warnings()))


def _named(watches: Mapping[str, Watch], name: str) -> Watch:
    name = " ".join(name.split())
    if name not in watches:
        near = nearest(name, watches)
        hint = f"did you mean {near!r}?" if near else "see: hankemuisti watch list"
        raise UsageError(f"no watch {name!r}; {hint}")
    return watches[name]


def _refuse_taken(watches: Mapping[str, Watch], name: str) -> None:
    if name in watches:
        raise UsageError(f"there is a watch {name!r}; take it away with: watch remove {name!r}")


@contextmanager
def _changing(config: Config) -> Iterator[dict[str, Watch]]:
    """The watches, to be changed in the block and kept behind it; nobody else changes them."""
    with alone_with(config.data_folder / FILE_NAME):
        watches = read_watches(config)
        before = dict(watches)
        yield watches
        if watches != before:
            _keep(config, watches)


def _keep(config: Config, watches: Mapping[str, Watch]) -> None:
    fields = {watch.name: asdict(watch) for watch in watches.values()}
    for kept in fields.values():
        del kept["name"]
    path = config.data_folder / FILE_NAME
    text = json.dumps({"watches": fields}, ensure_ascii=False, indent=1)
    try:
        write_atomically(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
