"""What is compared: ways to make index terms of a form, the lemma first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.analyzer import Analyzer
from pipeline.finnish.voikko import Morphology, open_voikko
from pipeline.stems import stem

Method = Callable[[str], tuple[str, ...]]


def methods(voikko: str = "auto") -> Mapping[str, Method]:
    """Every method by its name. Raises HankemuistiError when Voikko is missing."""
    morphology = open_voikko(voikko)
    analyzer = Analyzer(morphology)
    return {
        "raw": lambda form: (form.casefold(),),
        "snowball": lambda form: (stem(form, "fi"),),
        "voikko_first": lambda form: _first(form, morphology),
        "hankemuisti": lambda form: analyzer.analyse(form, "fi").lemmas,
    }


def _first(form: str, morphology: Morphology) -> tuple[str, ...]:
    found = morphology.analyze(form)
    return ((found[0].baseform or form).casefold(),) if found else (form.casefold(),)
