"""Are the places of the documents still there, and does the corpus keep what is not?"""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corpus.config import Config
from corpus.errors import FetchError, UsageError
from corpus.net.client import BusyError, Client, GoneError, LeftAloneError, RobotsError
from corpus.net.url import host_of
from corpus.places import Place
from corpus.store import Store
from pipeline.progress import Progress


class Life(StrEnum):
    """What became of a place."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    SILENT = "no answer"
    FAILING = "failing"
    UNASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Checked:
    """One place: `why` says more in one line, `kept` is the sha256 of the corpus' own copy.

    `kept` is "" when there is none; for a place that is not alive the copy was read and is whole.
    """

    source: str
    location: str
    life: Life
    why: str
    document_id: str
    title: str
    kept: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """All places that were looked at."""

    places: list[Checked]

    def counts(self) -> dict[str, int]:
        """Life → how many."""
        found = Counter(place.life for place in self.places)
        return {life.value: found[life] for life in Life if found[life]}

    def lost(self) -> list[Checked]:
        """Those that are dead, and the corpus has no copy."""
        return [each for each in self.places if each.life == Life.DEAD and not each.kept]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "counts": self.counts(),
            "places": [dataclasses.asdict(place) for place in self.places],
        }


def check_links(
    config: Config, names: Sequence[str], progress: Progress, client: Client | None = None
) -> LinkCheck:
    """Look at every place of the corpus, or of the sources with these names, once and politely.

    Nothing is changed: the next ingest finds the same and marks it. Raises StoreError without a
    corpus, UsageError for a source that has given nothing.
    """
    with (
        Store(config.data_folder, read_only=True) as store,
        client or Client(config.net) as asking,
    ):
        known = store.places.counts()
        for name in names:
            if name not in known:
                raise UsageError(f"{name}: no source of this name has given anything yet")
        places = [place for name in names or known for place in store.places.all(name)]
        progress.stage("asking", len(places))
        return LinkCheck(list(_checked(store, asking, _in_turns(places), progress)))


def _in_turns(places: Iterable[Place]) -> list[Place]:
    """Each address once, with the document it has where it has one; hosts one after another.

    So each host rests while the others are asked.
    """
    found: dict[str, Place] = {}
    for place in places:
        if place.location not in found or place.document_id:
            found[place.location] = place
    hosts: dict[str, list[Place]] = {}
    for place in found.values():
        hosts.setdefault(host_of(place.location), []).append(place)
    return [place for turn in zip_longest(*hosts.values()) for place in turn if place]


def _checked(
    store: Store, client: Client, places: Iterable[Place], progress: Progress
) -> Iterator[Checked]:
    for place in places:
        # What a record's file is called is no address; the one that answered is.
        address = place.url if "#" in place.location and place.url else place.location
        life, why = _look(client, address)
        document = store.documents.get(place.document_id) if place.document_id else None
        kept = document.sha256 if document else ""
        if kept and life != Life.ALIVE and not store.archive.intact(kept):
            kept, why = "", f"{why}; the corpus' copy is damaged: hankemuisti doctor"
        title = document.title if document else ""
        yield Checked(place.source, place.location, life, why, place.document_id, title, kept)
        progress.step()


def _look(client: Client, location: str) -> tuple[Life, str]:
    if not location.startswith(("http://", "https://")):
        return _look_here(location)
    try:
        response = client.head(location)
    except GoneError as error:
        return Life.DEAD, str(error)
    except RobotsError as error:
        return Life.UNASKED, str(error)
    except (BusyError, LeftAloneError) as error:
        return Life.SILENT, str(error)
    except FetchError as error:
        return Life.FAILING, str(error)
    if response.moved_to and response.moved_to != location:
        return Life.MOVED, f"moved to {response.moved_to}"
    return Life.ALIVE, ""


def _look_here(location: str) -> tuple[Life, str]:
    path = Path(location)
    if not path.is_absolute():
        return Life.UNASKED, "not an address and not a file"
    if os.path.lexists(path):
        return Life.ALIVE, ""
    # What stands below a file, or behind its name and a mark, is a member of an archive.
    holders = (*path.parents, Path(location.partition("!")[0]), Path(location.partition("#")[0]))
    if any(os.path.isfile(holder) for holder in holders):  # noqa: PTH113 - never raises
        return Life.UNASKED, "inside an archive that is there"
    return Life.DEAD, "no such file"
