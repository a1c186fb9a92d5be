"""How far the harvest of a list of records has come, kept so that a killed one goes on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from corpus.sources.memory import Memory
from corpus.sources.oaianswers import Answer, Identity

FORMATS = ("kk", "qdc", "dim", "oai_dc")
"""What Finnish repositories offer, the richest first: kk and qdc name the files, too."""

_OVERLAP = timedelta(days=1)
"""Before the last harvest from which the next begins: clocks differ, and indexes lag behind."""


class Wanted(NamedTuple):
    """What is harvested."""

    url: str
    formats: tuple[str, ...] = FORMATS
    sets: tuple[str, ...] = ("",)
    since: str = ""
    until: str = ""
    incremental: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A harvest under way. `since` is the datestamp it begins at, "" for the very first; `token`
    asks for the part it is in; `started` is the server's time at its beginning; `complete` that
    of the last one that reached the end. `partial` says why it does not name everything."""

    since: str = ""
    token: str = ""
    started: str = ""
    complete: str = ""
    partial: str = ""
    under_way: bool = False


class Lists:
    """One list: the records of a set, in a format, between two days."""

    def __init__(self, memory: Memory, wanted: Wanted, form: str, set_: str) -> None:
        self._memory, self._wanted, self._form, self._set = memory, wanted, form, set_
        # Whoever asks for something else begins anew.
        self._note = "list " + json.dumps([form, set_, wanted.since, wanted.until])
        self._seconds = False

    def begin(self, server: Identity) -> State:
        """Where to begin: in the middle of a harvest that was interrupted, a little before the
        last one that was not, or at the very first record."""
        self._seconds = server.seconds
        noted = self._memory.get(self._note)
        state = State(**json.loads(noted)) if noted else State()
        if state.under_way and state.token:
            return replace(state, partial="it went on with a harvest that was interrupted")
        last = _time(state.complete)
        if last is None or not self._wanted.incremental or server.deletions == "no":
            return State(complete=state.complete, under_way=True)
        since = (last - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ" if self._seconds else "%Y-%m-%d")
        told = f"only what has changed since {since} was listed"
        return State(since, complete=state.complete, partial=told, under_way=True)

    def arguments(self, state: State) -> dict[str, str]:
        """What asks for the beginning of the list. Both days have the server's granularity."""
        first, last = ("T00:00:00Z", "T23:59:59Z") if self._seconds else ("", "")
        since = self._wanted.since and f"{self._wanted.since}{first}"
        until = self._wanted.until and f"{self._wanted.until}{last}"
        asked = {
            "metadataPrefix": self._form,
            "set": self._set,
            "from": max(since, state.since),
            "until": until,
        }
        return {key: value for key, value in asked.items() if value}

    def reached(self, state: State, token: str, answer: Answer) -> State:
        """Note that the harvest is in the part that `token` asks for."""
        partial = "a part of the list was broken XML" if answer.mended else state.partial
        started = state.started or answer.date
        return self._noted(replace(state, token=token, started=started, partial=partial))

    def restarted(self, state: State) -> State:
        """The token is no longer good: the same harvest from its beginning."""
        return self._noted(replace(state, token=""))

    def done(self, state: State) -> None:
        """Note that the harvest has reached the end."""
        self._noted(State(complete=state.started or state.complete))

    def _noted(self, state: State) -> State:
        self._memory.set(self._note, json.dumps(asdict(state)))
        return state


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
