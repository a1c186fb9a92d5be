"""What is compared: ways to make index terms of a form, the lemma first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import libvoikko

from corpus.document import Part
from corpus.errors import HankemuistiError
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.finnish.voikko import open_native
from pipeline.stems import stem

OURS = "hankemuisti"
ANNIF_CACHE = 500_000
"""Forms, as the issue of this yardstick has it: ten times what Annif itself keeps."""


class Method(NamedTuple):
    """`terms` of a form, the lemma first; `parts` of a compound, where the method has them."""

    terms: Callable[[str], tuple[str, ...]]
    parts: Callable[[str], tuple[Part, ...]] | None = None
    analyzer: Analyzer | None = None

    def index_terms(self, form: str) -> Iterable[str]:
        """What a document with `form` is found by: the terms, and the lemmas of the parts."""
        parts = self.parts(form) if self.parts else ()
        return {*self.terms(form), *(part.lemma for part in parts)}


def methods(voikko: str = "auto") -> Mapping[str, Method]:
    """Every method by its name, with nothing cached yet.

    A method whose package is not installed is left out, with a line on stderr. Raises
    HankemuistiError when ours cannot be had.
    """
    ours = open_analyzer(voikko)
    found = {
        "raw": Method(lambda form: (form.casefold(),)),
        "snowball": Method(lambda form: (stem(form, "fi"),)),
        "simplemma": _simplemma(),
        "voikko_first": _voikko_first(),
        OURS: Method(
            lambda form: ours.analyse(form, "fi").lemmas,
            lambda form: ours.analyse(form, "fi").parts,
            ours,
        ),
    }
    return {name: method for name, method in found.items() if method}


def _simplemma() -> Method | None:
    try:
        # Not needed by the program for Finnish, so it may be missing.
        from simplemma import lemmatize  # noqa: PLC0415
    except ImportError:
        print("benchmark: simplemma is not installed and left out", file=sys.stderr)
        return None
    lemmatize("sana", lang="fi")  # reads its dictionary now, not under the clock
    return Method(lambda form: (lemmatize(form, lang="fi").casefold(),))


def _voikko_first() -> Method | None:
    """Annif's way: the first analysis that libvoikko.py gives, remembered per form."""
    try:
        open_native()
    except HankemuistiError as error:
        print(f"benchmark: voikko_first is left out: {error}", file=sys.stderr)
        return None
    handle = libvoikko.Voikko("fi")

    @lru_cache(ANNIF_CACHE)
    def first(form: str) -> tuple[str, ...]:
        found = handle.analyze(form)
        return ((found[0].get("BASEFORM", form) if found else form).casefold(),)

    return Method(first)
