"""A check: what it is asked, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.config import Config
from corpus.errors import HankemuistiError, NoCorpusError
from pipeline.progress import Progress, Silent

SHOWN = 3
"""Things that are named where there may be many."""
NONE_YET = "none yet"


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check: what was found and, where that is not right, how to mend it.

    What is `ok` can be worked with; a `warning` is that something is lost all the same.
    """

    name: str
    ok: bool
    found: str
    warning: bool = False
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined. `thorough` looks at every byte where otherwise a sample will do."""

    config: Config
    thorough: bool = False
    progress: Progress = field(default_factory=Silent)


Examine = Callable[[Patient], str]
"""A check as a function: it says what is right, or raises what is wrong."""


class WrongError(HankemuistiError):
    """Something is not right; `mend` says what to do."""

    def __init__(self, found: str, mend: str = "") -> None:
        super().__init__(found)
        self.mend = mend


class WorryingError(WrongError):
    """Something is not as it should be, and the rest goes on without it."""


def run(name: str, examine: Examine, patient: Patient) -> Check:
    """The outcome of a check, whatever becomes of it."""
    try:
        return Check(name, True, examine(patient))
    except WrongError as error:
        worrying = isinstance(error, WorryingError)
        return Check(name, worrying, str(error), worrying, error.mend)
    except NoCorpusError:
        return Check(name, True, NONE_YET)
    except HankemuistiError as error:
        return Check(name, False, str(error))
    except Exception as error:  # a check that stumbles has found something
        return Check(name, False, f"{type(error).__name__}: {' '.join(str(error).split())}")


def some(names: Sequence[str]) -> str:
    """The first few of many."""
    return f"{', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}"
