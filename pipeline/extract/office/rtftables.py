"""What RTF's words mean to us: characters, code pages, destinations. RTF 1.9.1."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "tab": " ",
        "line": "\n",
        "lbr": "\n",
        "emdash": "—",
        "endash": "–",
        "emspace": " ",
        "enspace": " ",
        "qmspace": " ",
        "bullet": "•",
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
        "nbsp": "\xa0",
        "hyphen": "-",
        "softhyphen": "\xad",
        "nestcell": "\n",
        "nestrow": "\n",
    }
)
"""Words that stand for characters; a nested table's cells become lines of the outer cell."""

CODE_PAGES: Mapping[int, str] = MappingProxyType(
    {
        0: "cp1252",
        77: "mac_roman",
        128: "cp932",
        129: "cp949",
        130: "johab",
        134: "gbk",
        136: "cp950",
        161: "cp1253",
        162: "cp1254",
        163: "cp1258",
        177: "cp1255",
        178: "cp1256",
        186: "cp1257",
        204: "cp1251",
        222: "cp874",
        238: "cp1250",
        254: "cp437",
        255: "cp850",
    }
)
"""The encodings of \\fcharset."""

SKIPPED = frozenset(
    "annotation atnauthor atnid atnref atndate bkmkstart bkmkend colortbl datafield "
    "filetbl listtext nonesttables objdata operator author manager company comment doccomm "
    "hlinkbase category nextfile pict pntext pn private revtbl rxe xe tc tcn sp shprslt "
    "themedata mmath moMath do ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn template ud "
    "printim buptim password pgptbl".split()
)
"""Destinations without text of the document; so are all unknown ones after \\*."""

DESTINATIONS: Mapping[str, str] = MappingProxyType(
    {
        "fonttbl": "fonts",
        "stylesheet": "styles",
        "info": "info",
        "title": "title",
        "subject": "subject",
        "keywords": "keywords",
        "generator": "application",
        "creatim": "created",
        "revtim": "modified",
        "fldinst": "instruction",
        "footnote": "note",
        "shptxt": "box",
        **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "running"),
        **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "running"),
    }
)
"""Destinations that are read, and what they hold."""

OPENED = frozenset({"shpinst", "nesttableprops", "shptxt", "fldinst", "generator"})
"""Destinations after \\* that are read all the same."""

FLOWS = frozenset({"note", "box", "running"})
"""Destinations with paragraphs of their own."""

FACTS = frozenset({"title", "subject", "keywords", "application", "created", "modified"})
"""Destinations that tell of the document."""
