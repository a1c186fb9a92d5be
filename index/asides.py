"""Asides: what stands on a page beside its subject, and is about nothing itself.

Lists of contents, references and appendices, contacts, cookie notices, crumbs of navigation and
covers. A word there finds its document, but says little about it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from corpus.document import Span

SECTIONS = frozenset(
    "sisällys, sisällysluettelo, sisältö, innehåll, innehållsförteckning, contents,"
    " table of contents, taulukot, kuviot, lähteet, lähdeluettelo, kirjallisuus, kirjallisuutta,"
    " viitteet, källor, källförteckning, litteratur, references, bibliography, sources, liitteet,"
    " liiteluettelo, bilagor, appendices, attachments, yhteystiedot, ota yhteyttä, kontakt,"
    " kontakta oss, kontaktuppgifter, contact, contacts, contact us, evästeet, kakor, cookies,"
    " sivukartta, linkit, länkar, links, jakelu, sändlista, jaa sivu, dela sidan".split(", ")
)
"""Headings of sections that are nothing but a list."""

PARAGRAPH_WORDS = 35
"""So many words, without the looks of a list, end such a section: its heading meant another thing,
or the one after it was not seen."""

COVER_WORDS, SENTENCE_WORDS = 80, 8
"""A cover has fewer words, no sentence of so many, and no full stop at its end."""

LONGEST_LISTED = 1000
"""Characters of a line that is no paragraph, or a whole page, unless it has addresses in it."""

SHORT = 2
"""A document of so many pages begins without a cover."""

SIGN_WORDS = 30
"""Words in a line for each address or telephone number in it: more are a sentence or two."""

NOTICE_WORDS = 60
CRUMBS = 3
"""Signs between the names of pages in a line of navigation, at least."""

_LEADER = " \t.…_·"
_MOST_DIGITS = 4
_LONGEST_NAME = 40
_NUMBER = re.compile(r"[\divxIVX]{1,6}[.)]?\s")
_RARE = ("@", "|", "›", "»", "·", "…", "_")
"""Signs of lists that are next to never in a sentence; they are found in no time."""
_SIGNS = (("(", "(at)"), ("[", "[at]"), (">", " > "), ("/", " / "))
"""Signs of lists, each with what must be there for it: what is longer is slower to find."""
_CALL = re.compile(r"0\d{1,3}[ )-]{1,2}\d")
_COUNTRY = "+358"
_MAIL = re.compile(r"\w(?:@|\(at\)|\[at\])[\w-]{1,63}\.\w")
_PHONE = re.compile(r"\b(?:p|ph|puh|puhelin|tel|tfn)[.:]{0,2} ?[+(]?\d[\d ()-]{5}|\+358[ \d(]")
_REFERENCE = re.compile(
    r"[A-ZÅÄÖ][\w'’-]{1,40}, (?:[A-ZÅÄÖ]\.[ -]?){1,3}[^\n]{0,160}?\b(?:19|20)\d\d[a-z]?\b"
)
_NOTICES = ("eväste", "cookie", "kakor")
_CONSENT = re.compile(
    r"\b(?:hyväksy|käytt|käytämme|asetukset|sallitut|accept|we use|godkänn|använder)", re.IGNORECASE
)
_CRUMB = re.compile(r" [|›»>/·] ")
_SENTENCE_END = re.compile(r"[.!?]\s")


class Readable(Protocol):
    """A page, with its text and the spans of its headings."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def headings(self) -> tuple[Span, ...]: ...  # noqa: D102


def asides(page: Readable, pages: int) -> list[Span]:
    """The stretches of a page, one of so many, that are about nothing; in order, none touching."""
    if page.number == 1 and pages > SHORT and page.text and _is_cover(page.text):
        return [Span(0, len(page.text))]
    found: list[Span] = []
    for start, end in _lines(page.text, {start for start, _ in page.headings}):
        if found and start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


class Asides:
    """Of single places of a page, whether they stand in an aside: for less than all asides cost.

    A section counts where its heading was seen as one.
    """

    def __init__(self, page: Readable, pages: int) -> None:
        """`pages` is how many the document has."""
        self._text = page.text
        self._headings = [start for start, _ in page.headings]
        self._whole = page.number == 1 and pages > SHORT and _is_cover(page.text)
        self._known: dict[int, bool] = {}

    def has(self, offset: int) -> bool:
        """Whether what stands there is about nothing."""
        start = self._text.rfind("\n", 0, offset) + 1
        if start not in self._known:
            line = self._line(start)
            self._known[start] = _is_listed(line) or self._in_section(start, line)
        return self._whole or self._known[start]

    def _in_section(self, start: int, line: str) -> bool:
        last = bisect_left(self._headings, start + 1) - 1
        heading = self._line(self._headings[last]) if last >= 0 else ""
        return _names_a_section(heading) and not _is_paragraph(line)

    def _line(self, start: int) -> str:
        end = self._text.find("\n", start)
        return self._text[start:] if end < 0 else self._text[start:end]


def within(starts: Sequence[int], spans: Sequence[Span]) -> Iterator[range]:
    """For each span the numbers of the words, by where they start, that begin in it."""
    return (range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)


def _lines(text: str, headings: set[int]) -> Iterator[Span]:
    suspect, inside, end = _is_suspect(text), False, -1
    for line in text.split("\n"):
        start = end + 1
        end = start + len(line)
        listed = _is_listed(line) if suspect else bool(_REFERENCE.match(line))
        if _names_a_section(line):
            inside = True
        elif inside and (start in headings or (not listed and _is_paragraph(line))):
            inside = False
        if (inside or listed) and line:
            yield Span(start, end)


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= PARAGRAPH_WORDS


def _names_a_section(line: str) -> bool:
    if len(line) > _LONGEST_NAME:
        return False
    number = _NUMBER.match(line)
    return line[number.end() if number else 0 :].strip(" .:\t\r").casefold() in SECTIONS


def _is_suspect(text: str) -> bool:
    """Whether a text has any sign of a line that is listed: most have none, at little cost."""
    return (
        any(sign in text for sign in _RARE)
        or any(first in text and sign in text for first, sign in _SIGNS)
        or ("." in text and ("...." in text or ". . ." in text))
        or ("+" in text and _COUNTRY in text)
        or ("0" in text and _CALL.search(text) is not None)
        or any(word[1:] in text for word in _NOTICES)  # whatever the case of its first letter
    )


def _is_listed(line: str) -> bool:
    line = line.strip()
    if _has_leader(line) or _REFERENCE.match(line):
        return True
    if (len(line) > LONGEST_LISTED and "@" not in line) or not _is_suspect(line):
        return False
    signs = len(_MAIL.findall(line)) + len(_PHONE.findall(line))
    if signs and len(line.split()) <= SIGN_WORDS * signs:
        return True
    if len(_CRUMB.findall(line)) >= CRUMBS:
        return True
    notice = any(word in line.lower() for word in _NOTICES) and _CONSENT.search(line)
    return bool(notice) and len(line.split()) <= NOTICE_WORDS


def _has_leader(line: str) -> bool:
    """Whether a line ends as one of a list of contents: dots, then the number of a page."""
    head = line.rstrip("0123456789")
    if not 0 < len(line) - len(head) <= _MOST_DIGITS:
        return False
    dots = head[len(head.rstrip(_LEADER)) :].replace(" ", "").replace("\t", "")
    return len(dots) > 3 or "…" in dots


def _is_cover(text: str) -> bool:
    if text.rstrip().endswith((".", "!")) or len(text.split(None, COVER_WORDS)) >= COVER_WORDS:
        return False
    *sentences, _ = _SENTENCE_END.split(f"{text}\n")
    return all(len(sentence.split()) < SENTENCE_WORDS for sentence in sentences)
