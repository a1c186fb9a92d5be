"""Which of the projects that there are a person means by a name, however it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from corpus.config import nearest
from corpus.errors import UsageError
from pipeline.describe.projectkey import phase_of, project_base, project_key
from pipeline.finnish.endings import ENDING

Lemmas = Callable[[str], Iterable[str]]
"""The base forms that a Finnish word in lower case may have."""

_ENDING = re.compile(ENDING)
_SHORTEST_STEM = 3


def meant(name: str, known: Iterable[str], lemmas: Lemmas) -> str:
    """The normal form of the project that `name` means among the `known` names of documents.

    That is the form as `project_key` gives it, without a phase unless `name` has its number. A name
    may differ in case, blanks and hyphens, and may be inflected ("Kotipolun"). Raises UsageError,
    naming the nearest, when it is none of them or may be several.
    """
    keys = {
        key: each for each in sorted(known, key=len, reverse=True) if (key := project_key(each))
    }
    bases = {project_base(key): each for key, each in keys.items()}
    asked = project_key(name)
    if asked in keys or asked in bases:
        return asked
    base, phase = project_base(asked), phase_of(asked)
    found = next((same for same in _ways(base, bases, lemmas) if same), [])
    if len(found) > 1:
        shown = " or ".join(bases[each] for each in found[:5])
        raise UsageError(f"project {name!r} may be {shown}: say which")
    whole = f"{found[0]} {phase}".rstrip() if found else ""
    if whole in keys or (found and not phase):
        return whole
    near = found[0] if found else nearest(base, bases)
    hint = f"did you mean {bases[near]}?" if near else "see: hankemuisti projects"
    raise UsageError(f"no project {name!r}; {hint}")


def _ways(base: str, bases: Mapping[str, str], lemmas: Lemmas) -> Iterator[list[str]]:
    """The projects of which `base` is another spelling, then those of which it is a form."""
    joined = _joined(base)
    yield [each for each in bases if _joined(each) == joined]
    words = base.split()
    of_word = [{word, *map(_joined, lemmas(word))} for word in words]
    whole = set(map(_joined, lemmas(joined))) if joined else set()
    yield [each for each in bases if _joined(each) in whole or _all_in(each.split(), of_word)]
    yield [each for each in bases if _with_endings(each.split(), words)]


def _joined(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _all_in(words: list[str], forms: list[set[str]]) -> bool:
    return len(words) == len(forms) and all(map(set.__contains__, forms, words))


def _with_endings(stems: list[str], words: list[str]) -> bool:
    """Whether the words are the stems with endings, as Voikko cannot know of a name."""
    return len(stems) == len(words) and all(
        word == stem or _inflects(stem, word) for stem, word in zip(stems, words, strict=True)
    )


def _inflects(stem: str, word: str) -> bool:
    long_enough = len(stem) >= _SHORTEST_STEM and word.startswith(stem)
    return long_enough and _ENDING.fullmatch(word, len(stem)) is not None
