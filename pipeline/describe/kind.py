"""What kind of document it is: a final report, a plan, a release, slides, a web page …

What a catalogue calls it comes first, then what a document calls itself: in its title, then at its
beginning. A page of a site that lists documents is a web page all the same, so that on web pages a
name counts in the title only. Then the address, then the form: many short pages are slides, a page
of the web is a web page.
The readings are those of the labelled documents: a seurantaraportti is an interim report, a grant
application a plan, a newsletter a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.document import Evidence, FacetValue, ReadDocument, ReadPage
from pipeline.describe.stated import stated
from pipeline.describe.vocabulary import vocabulary

OTHER, WEB_PAGE, SLIDES = "other", "verkkosivu", "esitys"

RUNNING_LINES = "running lines"
"""The metadata with the heads and feet of the pages, which often say what a document is."""

_OPENING = 400
"""Characters in which a document says what it is."""
_FIRST_LINE = 160
"""Characters in which a page of the web says what it is."""
_ON_WEB = frozenset({"tiedote", "opinnäyte", "lausunto", OTHER})
"""Kinds that pages of the web call themselves: a release, an article ("Kolumni")."""
_SLIDE_WORDS = 90
"""A page of a slide deck has no more words, as a rule; a page of a report has 250 to 400."""
_FEWEST_SLIDES = 5
_HEAD, _ATTRIBUTE = 1.0, 0.6
"""What a name is worth as a word by itself, and as the attribute of another ("loppuraportin")."""
_TITLE, _FIRST_LINES, _ADDRESS, _ON_PAGE, _DATED = 0.92, 0.78, 0.72, 0.74, 0.6
_STATED = 0.97
_FIELDS = re.compile(
    r"type|kind|tyyppi|laji|dokumentti(?:tyyppi|laji)|julkaisutyyppi|asiakirjatyyppi"
)
_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_GENERAL = 0.8
"""What is said of other kinds as well: the final report of an evaluation is a final report."""
_MIN = 0.5
_COPY_SITES = re.compile(
    r"(?:^|\.)(?:docplayer|docslib|vdocuments?|slideshare|slideplayer|issuu|yumpu|scribd|doczz"
    r"|pdfslide|9pdf|abcdocz|pdffox|nanopdf|kipdf|studylib|dokumen|documents|epdf|moam|silo|calameo"
    r"|fliphtml5|coek|docin)\."
)
_FILES = re.compile(r"\.(?:pdf|docx?|odt|rtf|pptx?|txt)(?:$|[?#])", re.IGNORECASE)
_SLIDE_TYPES = re.compile(r"presentation|powerpoint")
_DATED_PATH = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/(?:\d\d/)?\w")
_PATH_PARTS = re.compile(r"[a-z0-9]+|-(?=/)")


class _Sign(NamedTuple):
    """What speaks for a kind: `weight` decides, the later of equals loses."""

    weight: float
    kind: str
    evidence: Evidence


def describe_kind(document: ReadDocument, pages: Sequence[ReadPage]) -> list[FacetValue]:
    """The kind that the strongest sign speaks for, and the others as alternatives."""
    on_web = _is_web_page(document)
    signs = [*_stated(document), *_titled(document), *_addressed(document)]
    signs += _opened(document, pages, on_web=on_web)
    signs += _formed(document, pages, on_web=on_web)
    best: dict[str, list[_Sign]] = {}
    for sign in sorted(signs, key=lambda sign: -sign.weight):
        best.setdefault(sign.kind, []).append(sign)
    return [
        FacetValue(
            "kind",
            kind,
            round(found[0].weight, 3),
            tuple(sign.evidence for sign in found[:2]),
            chosen=number == 0,
        )
        for number, (kind, found) in enumerate(best.items())
    ]


def _stated(document: ReadDocument) -> Iterator[_Sign]:
    """A type such as "doctoralThesis" or "Loppuraportti"; one of a report or text says nothing."""
    for field in stated(document.metadata, _FIELDS):
        for text, evidence in field.pieces():
            words = _CAPITAL.sub(" ", text)
            label = _types().get(words.casefold().rpartition("/")[2].strip())
            kinds = [label] if label else [kind for kind, _ in _named(words)]
            for kind in kinds:
                yield _Sign(_STATED, kind, evidence)


def _titled(document: ReadDocument) -> Iterator[_Sign]:
    for kind, match in _named(document.title):
        start, end = match.span()
        evidence = Evidence(document.title[start:end], "title", "calls itself", 0, start, end)
        yield _Sign(_TITLE * _worth(match, document.title), kind, evidence)


def _opened(document: ReadDocument, pages: Sequence[ReadPage], *, on_web: bool) -> Iterator[_Sign]:
    """Names at the beginning. A page of the web may name there what it links to: only what such
    pages themselves are counts, and only in the first lines."""
    if not pages:
        return
    if on_web:
        for kind, match in _named(pages[0].text[:_FIRST_LINE]):
            if kind in _ON_WEB and match["head"] is not None:
                start, end = match.span()
                words = pages[0].text[start:end]
                evidence = Evidence(words, "text", "calls itself", pages[0].number, start, end)
                yield _Sign(_ON_PAGE, kind, evidence)
        return
    running = document.metadata.get(RUNNING_LINES, "")
    for kind, match in _named(running):
        start, end = match.span()
        evidence = Evidence(running[start:end], "metadata", "running line", 0, start, end)
        yield _Sign(_FIRST_LINES * _worth(match, running), kind, evidence)
    text = pages[0].text[:_OPENING]
    for kind, match in _named(text):
        start, end = match.span()
        words = text[start:end]
        evidence = Evidence(words, "text", "calls itself", pages[0].number, start, end)
        yield _Sign(_FIRST_LINES * _worth(match, text), kind, evidence)


def _addressed(document: ReadDocument) -> Iterator[_Sign]:
    """Signs in the address: a council's minutes, a site's news, a repository of theses."""
    location = _folded(document.location)
    if not location.startswith(("http:", "https:")) or _COPY_SITES.search(_host(location)):
        return
    dated = _DATED_PATH.search(location)
    if dated:
        start, end = dated.span()
        words = document.location[start:end]
        evidence = Evidence(words, "location", "dated address", 0, start, end)
        yield _Sign(_DATED, "tiedote", evidence)
    for match in _PATH_PARTS.finditer(location):
        for kind in _addresses().get(match[0], ()):
            start, end = match.span()
            words = document.location[start:end]
            evidence = Evidence(words, "location", "part of the address", 0, start, end)
            yield _Sign(_ADDRESS, kind, evidence)


def _formed(document: ReadDocument, pages: Sequence[ReadPage], *, on_web: bool) -> Iterator[_Sign]:
    form = document.media_type
    if _SLIDE_TYPES.search(form):
        yield _Sign(0.85, SLIDES, _form("a file of slides"))
    lengths = sorted(len(page.words) for page in pages)
    if len(lengths) >= _FEWEST_SLIDES and lengths[len(lengths) // 2] <= _SLIDE_WORDS:
        yield _Sign(0.6, SLIDES, _form(f"{len(pages)} pages of few words"))
    if on_web:
        yield _Sign(0.55, WEB_PAGE, _form("a page of the web"))
    yield _Sign(_MIN, OTHER, _form("nothing tells what it is"))


def _form(rule: str) -> Evidence:
    return Evidence("", "metadata", rule)


def _is_web_page(document: ReadDocument) -> bool:
    """Whether it is a page of a site, and not a file, or a copy site's page of one."""
    location = document.location
    if _COPY_SITES.search(_host(location)) or _FILES.search(location):
        return False
    return "html" in document.media_type or location.startswith(("http:", "https:"))


def _host(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""


def _worth(match: re.Match[str], text: str) -> float:
    """What a name counts: less as another word's attribute, and a bit less the later it comes."""
    worth = _HEAD if match["head"] is not None else _ATTRIBUTE
    if match[0].startswith(("arviointi", "utvärdering", "evaluation", "esite")):
        worth *= _GENERAL
    return worth * (1.0 - 0.05 * match.start() / max(1, len(text)))


def _named(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    folded = _folded(text)
    for kind, pattern in _names().items():
        for match in pattern.finditer(folded):
            yield kind, match


def _folded(text: str) -> str:
    """`text` in lower case, letter for letter: one that becomes two would move every offset."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, re.Pattern[str]]:
    """Kind → its names, alone or as the head of a compound with a hyphen, or inflected."""
    found = {}
    for code, kind in vocabulary().kinds.items():
        if kind.names:
            either = "|".join(re.escape(name) for name in sorted(kind.names, key=len, reverse=True))
            found[code] = re.compile(
                rf"(?<!\w)(?:(?P<head>{either})(?!\w)|(?:{_stems(kind.names)})\w+)"
            )
    return found


def _stems(names: Sequence[str]) -> str:
    """The names as beginnings of inflected forms: loppuraporti(n), tiedotte(en), muistio(n)."""
    stems = {_STEM.sub("", name) for name in names if len(name) > 5 and " " not in name}
    return "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True)) or r"(?!)"


_STEM = re.compile(r"(?<=[^\W\d_]{5})(?:ti|i|e|a|us)$")


@lru_cache(maxsize=1)
def _types() -> Mapping[str, str]:
    """What a catalogue may call a kind, whole → the kind."""
    return {
        name.casefold(): code
        for code, kind in vocabulary().kinds.items()
        for name in (code, kind.fi, kind.sv, kind.en, *kind.types)
        if code != OTHER
    }


@lru_cache(maxsize=1)
def _addresses() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, kind in vocabulary().kinds.items():
        for part in kind.address:
            found.setdefault(part, []).append(code)
    return found
