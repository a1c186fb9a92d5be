"""The smallest pieces of a query: signs, operators, names of fields, words and phrases."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping

TITLE = "title"
FIELDS: Mapping[str, str] = types.MappingProxyType(
    {
        "title": TITLE,
        "otsikko": TITLE,
        "region": "region",
        "alue": "region",
        "theme": "theme",
        "teema": "theme",
        "year": "year",
        "vuosi": "year",
        "programme": "programme",
        "ohjelma": "programme",
        "kind": "kind",
        "laji": "kind",
        "language": "language",
        "lang": "language",
        "kieli": "language",
        "project": "project",
        "hanke": "project",
        "source": "source",
        "lähde": "source",
    }
)
"""What may stand before a colon → the title or a facet."""

LEXEME = re.compile(
    rf"""(?P<open>\() | (?P<close>\)) | (?P<minus>-++)(?=[^\s)])
    | (?P<field>(?i:{"|".join(FIELDS)})):(?=[^\s:)])
    | (?P<exactly>=?)"(?P<phrase>[^"]*)(?P<closed>"?)(?:~(?P<slop>\d{{1,6}})\d*)?
    | (?: (?P<or>OR|TAI) | (?P<and>AND|JA) | (?P<not>NOT|EI)
        | (?P<near>NEAR)(?:/(?P<distance>\d{{1,6}})\d*)? )
      (?=[\s()"]|$)
    | (?P<exact>=?)(?P<word>[^\s"()]+)""",
    re.VERBOSE,
)
"""Every match is one piece; between matches there are only blanks. Takes linear time."""

QUOTES = str.maketrans("“”„«»", '"""""')
"""Quotation marks as word processors and telephones write them, to straight ones."""
