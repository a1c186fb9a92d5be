"""Is this machine, this configuration and this corpus in order? Each check says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.config import Config
from index.checks import generation, kept, leftovers, machine, originals, settings
from index.checks.check import Check, Examine, Patient, run
from pipeline.progress import Progress, Silent

__all__ = ["Check", "examine"]

_ANYWHERE: tuple[tuple[str, Examine], ...] = (
    ("python", machine.python),
    ("voikko", machine.voikko),
    ("ocr", machine.ocr),
    ("libreoffice", machine.libreoffice),
    ("data folder", machine.data_folder),
    ("disk", machine.disk),
    ("config", settings.config),
    ("sources", settings.sources),
    ("lock", leftovers.lock),
    ("leftovers", leftovers.leftovers),
)
_IN_A_SOUND_CORPUS: tuple[tuple[str, Examine], ...] = (
    ("states", kept.states),
    ("originals", originals.originals),
    ("places", kept.places),
)


def examine(
    config: Config, *, thorough: bool = False, progress: Progress | None = None
) -> Iterator[Check]:
    """Run every check, one after the other; `thorough` reads every original.

    Of a database that is damaged nothing more is asked.
    """
    patient = Patient(config, thorough, progress or Silent())
    for name, check in _ANYWHERE:
        yield run(name, check, patient)
    corpus = run("corpus", kept.corpus, patient)
    yield corpus
    for name, check in _IN_A_SOUND_CORPUS if corpus.ok else ():
        yield run(name, check, patient)
    index = run("index", generation.index, patient)
    yield index
    if corpus.ok and index.ok:
        yield run("freshness", generation.fresh, patient)
    yield run("rollback", generation.rollback, patient)
