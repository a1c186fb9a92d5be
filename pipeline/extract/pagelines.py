"""Lines at the head and the foot of old web pages that are about the page, not in its content."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.extract.blocks import Block

_EDGE = 4
"""Blocks at either end that may be such lines."""
_LONGEST = 250
_ABOUT = re.compile(
    r"(?i).{0,160}©|\(c\) ?(?:19|20)\d\d|copyright\b|.{0,80}\bwebmaster\b"
    r"|.{0,120}\bnäkyvät parhaiten\b"
    r"|sivu(?:sto)? (?:on )?(?:luotu|tehty)\b|olet kävijä\b|kävijöitä:|näkyykö viesti väärin"
    r"|tulosta (?:tämä )?sivu|lähetä linkki|takaisin (?:ylös|alkuun)|siirry (?:suoraan )?sisältöön"
    r"|sivun alkuun|back to top|skip to (?:main )?content|hoppa till innehåll"
)


def without(blocks: Sequence[Block], site_names: Collection[str]) -> list[Block]:
    """The blocks without copyright lines and their like at either end.

    A line before the main heading that only says one of `site_names` goes too.
    """
    top = next((row for row, block in enumerate(blocks) if block.level == 1), 0)
    last = len(blocks) - _EDGE
    return [
        block
        for row, block in enumerate(blocks)
        if not (row < top and block.text in site_names)
        and not ((row < _EDGE or row >= last) and _is_about(block))
    ]


def _is_about(block: Block) -> bool:
    return not block.level and len(block.text) <= _LONGEST and bool(_ABOUT.match(block.text))
