"""Lines that are about the page or the site, not in its content: copyright, "Tulosta sivu"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.extract.blocks import Block

_EDGE = 4
"""Blocks at either end that may be lines about the page."""
_LONGEST = 250
_ABOUT = re.compile(
    r"(?i).{0,160}©|\(c\) ?(?:19|20)\d\d|copyright\b|.{0,80}\bwebmaster\b"
    r"|.{0,120}\bnäkyvät parhaiten\b"
    r"|sivu(?:sto)? (?:on )?(?:luotu|tehty)\b|olet kävijä\b|kävijöitä:|näkyykö viesti väärin"
    r"|(?:kirjoittanut|lähettänyt|posted by|skriven av) .{3,80}"
    r"|katso viesti selaimessa|the wayback machine - |powered by\b|voimanlähteenä\b"
)
_LONGEST_OF_PAGE = 60
# What a page offers to do with itself, in Finnish, Swedish and English.
_OF_PAGE = re.compile(
    r"(?i)tulosta(?: (?:tämä )?sivu)?|skriv ut|print(?: this page)?|lähetä (?:linkki|sähköpostilla)"
    r"|(?:takaisin|siirry|palaa) (?:sivun )?(?:ylös|alkuun|etusivulle|pääsivulle"
    r"|edelliselle sivulle|listaukseen|uutisiin|luetteloon|hakuun)|sivun alkuun|alkuun|ylös"
    r"|back to top|till toppen"
    r"|(?:siirry|hyppää) (?:suoraan )?(?:pää)?sisältöön|skip to (?:main )?content"
    r"|hoppa till innehåll(?:et)?|lue lisää|läs mera?|read more|näytä (?:lisää|kaikki\b.*)"
    r"|seuraava(?: sivu| asia| artikkeli)?|edellinen(?: sivu| asia| artikkeli)?"
    r"|kirjaudu(?: sisään)?(?: kommentoidaksesi)?|jaa(?: sivu| somessa)?|kopioi linkki"
    r"|ilmoittaudu(?: mukaan| tästä)?|tilaa(?: uutiskirje)?|peruuta tilaus|lataa|kuuntele"
    r"|oliko (?:tämä sivu|tästä sivusta|sivu|tieto)\b.{0,40}\?"
)
_SHARED = frozenset(
    "jaa sivu tämä facebook facebookissa twitter twitterissä linkedin linkedinissä whatsapp x "
    "instagram youtube sähköposti sähköpostilla tulosta share tweet kopioi linkki dela pinterest"
    " osoite email print pdf".split()
)
_WORDS = re.compile(r"\w+")
_SHORT_LINK = 24
"""Mean length of the links in a line of navigation."""


def without(blocks: Sequence[Block], site_names: Collection[str]) -> list[Block]:
    """The blocks without lines of the site, and without lines about the page at either end.

    A line before the main heading that only says one of `site_names` goes too.
    """
    top = next((row for row, block in enumerate(blocks) if block.level == 1), 0)
    kept = [
        block
        for row, block in enumerate(blocks)
        if not (row < top and block.text in site_names) and not _is_offer(block)
    ]
    last = len(kept) - _EDGE
    return [
        block
        for row, block in enumerate(kept)
        if not ((row < _EDGE or row >= last) and _is_about(block))
    ]


def _is_offer(block: Block) -> bool:
    """Whether the line only offers to share, print or leave the page."""
    if len(block.text) > _LONGEST_OF_PAGE or block.table:
        return False
    text = block.text.strip(" |<>«»‹›→←↑[]·")
    if block.links and _OF_PAGE.fullmatch(text):
        return True
    words = _WORDS.findall(text.lower())
    return len(words) > 1 and _SHARED.issuperset(words)


def _is_about(block: Block) -> bool:
    if block.level or len(block.text) > _LONGEST:
        return False
    if block.links > 1 and not block.item and len(block.text) <= _SHORT_LINK * block.links:
        return True
    offered = _OF_PAGE.fullmatch(block.text.strip(" |<>«»‹›→←↑[]·"))
    return bool(_ABOUT.match(block.text) or offered)
