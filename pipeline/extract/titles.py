"""The title of a PDF, by the size and weight of the type on its first pages."""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from itertools import filterfalse

from pipeline.clean import characters, letterspacing
from pipeline.clean.line import BROKEN, Line
from pipeline.extract.headings import LONGEST, body_size, has_words, rounded

_LARGER = 1.05
_MOST_LINES = 5
_LONGEST = 250
_MOST_SIZES = 12
"""Sizes of type that are looked at."""
_SHORTEST = 3
"""Characters; a shorter one is a drop capital or an ornament."""
_FEW_LINES = 3
"""Lines of bold type that a title has at most where no type is larger."""
_MOST_WORDS = 7
"""Words of a publisher's name at most."""

_FILE_NAME = re.compile(
    r"(?i)\.(?:docx?|odt|rtf|pptx?|indd|qxd|pdf|xlsx?|pub|wpd|tex|html?)\b|^(?=\S*(?:_|\d{4}))\S+$"
)
_PROGRAM = re.compile(
    r"(?i)microsoft|power ?point|\b(?:word|excel|indesign|acrobat)\b|untitled|nimetön|unspecified"
    r"|^(?:asiakirja|document|dokument|dia|slide|bild|sivu|page|sida|layout|esitys|malli|template)"
    r"[ -]?\d*$"
)
# What a document is, when and by whom: not its title where anything better stands beside it.
_KIND = re.compile(
    r"(?i)(?:(?:loppu|väli|osa|hanke|projekti|arviointi|vuosi|seuranta|toiminta)?(?:raportti|selvitys)"
    r"|(?:loppu)?arviointi|(?:toiminta|vuosi)kertomus|(?:hanke|projekti|toiminta)?suunnitelma"
    r"|(?:lehdistö)?tiedote|(?:kokous)?muistio|pöytäkirja|esite|opas|käsikirja|julkaisu(?:ja|sarja)?"
    r"|(?:slut|mellan|delårs)?rapport|pressmeddelande|(?:final |interim )?report)"
    r"(?: ?\d[\d./–-]*)?"
)
_DATE = re.compile(
    r"(?i)(?:\d{1,2}\.? ?)?(?:\w{4,7}kuu(?:ta|ssa)?|januari|februari|mars|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december|kevät|syksy|kesä|talvi)? ?[\d ./–-]*"
)
_PUBLISHER = re.compile(
    r"(?i)(?:.*[\s-])?\w*(?:ministeriö|kaupunki|kunta|(?:maakunta)?liitto|laitos|yliopisto|korkeakoulu"
    r"|seurakunta|kuntayhtymä|sairaanhoitopiiri|virasto|osaamiskeskus|ely-keskus|hyvinvointialue"
    r"|yhdistys|säätiö|\b(?:ry|oy|ab|rf)|ministeriet|stad|kommun|förbund|universitet|högskola)\.?"
)
_ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,5}")
_CHAPTER = re.compile(
    r"(?i)(?:sisällys(?:luettelo)?|sisältö|tiivistelmä|esipuhe|alkusanat|lukijalle|saatteeksi|johdanto"
    r"|innehåll(?:sförteckning)?|sammandrag|sammanfattning|förord|inledning|contents|abstract"
    r"|foreword|introduction)|\d+(?:\.\d+)*\.? .+"
)


def title(pages: Sequence[Sequence[Line]], embedded: str) -> str:
    """The title: the largest type of pages 1 and 2, its lines joined.

    Chapters' headings are none, and what says only the kind, the date or the publisher ("Loppu-
    raportti", "Lokakuu 2011", "Etelän kunta") is one only where nothing else is. Where no type is
    larger than the rest: `embedded`, the file's own /Title, if it is one; else the first line in
    bold, or the first in capitals. "" when nothing will do.
    """
    lines = [line for page in pages[:2] for line in page if has_words(line)]
    found = _largest(lines, body_size(pages))
    own = _real(embedded, lines)
    found += [own, _joined(_first_bold(lines)), _joined(_first_shouted(lines))]
    usable = [text for text in found if len(text) > _SHORTEST and not _CHAPTER.fullmatch(text)]
    return next(filterfalse(_is_vague, usable), next(iter(usable), ""))


def _is_vague(text: str) -> bool:
    """Whether a line says only the kind, the date or the publisher of the document."""
    if any(what.fullmatch(text) for what in (_KIND, _DATE, _ACRONYM)):
        return True
    return text.count(" ") < _MOST_WORDS and _PUBLISHER.fullmatch(text) is not None


def _real(embedded: str, lines: Sequence[Line]) -> str:
    """The file's own /Title, if it is none of a program or a template; else "".

    It was a usable title in none of 21 real documents: it must have two words, or stand in the
    text.
    """
    own = characters.one_line(embedded)[:_LONGEST]
    if _FILE_NAME.search(own) or _PROGRAM.search(own):
        return ""
    printed = any(line.text.casefold() == own.casefold() for line in lines)
    return own if " " in own or printed else ""


def _largest(lines: Sequence[Line], body: float) -> list[str]:
    """What is set in type larger than the body's, the largest first."""
    found = []
    for size in heapq.nlargest(_MOST_SIZES, {line.size for line in lines}):
        if size < _LARGER * body:
            break
        rows = [row for row, line in enumerate(lines) if line.size >= 0.93 * size]
        found.append(_joined(_run(lines, rows, size)))
    return found


def _run(lines: Sequence[Line], rows: Sequence[int], size: float) -> list[Line]:
    """The first of `rows` and those right after it, as long as they are about this size."""
    taken: list[Line] = []
    for row, following in zip(rows, [*rows[1:], -1], strict=True):
        if lines[row].size <= size:
            taken.append(lines[row])
        if following != row + 1 or len(taken) == _MOST_LINES:
            break
    return taken


def _first_bold(lines: Sequence[Line]) -> list[Line]:
    for row, line in enumerate(lines[:15]):
        if line.bold and len(line.text) <= LONGEST:
            after = lines[row + 1 : row + _FEW_LINES]
            run = [line]
            for following in after:
                if not following.bold or rounded(following.size) != rounded(line.size):
                    break
                run.append(following)
            return run
    return []


def _first_shouted(lines: Sequence[Line]) -> list[Line]:
    for row, line in enumerate(lines[:5]):
        words = line.text.split()
        shouted = sum(word.isupper() for word in words)
        if len(words) > 1 and 2 * shouted > len(words) and len(line.text) <= LONGEST:
            goes_on = line.text.count("(") > line.text.count(")")
            return list(lines[row : row + 1 + goes_on])
    return []


def _joined(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        part = letterspacing.close_up(line.text, lambda _: True)
        joint = "" if text.endswith(BROKEN) or not text else " "
        text = text.removesuffix(BROKEN) + joint + part
    return characters.one_line(text)[:_LONGEST]
