"""Text into words with their places (rule 1 of the Finnish analysis).

A token is a run of letters and digits. It may go on over

* a hyphen (``-``, U+2010, U+2011) that has a letter on at least one side: ``LAPE-ohjelma``,
  ``COVID-19``, but ``2016-2018`` is two tokens;
* a dash or hyphen of a numeric range that leads into a word: ``0–18-vuotiaat``;
* an apostrophe between letters: ``vaa'an``;
* a colon that an inflectional ending follows: ``STM:n``, ``EU:ssakin``.

Superscripts and fractions are no part of words: in reports they are the marks of footnotes.
"""

from __future__ import annotations

import re
from itertools import accumulate

from corpus.document import TokenList
from pipeline.finnish.endings import ENDING

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019"
SOFT_HYPHEN = "\u00ad"

# The blocks of combining marks that \w leaves out: for letters without a composed code point.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Superscripts, subscripts and fractions: \w takes them, \d does not.
_NOTE_MARKS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u2189\u2460-\u249b"

_LETTER = rf"[^\W\d_{_NOTE_MARKS}]"
_START = rf"[^\W_{_NOTE_MARKS}]"
_INNER = rf"(?:{_START}|[{_MARKS}{SOFT_HYPHEN}])"
_RUN = rf"{_START}{_INNER}*+"
_HYPHEN = rf"(?:(?<!\d)[{HYPHENS}](?={_START})|[{HYPHENS}](?={_LETTER}))"
_APOSTROPHE = rf"(?<!\d)[{APOSTROPHES}](?={_LETTER})"
_COLON = rf":(?={ENDING}(?!{_INNER}))"
_RANGE = rf"\d++[{HYPHENS}\u2013](?=\d++[{HYPHENS}]{_LETTER})"

# Nine words of ten, read twice as fast: plain letters, and after them what no word goes on over.
_PLAIN = r"[A-Za-zÅÄÖåäö]++(?=[ .,\n)!?;])"

_GOES_ON = rf"(?:{_HYPHEN}|{_APOSTROPHE}|{_COLON}){_RUN}"
_WORD = re.compile(rf"({_PLAIN}|(?:{_RANGE})?{_RUN}(?:{_GOES_ON})*+)")


def tokenize(text: str) -> TokenList:
    """The words and numbers of `text` (NFC), in order.

    For every token ``text[token.start : token.start + len(token.form)] == token.form``. Hyphens
    at the edges stay outside. Never raises; takes time linear in the length of `text`.
    """
    # Between, word, between, word, ..., between: half the time of looking at match after match.
    pieces = _WORD.split(text)
    forms, starts = pieces[1::2], list(accumulate(map(len, pieces)))[:-1:2]
    if SOFT_HYPHEN in text:
        forms = [form.rstrip(SOFT_HYPHEN) for form in forms]
    return TokenList(forms, starts)
