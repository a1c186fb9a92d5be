"""The language of a document: the one that its source states, else that of most of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Evidence, FacetValue, ReadPage
from pipeline.describe.stated import stated

_FIELDS = re.compile(r"language|kieli|språk")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{2,4})?")
_DOUBT = 0.4
"""A language that was not taken is never surer."""
# Code of ISO 639-1: those of ISO 639-2, both of them where there are two, and names.
_NAMES = {
    "fi": "fin suomi suomeksi finnish finska",
    "sv": "swe ruotsi ruotsiksi swedish svenska",
    "en": "eng englanti englanniksi english engelska",
    "se": "sme pohjoissaame northern-sami",
    "ru": "rus venäjä russian ryska",
    "et": "est viro estonian estniska",
    "de": "deu ger saksa german tyska",
    "fr": "fra fre ranska french franska",
    "es": "spa espanja spanish spanska",
    "no": "nor norja norwegian norska",
    "da": "dan tanska danish danska",
}
_CODES = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}


def describe_language(
    title: ReadPage, pages: Sequence[ReadPage], metadata: Mapping[str, str] | None = None
) -> list[FacetValue]:
    """The stated language; the one of most of the pages' words, the title's when there are none.

    Of several that are stated it is the one most of the words are in, else the first.
    """
    read = _read(title, pages)
    told: dict[str, Evidence] = {}
    for field in stated(metadata or {}, _FIELDS):
        for text, evidence in field.pieces():
            for word in re.split(r"[,/]| ja | och | and ", text.casefold()):
                if code := _code(word.strip()):
                    told.setdefault(code, evidence)
    if not told:
        return read
    same = [value for value in read if value.value in told]
    chosen = same[0].value if same else next(iter(told))
    values = [
        FacetValue("language", chosen, 0.97, (told[chosen], *(e for v in same for e in v.evidence)))
    ]
    others = (value for value in read if value.value != chosen)
    return values + [replace(value, score=_DOUBT, chosen=False) for value in others]


def _code(word: str) -> str:
    tag = _TAG.fullmatch(word)
    return _CODES.get(word) or (_CODES.get(tag[1], "") if tag else "")


def _read(title: ReadPage, pages: Sequence[ReadPage]) -> list[FacetValue]:
    words: Counter[str] = Counter()
    for page in pages:
        if page.language:
            words[page.language] += len(page.words)
    if not words.total():
        if not title.language or not title.words:
            return []
        evidence = Evidence(title.text, "title", "language of the title", 0, 0, len(title.text))
        return [FacetValue("language", title.language, 0.5, (evidence,))]
    language, count = words.most_common(1)[0]
    first = next(page for page in pages if page.language == language and page.words)
    end = first.starts[-1] + len(first.words[-1].form)
    end = min(end, first.starts[0] + 80)
    evidence = Evidence(
        first.text[first.starts[0] : end],
        "text",
        f"{count} of {words.total()} words",
        first.number,
        first.starts[0],
        end,
    )
    return [FacetValue("language", language, round(count / words.total(), 3), (evidence,))]
