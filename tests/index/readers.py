"""Small readers of BibTeX and RIS, to see that what is written comes back as it was."""

from __future__ import annotations

import re

_COMMANDS = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{c}": c for c in "&%$#_"},
}
_COMMAND = re.compile("|".join(map(re.escape, _COMMANDS)))


def untex(text: str) -> str:
    """What TeX would print; fails on a character that means something to it."""
    rest = _COMMAND.sub("", text)
    assert not set(rest) & set("\\{}~^&%$#_"), text
    return _COMMAND.sub(lambda found: _COMMANDS[found[0]], text)


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Type, key and fields (as TeX) of each entry: what BibTeX sees, which counts braces only."""
    entries = []
    at = text.find("@")
    while at >= 0:
        head = re.compile(r"@(\w+)\{([^,\s]+),").match(text, at)
        assert head, text[at : at + 40]
        fields, at = {}, head.end()
        while True:
            field = re.compile(r"\s*(\w+)\s*=\s*\{").match(text, at)
            if not field:
                break
            depth, at = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[field.end() : at - 1]
            assert text[at] == ","
            at += 1
        assert re.compile(r"\s*\}").match(text, at)
        entries.append((head[1], head[2], fields))
        at = text.find("@", at)
    return entries


def read_authors(field: str) -> list[tuple[str, ...]]:
    """The authors of the field, each in the pieces that its braces hold: BibTeX parts outside."""
    authors: list[list[str]] = []
    depth = start = end = 0
    for at, letter in enumerate(field):
        if letter == "{":
            depth += 1
            if depth == 1:
                between = field[end:at]
                assert between in (", ", " and ") or end == 0 == at, field
                if between != ", ":
                    authors.append([])
                start = at + 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                authors[-1].append(untex(field[start:at]))
                end = at + 1
    assert end == len(field)
    return [tuple(each) for each in authors]


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    """The tags and values of each record. Every line must have its tag and end as it should."""
    records: list[list[tuple[str, str]]] = []
    assert text.endswith("\r\n") or not text
    for line in text.split("\r\n")[:-1]:
        assert line.splitlines() in ([line], [])
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        if found[1] == "TY":
            records.append([])
        records[-1].append((found[1], found[2]))
    for record in records:
        assert record[0][0] == "TY"
        assert record[-1] == ("ER", "")
    return records
